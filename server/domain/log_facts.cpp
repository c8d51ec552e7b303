// SPDX-License-Identifier: EUPL-1.2
// The candidates of add and replace come in the order of the ops, as the certificates beside the entry did.
#include "server/domain/log_facts.hpp"

#include <algorithm>
#include <cstring>

namespace beraad::domain {
namespace {

LeafClass leaf_class_of(crypto::LeafCertificate const& certificate) {
  if (std::holds_alternative<crypto::GuestCertificate>(certificate)) return LeafClass::kGuest;
  if (std::holds_alternative<crypto::PseudonymCertificate>(certificate)) return LeafClass::kPseudonym;
  return LeafClass::kMember;
}

int step_of(crypto::Basis const& basis) {
  return basis.step <= 8 ? static_cast<int>(basis.step) : 0;
}

}  // namespace

LeafFacts leaf_facts_of(crypto::VerifiedLeaf const& leaf, TimeMs at) {
  LeafFacts facts;
  facts.leaf = crypto::leaf_of(leaf.certificate);
  facts.leaf_class = leaf_class_of(leaf.certificate);
  facts.org_type = leaf.issuer.type;
  facts.functie = crypto::functie_of(leaf.certificate);
  if (auto const* member = std::get_if<crypto::MemberCertificate>(&leaf.certificate)) facts.organisation = member->org;
  if (auto const* guest = std::get_if<crypto::GuestCertificate>(&leaf.certificate)) {
    facts.organisation = guest->org;
    facts.case_id = guest->case_id;
  }
  if (auto const* pseudonym = std::get_if<crypto::PseudonymCertificate>(&leaf.certificate)) facts.room = pseudonym->room;
  facts.certificate_valid = crypto::head_of(leaf.certificate).covers(at) && leaf.issuer.head.covers(at);
  facts.convenant_valid = leaf.issuer.has_convenant_at(at);
  return facts;
}

LeafFacts leaf_facts_of(crypto::Leaf const& leaf, TimeMs at) {
  auto facts = leaf_facts_of(leaf.who, at);
  facts.until = leaf.term.until;
  facts.stands_in_for = leaf.term.stands_in_for;
  facts.term_over = leaf.term.is_over_at(at);
  return facts;
}

std::optional<RoomFacts> room_facts_of(crypto::RoomState const& state) {
  auto const kind = of_word<RoomKind>(state.kind);
  if (!kind) return std::nullopt;
  RoomFacts facts;
  facts.room = state.room;
  facts.case_id = state.case_id;
  facts.kind = *kind;
  facts.phase = state.phase;
  facts.step = step_of(state.basis);
  facts.closed = state.closed;
  for (auto const& leaf : state.roster) facts.roster.push_back(leaf_facts_of(leaf, state.at));
  return facts;
}

std::optional<EntryFacts> entry_facts_of(crypto::VerifiedEntry const& verified) {
  auto const& entry = verified.entry;
  auto const kind = of_word<RoomKind>(entry.kind);
  if (!kind) return std::nullopt;
  EntryFacts facts;
  facts.room = entry.room;
  facts.case_id = entry.case_id;
  facts.kind = *kind;
  facts.n = entry.n;
  facts.policy = entry.policy;
  facts.by = entry.by;
  facts.at = entry.at;
  facts.phase = entry.phase;
  facts.step = step_of(entry.basis);
  facts.event = entry.basis.event;
  auto joined = verified.joined.begin();
  auto replaced = verified.replaced.begin();
  for (auto const& op : entry.ops) {
    OpFacts each{op.kind, op.leaf, std::nullopt};
    if (op.kind == OpKind::kAdd && joined != verified.joined.end()) each.candidate = leaf_facts_of(*joined++, entry.at);
    if (op.kind == OpKind::kReplace && replaced != verified.replaced.end()) each.candidate = leaf_facts_of(*replaced++, entry.at);
    facts.ops.push_back(std::move(each));
  }
  return facts;
}

Decision authorise(Policy const& policy, PolicyHash const& policy_hash, crypto::RoomState const* before,
                   crypto::VerifiedEntry const& verified, bool case_closed) {
  auto const entry = entry_facts_of(verified);
  if (!entry) return policy.deny(DenialCode::kEntryMalformed);
  if (before == nullptr) return authorise(policy, policy_hash, static_cast<RoomFacts const*>(nullptr), *entry).decision;
  auto room = room_facts_of(*before);
  if (!room) return policy.deny(DenialCode::kEntryMalformed);
  room->case_closed = case_closed;
  // The author signs now: a certificate or a term that has run out since it was added no longer carries the entry.
  for (std::size_t i = 0; i < room->roster.size(); ++i) {
    room->roster[i] = leaf_facts_of(before->roster[i], verified.entry.at);
    room->roster[i].revoked = std::find(verified.revoked.begin(), verified.revoked.end(), room->roster[i].leaf) != verified.revoked.end();
  }
  return authorise(policy, policy_hash, &*room, *entry).decision;
}

}  // namespace beraad::domain
