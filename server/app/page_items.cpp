// SPDX-License-Identifier: EUPL-1.2
// Reading a room's items. Whoever joined later sees from there on; a page also ends where it would become too large to send at once.
#include <algorithm>

#include "server/app/item_check.hpp"
#include "server/app/summaries.hpp"
#include "server/app/use_cases.hpp"

namespace beraad::app {
namespace {

// With base64 and what stands around it, well under what a connection may have waiting (256 KiB).
constexpr std::size_t kMostPageBytes = 96 * 1024;

std::size_t size_of(db::Item const& item) {
  return item.h.size() + item.c.size() + item.k.size() + item.s.size();
}
std::size_t size_of(db::ThreadStart const& thread) {
  return size_of(thread.first);
}

// As many as fit, at least one.
template <class Iterator>
Iterator end_of_page(Iterator first, Iterator last) {
  std::size_t bytes = 0;
  for (auto at = first; at != last; ++at) {
    bytes += size_of(*at);
    if (bytes > kMostPageBytes && at != first) return at;
  }
  return last;
}

Outcome<ItemPage> page_of(db::Stores const& stores, RoomSeen const& seen, std::vector<db::Item>::const_iterator first,
                          std::vector<db::Item>::const_iterator last, std::uint64_t before_first) {
  ItemPage page;
  page.last_seq = seen.room.last_seq;
  std::transform(first, last, std::back_inserter(page.items), [](db::Item const& each) { return as_sent(each); });
  auto const head = stores.items.head_at(seen.room.no, first == last ? before_first : first->seq - 1);
  if (!head) return head.error();
  page.prev_head = *head;
  return page;
}

}  // namespace

Outcome<ItemPage> look(World const&, db::Stores const& stores, Me const& me, PageItems const& command) {
  auto const seen = find_room(stores, command.room, me.id());
  if (!seen) return seen.error();
  auto const before = command.before == 0 ? 0 : std::min(command.before, seen->room.last_seq + 1);
  auto const found = stores.items.before(seen->room.no, before, static_cast<std::uint32_t>(command.limit));
  if (!found) return found.error();
  auto const visible = std::find_if(found->begin(), found->end(), [&](db::Item const& each) { return each.seq > seen->leaf.from_seq; });
  auto const kept = end_of_page(found->rbegin(), std::make_reverse_iterator(visible)).base();
  return page_of(stores, *seen, kept, found->end(), std::min(seen->leaf.from_seq, seen->room.last_seq));
}

Outcome<ItemPage> look(World const&, db::Stores const& stores, Me const& me, ItemsSince const& command) {
  auto const seen = find_room(stores, command.room, me.id());
  if (!seen) return seen.error();
  auto const after = std::min(std::max(command.after, seen->leaf.from_seq), seen->room.last_seq);
  auto const found = stores.items.after(seen->room.no, after, static_cast<std::uint32_t>(command.limit));
  if (!found) return found.error();
  return page_of(stores, *seen, found->begin(), end_of_page(found->begin(), found->end()), after);
}

Outcome<Threads> look(World const&, db::Stores const& stores, Me const& me, ListThreads const& command) {
  auto const seen = find_room(stores, command.room, me.id());
  if (!seen) return seen.error();
  auto const after = std::min(command.after, seen->room.last_seq);
  auto const found = stores.items.threads(seen->room.no, seen->leaf.from_seq, after, static_cast<std::uint32_t>(command.limit));
  if (!found) return found.error();
  auto const end = end_of_page(found->begin(), found->end());
  Threads page;
  page.more = end != found->end() || found->size() == command.limit;
  std::transform(found->begin(), end, std::back_inserter(page.threads), [](db::ThreadStart const& each) {
    return ThreadStart{as_sent(each.first), each.last_at};
  });
  return page;
}

}  // namespace beraad::app
