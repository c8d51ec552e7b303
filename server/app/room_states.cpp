// SPDX-License-Identifier: EUPL-1.2
// A kept state counts only when its head is the one the store has now: whoever wrote, nothing stale is used.
#include "server/app/room_states.hpp"

#include <algorithm>
#include <optional>

#include "server/app/authority.hpp"

namespace beraad::app {
namespace {

constexpr std::uint32_t kEntriesAtOnce = 64;

Result<crypto::RoomState> replay(db::Stores const& stores, crypto::Trust const& trust, db::Room const& room) {
  std::optional<crypto::RoomState> state;
  for (std::uint64_t from = 0; from <= room.n; from += kEntriesAtOnce) {
    auto const entries = stores.log.entries(room.no, from, kEntriesAtOnce);
    if (!entries) return entries.error();
    for (auto const& each : *entries) {
      if (each.n > room.n) break;
      std::vector<crypto::Signed> certs;
      std::transform(each.certs.begin(), each.certs.end(), std::back_inserter(certs), loaded);
      auto verified = crypto::verify_entry(state ? &*state : nullptr, loaded(each.entry), certs, trust);
      if (!verified) return fail(Errc::kDamaged, "a stored room log does not verify");
      state = std::move(verified->after);
    }
  }
  if (!state || state->head != room.entry_hash) return fail(Errc::kDamaged, "a stored room log does not end where its room does");
  return std::move(*state);
}

}  // namespace

Result<RoomStateNow> RoomStates::of(db::Stores const& stores, crypto::Trust const& trust, db::Room const& room) {
  if (auto kept = newest(room.id); kept && kept->head == room.entry_hash) return kept;
  auto state = replay(stores, trust, room);
  if (!state) return state.error();
  auto const fresh = std::make_shared<crypto::RoomState const>(*state);
  keep(std::move(*state));
  return RoomStateNow(fresh);
}

RoomStateNow RoomStates::newest(RoomId const& room) {
  std::lock_guard const lock(mutex_);
  auto const found = kept_.find(room);
  if (found == kept_.end()) return nullptr;
  by_use_.splice(by_use_.begin(), by_use_, found->second.place);
  return found->second.state;
}

void RoomStates::keep(crypto::RoomState state) {
  auto const room = state.room;
  auto const n = state.n;
  auto fresh = std::make_shared<crypto::RoomState const>(std::move(state));
  std::lock_guard const lock(mutex_);
  auto const found = kept_.find(room);
  if (found != kept_.end()) {
    if (found->second.state->n <= n) found->second.state = std::move(fresh);
    return;
  }
  by_use_.push_front(room);
  kept_.emplace(room, Kept{std::move(fresh), by_use_.begin()});
  if (kept_.size() <= capacity_) return;
  kept_.erase(by_use_.back());
  by_use_.pop_back();
}

}  // namespace beraad::app
