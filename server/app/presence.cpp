// SPDX-License-Identifier: EUPL-1.2
// An ended session is remembered for a minute, longer than any opening that was under way can take.
#include "server/app/presence.hpp"

#include <algorithm>

namespace beraad::app {
namespace {

constexpr TimeMs kRememberMs = 60 * 1000;

}  // namespace

Presence::Opened Presence::opened(db::Session const& session, ConnectionId connection) {
  std::lock_guard const lock(mutex_);
  auto& open = sessions_[session.hash];
  if (!open.ended.empty()) return Opened::kEnded;
  if (open.connections.size() >= kMostConnections) return Opened::kTooMany;
  open.connections.insert(connection);
  open.last_seen_at = std::max(open.last_seen_at, session.last_seen_at);
  open.expires_at = session.expires_at;
  return Opened::kYes;
}

void Presence::closed(SessionHash const& session, ConnectionId connection) {
  std::lock_guard const lock(mutex_);
  auto const found = sessions_.find(session);
  if (found == sessions_.end()) return;
  found->second.connections.erase(connection);
  if (found->second.connections.empty() && found->second.ended.empty()) sessions_.erase(found);
}

void Presence::seen(SessionHash const& session, TimeMs at) {
  std::lock_guard const lock(mutex_);
  auto const found = sessions_.find(session);
  if (found != sessions_.end()) found->second.last_seen_at = std::max(found->second.last_seen_at, at);
}

void Presence::ended(SessionHash const& session, std::string_view reason, TimeMs now) {
  std::lock_guard const lock(mutex_);
  auto& open = sessions_[session];
  open.ended = reason;
  open.forget_at = now + kRememberMs;
}

Presence::Ended Presence::lingering(TimeMs now) {
  Ended out;
  std::lock_guard const lock(mutex_);
  for (auto& [hash, open] : sessions_) {
    if (open.ended.empty()) {
      open.ended = run_out(open.last_seen_at, open.expires_at, now);
      if (!open.ended.empty()) open.forget_at = now + kRememberMs;
    }
    if (!open.ended.empty() && !open.connections.empty()) out.emplace_back(hash, open.ended);
  }
  std::erase_if(sessions_, [&](auto const& each) {
    auto const& open = each.second;
    return !open.ended.empty() && open.connections.empty() && open.forget_at <= now;
  });
  return out;
}

}  // namespace beraad::app
