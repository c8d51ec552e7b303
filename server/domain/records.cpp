// SPDX-License-Identifier: EUPL-1.2
// The order of the checks is part of the answer (protocol.md, section 6).
#include "server/domain/records.hpp"

#include <algorithm>
#include <chrono>

namespace beraad::domain {
namespace {

constexpr std::string_view kReturnedRecord = "report_returned";

template <class C, class V>
bool has(C const& all, V const& value) {
  return std::find(all.begin(), all.end(), value) != all.end();
}

bool holds(Condition const& condition, CaseFacts const& facts) {
  auto const is_true = [&](auto const& named) {
    auto const& [fact, values] = named;
    if (fact == kAgeBandFact) return facts.age_band.has_value() && has(values, word_of(*facts.age_band));
    auto const known = facts.facts.find(fact);
    return known != facts.facts.end() && has(values, known->second);
  };
  return std::any_of(condition.any.begin(), condition.any.end(),
                     [&](auto const& alternative) { return std::all_of(alternative.begin(), alternative.end(), is_true); });
}

Conditions missing_of(Policy const& policy, ConditionCodes const& codes, CaseFacts const& facts) {
  Conditions out;
  for (auto const& code : codes)
    if (auto const* const condition = policy.condition(code); condition != nullptr && !holds(*condition, facts)) out.push_back(condition);
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

bool fields_fit(RecordRules const& rules, RecordFacts const& record) {
  return record.fields.size() == rules.fields.size() && std::all_of(rules.fields.begin(), rules.fields.end(), [&](RecordField const& each) {
           auto const value = record.fields.find(each.name);
           if (value == record.fields.end()) return false;
           return each.type == FieldType::kDate ? is_calendar_date(value->second) : has(each.values, value->second);
         });
}

bool acts_for(Policy const& policy, Sides const& sides, LeafFacts const& author) {
  return author.leaf_class == LeafClass::kMember && has(sides, author.org_type) && !policy.is_contentless(author.functie);
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

// Everything else is as it should be: do the conditions hold?
RecordVerdict judge_conditions(Policy const& policy, ConditionCodes const& needs, CaseFacts const& before, RecordFacts const& record) {
  auto const missing = missing_of(policy, needs, before);
  if (!missing.empty()) return {Decision::deny(missing.front()->denial), missing.front(), {}};
  return {Decision::allow(), nullptr, after_record(policy, before, record)};
}

RecordVerdict judge_move(Policy const& policy, CaseFacts const& before, RoomKind room, LeafFacts const& author, RecordFacts const& record) {
  auto const* const transition = transition_of(policy, before.step, record);
  auto const sides = sides_that_move_in(policy, room);
  if (transition == nullptr ? sides.empty() : transition->room != room) return refused(policy.deny(DenialCode::kItemTypeNotAllowed));
  if (!acts_for(policy, sides, author)) return refused(policy.deny(DenialCode::kNotYoursToMove));
  if (transition == nullptr) return refused(policy.deny(DenialCode::kStepNotAllowed));
  if (transition->by != author.org_type) return refused(policy.deny(DenialCode::kNotYoursToMove));
  if (record.fields.size() != 1) return refused(policy.deny(DenialCode::kRecordMalformed));
  return judge_conditions(policy, transition->needs, before, record);
}

}  // namespace

RecordVerdict judge_record(Policy const& policy, CaseFacts const& before, RoomKind room, LeafFacts const& author,
                           RecordFacts const& record) {
  if (is_closed(before.step)) return refused(policy.deny(DenialCode::kCaseClosed));
  if (record.step != before.step) return refused(policy.deny(DenialCode::kStepNotAllowed));
  if (record.record == kStepRecord) return judge_move(policy, before, room, author, record);
  auto const* const rules = policy.record(record.record);
  if (rules == nullptr || rules->room != room) return refused(policy.deny(DenialCode::kItemTypeNotAllowed));
  if (!acts_for(policy, rules->by, author)) return refused(policy.deny(DenialCode::kNotYoursToMove));
  if (!has(rules->steps, before.step)) return refused(policy.deny(DenialCode::kStepNotAllowed));
  if (!fields_fit(*rules, record)) return refused(policy.deny(DenialCode::kRecordMalformed));
  return judge_conditions(policy, rules->needs, before, record);
}

bool ends_room(RecordFacts const& record) noexcept {
  return record.record == kReturnedRecord;
}

CaseFacts after_record(Policy const& policy, CaseFacts before, RecordFacts const& record) {
  if (record.record == kStepRecord) {
    auto const to = record.fields.find(kStepField);
    if (to != record.fields.end()) before.step = of_word<Step>(to->second).value_or(before.step);
    return before;
  }
  auto const* const rules = policy.record(record.record);
  if (rules == nullptr) return before;
  for (auto const& set : rules->sets) {
    auto const field = record.fields.find(set.from);
    if (set.from.empty()) {
      before.facts[set.fact] = set.to;
    } else if (field != record.fields.end()) {
      before.facts[set.fact] = field->second;
    }
  }
  return before;
}

std::vector<PossibleMove> possible_moves(Policy const& policy, CaseFacts const& facts, std::string_view org_type) {
  std::vector<PossibleMove> out;
  for (auto const& each : policy.transitions)
    if (each.from == facts.step && each.by == org_type)
      out.push_back({&each, missing_of(policy, each.needs, facts), missing_of(policy, each.warns, facts)});
  return out;
}

std::vector<PossibleRecord> possible_records(Policy const& policy, CaseFacts const& facts, RoomKind room, std::string_view org_type) {
  std::vector<PossibleRecord> out;
  for (auto const& each : policy.records)
    if (each.room == room && has(each.by, org_type) && has(each.steps, facts.step))
      out.push_back({&each, missing_of(policy, each.needs, facts)});
  return out;
}

}  // namespace beraad::domain
