// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/scale/filling.hpp"

#include <algorithm>
#include <future>
#include <stdexcept>

#include "crypto/random.hpp"
#include "db/key_file.hpp"

namespace beraad::bench {
namespace {

constexpr std::uint64_t kItemsACommit = 2'000;
constexpr std::size_t kCiphertextBytes = 528;  // as in the load

template <class T>
T must(Result<T> result, std::string_view doing) {
  if (!result) throw std::runtime_error(std::string(doing) + ": " + std::string(result.error().where));
  return std::move(*result);
}

// On the writer's thread, in one transaction.
template <class Work>
auto written(db::Database& database, Work work) {
  using Outcome = std::invoke_result_t<Work&, db::Stores&>;
  std::promise<Outcome> promise;
  auto const taken = database.writer().submit(std::move(work), [&](Outcome outcome) { promise.set_value(std::move(outcome)); });
  if (!taken) throw std::runtime_error("the store takes nothing");
  return must(promise.get_future().get(), "filling");
}

crypto::Bytes random_bytes(std::size_t size) {
  crypto::Bytes out(size);
  crypto::fill_random(out);
  return out;
}

db::Item next_item(db::Room const& room, db::Leaf const& leaf, ThreadId const& thread, Filled const& now) {
  crypto::ItemHeader header;
  header.room = room.id;
  header.epoch = room.n;
  header.thread = thread;
  header.type = "text";
  header.id = crypto::random_id<ItemId>();
  header.from = leaf.leaf;
  header.ctr = now.ctr + 1;
  header.seen_seq = now.seq;
  header.seen_head = now.head;
  header.at = room.created_at;
  header.salt = crypto::random_array<32>();
  crypto::Item const item{crypto::encode(header), crypto::random_array<32>(), random_bytes(kCiphertextBytes), crypto::random_array<64>()};
  db::Item out;
  out.seq = now.seq + 1;
  out.id = header.id;
  out.thread = thread;
  out.from = leaf.leaf;
  out.type = header.type;
  out.counts = true;
  out.ctr = header.ctr;
  out.at = header.at;
  out.h = item.h;
  out.k = item.k;
  out.c = item.c;
  out.s = item.s;
  out.head = crypto::next_head(now.head, item);
  return out;
}

Result<Filled> say(db::Stores& stores, RoomId const& id, LeafId const& from, ThreadId const& thread, std::uint64_t count) {
  auto const room = stores.rooms.find(id);
  if (!room) return room.error();
  auto const leaf = stores.rooms.leaf(room->no, from);
  if (!leaf) return leaf.error();
  Filled now{room->last_seq, leaf->last_ctr, room->head};
  for (std::uint64_t i = 0; i < count; ++i) {
    auto const item = next_item(*room, *leaf, thread, now);
    if (auto const appended = stores.items.append(room->no, leaf->no, item); !appended) return appended.error();
    now = {item.seq, item.ctr, item.head};
  }
  return now;
}

}  // namespace

Filling::Filling(std::filesystem::path const& folder) {
  auto store_key = must(db::read_key_file(folder / "store.key"), "store.key");
  auto shares_key = must(db::read_key_file(folder / "shares.key"), "shares.key");
  db::DatabaseFiles const files{folder / "store" / "beraad.db", folder / "shares" / "shares.db"};
  database_ = must(db::Database::open(files, {std::move(store_key), std::move(shares_key)}, {}), "the store");
}

RoomId Filling::add_quiet_room(RoomId const& beside, LeafId const& of) {
  return written(*database_, [&](db::Stores& stores) -> Result<RoomId> {
    auto room = stores.rooms.find(beside);
    if (!room) return room.error();
    auto leaf = stores.rooms.leaf(room->no, of);
    if (!leaf) return leaf.error();
    room->id = crypto::random_id<RoomId>();
    room->reference = text_of_id(room->id);
    room->last_seq = 0;
    room->head = {};
    auto const no = stores.rooms.add(*room);
    if (!no) return no.error();
    leaf->last_ctr = 0;
    if (auto const added = stores.rooms.add_leaf(*no, *leaf); !added) return added.error();
    return room->id;
  });
}

Filled Filling::fill(RoomId const& room, LeafId const& leaf, ThreadId const& thread, std::uint64_t count) {
  Filled now;
  do {
    auto const some = std::min(count, kItemsACommit);
    now = written(*database_, [&](db::Stores& stores) { return say(stores, room, leaf, thread, some); });
    count -= some;
  } while (count > 0);
  return now;
}

}  // namespace beraad::bench
