// SPDX-License-Identifier: EUPL-1.2
// One function a kind of row. A row that is wrong is reported and left out; the policy is given only when nothing was.
#include "server/domain/policy_decode.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "crypto/json.hpp"
#include "crypto/object_reader.hpp"
#include "server/domain/policy_consistency.hpp"
#include "server/domain/policy_region.hpp"

namespace beraad::domain {
namespace {

using crypto::Json;
using crypto::ObjectReader;

constexpr crypto::JsonLimits kPolicyLimits{.max_bytes = 256 * 1024, .max_depth = 8, .max_keys = 8192};
constexpr std::size_t kMostRows = 256;
constexpr std::uint64_t kMostTermDays = 366;
constexpr char const* kNotJson = "is not one strict JSON text (no duplicate keys, comments, fractions or negative numbers)";
constexpr char const* kNeedsWords = "needs a rule and words in both languages";

class Decoder {
 public:
  Policy policy;
  PolicyFaults faults;

  void fault(std::string row, std::string what) { faults.push_back({std::move(row), std::move(what)}); }

  // Every element of a list of words is a known word, once.
  template <class T, class F>
  std::vector<T> words(std::string const& row, std::string_view name, Json const& list, F read) {
    std::vector<T> out;
    for (auto const& each : list) {
      auto value = read(each);
      if (!value) {
        fault(row, std::string(name) + ": " + each.dump() + " is not a word of this list");
      } else if (std::find(out.begin(), out.end(), *value) != out.end()) {
        fault(row, std::string(name) + ": " + each.dump() + " is there twice");
      } else {
        out.push_back(*std::move(value));
      }
    }
    return out;
  }

  std::vector<std::string> plain_words(std::string const& row, std::string_view name, ObjectReader& reader) {
    return words<std::string>(row, name, reader.array(name, kMostRows), [](Json const& each) -> std::optional<std::string> {
      if (!each.is_string() || each.get_ref<std::string const&>().empty()) return std::nullopt;
      return each.get<std::string>();
    });
  }

  std::vector<int> step_numbers(std::string const& row, std::string_view name, ObjectReader& reader) {
    return words<int>(row, name, reader.array(name, 8), [](Json const& each) -> std::optional<int> {
      auto const* const step = each.get_ptr<Json::number_unsigned_t const*>();
      if (step == nullptr || *step < 1 || *step > 8) return std::nullopt;
      return static_cast<int>(*step);
    });
  }

  template <class E>
  std::vector<E> known_words(std::string const& row, std::string_view name, ObjectReader& reader) {
    return words<E>(row, name, reader.array(name, kMostRows), [](Json const& each) -> std::optional<E> {
      return each.is_string() ? of_word<E>(each.get_ref<std::string const&>()) : std::nullopt;
    });
  }

  template <class E>
  E known_word(std::string const& row, std::string_view name, ObjectReader& reader) {
    auto const text = reader.text(name);
    auto const value = of_word<E>(text);
    if (!value) fault(row, std::string(name) + ": \"" + text + "\" is not a word the rules know");
    return value.value_or(E{});
  }

  void finish(std::string const& row, ObjectReader const& reader) {
    if (auto const done = reader.finish(); !done)
      fault(row, "a field is missing, unknown or of the wrong kind: \"" + std::string(done.error().where) + "\"");
  }

  template <class F>
  void each_row(std::string const& name, Json const& list, F decode) {
    std::size_t i = 0;
    for (auto const& each : list) decode(name + "[" + std::to_string(i++) + "]", each);
  }

  // What a person reads of the row: its rule, and a sentence in both languages.
  std::string told(std::string const& row, ObjectReader& reader) {
    std::array const words{reader.text("rule"), reader.text("nl"), reader.text("en")};
    if (std::any_of(words.begin(), words.end(), [](std::string const& each) { return each.empty(); })) fault(row, kNeedsWords);
    return words[0];
  }

  void organisation_type(std::string const& row, Json const& json) {
    ObjectReader reader(json);
    auto const type = reader.word("type");
    auto functies = plain_words(row, "functies", reader);
    finish(row, reader);
    if (!policy.functies_by_org_type.emplace(type, std::move(functies)).second) fault(row, "\"" + type + "\" is there twice");
  }

  MemberSelector selector(std::string const& row, Json const& json) {
    // `phases` may be left out: then it holds in all the room's phases; and `term_days`: then without an end.
    Json whole = json;
    bool const everywhere = json.is_object() && !json.contains("phases");
    if (everywhere) whole["phases"] = Json::array();
    bool const endless = json.is_object() && !json.contains("term_days");
    if (endless) whole["term_days"] = 0U;
    ObjectReader reader(whole);
    MemberSelector out;
    out.leaf_class = known_word<LeafClass>(row, "class", reader);
    out.org_types = plain_words(row, "org_types", reader);
    out.functies = plain_words(row, "functies", reader);
    out.phases = known_words<Phase>(row, "phases", reader);
    out.term_days = static_cast<int>(reader.integer("term_days", kMostTermDays));
    finish(row, reader);
    if (!endless && out.term_days == 0) fault(row, "term_days: leave it out where somebody takes part without an end");
    if (!everywhere && out.phases.empty()) fault(row, "phases: names none; leave it out for all the room's phases");
    return out;
  }

  Opening opening(std::string const& row, Json const& json) {
    ObjectReader reader(json);
    Opening out;
    out.phase = known_word<Phase>(row, "phase", reader);
    out.steps = step_numbers(row, "steps", reader);
    out.needs = plain_words(row, "needs", reader);
    finish(row, reader);
    return out;
  }

  void room(std::string row, Json const& json) {
    ObjectReader reader(json);
    RoomRules out;
    out.kind = known_word<RoomKind>(row, "kind", reader);
    row += " " + std::string(word_of(out.kind));
    out.steps = step_numbers(row, "steps", reader);
    out.phases = known_words<Phase>(row, "phases", reader);
    each_row(row + " opening", reader.array("opening", kMostRows),
             [&](std::string const& place, Json const& each) { out.openings.push_back(opening(place, each)); });
    each_row(row + " members", reader.array("members", kMostRows),
             [&](std::string const& place, Json const& each) { out.members.push_back(selector(place, each)); });
    for (auto& each : out.members)
      if (each.phases.empty()) each.phases = out.phases;
    out.one_organisation_of = plain_words(row, "one_organisation_of", reader);
    out.convenant = reader.boolean("convenant");
    out.relation_allowed = reader.boolean("relation_allowed");
    out.names_case = reader.boolean("names_case");
    out.begins_case = reader.boolean("begins_case");
    out.open_by = plain_words(row, "open_by", reader);
    out.add_by = plain_words(row, "add_by", reader);
    out.remove_by = plain_words(row, "remove_by", reader);
    out.close_by = plain_words(row, "close_by", reader);
    out.pick_up_by = plain_words(row, "pick_up_by", reader);
    each_row(row + " opening_moves", reader.array("opening_moves", 8), [&](std::string const& place, Json const& each) {
      ObjectReader move(each);
      auto const from = known_word<Step>(place, "from", move);
      out.opening_moves.push_back({from, known_word<Step>(place, "to", move)});
      finish(place, move);
    });
    out.item_types = known_words<ItemType>(row, "item_types", reader);
    out.identified_item_types = known_words<ItemType>(row, "identified_item_types", reader);
    out.declaration = reader.boolean("declaration");
    out.rule = told(row, reader);
    finish(row, reader);
    policy.rooms.push_back(std::move(out));
  }

  void denial(std::string const& row, Json const& json) {
    ObjectReader reader(json);
    Denial out;
    out.code = known_word<DenialCode>(row, "code", reader);
    out.rule = reader.text("rule");
    out.nl = reader.text("nl");
    out.en = reader.text("en");
    finish(row, reader);
    if (out.rule.empty() || out.nl.empty() || out.en.empty()) fault(row, kNeedsWords);
    policy.denials.push_back(std::move(out));
  }

  void transition(std::string const& row, Json const& json) {
    ObjectReader reader(json);
    Transition out;
    out.from = known_word<Step>(row, "from", reader);
    out.to = known_word<Step>(row, "to", reader);
    out.by = reader.word("by");
    out.room = known_word<RoomKind>(row, "room", reader);
    out.fields = record_fields(row, reader);
    out.rule = told(row, reader);
    out.needs = plain_words(row, "needs", reader);
    out.warns = plain_words(row, "warns", reader);
    out.clears = plain_words(row, "clears", reader);
    out.words = known_word<Wording>(row, "words", reader);
    finish(row, reader);
    policy.transitions.push_back(std::move(out));
  }

  void fact(std::string const& row, Json const& json) {
    ObjectReader reader(json);
    auto const fact = reader.word("fact");
    FactRules rules;
    if (json.is_object() && json.contains("organisations"))
      rules.organisations = reader.boolean("organisations");
    else
      rules.values = plain_words(row, "values", reader);
    finish(row, reader);
    if (!policy.facts.emplace(fact, std::move(rules)).second) fault(row, "\"" + fact + "\" is there twice");
  }

  // A list of values; or of a set of organisations how many, or all of those in some kinds of room.
  Condition::Need need(std::string const& row, std::string const& fact, Json const& json, ObjectReader& facts) {
    if (json.is_array()) return {plain_words(row, fact, facts), 0, {}};
    Condition::Need out;
    ObjectReader reader(facts.object(fact));
    if (json.is_object() && json.contains("everyone_in"))
      out.everyone_in = known_words<RoomKind>(row, "everyone_in", reader);
    else
      out.at_least = reader.integer("at_least", kMostRows);
    finish(row, reader);
    if (out.everyone_in.empty() && out.at_least == 0) fault(row, fact + ": needs a list of values, at_least or everyone_in");
    return out;
  }

  void condition(std::string row, Json const& json) {
    ObjectReader reader(json);
    Condition out;
    out.code = reader.word("code");
    row += " " + out.code;
    out.denial = {DenialCode::kConditionMissing, reader.text("rule"), reader.text("nl"), reader.text("en")};
    each_row(row + " any", reader.array("any", kMostRows), [&](std::string const& place, Json const& each) {
      Condition::Alternative alternative;
      ObjectReader facts(each);
      if (each.is_object())
        for (auto const& named : each.items()) alternative.emplace(named.key(), need(place, named.key(), named.value(), facts));
      finish(place, facts);
      out.any.push_back(std::move(alternative));
    });
    finish(row, reader);
    if (out.denial.rule.empty() || out.denial.nl.empty() || out.denial.en.empty()) fault(row, kNeedsWords);
    policy.conditions.push_back(std::move(out));
  }

  RecordField record_field(std::string const& row, Json const& json) {
    ObjectReader reader(json);
    RecordField out;
    out.name = reader.word("name");
    out.type = known_word<FieldType>(row, "type", reader);
    if (out.type == FieldType::kChoice || out.type == FieldType::kRecord) out.values = plain_words(row, "values", reader);
    finish(row, reader);
    return out;
  }

  std::vector<RecordField> record_fields(std::string const& row, ObjectReader& reader) {
    std::vector<RecordField> out;
    each_row(row + " fields", reader.array("fields", crypto::kMaxRecordFields),
             [&](std::string const& place, Json const& each) { out.push_back(record_field(place, each)); });
    return out;
  }

  FactSetting fact_setting(std::string const& row, Json const& json) {
    using How = FactSetting::How;
    ObjectReader reader(json);
    FactSetting out;
    out.fact = reader.word("fact");
    auto const names = [&](char const* name) { return json.is_object() && json.contains(name); };
    if (names("organisation")) {
      auto const how = reader.word("organisation");
      if (how != "add" && how != "only") fault(row, "organisation: \"" + how + "\" is neither add nor only");
      out.how = how == "add" ? How::kAdd : How::kOnly;
    } else {
      out.how = names("from") ? How::kFrom : How::kTo;
      out.value = reader.word(out.how == How::kFrom ? "from" : "to");
    }
    finish(row, reader);
    return out;
  }

  void record(std::string row, Json const& json) {
    ObjectReader reader(json);
    RecordRules out;
    out.record = reader.word("record");
    row += " " + out.record;
    out.rule = reader.text("rule");
    out.rooms = known_words<RoomKind>(row, "rooms", reader);
    out.by = plain_words(row, "by", reader);
    out.steps = known_words<Step>(row, "steps", reader);
    out.fields = record_fields(row, reader);
    out.words = known_word<Wording>(row, "words", reader);
    out.needs = plain_words(row, "needs", reader);
    out.then = plain_words(row, "then", reader);
    out.other_than = reader.text("other_than");
    out.texts = plain_words(row, "texts", reader);
    out.owner_only = reader.boolean("owner_only");
    out.ends_room = reader.boolean("ends_room");
    out.clears = plain_words(row, "clears", reader);
    each_row(row + " sets", reader.array("sets", kMostRows),
             [&](std::string const& place, Json const& each) { out.sets.push_back(fact_setting(place, each)); });
    out.nl = reader.text("nl");
    out.en = reader.text("en");
    finish(row, reader);
    if (out.rule.empty() || out.nl.empty() || out.en.empty()) fault(row, kNeedsWords);
    policy.records.push_back(std::move(out));
  }

  void regie(std::string const& row, Json const& json) {
    ObjectReader reader(json);
    auto const step = reader.integer("step", 8);
    policy.regie_by_step.push_back(reader.word("by"));
    told(row, reader);
    finish(row, reader);
    if (step != policy.regie_by_step.size()) fault(row, "the steps are listed once each, from 1 to 8");
  }

  template <class E, std::size_t N>
  void whole_vocabulary(std::string_view name, ObjectReader& reader, std::array<E, N> const& all) {
    auto const listed = known_words<E>("the file", name, reader);
    if (!std::equal(listed.begin(), listed.end(), all.begin(), all.end())) fault(std::string(name), "is not the list the rules know");
  }

  void file(Json const& json) {
    ObjectReader reader(json);
    reader.constant("version", std::uint64_t{1});
    policy.title = reader.text("title");
    whole_vocabulary("phases", reader, kPhases);
    whole_vocabulary("age_bands", reader, kAgeBands);
    each_row("organisation_types", reader.array("organisation_types", kMostRows),
             [this](auto const& row, auto const& each) { organisation_type(row, each); });
    policy.contentless_functies = plain_words("the file", "contentless_functies", reader);
    policy.waarneming_days = static_cast<int>(reader.integer("waarneming_days", kMostTermDays));
    if (policy.waarneming_days == 0) fault("waarneming_days", "whoever stands in for a colleague needs at least a day");
    each_row("rooms", reader.array("rooms", kMostRows), [this](auto const& row, auto const& each) { room(row, each); });
    each_row("denials", reader.array("denials", kMostRows), [this](auto const& row, auto const& each) { denial(row, each); });
    each_row("transitions", reader.array("transitions", kMostRows), [this](auto const& row, auto const& each) { transition(row, each); });
    each_row("facts", reader.array("facts", kMostRows), [this](auto const& row, auto const& each) { fact(row, each); });
    each_row("conditions", reader.array("conditions", kMostRows), [this](auto const& row, auto const& each) { condition(row, each); });
    each_row("records", reader.array("records", kMostRows), [this](auto const& row, auto const& each) { record(row, each); });
    each_row("regie", reader.array("regie", kMostRows), [this](auto const& row, auto const& each) { regie(row, each); });
    finish("the file", reader);
    if (policy.regie_by_step.size() != 8) fault("regie", "names who holds the regie at each of the 8 steps");
    if (!faults.empty()) return;  // a row whose key is wrong would be told a second time as one that is missing
    in_order("rooms", policy.rooms, kRoomKinds, [](RoomRules const& each) { return each.kind; });
    in_order("denials", policy.denials, kDenialCodes, [](Denial const& each) { return each.code; });
  }

  // Sorts the rows by enumerator, so that they can be looked up by it; each enumerator has exactly one.
  template <class Row, class E, std::size_t N, class F>
  void in_order(std::string const& name, std::vector<Row>& rows, std::array<E, N> const& all, F key) {
    for (E const each : all) {
      auto const count = std::count_if(rows.begin(), rows.end(), [&](Row const& row) { return key(row) == each; });
      if (count != 1) fault(name, "\"" + std::string(word_of(each)) + "\" needs one row and has " + std::to_string(count));
    }
    std::stable_sort(rows.begin(), rows.end(), [&](Row const& a, Row const& b) { return key(a) < key(b); });
  }
};

}  // namespace

void throw_exception_from_error(PolicyFaults const& faults, boost::source_location const& where) {
  boost::throw_exception(std::invalid_argument(faults.empty() ? "policy" : faults.front().row + ": " + faults.front().what), where);
}

boost::system::result<Policy, PolicyFaults> decode_policy(std::string_view text, std::string_view region) {
  auto json = crypto::decode_json(text, kPolicyLimits);
  if (!json) return PolicyFaults{{"the file", kNotJson}};
  auto const chosen = crypto::decode_json(region, kPolicyLimits);
  if (!chosen) return PolicyFaults{{"region", kNotJson}};
  Decoder decoder;
  auto const whole = in_region(*std::move(json), *chosen, decoder.faults);
  decoder.file(whole);
  if (!decoder.faults.empty()) return std::move(decoder.faults);
  auto contradictions = contradictions_in(decoder.policy);
  if (!contradictions.empty()) return contradictions;
  return std::move(decoder.policy);
}

}  // namespace beraad::domain
