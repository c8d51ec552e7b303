// SPDX-License-Identifier: EUPL-1.2
// Receivers are collected under the lock and called outside it.
#include "server/net/hub.hpp"

#include <algorithm>

#include "crypto/json.hpp"

namespace beraad::net {

bool Hub::add(wire::Caller const& caller, std::weak_ptr<Receiver> receiver) {
  std::scoped_lock lock(mutex_);
  auto const is_this = [&caller](Ended const& ended) { return ended.session == caller.session; };
  if (std::any_of(ended_.begin(), ended_.end(), is_this)) return false;
  accounts_[caller.account].push_back({caller.connection, caller.session, std::move(receiver)});
  return true;
}

void Hub::remove(wire::Caller const& caller) {
  std::scoped_lock lock(mutex_);
  auto const found = accounts_.find(caller.account);
  if (found == accounts_.end()) return;
  std::erase_if(found->second, [&caller](Member const& member) { return member.connection == caller.connection; });
  if (found->second.empty()) accounts_.erase(found);
}

void Hub::deliver(std::span<AccountId const> to, wire::Frame frame, wire::ConnectionId except) {
  std::vector<std::shared_ptr<Receiver>> receivers;
  {
    std::scoped_lock lock(mutex_);
    for (auto const& account : to) {
      auto const found = accounts_.find(account);
      if (found == accounts_.end()) continue;
      for (auto const& member : found->second) {
        if (member.connection == except) continue;
        if (auto receiver = member.receiver.lock()) receivers.push_back(std::move(receiver));
      }
    }
  }
  if (receivers.empty()) return;
  auto const encoded = text_frame(*frame);
  for (auto const& receiver : receivers) receiver->send(encoded);
}

void Hub::end_session(wire::SessionHash const& session, std::string_view reason) {
  std::vector<std::shared_ptr<Receiver>> receivers;
  {
    std::scoped_lock lock(mutex_);
    auto const now = Clock::now();
    while (!ended_.empty() && ended_.front().at + memory_ < now) ended_.pop_front();
    ended_.push_back({session, now});
    for (auto const& [account, members] : accounts_) {
      for (auto const& member : members) {
        if (member.session != session) continue;
        if (auto receiver = member.receiver.lock()) receivers.push_back(std::move(receiver));
      }
    }
  }
  auto const last =
      text_frame(crypto::encode_json({{"jsonrpc", "2.0"}, {"method", "session.ended"}, {"params", {{"reason", std::string(reason)}}}}));
  for (auto const& receiver : receivers) receiver->end_session(last);
}

}  // namespace beraad::net
