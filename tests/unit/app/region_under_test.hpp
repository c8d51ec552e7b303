// SPDX-License-Identifier: EUPL-1.2
// A small invented region around a real store in a folder of its own: two gemeenten, two schools, a CJG, the police, and whoever a test
// enrols in them.
#pragma once
#include <atomic>
#include <filesystem>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "crypto/random.hpp"
#include "crypto/sha256.hpp"
#include "crypto/vault.hpp"
#include "db/database.hpp"
#include "server/app/service.hpp"

namespace beraad::app::testing {

// What was told to whom, in order.
struct Told {
  std::string what;  // "item.new" …
  std::vector<AccountId> to;
  ConnectionId except{};
  RoomId room;
  std::uint64_t number = 0;  // seq or n
  RoomSummary summary;
  std::string reason;
};

class Ear final : public Outlet {
 public:
  void item_new(Accounts to, ConnectionId except, RoomId const& room, StoredItem const& item) override;
  void items_removed(Accounts to, ConnectionId except, RoomId const& room, RemovedItems const& removed) override;
  void room_new(AccountId const& to, ConnectionId except, RoomSummary const& room) override;
  void room_changed(AccountId const& to, ConnectionId except, RoomSummary const& room) override;
  void room_entry(Accounts to, ConnectionId except, RoomId const& room, std::uint64_t n) override;
  void cursor_moved(Accounts to, ConnectionId except, RoomId const& room, Cursor const& cursor) override;
  void case_changed(AccountId const& to, ConnectionId except, CaseSummary const& of_case) override;
  void invitation_new(AccountId const& to, ConnectionId except, Invitation const& invitation) override;
  void invitation_answered(Accounts to, ConnectionId except, RoomId const& room) override;
  void relation_declared(Accounts to, ConnectionId except, RoomId const& room, LeafId const& leaf, std::uint64_t read_to) override;
  void session_ended(SessionHash const& session, std::string_view reason) override;

  // Everything heard so far of one kind.
  [[nodiscard]] std::vector<Told> of(std::string_view what) const;
  [[nodiscard]] bool told(std::string_view what, AccountId const& to) const;
  void forget();

 private:
  void hear(Told told);
  mutable std::mutex mutex_;
  std::vector<Told> heard_;
};

struct Organisation {
  OrganisationId id;
  std::string type;
  std::string name;
  crypto::SigningKey key;
  crypto::Signed cert;
};

// Somebody with keys and, once signed in, a session.
struct Somebody {
  AccountId account;
  std::string login;
  std::string name;
  std::string functie;
  CaseId guest_of;  // zero for everybody but a guest
  Organisation const* org = nullptr;
  crypto::SigningKey sign = crypto::SigningKey::generate();
  crypto::OpeningKey seal = crypto::OpeningKey::generate();
  Secret32 pseudonym = crypto::random_secret<32>();
  Secret32 auth = crypto::random_secret<32>();
  Secret32 recovery_auth = crypto::random_secret<32>();
  crypto::Signed cert;
  std::string cookie;
  Caller caller;
  [[nodiscard]] LeafId leaf() const { return LeafId{account.bytes}; }
};

class RegionUnderTest {
 public:
  RegionUnderTest();
  ~RegionUnderTest();

  // Closes the store and opens it again, as a restart does.
  void restart();
  // Closes the store, has every page of both files checked, and opens it again.
  void verify_files();

  [[nodiscard]] Service& service() { return *service_; }
  [[nodiscard]] Ear& ear() { return ear_; }
  [[nodiscard]] Organisation const& org(std::string const& name) const { return orgs_.at(name); }
  void wait(TimeMs ms) { now_ += ms; }
  [[nodiscard]] TimeMs now() const { return now_; }
  [[nodiscard]] Region region() const { return region_; }

  // The first beheerder of an organisation, enrolled by the region's file and certified by themselves.
  [[nodiscard]] Somebody& beheerder(std::string const& org);
  // Invited, enrolled, certified and signed in.
  [[nodiscard]] Somebody& person(std::string const& org, std::string const& functie);

  // A parent or pupil, invited by somebody of the case's schoolteam; likewise.
  [[nodiscard]] Somebody& guest(Somebody const& host, CaseId const& of_case, crypto::GuestClass klass = crypto::GuestClass::kOuder);

  [[nodiscard]] Outcome<Enrolled> enrol(Somebody& who, std::string const& code);
  [[nodiscard]] Outcome<SignedIn> sign_in(Somebody& who);
  void certify(Somebody& by, Somebody& who);
  // Moves the clock, if need be, to a time step whose code this account has not used.
  [[nodiscard]] std::string fresh_code(AccountId const& account);
  [[nodiscard]] std::string code_now(AccountId const& account);
  [[nodiscard]] crypto::LeafCertificate certificate_for(Somebody const& who) const;

  template <class Command>
  [[nodiscard]] Outcome<typename Command::Answer> ask(Somebody const& who, Command command) {
    return ask(who.caller, std::move(command));
  }
  template <class Command>
  [[nodiscard]] Outcome<typename Command::Answer> ask(Caller const& caller, Command command) {
    return answer_of<typename Command::Answer>([&](auto reply) { service_->call(caller, std::move(command), std::move(reply)); });
  }
  template <class Command>
  [[nodiscard]] Outcome<typename Command::Answer> post(std::string cookie, Command command) {
    return answer_of<typename Command::Answer>(
        [&](auto reply) { service_->call(std::move(cookie), std::move(command), std::move(reply)); });
  }
  [[nodiscard]] Outcome<Caller> connect(std::string cookie, std::uint64_t connection);
  // News follows the answer: what was told before this returns has been heard.
  void settle();
  // The writer takes what is asked and stores nothing, until this promise is kept.
  [[nodiscard]] std::shared_ptr<std::promise<void>> hold_writer();
  // Until so many writings wait for it.
  void await_waiting(std::size_t writings) const;

  // The answer comes later.
  template <class Command>
  [[nodiscard]] std::future<Outcome<typename Command::Answer>> begin(Somebody const& who, Command command) {
    auto promise = std::make_shared<std::promise<Outcome<typename Command::Answer>>>();
    auto answer = promise->get_future();
    service_->call(who.caller, std::move(command), [promise](auto outcome) { promise->set_value(std::move(outcome)); });
    return answer;
  }

  template <class T, class Work>
  [[nodiscard]] T in_store(Work work) {
    std::promise<T> promise;
    auto const taken = database_->readers().submit([&](db::Stores const& stores) -> Result<T> { return work(stores); },
                                                   [&](Result<T> result) { promise.set_value(std::move(result.value())); });
    if (!taken) std::abort();
    return promise.get_future().get();
  }

 private:
  template <class Answer, class Call>
  [[nodiscard]] static Outcome<Answer> answer_of(Call call) {
    std::promise<Outcome<Answer>> promise;
    call([&promise](Outcome<Answer> outcome) { promise.set_value(std::move(outcome)); });
    return promise.get_future().get();
  }
  void add_org(std::string const& name, std::string const& type, std::vector<crypto::CertificateClass> classes,
               std::string const& gemeente = "");
  void start();

  std::atomic<TimeMs> now_{TimeMs{1'790'000'000'000}};
  std::filesystem::path folder_;
  crypto::Secret32 store_key_ = crypto::random_secret<32>();
  crypto::Secret32 share_key_ = crypto::random_secret<32>();
  crypto::Secret32 pepper_ = crypto::random_secret<32>();
  crypto::SigningKey root_ = crypto::SigningKey::generate();
  std::map<std::string, Organisation> orgs_;
  std::map<std::string, std::unique_ptr<Somebody>> beheerders_;
  std::vector<std::unique_ptr<Somebody>> people_;
  std::map<AccountId, std::uint64_t> used_steps_;
  Region region_;
  Ear ear_;
  std::unique_ptr<db::Database> database_;
  std::unique_ptr<Service> service_;
};

inline constexpr std::string_view kBootstrapCode = "bootstrap-";  // and the organisation's name

}  // namespace beraad::app::testing
