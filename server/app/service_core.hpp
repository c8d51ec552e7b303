// SPDX-License-Identifier: EUPL-1.2
// The parts of the service and the way a call goes through them: reading thread, writer's thread, courier. Thread-safe.
#pragma once
#include <atomic>
#include <mutex>

#include "server/app/courier.hpp"
#include "server/app/presence.hpp"
#include "server/app/room_states.hpp"
#include "server/app/service.hpp"
#include "server/app/use_cases.hpp"

namespace beraad::app {

class Service::Core {
 public:
  Core(db::Writer& writer, db::Readers& readers, Configuration configuration, Clock clock, AuthorityNow authority);

  [[nodiscard]] World world() const;
  void adopt(crypto::Signed status);
  // Whatever a commit has to tell, and what it changes in here. On the courier's thread.
  void carry_out(News& news);
  void end(SessionHash const& session, std::string_view reason);
  void tend();
  void end_terms();
  void end_sessions();
  void renew_status();
  void purge();
  // The person did something: remembered now, stored at most once a minute.
  void seen(Me const& me, TimeMs now);

  // Runs `look` on a reading thread; `done` there, or on the courier's when the store takes nothing.
  template <class Answer, class Look, class Reply>
  void read(Look look, Reply done) {
    auto shared = std::make_shared<Reply>(std::move(done));
    auto const taken = readers.submit(std::move(look), [shared](Outcome<Answer> outcome) { (*shared)(std::move(outcome)); });
    if (!taken) courier.post([shared, error = taken.error()] { (*shared)(Outcome<Answer>(error)); });
  }

  db::Writer& writer;
  db::Readers& readers;
  Region const region;
  crypto::Secret32 const pepper;
  crypto::SigningKey const region_key;
  Clock const clock;
  RoomStates mutable rooms;
  Presence presence;
  std::atomic<Outlet*> outlet{nullptr};

 private:
  mutable std::mutex mutex_;
  AuthorityNow authority_;
  std::atomic<bool> renewing_{false};
  std::atomic<TimeMs> purged_at_{0};

 public:
  Courier courier;  // last: its thread uses all of the above, and ends first
};

}  // namespace beraad::app
