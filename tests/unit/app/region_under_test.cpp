// SPDX-License-Identifier: EUPL-1.2
// Everything goes through the service, as it would through the wire; only second factors are read from the store.
#include "region_under_test.hpp"

#include <thread>

#include <gtest/gtest.h>

#include <algorithm>

#include "crypto/encoding.hpp"
#include "crypto/random.hpp"
#include "crypto/totp.hpp"
#include "db/connection.hpp"

namespace beraad::app::testing {

using crypto::CertificateClass;

void Ear::hear(Told told) {
  std::lock_guard const lock(mutex_);
  heard_.push_back(std::move(told));
}
void Ear::item_new(Accounts to, ConnectionId except, RoomId const& room, StoredItem const& item) {
  hear({"item.new", {to.begin(), to.end()}, except, room, item.seq, {}, {}});
}
void Ear::items_removed(Accounts to, ConnectionId except, RoomId const& room, RemovedItems const& removed) {
  hear({"item.tombstoned", {to.begin(), to.end()}, except, room, removed.items.size(), {}, {}});
}
void Ear::room_new(AccountId const& to, ConnectionId except, RoomSummary const& room) {
  hear({"room.new", {to}, except, room.room, room.n, room, {}});
}
void Ear::room_changed(AccountId const& to, ConnectionId except, RoomSummary const& room) {
  hear({"room.changed", {to}, except, room.room, room.n, room, {}});
}
void Ear::room_entry(Accounts to, ConnectionId except, RoomId const& room, std::uint64_t n) {
  hear({"room.entry", {to.begin(), to.end()}, except, room, n, {}, {}});
}
void Ear::cursor_moved(Accounts to, ConnectionId except, RoomId const& room, Cursor const& cursor) {
  hear({"cursor.moved", {to.begin(), to.end()}, except, room, cursor.seq, {}, {}});
}
void Ear::case_changed(AccountId const& to, ConnectionId except, CaseSummary const&) {
  hear({"case.changed", {to}, except, {}, 0, {}, {}});
}
void Ear::invitation_new(AccountId const& to, ConnectionId except, Invitation const& invitation) {
  hear({"invitation.new", {to}, except, invitation.room, 0, {}, {}});
}
void Ear::invitation_answered(Accounts to, ConnectionId except, RoomId const& room) {
  hear({"invitation.answered", {to.begin(), to.end()}, except, room, 0, {}, {}});
}
void Ear::relation_declared(Accounts to, ConnectionId except, RoomId const& room, LeafId const&, std::uint64_t read_to) {
  hear({"relation.declared", {to.begin(), to.end()}, except, room, read_to, {}, {}});
}
void Ear::session_ended(SessionHash const&, std::string_view reason) {
  hear({"session.ended", {}, {}, {}, 0, {}, std::string(reason)});
}

std::vector<Told> Ear::of(std::string_view what) const {
  std::lock_guard const lock(mutex_);
  std::vector<Told> out;
  std::copy_if(heard_.begin(), heard_.end(), std::back_inserter(out), [what](Told const& each) { return each.what == what; });
  return out;
}
bool Ear::told(std::string_view what, AccountId const& to) const {
  auto const all = of(what);
  return std::any_of(all.begin(), all.end(), [&](Told const& each) { return std::count(each.to.begin(), each.to.end(), to) != 0; });
}
void Ear::forget() {
  std::lock_guard const lock(mutex_);
  heard_.clear();
}

RegionUnderTest::RegionUnderTest() {
  folder_ = std::filesystem::temp_directory_path() / ("beraad-app-" + crypto::to_hex(crypto::random_array<8>()));
  std::filesystem::create_directories(folder_);
  crypto::RootCertificate root;
  root.head = {crypto::random_id<Serial>(), now_ - kDayMs, now_ + 400 * kDayMs};
  root.region = "testregio";
  root.key = root_.verify_key();
  region_.root = crypto::issue(root, root_);
  add_org("regio", "region", {CertificateClass::kPseudonym, CertificateClass::kStatus});
  add_org("gemeente-a", "gemeente", {CertificateClass::kMember});
  add_org("advies", "school_en_veiligheid", {CertificateClass::kMember});
  add_org("gemeente-b", "gemeente", {CertificateClass::kMember});
  add_org("school-a", "school", {CertificateClass::kMember, CertificateClass::kGuest}, "gemeente-a");
  add_org("school-b", "school", {CertificateClass::kMember, CertificateClass::kGuest}, "gemeente-b");
  add_org("cjg", "cjg", {CertificateClass::kMember});
  add_org("korps", "politie", {CertificateClass::kMember});
  for (auto const& [name, org] : orgs_)
    region_.bootstrap.push_back({org.id, "beheer@" + name, "Beheer " + name,
                                 crypto::sha256(crypto::view_of(std::string(kBootstrapCode) + name)), now_ + 30 * kDayMs});
  start();
}

RegionUnderTest::~RegionUnderTest() {
  database_->close();
  service_.reset();
  database_.reset();
  std::filesystem::remove_all(folder_);
}

void RegionUnderTest::add_org(std::string const& name, std::string const& type, std::vector<CertificateClass> classes,
                              std::string const& gemeente) {
  Organisation org{crypto::random_id<OrganisationId>(), type, name, crypto::SigningKey::generate(), {}};
  crypto::OrganisationCertificate cert;
  cert.head = {crypto::random_id<Serial>(), now_ - kDayMs, now_ + 400 * kDayMs};
  cert.org = org.id;
  cert.type = type;
  cert.name = name;
  cert.key = org.key.verify_key();
  cert.classes = std::move(classes);
  cert.convenant_from = cert.head.from;
  cert.convenant_to = cert.head.to;
  if (!gemeente.empty()) cert.gemeente = orgs_.at(gemeente).id;
  org.cert = crypto::issue(cert, root_);
  region_.organisations.push_back(org.cert);
  orgs_.emplace(name, std::move(org));
}

void RegionUnderTest::start() {
  auto database = db::Database::open({folder_ / "store.db", folder_ / "shares.db"}, {store_key_.clone(), share_key_.clone()}, {});
  ASSERT_TRUE(database) << database.error().where;
  database_ = std::move(*database);
  Configuration configuration{region_, pepper_.clone(), orgs_.at("regio").key.clone()};
  auto service = Service::start(database_->writer(), database_->readers(), std::move(configuration), [this] { return now_.load(); });
  ASSERT_TRUE(service) << service.error().where;
  service_ = std::move(*service);
  service_->attach(ear_);
}

void RegionUnderTest::restart() {
  database_->close();
  service_.reset();
  database_.reset();
  start();
}

void RegionUnderTest::verify_files() {
  database_->close();
  service_.reset();
  database_.reset();
  for (auto const& [name, key] : {std::pair("store.db", &store_key_), std::pair("shares.db", &share_key_)}) {
    auto file = db::Connection::open(folder_ / name, *key, db::Access::kReadWrite);
    ASSERT_TRUE(file) << name << ": " << file.error().where;
    auto const verified = file->verify();
    EXPECT_TRUE(verified) << name << ": " << verified.error().where;
  }
  start();
}

std::string RegionUnderTest::code_now(AccountId const& account) {
  return in_store<std::string>([&](db::Stores const& stores) -> Result<std::string> {
    auto const totp = stores.accounts.totp(account);
    if (!totp) return totp.error();
    return crypto::totp_code(totp->secret.view(), crypto::totp_step(now_));
  });
}

std::string RegionUnderTest::fresh_code(AccountId const& account) {
  auto& last = used_steps_[account];
  while (crypto::totp_step(now_) <= last) now_ += crypto::kTotpStepMs;
  last = crypto::totp_step(now_);
  return code_now(account);
}

Outcome<Enrolled> RegionUnderTest::enrol(Somebody& who, std::string const& code) {
  auto const begun = post("", EnrolStart{code, "192.0.2.1"});
  if (!begun) return begun.error();
  who.account = begun->account;
  who.login = begun->login;
  who.name = begun->name;
  who.functie = begun->functie;
  EnrolFinish finish;
  finish.code = code;
  finish.totp = fresh_code(who.account);
  finish.sign = who.sign.verify_key();
  finish.seal = who.seal.seal_key();
  finish.blob = Bytes(200, 7);
  auto const slot = [](SlotKind kind, Secret32 const& auth) {
    SlotParameters parameters{kind, crypto::random_array<16>(), {}};
    if (kind == SlotKind::kPassphrase) parameters.cost = crypto::kStandardCost;
    return NewSlot{{parameters, Bytes(crypto::kWrappedKeyBytes, 9)}, auth.clone()};
  };
  finish.slots.push_back(slot(SlotKind::kPassphrase, who.auth));
  finish.slots.push_back(slot(SlotKind::kRecovery, who.recovery_auth));
  finish.remote_address = "192.0.2.1";
  return post("", std::move(finish));
}

Outcome<SignedIn> RegionUnderTest::sign_in(Somebody& who) {
  SignInFinish finish{who.login, SlotKind::kPassphrase, who.auth.clone(), fresh_code(who.account), "192.0.2.1"};
  auto answer = post("", std::move(finish));
  if (!answer) return answer;
  who.cookie = answer->cookie;
  who.caller = {ConnectionId::kNone, crypto::sha256(from_b64u(who.cookie).value()), who.account};
  return answer;
}

crypto::LeafCertificate RegionUnderTest::certificate_for(Somebody const& who) const {
  crypto::CertificateHead const head{crypto::random_id<Serial>(), now_ - 1000, now_ + 300 * kDayMs};
  if (!who.guest_of.is_zero())
    return crypto::GuestCertificate{head,         who.account, who.org->id,           crypto::guest_class_of(who.functie).value(),
                                    who.guest_of, who.name,    who.sign.verify_key(), who.seal.seal_key()};
  return crypto::MemberCertificate{head, who.account, who.org->id, who.functie, who.name, who.sign.verify_key(), who.seal.seal_key()};
}

void RegionUnderTest::certify(Somebody& by, Somebody& who) {
  who.cert = crypto::issue(certificate_for(who), who.org->key);
  auto const done = ask(by, Certify{who.account, who.cert});
  ASSERT_TRUE(done) << done.error().reason;
}

Somebody& RegionUnderTest::beheerder(std::string const& name) {
  auto& place = beheerders_[name];
  if (place) return *place;
  place = std::make_unique<Somebody>();
  place->org = &orgs_.at(name);
  EXPECT_TRUE(enrol(*place, std::string(kBootstrapCode) + name));
  EXPECT_TRUE(sign_in(*place));
  certify(*place, *place);
  return *place;
}

Somebody& RegionUnderTest::person(std::string const& name, std::string const& functie) {
  auto& by = beheerder(name);
  auto who = std::make_unique<Somebody>();
  who->org = &orgs_.at(name);
  auto const number = std::to_string(people_.size());
  if (!ask(by, Touch{})) {
    EXPECT_TRUE(sign_in(by));
  }
  auto const invited = ask(by, Invite{"persoon" + number + "@" + name, "Persoon " + number, functie});
  EXPECT_TRUE(invited) << invited.error().reason;
  EXPECT_TRUE(enrol(*who, invited->code));
  certify(by, *who);
  EXPECT_TRUE(sign_in(*who));
  people_.push_back(std::move(who));
  return *people_.back();
}

Somebody& RegionUnderTest::guest(Somebody const& host, CaseId const& of_case, crypto::GuestClass klass) {
  auto who = std::make_unique<Somebody>();
  who->org = host.org;
  who->guest_of = of_case;
  auto const invited = ask(host, InviteGuest{of_case, klass, {}});
  EXPECT_TRUE(invited) << invited.error().reason;
  EXPECT_TRUE(enrol(*who, invited->code));
  auto& by = beheerder(host.org->name);
  if (!ask(by, Touch{})) {
    EXPECT_TRUE(sign_in(by));
  }
  certify(by, *who);
  EXPECT_TRUE(sign_in(*who));
  people_.push_back(std::move(who));
  return *people_.back();
}

Outcome<Caller> RegionUnderTest::connect(std::string cookie, std::uint64_t connection) {
  return answer_of<Caller>(
      [&](auto reply) { service_->connect(std::move(cookie), static_cast<ConnectionId>(connection), std::move(reply)); });
}

std::shared_ptr<std::promise<void>> RegionUnderTest::hold_writer() {
  auto const release = std::make_shared<std::promise<void>>();
  auto const reached = std::make_shared<std::promise<void>>();
  auto const wait = [released = release->get_future().share(), reached](db::Stores&) -> Result<void> {
    reached->set_value();
    released.wait();
    return {};
  };
  if (!database_->writer().submit(wait, [](Result<void> const&) {})) std::abort();
  reached->get_future().wait();
  return release;
}

void RegionUnderTest::await_waiting(std::size_t writings) const {
  while (database_->writer().statistics().queue_depth < writings) std::this_thread::yield();
}

void RegionUnderTest::settle() {
  EXPECT_TRUE(post("", SignOut{}));
}

}  // namespace beraad::app::testing
