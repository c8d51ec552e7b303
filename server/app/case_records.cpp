// SPDX-License-Identifier: EUPL-1.2
// Records stand in several rooms of a case. Each was judged when it came; here only what follows from it is looked at.
#include "server/app/case_records.hpp"

#include <algorithm>
#include <iterator>

#include "crypto/item.hpp"
#include "crypto/record.hpp"

namespace beraad::app {
namespace {

// In the order in which they were written: those of one room in that of its chain, whatever the clock did meanwhile; of two in one
// millisecond, that of the older room first.
Result<std::vector<db::RecordItem>> records_of(db::Stores const& stores, CaseSeen const& seen) {
  std::vector<db::RecordItem> out;
  for (auto const& room : seen.rooms) {
    auto records = stores.items.records(room.no);
    if (!records) return records.error();
    TimeMs latest = 0;
    for (auto& each : *records) each.at = latest = std::max(latest, each.at);
    std::move(records->begin(), records->end(), std::back_inserter(out));
  }
  std::stable_sort(out.begin(), out.end(), [](db::RecordItem const& a, db::RecordItem const& b) { return a.at < b.at; });
  return out;
}

domain::RecordFacts as_facts(crypto::Record record, ItemId const& item) {
  return {std::move(record.record), record.step, std::move(record.fields), item};
}

// Was this room's last word said already?
Outcome<bool> has_ended(domain::Policy const& policy, db::Stores const& stores, CaseSeen const& seen, RoomId const& id) {
  for (auto const& room : seen.rooms) {
    if (room.id != id) continue;
    auto const records = stores.items.records(room.no);
    if (!records) return records.error();
    if (records->empty()) return false;
    auto const header = crypto::decode_item_header(records->back().h);
    auto const record = header ? crypto::decode_record(header->record) : Result<crypto::Record>(header.error());
    if (!record) return Fault::kInternal;
    return domain::ends_room(policy, record->record);
  }
  return Fault::kInternal;
}

}  // namespace

Outcome<domain::CaseFacts> case_facts(domain::Policy const& policy, db::Stores const& stores, CaseSeen const& seen) {
  auto const step = domain::of_word<Step>(seen.record.step);
  auto const age_band = domain::of_word<domain::AgeBand>(seen.record.age_band);
  auto const phase = domain::of_word<Phase>(seen.record.phase);
  auto const records = records_of(stores, seen);
  if (!records) return records.error();
  if (!step || !age_band || !phase) return Fault::kInternal;
  domain::CaseFacts facts;
  facts.age_band = age_band;
  facts.phase = *phase;
  for (auto const& each : *records) {
    auto const header = crypto::decode_item_header(each.h);
    auto record = header ? crypto::decode_record(header->record) : Result<crypto::Record>(header.error());
    if (!record) return Fault::kInternal;
    facts.step = record->step;
    facts = domain::after_record(policy, std::move(facts), {each.from, each.org}, as_facts(std::move(*record), each.id));
  }
  // Opening a consultation moves a case without a record; the case's own row knows where it stands.
  facts.step = *step;
  return facts;
}

Outcome<domain::CaseFacts> after_record(World const& world, db::Stores const& stores, CaseSeen const& seen,
                                        domain::RecordPlace const& place, domain::LeafFacts const& author,
                                        crypto::ItemHeader const& header) {
  auto record = crypto::decode_record(header.record);
  // A record's thread is its room: that is how a screen knows that it is no conversation.
  if (!record || header.thread.bytes != header.room.bytes) return Fault::kBadRequest;
  auto const ended = has_ended(world.policy, stores, seen, header.room);
  if (!ended) return ended.error();
  if (*ended) return Fault::kRoomClosed;
  auto const before = case_facts(world.policy, stores, seen);
  if (!before) return before.error();
  auto verdict = domain::judge_record(world.policy, *before, place, author, as_facts(std::move(*record), header.id));
  if (!verdict.allowed()) return verdict.decision.denial();
  return std::move(verdict.after);
}

}  // namespace beraad::app
