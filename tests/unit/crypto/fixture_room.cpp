// SPDX-License-Identifier: EUPL-1.2
// Writes what a client would, step by step over the public functions.
#include "fixture_room.hpp"

#include <algorithm>

namespace beraad::crypto::test {
namespace {

std::vector<Person const*> people_after(std::vector<Person const*> people, std::vector<Change> const& changes) {
  for (auto const& change : changes) {
    auto const same = [&](Person const* one) { return one->leaf() == change.who->leaf(); };
    if (change.kind == OpKind::kAdd) people.push_back(change.who);
    if (change.kind == OpKind::kRemove) std::erase_if(people, same);
    if (change.kind == OpKind::kReplace) std::replace_if(people.begin(), people.end(), same, change.who);
  }
  return people;
}

bool brings_certificate(OpKind kind) {
  return kind == OpKind::kAdd || kind == OpKind::kReplace;
}

Op op_of(Change const& change) {
  Op op{.kind = change.kind};
  if (change.who != nullptr) op.leaf = change.who->leaf();
  if (brings_certificate(change.kind)) op.cert_hash = change.who->cert_hash();
  return op;
}

}  // namespace

RoomWriter::RoomWriter(Trust region, std::string_view words)
    : trust(std::move(region)),
      room(id_of<RoomId>(std::string(words) + " room")),
      case_id(id_of<CaseId>(std::string(words) + " case")),
      policy(bytes_of("policy")) {}

Written RoomWriter::write(Person const& by, std::vector<Change> const& changes, BasisEvent event,
                          std::function<void(LogEntry&)> const& bend) const {
  Written out;
  LogEntry entry{.room = room,
                 .case_id = case_id,
                 .kind = "consult",
                 .n = state_ ? state_->n + 1 : 0,
                 .prev = state_ ? state_->head : Hash{},
                 .policy = policy,
                 .by = by.leaf(),
                 .at = kNow,
                 .basis = {.step = 3, .event = event}};
  std::vector<RosterPlace> places;
  out.people = people_after(people_, changes);
  for (auto const* person : out.people) places.push_back({person->leaf(), person->cert_hash()});
  entry.roster = roster_hash(places);
  for (auto const& change : changes) {
    entry.ops.push_back(op_of(change));
    if (brings_certificate(change.kind)) out.certificates.push_back(change.who->as_signed);
  }
  out.context = epoch_context(entry);
  auto const words = to_hex(room.view()) + " " + std::to_string(entry.n);
  out.secrets = start_epoch(init_ ? &*init_ : nullptr, out.context, seed_of(words + " random"));
  for (std::size_t i = 0; i < out.people.size(); ++i) {
    auto const ephemeral = OpeningKey::from_private(seed_of(words + " ephemeral " + std::to_string(i)));
    out.boxes.push_back(
        seal_box(out.people[i]->leaf(), out.people[i]->cert_hash(), out.people[i]->seal.seal_key(), out.context, out.secrets.es, ephemeral)
            .value());
  }
  out.share = bytes_of(words + " share");
  entry.kc = out.secrets.kc;
  entry.boxes = boxes_hash(out.boxes);
  entry.shred = share_hash(out.share);
  if (bend) bend(entry);
  out.entry = sign_object(by.sign, SignedKind::kLog, encode(entry));
  return out;
}

Result<VerifiedEntry> RoomWriter::verify(SentEntry const& written) const {
  return verify_entry(state_or_null(), written.entry, written.certificates, trust);
}

void RoomWriter::take(Written const& written) {
  auto verified = verify(written).value();
  verify_boxes(verified.after, written.boxes).value();
  people_ = written.people;
  state_ = std::move(verified.after);
  init_ = written.secrets.init.clone();
}

ItemHeader header_of(RoomState const& state, Person const& from, std::uint64_t ctr, std::string_view words) {
  return {.room = state.room,
          .epoch = state.n,
          .thread = id_of<ThreadId>("thread"),
          .type = "text",
          .id = id_of<ItemId>(std::string(words) + " item"),
          .from = from.leaf(),
          .ctr = ctr,
          .at = kNow + static_cast<TimeMs>(ctr),
          .salt = bytes_of(std::string(words) + " salt")};
}

}  // namespace beraad::crypto::test
