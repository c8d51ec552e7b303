// SPDX-License-Identifier: EUPL-1.2
// Herleidbaarheid (rule 11): whoever takes part takes away, for everybody, words that make the pupil identifiable. All that is named or
// nothing.
#include "crypto/sha256.hpp"
#include "server/app/entry_check.hpp"
#include "server/app/item_check.hpp"
#include "server/app/summaries.hpp"
#include "server/app/use_cases.hpp"
#include "server/domain/membership.hpp"

namespace beraad::app {
namespace {

// Who reports, and in which room as it is now.
struct Reporter {
  RoomSeen seen;
  domain::LeafFacts leaf;
  domain::RoomFacts room;
};

Outcome<Reporter> reporter(World const& world, db::Stores const& stores, Me const& me, RoomId const& id) {
  auto seen = find_room(stores, id, me.id());
  if (!seen) return seen.error();
  auto const state = world.rooms.of(stores, world.trust(), seen->room);
  if (!state) return state.error();
  auto const* const own = crypto::find_leaf((*state)->roster, seen->leaf.leaf);
  auto room = room_facts_now(**state, static_cast<int>(seen->room.step));
  if (own == nullptr || !room) return Fault::kInternal;
  return Reporter{std::move(*seen), facts_now(world, *own), std::move(*room)};
}

// As it is afterwards; one that was taken away before is left as it is.
Outcome<StoredItem> remove(World const& world, db::Stores& stores, Reporter const& by, ItemId const& id) {
  auto item = stores.items.find(by.seen.room.no, id);
  if (!item) return item.error();
  if (item->seq <= by.seen.leaf.from_seq) return Fault::kNotFound;
  auto const type = domain::of_word<domain::ItemType>(item->type);
  if (!type) return Fault::kInternal;
  auto const may = domain::may_remove_item(world.policy, by.leaf, by.room, *type);
  if (!may.allowed()) return may.denial();
  if (item->tombstone) return as_sent(*item);
  auto const hash = crypto::sha256(item->c);
  if (auto const gone = stores.items.entomb(by.seen.room.no, id, hash, by.seen.leaf.leaf); !gone) return gone.error();
  item->c.assign(hash.begin(), hash.end());
  item->tombstone = true;
  item->removed_by = by.seen.leaf.leaf;
  return as_sent(*item);
}

}  // namespace

Outcome<RemovedItems> commit(World const& world, db::Stores& stores, Me const& me, RemoveItems const& command, News& news) {
  auto const by = reporter(world, stores, me, command.room);
  if (!by) return by.error();
  RemovedItems removed;
  for (auto const& id : command.items) {
    auto item = remove(world, stores, *by, id);
    if (!item) return item.error();
    removed.items.push_back(std::move(*item));
  }
  auto members = stores.rooms.accounts(by->seen.room.no);
  if (!members) return members.error();
  news.items_removed(std::move(*members), command.room, removed);
  return removed;
}

}  // namespace beraad::app
