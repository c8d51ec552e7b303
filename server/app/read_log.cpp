// SPDX-License-Identifier: EUPL-1.2
// A room's log, whole, because nobody can verify a roster without its beginning; boxes and shares only of the epochs one is in.
#include <algorithm>

#include "server/app/summaries.hpp"
#include "server/app/use_cases.hpp"

namespace beraad::app {
namespace {

constexpr std::uint32_t kMostEntries = 64;
constexpr std::size_t kMostLogBytes = 96 * 1024;  // as in page_items.cpp

std::size_t size_of(db::LogEntry const& entry) {
  std::size_t bytes = entry.entry.b.size() + 512;  // signatures, box, share and what stands around them
  for (auto const& cert : entry.certs) bytes += cert.b.size() + cert.s.size();
  return bytes;
}

LogPage::Entry as_sent(db::LogEntry const& entry) {
  LogPage::Entry out{entry.n, loaded(entry.entry), {}};
  std::transform(entry.certs.begin(), entry.certs.end(), std::back_inserter(out.certs), loaded);
  return out;
}

}  // namespace

Outcome<LogPage> look(World const&, db::Stores const& stores, Me const& me, ReadLog const& command) {
  auto const seen = find_room(stores, command.room, me.id());
  if (!seen) return seen.error();
  auto const& [room, leaf] = *seen;
  if (command.from > room.n) return LogPage{};
  auto const entries = stores.log.entries(room.no, command.from, kMostEntries);
  if (!entries) return entries.error();

  LogPage page;
  std::size_t bytes = 0;
  for (auto const& each : *entries) {
    bytes += size_of(each);
    if (bytes > kMostLogBytes && !page.entries.empty()) break;
    page.entries.push_back(as_sent(each));
  }
  if (page.entries.empty()) return page;
  auto const last = page.entries.back().n;
  page.more = last < room.n;
  auto const first = std::max(command.from, leaf.from_n);
  if (first > last) return page;

  auto const boxes = stores.log.boxes(room.no, leaf.leaf, first, last);
  if (!boxes) return boxes.error();
  for (auto const& each : *boxes) page.boxes.push_back({each.n, each.enc, each.ct});
  auto shares = stores.shares.of_room(room.id, first, last);
  if (!shares) return shares.error();
  for (auto& each : *shares) page.shares.push_back({each.n, std::move(each.share)});
  return page;
}

}  // namespace beraad::app
