// SPDX-License-Identifier: EUPL-1.2
// The order of the checks is part of the answer (protocol.md, section 6).
#include "server/domain/records.hpp"

#include <algorithm>
#include <chrono>

namespace beraad::domain {
namespace {

using Conditions = std::vector<Condition const*>;

template <class C, class V>
bool has(C const& all, V const& value) {
  return std::find(all.begin(), all.end(), value) != all.end();
}

// Whom a condition looks at besides the case. `place`: who takes part in its rooms. `author`: the organisation type of whoever records; ""
// where nobody does.
struct Circle {
  RecordPlace const& place;
  std::string_view author;
};

// Who takes part in one of these rooms: whoever is left out of one that is opened later is still asked, while in the other.
Organisations taking_part(RecordPlace const& place, std::vector<RoomKind> const& kinds) {
  Organisations out;
  for (auto const kind : kinds) {
    if (kind == place.kind) out.insert(place.organisations.begin(), place.organisations.end());
    if (auto const found = place.others.find(kind); found != place.others.end()) out.insert(found->second.begin(), found->second.end());
  }
  return out;
}

// The value of a fact that is one; nothing when it has none, or is not known.
std::optional<std::string_view> value_of(CaseFacts const& facts, std::string_view fact, Circle const& circle) {
  if (fact == kAuthorFact) return circle.author;
  if (fact == kAgeBandFact) return facts.age_band ? std::optional(word_of(*facts.age_band)) : std::nullopt;
  if (fact == kPhaseFact) return word_of(facts.phase);
  auto const known = facts.facts.find(fact);
  return known == facts.facts.end() ? std::nullopt : std::optional<std::string_view>(known->second);
}

bool is_met(Condition::Need const& need, std::string_view fact, CaseFacts const& facts, Circle const& circle) {
  static Organisations const nobody;
  if (!need.values.empty()) {
    auto const value = value_of(facts, fact, circle);
    return value.has_value() && has(need.values, *value);
  }
  auto const found = facts.organisations.find(fact);
  auto const& did = found == facts.organisations.end() ? nobody : found->second;
  if (need.everyone_in.empty()) return did.size() >= need.at_least;
  auto const asked = taking_part(circle.place, need.everyone_in);
  return !asked.empty() && std::includes(did.begin(), did.end(), asked.begin(), asked.end());
}

bool holds(Condition const& condition, CaseFacts const& facts, Circle const& circle) {
  return std::any_of(condition.any.begin(), condition.any.end(), [&](auto const& alternative) {
    return std::all_of(alternative.begin(), alternative.end(),
                       [&](auto const& named) { return is_met(named.second, named.first, facts, circle); });
  });
}

Conditions missing_of(Policy const& policy, ConditionCodes const& codes, CaseFacts const& facts, Circle const& circle) {
  Conditions out;
  for (auto const& code : codes)
    if (auto const* const condition = policy.condition(code); condition != nullptr && !holds(*condition, facts, circle))
      out.push_back(condition);
  return out;
}

// The number that these digits write; -1 when one is no digit.
int number_in(std::string_view digits) {
  int out = 0;
  for (char const c : digits) {
    if (c < '0' || c > '9') return -1;
    out = out * 10 + (c - '0');
  }
  return out;
}

// YYYY-MM-DD, and a day of the calendar.
bool is_calendar_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  int const year = number_in(text.substr(0, 4));
  int const month = number_in(text.substr(5, 2));
  int const day = number_in(text.substr(8, 2));
  if (year < 0 || month < 0 || day < 0) return false;
  using std::chrono::year_month_day;
  return year_month_day{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                        std::chrono::day{static_cast<unsigned>(day)}}
      .ok();
}

bool refers_to_one_of(std::vector<std::string> const& records, std::string_view value, CaseFacts const& facts) {
  auto const id = id_of_text<ItemId>(value);
  if (!id) return false;
  auto const found = facts.made.find(*id);
  return found != facts.made.end() && has(records, found->second.record);
}

bool value_fits(RecordField const& field, std::string_view value, CaseFacts const& facts, Organisations const& present) {
  switch (field.type) {
    case FieldType::kDate:
    case FieldType::kDue:
      return is_calendar_date(value);
    case FieldType::kChoice:
      return has(field.values, value);
    case FieldType::kOrganisation: {
      auto const id = id_of_text<OrganisationId>(value);
      return id && present.contains(*id);
    }
    case FieldType::kRecord:
      return refers_to_one_of(field.values, value, facts);
  }
  return false;
}

// `besides`: how many fields the record has that are not among these.
bool fields_fit(std::vector<RecordField> const& fields, std::size_t besides, RecordFacts const& record, CaseFacts const& facts,
                Organisations const& present) {
  return record.fields.size() == fields.size() + besides && std::all_of(fields.begin(), fields.end(), [&](RecordField const& each) {
           auto const value = record.fields.find(each.name);
           return value != record.fields.end() && value_fits(each, value->second, facts, present);
         });
}

// Of the record that this one refers to: is it the author's own organisation's?
bool is_the_owner(RecordRules const& rules, CaseFacts const& facts, LeafFacts const& author, RecordFacts const& record) {
  for (auto const& field : rules.fields) {
    if (field.type != FieldType::kRecord) continue;
    auto const id = id_of_text<ItemId>(record.fields.at(field.name));
    auto const found = id ? facts.made.find(*id) : facts.made.end();
    if (found == facts.made.end() || found->second.owner != text_of_id(author.organisation)) return false;
  }
  return true;
}

bool set_it_before(RecordRules const& rules, CaseFacts const& facts, LeafFacts const& author) {
  auto const found = facts.set_by.find(rules.other_than);
  return found != facts.set_by.end() && found->second == author.leaf;
}

bool acts_for(Policy const& policy, Sides const& sides, LeafFacts const& author) {
  return author.leaf_class != LeafClass::kGuest && has(sides, author.org_type) && !policy.is_contentless(author.functie);
}

Transition const* transition_of(Policy const& policy, Step from, RecordFacts const& record) {
  auto const to = record.fields.find(kStepField);
  if (to == record.fields.end()) return nullptr;
  auto const found = std::find_if(policy.transitions.begin(), policy.transitions.end(),
                                  [&](Transition const& each) { return each.from == from && word_of(each.to) == to->second; });
  return found == policy.transitions.end() ? nullptr : &*found;
}

// Who moves a case, from whatever step, in a room of this kind.
Sides sides_that_move_in(Policy const& policy, RoomKind room) {
  Sides out;
  for (auto const& each : policy.transitions)
    if (each.room == room) out.push_back(each.by);
  return out;
}

RecordVerdict refused(Decision decision) {
  return {decision, nullptr, {}};
}

RecordVerdict lacks(Condition const& condition) {
  return {Decision::deny(condition.denial), &condition, {}};
}

// Everything else is as it should be: do the conditions hold, before it and after it?
RecordVerdict judge_conditions(Policy const& policy, ConditionCodes const& needs, ConditionCodes const& then, CaseFacts const& before,
                               RecordPlace const& place, LeafFacts const& author, RecordFacts const& record) {
  Circle const circle{place, author.org_type};
  if (auto const missing = missing_of(policy, needs, before, circle); !missing.empty()) return lacks(*missing.front());
  auto after = after_record(policy, before, {author.leaf, author.organisation}, record);
  if (auto const missing = missing_of(policy, then, after, circle); !missing.empty()) return lacks(*missing.front());
  return {Decision::allow(), nullptr, std::move(after)};
}

RecordVerdict judge_move(Policy const& policy, CaseFacts const& before, RecordPlace const& place, LeafFacts const& author,
                         RecordFacts const& record) {
  auto const* const transition = transition_of(policy, before.step, record);
  auto const sides = sides_that_move_in(policy, place.kind);
  if (transition == nullptr ? sides.empty() : transition->room != place.kind) return refused(policy.deny(DenialCode::kItemTypeNotAllowed));
  if (!acts_for(policy, sides, author)) return refused(policy.deny(DenialCode::kNotYoursToMove));
  if (transition == nullptr) return refused(policy.deny(DenialCode::kStepNotAllowed));
  if (transition->by != author.org_type) return refused(policy.deny(DenialCode::kNotYoursToMove));
  if (!fields_fit(transition->fields, 1, record, before, place.organisations)) return refused(policy.deny(DenialCode::kRecordMalformed));
  return judge_conditions(policy, transition->needs, {}, before, place, author, record);
}

void clear(CaseFacts& facts, std::vector<std::string> const& names) {
  for (auto const& name : names) {
    facts.facts.erase(name);
    facts.set_by.erase(name);
    facts.organisations.erase(name);
  }
}

void set(CaseFacts& facts, FactSetting const& setting, RecordAuthor const& author, RecordFacts const& record) {
  switch (setting.how) {
    case FactSetting::How::kTo:
      facts.facts[setting.fact] = setting.value;
      facts.set_by[setting.fact] = author.leaf;
      return;
    case FactSetting::How::kFrom:
      if (auto const field = record.fields.find(setting.value); field != record.fields.end()) {
        facts.facts[setting.fact] = field->second;
        facts.set_by[setting.fact] = author.leaf;
      }
      return;
    case FactSetting::How::kAdd:
      facts.organisations[setting.fact].insert(author.organisation);
      return;
    case FactSetting::How::kOnly:
      facts.organisations[setting.fact] = {author.organisation};
      return;
  }
}

}  // namespace

RecordVerdict judge_record(Policy const& policy, CaseFacts const& before, RecordPlace const& place, LeafFacts const& author,
                           RecordFacts const& record) {
  if (is_closed(before.step)) return refused(policy.deny(DenialCode::kCaseClosed));
  if (record.step != before.step) return refused(policy.deny(DenialCode::kStepNotAllowed));
  if (record.record == kStepRecord) return judge_move(policy, before, place, author, record);
  auto const* const rules = policy.record(record.record);
  if (rules == nullptr || !has(rules->rooms, place.kind)) return refused(policy.deny(DenialCode::kItemTypeNotAllowed));
  if (!acts_for(policy, rules->by, author)) return refused(policy.deny(DenialCode::kNotYoursToMove));
  if (!has(rules->steps, before.step)) return refused(policy.deny(DenialCode::kStepNotAllowed));
  if (!fields_fit(rules->fields, 0, record, before, place.organisations)) return refused(policy.deny(DenialCode::kRecordMalformed));
  if (set_it_before(*rules, before, author)) return refused(policy.deny(DenialCode::kSomeoneElseMust));
  if (rules->owner_only && !is_the_owner(*rules, before, author, record)) return refused(policy.deny(DenialCode::kNotYoursToMove));
  return judge_conditions(policy, rules->needs, rules->then, before, place, author, record);
}

OpeningVerdict may_open_now(Policy const& policy, CaseFacts const& facts, RoomKind kind, Phase phase) {
  if (is_closed(facts.step)) return {policy.deny(DenialCode::kCaseClosed)};
  auto const* const opening = policy.room(kind).opening(phase);
  if (opening == nullptr) return {policy.deny(DenialCode::kPhaseNotAllowed)};
  if (!has(opening->steps, number_of(facts.step))) return {policy.deny(DenialCode::kStepNotAllowed)};
  RecordPlace const nowhere;
  auto const missing = missing_of(policy, opening->needs, facts, {nowhere, ""});
  if (!missing.empty()) return {Decision::deny(missing.front()->denial), missing.front()};
  return {Decision::allow()};
}

bool ends_room(Policy const& policy, std::string_view record) noexcept {
  auto const* const rules = policy.record(record);
  return rules != nullptr && rules->ends_room;
}

CaseFacts after_record(Policy const& policy, CaseFacts before, RecordAuthor const& author, RecordFacts const& record) {
  if (record.record == kStepRecord) {
    if (auto const* const transition = transition_of(policy, before.step, record)) clear(before, transition->clears);
    auto const to = record.fields.find(kStepField);
    if (to != record.fields.end()) before.step = of_word<Step>(to->second).value_or(before.step);
    return before;
  }
  auto const* const rules = policy.record(record.record);
  if (rules == nullptr) return before;
  clear(before, rules->clears);
  for (auto const& each : rules->sets) set(before, each, author, record);
  auto const owner = record.fields.find(kOwnerField);
  before.made[record.id] = {record.record, owner == record.fields.end() ? "" : owner->second};
  return before;
}

Organisations organisations_in(RoomFacts const& room) {
  Organisations out;
  for (auto const& each : room.roster)
    if (each.leaf_class != LeafClass::kGuest) out.insert(each.organisation);
  return out;
}

}  // namespace beraad::domain
