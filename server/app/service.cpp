// SPDX-License-Identifier: EUPL-1.2
// What the service does by itself: news carried outside, sessions that ran out ended, the status list renewed, what is old forgotten.
#include "server/app/service.hpp"

#include "server/app/import_region.hpp"
#include "server/app/relations.hpp"
#include "server/app/service_core.hpp"
#include "server/app/sign_in_limits.hpp"
#include "server/domain/policy.hpp"

namespace beraad::app {
namespace {

constexpr std::size_t kKeptRooms = 4096;
constexpr std::chrono::milliseconds kTendEvery{2000};
constexpr TimeMs kPurgeEveryMs = TimeMs{60} * 60 * 1000;
constexpr TimeMs kSeenEveryMs = TimeMs{60} * 1000;

}  // namespace

Service::Core::Core(db::Writer& to_write, db::Readers& to_read, Configuration configuration, Clock now, AuthorityNow authority)
    : writer(to_write),
      readers(to_read),
      region(std::move(configuration.region)),
      pepper(std::move(configuration.pepper)),
      region_key(std::move(configuration.region_key)),
      clock(std::move(now)),
      rooms(kKeptRooms),
      authority_(std::move(authority)),
      courier(kTendEvery, [this] { tend(); }) {}

World Service::Core::world() const {
  std::lock_guard const lock(mutex_);
  return World{domain::built_in_policy(), domain::built_in_policy_hash(), authority_, pepper, region_key, rooms, clock()};
}

void Service::Core::adopt(crypto::Signed status) {
  std::lock_guard const lock(mutex_);
  if (auto next = with_status(*authority_, std::move(status), clock())) authority_ = std::move(*next);
}

void Service::Core::end(SessionHash const& session, std::string_view reason) {
  presence.ended(session, reason, clock());
  if (auto* const out = outlet.load()) out->session_ended(session, reason);
}

void Service::Core::carry_out(News& news) {
  if (news.seen()) presence.seen(*news.seen(), clock());
  for (auto const& [session, reason] : news.ended()) end(session, reason);
  auto* const out = outlet.load();
  if (out == nullptr) return;
  for (auto const& tell : news.told()) tell(*out);
}

void Service::Core::tend() {
  auto const now = clock();
  for (auto const& [session, reason] : presence.lingering(now))
    if (auto* const out = outlet.load()) out->session_ended(session, reason);
  auto const status = world().trust().status();
  if (!status || status->at + kStatusRenewalMs <= now) renew_status();
  end_terms();
  end_sessions();
  if (purged_at_.load() + kPurgeEveryMs <= now) purge();
}

// Looked up every time, written only when there is something to end: so that it stays ended, also when the clock goes back.
void Service::Core::end_terms() {
  auto const now = clock();
  auto const look = [now](db::Stores const& stores) -> Outcome<bool> {
    auto const over = stores.rooms.terms_over(now);
    return over ? Outcome<bool>(!over->empty()) : Outcome<bool>(over.error());
  };
  read<bool>(look, [this, now](Outcome<bool> const& some) {
    if (some && *some)
      static_cast<void>(writer.submit([now](db::Stores& stores) { return app::end_terms(stores, now); }, [](Result<void> const&) {}));
  });
}

void Service::Core::end_sessions() {
  auto const now = clock();
  auto const look = [now](db::Stores const& stores) -> Outcome<bool> {
    auto const some = stores.sessions.any_run_out(now, now - kSessionIdleMs);
    return some ? Outcome<bool>(*some) : Outcome<bool>(some.error());
  };
  read<bool>(look, [this, now](Outcome<bool> const& some) {
    auto const revoke = [now](db::Stores& stores) { return stores.sessions.revoke_run_out(now, now - kSessionIdleMs); };
    if (some && *some) static_cast<void>(writer.submit(revoke, [](Result<std::int64_t> const&) {}));
  });
}

void Service::Core::renew_status() {
  if (renewing_.exchange(true)) return;
  auto const taken = writer.submit([this](db::Stores& stores) { return issue_status(stores, region_key, clock()); },
                                   [this](Result<crypto::Signed> issued) {
                                     if (issued) adopt(std::move(*issued));
                                     renewing_ = false;
                                   });
  if (!taken) renewing_ = false;
}

void Service::Core::purge() {
  auto const now = clock();
  purged_at_ = now;
  auto const forget = [now](db::Stores& stores) -> Result<void> {
    if (auto const sessions = stores.sessions.purge(now - kDayMs); !sessions) return sessions.error();
    if (auto const failures = stores.failures.purge(now - kFailureWindowMs); !failures) return failures.error();
    return {};
  };
  // Busy or stopping: an hour later is as good.
  static_cast<void>(writer.submit(forget, [](Result<void> const&) {}));
}

void Service::Core::seen(Me const& me, TimeMs now) {
  presence.seen(me.session.hash, now);
  if (me.session.last_seen_at + kSeenEveryMs > now) return;
  // When it is too busy to store, the next act will.
  static_cast<void>(writer.submit([hash = me.session.hash, now](db::Stores& stores) { return stores.sessions.seen(hash, now); },
                                  [](Result<void> const&) {}));
}

Result<std::unique_ptr<Service>> Service::start(db::Writer& writer, db::Readers& readers, Configuration configuration, Clock clock) {
  auto authority = import_region(writer, configuration.region, configuration.region_key, clock());
  if (!authority) return authority.error();
  auto core = std::make_unique<Core>(writer, readers, std::move(configuration), std::move(clock), std::move(*authority));
  return std::unique_ptr<Service>(new Service(std::move(core)));
}

Service::Service(std::unique_ptr<Core> core) : core_(std::move(core)) {}
Service::~Service() = default;

void Service::attach(Outlet& outlet) {
  core_->outlet = &outlet;
}
void Service::detach(std::function<void()> done) {
  core_->courier.post([core = core_.get(), done = std::move(done)] {
    core->outlet = nullptr;
    done();
  });
}
void Service::tend() {
  core_->tend();
}

void Service::connect(std::string cookie, ConnectionId connection, Reply<Caller> reply) {
  auto* const core = core_.get();
  Caller const caller{connection, hash_of_cookie(cookie), {}};
  core->read<Me>([core, caller](db::Stores const& stores) { return who_is(stores, core->clock(), caller); },
                 [core, caller, reply = std::move(reply)](Outcome<Me> me) {
                   if (!me) return reply(me.error());
                   switch (core->presence.opened(me->session, caller.connection)) {
                     case Presence::Opened::kYes:
                       return reply(Caller{caller.connection, caller.session, me->id()});
                     case Presence::Opened::kTooMany:
                       return reply(Refusal(Fault::kTooManyConnections));
                     case Presence::Opened::kEnded:
                       return reply(Refusal(Fault::kNotSignedIn));
                   }
                 });
}

void Service::disconnected(Caller const& caller) {
  core_->presence.closed(caller.session, caller.connection);
}

}  // namespace beraad::app
