// SPDX-License-Identifier: EUPL-1.2
// The order of the checks is part of the answer: what concerns the person comes before what concerns the moment.
#include "server/domain/membership.hpp"

#include <algorithm>

#include "server/domain/steps.hpp"

namespace beraad::domain {
namespace {

template <class C, class V>
bool has(C const& all, V const& value) {
  return std::find(all.begin(), all.end(), value) != all.end();
}

// The selector that knows this person's class, organisation type and functie, in whatever phase.
MemberSelector const* selector_of(RoomRules const& rules, LeafFacts const& leaf) {
  auto const found = std::find_if(rules.members.begin(), rules.members.end(), [&](MemberSelector const& each) {
    return each.leaf_class == leaf.leaf_class && has(each.org_types, leaf.org_type) && has(each.functies, leaf.functie);
  });
  return found == rules.members.end() ? nullptr : &*found;
}

// A pseudonym is made for one room, a guest's certificate for one case.
bool is_made_for(LeafFacts const& leaf, RoomFacts const& room) {
  switch (leaf.leaf_class) {
    case LeafClass::kMember:
      return true;
    case LeafClass::kGuest:
      return leaf.case_id == room.case_id;
    case LeafClass::kPseudonym:
      return leaf.room == room.room;
  }
  return false;
}

// Another organisation of a type of which only one takes part. A pseudonym stands for a school that its peers may not know.
bool meets_another_organisation(RoomRules const& rules, LeafFacts const& leaf, RoomFacts const& room) {
  auto const side = side_of(leaf);
  if (leaf.organisation.is_zero() || !has(rules.one_organisation_of, side)) return false;
  return std::any_of(room.roster.begin(), room.roster.end(), [&](LeafFacts const& each) {
    return each.leaf != leaf.leaf && side_of(each) == side && !each.organisation.is_zero() && each.organisation != leaf.organisation;
  });
}

constexpr TimeMs kDayMs = TimeMs{24} * 60 * 60 * 1000;

// A colleague with the same functie in the same organisation, who stands in for nobody else; and not for longer than whom it stands in for.
bool may_stand_in_for(LeafFacts const& absent, LeafFacts const& candidate) {
  bool const members = absent.leaf_class == LeafClass::kMember && candidate.leaf_class == LeafClass::kMember;
  bool const same = absent.organisation == candidate.organisation && absent.functie == candidate.functie;
  bool const in_time = absent.until == 0 || candidate.until <= absent.until;
  return members && same && in_time && absent.stands_in_for.is_zero() && absent.leaf != candidate.leaf;
}

Decision moment_fits(Policy const& policy, RoomRules const& rules, RoomFacts const& room) {
  if (!has(rules.phases, room.phase)) return policy.deny(DenialCode::kPhaseNotAllowed);
  if (!has(rules.steps, room.step)) return policy.deny(DenialCode::kStepNotAllowed);
  return Decision::allow();
}

}  // namespace

std::string_view side_of(LeafFacts const& leaf) noexcept {
  switch (leaf.leaf_class) {
    case LeafClass::kMember:
      return leaf.org_type;
    case LeafClass::kGuest:
      return "";
    case LeafClass::kPseudonym:
      return "school";
  }
  return "";
}

bool is_on(Policy const& policy, Sides const& sides, LeafFacts const& leaf, int step) {
  auto const side = side_of(leaf);
  if (side.empty()) return false;
  return std::any_of(sides.begin(), sides.end(),
                     [&](std::string const& each) { return side == (each == "regie" ? regie(policy, step) : each); });
}

bool may_add(Policy const& policy, LeafFacts const& author, RoomFacts const& room, LeafFacts const& candidate) {
  auto const adds = [&](LeafFacts const& each) { return is_on(policy, policy.room(room.kind).add_by, each, room.step); };
  if (adds(author)) return true;
  return !side_of(author).empty() && adds(candidate) && std::none_of(room.roster.begin(), room.roster.end(), adds);
}

Decision may_join(Policy const& policy, LeafFacts const& candidate, RoomFacts const& room) {
  auto const& rules = policy.room(room.kind);
  if (room.case_closed) return policy.deny(DenialCode::kCaseClosed);
  if (!candidate.certificate_valid) return policy.deny(DenialCode::kCertificateInvalid);
  if (policy.is_contentless(candidate.functie)) return policy.deny(DenialCode::kContentlessFunctie);
  auto const* const selector = selector_of(rules, candidate);
  if (selector == nullptr && candidate.leaf_class == LeafClass::kGuest) return policy.deny(DenialCode::kOudersSluitenNietAan);
  if (selector == nullptr) return policy.deny(DenialCode::kFunctieNotInRoom);
  if (!is_made_for(candidate, room)) return policy.deny(DenialCode::kCertificateInvalid);
  if (candidate.relation_declared && !rules.relation_allowed) return policy.deny(DenialCode::kRelationDeclared);
  if (auto const moment = moment_fits(policy, rules, room); !moment.allowed()) return moment;
  if (!has(selector->phases, room.phase)) return policy.deny(DenialCode::kPhaseNotAllowed);
  if (rules.convenant && room.phase == Phase::kIdentified && !candidate.convenant_valid) return policy.deny(DenialCode::kConvenantMissing);
  if (meets_another_organisation(rules, candidate, room)) return policy.deny(DenialCode::kOtherOrganisation);
  return Decision::allow();
}

Decision term_fits(Policy const& policy, LeafFacts const& candidate, RoomFacts const& room, TimeMs at) {
  bool const stands_in = !candidate.stands_in_for.is_zero();
  auto const* const selector = selector_of(policy.room(room.kind), candidate);
  int const days = stands_in ? policy.waarneming_days : selector == nullptr ? 0 : selector->term_days;
  if (days == 0) return candidate.until == 0 ? Decision::allow() : policy.deny(DenialCode::kEntryMalformed);
  if (candidate.until <= at || candidate.until - at > days * kDayMs) return policy.deny(DenialCode::kTermMissing);
  auto const* const absent = stands_in ? room.find(candidate.stands_in_for) : nullptr;
  if (stands_in && (absent == nullptr || !may_stand_in_for(*absent, candidate))) return policy.deny(DenialCode::kNotAColleague);
  return Decision::allow();
}

Decision may_open(Policy const& policy, LeafFacts const& opener, RoomFacts const& room) {
  RoomFacts empty = room;
  empty.roster.clear();
  if (auto const joins = may_join(policy, opener, empty); !joins.allowed()) return joins;
  auto const& rules = policy.room(room.kind);
  if (!is_on(policy, rules.open_by, opener, room.step)) return policy.deny(DenialCode::kNotYoursToOpen);
  auto const* const opening = rules.opening(room.phase);
  if (opening == nullptr) return policy.deny(DenialCode::kPhaseNotAllowed);
  if (!has(opening->steps, room.step)) return policy.deny(DenialCode::kStepNotAllowed);
  return Decision::allow();
}

Decision may_append_item(Policy const& policy, LeafFacts const& sender, RoomFacts const& room, ItemType type) {
  auto const& rules = policy.room(room.kind);
  if (room.find(sender.leaf) == nullptr) return policy.deny(DenialCode::kNotAMember);
  if (room.closed) return policy.deny(DenialCode::kRoomClosed);
  if (room.case_closed) return policy.deny(DenialCode::kCaseClosed);
  if (!sender.certificate_valid) return policy.deny(DenialCode::kCertificateInvalid);
  if (sender.term_over) return policy.deny(DenialCode::kTermOver);
  if (sender.relation_declared && !rules.relation_allowed) return policy.deny(DenialCode::kRelationDeclared);
  if (auto const moment = moment_fits(policy, rules, room); !moment.allowed()) return moment;
  bool const while_identified = room.phase == Phase::kIdentified && has(rules.identified_item_types, type);
  // There is something to reveal for whoever is here under a pseudonym, and for nobody else (rule 10).
  bool const nothing_to_reveal = type == ItemType::kReveal && sender.leaf_class != LeafClass::kPseudonym;
  if ((!has(rules.item_types, type) && !while_identified) || nothing_to_reveal) return policy.deny(DenialCode::kItemTypeNotAllowed);
  return Decision::allow();
}

Decision may_remove_item(Policy const& policy, LeafFacts const& reporter, RoomFacts const& room, ItemType type) {
  auto const& rules = policy.room(room.kind);
  if (room.find(reporter.leaf) == nullptr) return policy.deny(DenialCode::kNotAMember);
  if (!reporter.certificate_valid) return policy.deny(DenialCode::kCertificateInvalid);
  if (reporter.term_over) return policy.deny(DenialCode::kTermOver);
  // A room that names its case is the school's own, or one in which the pupil is known.
  if (room.phase == Phase::kIdentified || rules.names_case) return policy.deny(DenialCode::kPupilIsKnown);
  if (type != ItemType::kText && type != ItemType::kEdit) return policy.deny(DenialCode::kItemTypeNotAllowed);
  return Decision::allow();
}

Decision may_pick_up(Policy const& policy, LeafFacts const& member, RoomFacts const& room) {
  if (room.find(member.leaf) == nullptr) return policy.deny(DenialCode::kNotAMember);
  if (room.closed) return policy.deny(DenialCode::kRoomClosed);
  if (room.case_closed) return policy.deny(DenialCode::kCaseClosed);
  if (member.term_over) return policy.deny(DenialCode::kTermOver);
  if (!is_on(policy, policy.room(room.kind).pick_up_by, member, room.step)) return policy.deny(DenialCode::kNotYoursToPickUp);
  return Decision::allow();
}

}  // namespace beraad::domain
