// SPDX-License-Identifier: EUPL-1.2
// The sessions that have connections open now: how many, and when each runs out while nobody calls. Thread-safe.
#pragma once
#include <map>
#include <mutex>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "server/app/me.hpp"

namespace beraad::app {

inline constexpr std::size_t kMostConnections = 5;  // of one session

class Presence {
 public:
  enum class Opened { kYes, kTooMany, kEnded };
  [[nodiscard]] Opened opened(db::Session const& session, ConnectionId connection);
  void closed(SessionHash const& session, ConnectionId connection);
  // The person is there.
  void seen(SessionHash const& session, TimeMs at);
  // For good. `reason` is a literal.
  void ended(SessionHash const& session, std::string_view reason, TimeMs now);

  using Ended = std::vector<std::pair<SessionHash, std::string_view>>;
  // Those that have ended or run out and still have connections: told again and again until these are closed, because a connection that
  // was being opened meanwhile may not have been there to be closed.
  [[nodiscard]] Ended lingering(TimeMs now);

 private:
  struct Open {
    TimeMs last_seen_at = 0;
    TimeMs expires_at = 0;
    std::set<ConnectionId> connections;
    std::string_view ended;  // why, or "" while it has not
    TimeMs forget_at = 0;    // of one that ended
  };
  std::mutex mutex_;
  std::map<SessionHash, Open> sessions_;
};

}  // namespace beraad::app
