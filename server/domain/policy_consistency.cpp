// SPDX-License-Identifier: EUPL-1.2
// Rows against each other, then the rules that hold in every region: 3 (consult is anonymous), 9 (the pupil's card), 15 (ouders sluiten
// niet aan).
#include "server/domain/policy_consistency.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "server/domain/steps.hpp"

namespace beraad::domain {
namespace {

constexpr std::string_view kRegionType = "region";
constexpr std::string_view kSchoolType = "school";
constexpr std::string_view kRegieSide = "regie";
constexpr std::string_view kPseudonymFunctie = "school_professional";

template <class C, class V>
bool has(C const& all, V const& value) {
  return std::find(all.begin(), all.end(), value) != all.end();
}

class Checks {
 public:
  explicit Checks(Policy const& policy) : policy_(policy) {}

  PolicyFaults run() {
    organisations();
    for (auto const& room : policy_.rooms) check(room);
    transitions();
    facts();
    conditions();
    records();
    for (std::size_t i = 0; i < policy_.regie_by_step.size(); ++i) known_type("regie[" + std::to_string(i) + "]", policy_.regie_by_step[i]);
    return std::move(faults_);
  }

 private:
  void fault(std::string const& row, std::string what) { faults_.push_back({row, std::move(what)}); }

  void known_type(std::string const& row, std::string const& type) {
    if (policy_.functies_by_org_type.find(type) == policy_.functies_by_org_type.end())
      fault(row, "\"" + type + "\" is not an organisation type");
  }

  void organisations() {
    for (auto const& [type, functies] : policy_.functies_by_org_type) {
      if (functies.empty()) fault("organisation_types " + type, "has no functie");
      if (type == kRegionType || type == kRegieSide) fault("organisation_types " + type, "is a reserved word");
    }
    for (auto const& functie : policy_.contentless_functies) {
      auto const& types = policy_.functies_by_org_type;
      if (std::none_of(types.begin(), types.end(), [&](auto const& each) { return has(each.second, functie); }))
        fault("contentless_functies", "no organisation type has \"" + functie + "\"");
    }
  }

  void check(RoomRules const& room) {
    std::string const row = "rooms " + std::string(word_of(room.kind));
    if (room.steps.empty()) fault(row, "exists at no step");
    openings(row, room);
    if (room.phases.empty()) fault(row, "exists in no phase");
    if (room.members.empty()) fault(row, "has no members");
    if (room.item_types.empty()) fault(row, "admits no items");
    bool const pseudonyms = std::any_of(room.members.begin(), room.members.end(),
                                        [](MemberSelector const& each) { return each.leaf_class == LeafClass::kPseudonym; });
    if (pseudonyms != has(room.item_types, ItemType::kReveal))
      fault(row, "item_types: whoever is here under a pseudonym can reveal oneself");
    std::set<std::tuple<LeafClass, std::string, std::string>> seen;
    for (auto const& each : room.members) selector(row, room, each, seen);
    for (auto const& type : room.one_organisation_of)
      if (!is_side_of_members(room, type)) fault(row, "one_organisation_of: \"" + type + "\" is no member here");
    sides(row, room, "open_by", room.open_by, true);
    sides(row, room, "add_by", room.add_by, true);
    sides(row, room, "remove_by", room.remove_by, true);
    sides(row, room, "close_by", room.close_by, true);
    sides(row, room, "pick_up_by", room.pick_up_by, false);
    for (auto const& move : room.opening_moves) opening_move(row, room, move);
    bool const at_one_step = room.openings.size() == 1 && room.openings.front().steps.size() == 1;
    if (room.begins_case && (!at_one_step || room.openings.front().phase != Phase::kAnonymous || !room.openings.front().needs.empty()))
      fault(row, "begins_case: a case begins anonymous, at one step, and needs nothing");
    rules_of_every_region(row, room);
  }

  void openings(std::string const& row, RoomRules const& room) {
    if (room.openings.empty()) fault(row, "opening: can never be opened");
    std::set<Phase> seen;
    for (auto const& each : room.openings) {
      if (!seen.insert(each.phase).second) fault(row, "opening: a phase is there twice");
      if (!has(room.phases, each.phase)) fault(row, "opening: names a phase the room does not have");
      if (each.steps.empty()) fault(row, "opening: can be opened at no step");
      for (auto const step : each.steps)
        if (!has(room.steps, step)) fault(row, "opening: the room does not exist at " + std::to_string(step));
      known_conditions(row, "opening", each.needs);
      for (auto const& code : each.needs)
        if (looks_at_people(code)) fault(row, "opening: \"" + code + "\" looks at who records or takes part, and nobody does yet");
    }
  }

  bool looks_at_people(std::string const& code) const {
    auto const* const condition = policy_.condition(code);
    if (condition == nullptr) return false;
    return std::any_of(condition->any.begin(), condition->any.end(), [](auto const& alternative) {
      return std::any_of(alternative.begin(), alternative.end(),
                         [](auto const& each) { return each.first == kAuthorFact || !each.second.everyone_in.empty(); });
    });
  }

  void selector(std::string const& row, RoomRules const& room, MemberSelector const& each,
                std::set<std::tuple<LeafClass, std::string, std::string>>& seen) {
    if (each.org_types.empty() || each.functies.empty()) fault(row, "a member line needs organisation types and functies");
    for (auto const& phase : each.phases)
      if (!has(room.phases, phase)) fault(row, "a member line names a phase the room does not have");
    for (auto const& type : each.org_types) {
      for (auto const& functie : each.functies) {
        std::string const who = type + " " + functie;
        if (!seen.insert({each.leaf_class, type, functie}).second) fault(row, "\"" + who + "\" is there twice");
        switch (each.leaf_class) {
          case LeafClass::kMember:
            if (!policy_.knows_functie(type, functie)) fault(row, "\"" + who + "\" does not exist");
            if (policy_.is_contentless(functie)) fault(row, "\"" + who + "\" never sees content");
            break;
          case LeafClass::kGuest:
            if (type != kSchoolType || (functie != "ouder" && functie != "leerling")) fault(row, "\"" + who + "\" is no guest");
            break;
          case LeafClass::kPseudonym:
            if (type != kRegionType || functie != kPseudonymFunctie) fault(row, "\"" + who + "\" is no pseudonym");
            break;
        }
      }
    }
  }

  static bool is_side_of_members(RoomRules const& room, std::string const& side) {
    return std::any_of(room.members.begin(), room.members.end(),
                       [&](MemberSelector const& each) { return each.leaf_class == LeafClass::kMember && has(each.org_types, side); });
  }

  void sides(std::string const& row, RoomRules const& room, std::string const& name, Sides const& all, bool needed) {
    if (needed && all.empty()) fault(row, name + ": names nobody");
    for (auto const& side : all)
      if (side != kRegieSide && !is_side_of_members(room, side)) fault(row, name + ": \"" + side + "\" is no member here");
  }

  void opening_move(std::string const& row, RoomRules const& room, StepMove const& move) {
    bool const listed = std::any_of(policy_.transitions.begin(), policy_.transitions.end(), [&](Transition const& each) {
      return each.from == move.from && each.to == move.to && has(room.open_by, each.by);
    });
    if (!listed)
      fault(row, "opening_moves: no transition from " + std::string(word_of(move.from)) + " to " + std::string(word_of(move.to)) +
                     " by whoever opens");
  }

  void rules_of_every_region(std::string const& row, RoomRules const& room) {
    auto const of_class = [&](LeafClass leaf_class) {
      return std::any_of(room.members.begin(), room.members.end(), [&](auto const& each) { return each.leaf_class == leaf_class; });
    };
    bool const anonymous = has(room.phases, Phase::kAnonymous);
    if (of_class(LeafClass::kGuest) && !room.names_case) fault(row, "a guest's certificate names the case, so the room must (names_case)");
    if (of_class(LeafClass::kPseudonym) && room.names_case) fault(row, "rule 10: a pseudonym's rooms cannot name the case (names_case)");
    if (!anonymous && !room.convenant) fault(row, "convenant: an identified room needs it");
    if (room.kind == RoomKind::kConsult && has(room.phases, Phase::kIdentified)) fault(row, "rule 3: consultation is anonymous");
    if (!room.identified_item_types.empty() && !has(room.phases, Phase::kIdentified))
      fault(row, "identified_item_types: the room is never identified");
    auto const stays = [](MemberSelector const& each) {
      return each.leaf_class == LeafClass::kPseudonym && has(each.phases, Phase::kIdentified);
    };
    if (!room.identified_item_types.empty() && std::any_of(room.members.begin(), room.members.end(), stays))
      fault(row, "rule 10: nobody is a pseudonym where the pupil is known");
    if (room.declaration && room.relation_allowed) fault(row, "declaration: a relation to the pupil is allowed here");
    if (has(room.item_types, ItemType::kIdentity) && std::any_of(room.members.begin(), room.members.end(), [](MemberSelector const& each) {
          return each.leaf_class != LeafClass::kMember || each.org_types != std::vector<std::string>{std::string(kSchoolType)};
        }))
      fault(row, "rule 9: only the school's own room holds the pupil's identity card");
    if (room.kind == RoomKind::kWeegtafel || room.kind == RoomKind::kCasusoverleg) {
      if (of_class(LeafClass::kGuest)) fault(row, "rule 15: ouders sluiten niet aan");
      if (room.relation_allowed) fault(row, "rule 15: nobody with a relation to the pupil takes part");
      if (!room.declaration) fault(row, "rule 15: who takes part declares to have no relation to the pupil");
    }
  }

  void transitions() {
    std::set<std::pair<Step, Step>> seen;
    for (std::size_t i = 0; i < policy_.transitions.size(); ++i) {
      auto const& each = policy_.transitions[i];
      std::string const row = "transitions[" + std::to_string(i) + "]";
      known_type(row, each.by);
      if (each.from == each.to) fault(row, "goes nowhere");
      if (!seen.insert({each.from, each.to}).second) fault(row, "is there twice");
      if (is_closed(each.from)) fault(row, "leaves a case that is closed");
      recorded_in(row, each.room, each.by, each.from);
      known_conditions(row, "needs", each.needs);
      known_conditions(row, "warns", each.warns);
      fields(row, each.fields);
      for (auto const& field : each.fields)
        if (field.name == kStepField) fault(row, "fields: \"to\" is a reserved word");
      known_facts(row, each.clears);
    }
  }

  // Somebody of this side can be there, and put a record into it, while the case is at that step.
  void recorded_in(std::string const& row, RoomKind kind, std::string const& by, Step step) {
    auto const& room = policy_.room(kind);
    if (!is_side_of_members(room, by)) fault(row, "by: \"" + by + "\" is no member of the room");
    if (!has(room.item_types, ItemType::kRecord)) fault(row, "room: admits no records");
    if (!has(room.steps, number_of(step))) fault(row, "room: does not exist at " + std::string(word_of(step)));
  }

  void facts() {
    for (auto const& [fact, rules] : policy_.facts) {
      std::string const row = "facts " + fact;
      if (is_reserved(fact)) fault(row, "is a reserved word");
      if (rules.values.empty() != rules.organisations) fault(row, "needs either values or organisations");
      auto const sets = [&word = fact](RecordRules const& each) {
        return std::any_of(each.sets.begin(), each.sets.end(), [&](FactSetting const& set) { return set.fact == word; });
      };
      if (std::none_of(policy_.records.begin(), policy_.records.end(), sets)) fault(row, "no record sets it");
    }
  }

  // What a condition can look at although no record sets it.
  static bool is_reserved(std::string_view fact) { return fact == kAgeBandFact || fact == kPhaseFact || fact == kAuthorFact; }

  bool fact_has(std::string_view fact, std::string const& value) const {
    if (fact == kAuthorFact) return policy_.functies_by_org_type.contains(value);
    if (fact == kAgeBandFact) return of_word<AgeBand>(value).has_value();
    if (fact == kPhaseFact) return of_word<Phase>(value).has_value();
    auto const found = policy_.facts.find(fact);
    return found != policy_.facts.end() && has(found->second.values, value);
  }

  bool is_a_set(std::string_view fact) const {
    auto const found = policy_.facts.find(fact);
    return found != policy_.facts.end() && found->second.organisations;
  }

  void known_facts(std::string const& row, std::vector<std::string> const& names) {
    for (auto const& name : names)
      if (!policy_.facts.contains(name)) fault(row, "clears: \"" + name + "\" is not a fact");
  }

  void conditions() {
    std::set<std::string> seen;
    for (auto const& each : policy_.conditions) {
      std::string const row = "conditions " + each.code;
      if (!seen.insert(each.code).second) fault(row, "is there twice");
      if (each.any.empty()) fault(row, "any: can never hold");
      for (auto const& alternative : each.any) {
        if (alternative.empty()) fault(row, "any: an alternative names no fact");
        for (auto const& [fact, need] : alternative) {
          bool const of_a_set = !need.everyone_in.empty() || need.at_least > 0;
          if (!of_a_set && need.values.empty()) fault(row, "any: \"" + fact + "\" can have no value");
          if (of_a_set && !is_a_set(fact)) fault(row, "any: \"" + fact + "\" is not a set of organisations");
          for (auto const& value : need.values)
            if (!fact_has(fact, value)) fault(row, "any: \"" + fact + "\" is never \"" + value + "\"");
        }
      }
    }
  }

  void known_conditions(std::string const& row, std::string const& name, ConditionCodes const& codes) {
    for (auto const& code : codes)
      if (policy_.condition(code) == nullptr) fault(row, name + ": \"" + code + "\" is not a condition");
  }

  void records() {
    std::set<std::string> seen;
    for (auto const& each : policy_.records) {
      std::string const row = "records " + each.record;
      if (!seen.insert(each.record).second) fault(row, "is there twice");
      if (each.record == kStepRecord) fault(row, "is a reserved word");
      in_rooms(row, each);
      known_conditions(row, "needs", each.needs);
      known_conditions(row, "then", each.then);
      fields(row, each.fields);
      if (!each.other_than.empty() && (!policy_.facts.contains(each.other_than) || is_a_set(each.other_than)))
        fault(row, "other_than: \"" + each.other_than + "\" is not a fact that somebody sets");
      if (each.owner_only) owner(row, each);
      known_facts(row, each.clears);
      settings(row, each);
    }
  }

  // By name or under a pseudonym: guests record nothing.
  static bool takes_part_for(RoomRules const& room, std::string const& side) {
    return std::any_of(room.members.begin(), room.members.end(),
                       [&](auto const& each) { return each.leaf_class != LeafClass::kGuest && has(each.org_types, side); });
  }

  void in_rooms(std::string const& row, RecordRules const& record) {
    auto const in_one_of = [&](auto const& fits) {
      return std::any_of(record.rooms.begin(), record.rooms.end(), [&](RoomKind kind) { return fits(policy_.room(kind)); });
    };
    if (record.rooms.empty()) fault(row, "rooms: names none");
    for (auto const kind : record.rooms)
      if (!has(policy_.room(kind).item_types, ItemType::kRecord)) fault(row, "rooms: " + std::string(word_of(kind)) + " admits no records");
    if (record.by.empty()) fault(row, "by: names nobody");
    for (auto const& side : record.by)
      if (!in_one_of([&](RoomRules const& room) { return takes_part_for(room, side); }))
        fault(row, "by: \"" + side + "\" is no member of the room");
    if (record.steps.empty()) fault(row, "steps: can be made at no step");
    for (auto const step : record.steps) {
      if (is_closed(step)) fault(row, "steps: nothing is recorded of a case that is closed");
      if (!in_one_of([&](RoomRules const& room) { return has(room.steps, number_of(step)); }))
        fault(row, "steps: the room does not exist at " + std::string(word_of(step)));
    }
  }

  // It refers to records that say whose they are.
  void owner(std::string const& row, RecordRules const& record) {
    bool refers = false;
    for (auto const& field : record.fields) {
      if (field.type != FieldType::kRecord) continue;
      refers = true;
      for (auto const& word : field.values) {
        auto const* const rules = policy_.record(word);
        if (rules == nullptr || std::none_of(rules->fields.begin(), rules->fields.end(), [](RecordField const& each) {
              return each.name == kOwnerField && each.type == FieldType::kOrganisation;
            }))
          fault(row, "owner_only: \"" + word + "\" has no owner");
      }
    }
    if (!refers) fault(row, "owner_only: refers to no record");
  }

  void fields(std::string const& row, std::vector<RecordField> const& all) {
    std::set<std::string> seen;
    for (auto const& each : all) {
      bool const chooses = each.type == FieldType::kChoice || each.type == FieldType::kRecord;
      if (!seen.insert(each.name).second) fault(row, "fields: \"" + each.name + "\" is there twice");
      if (chooses && each.values.empty()) fault(row, "fields: \"" + each.name + "\" leaves no choice");
      for (auto const& value : each.values) {
        if (value.size() > crypto::kMaxRecordValueBytes) fault(row, "fields: \"" + each.name + "\" has a value that is too long");
        if (each.type == FieldType::kRecord && policy_.record(value) == nullptr) fault(row, "fields: \"" + value + "\" is not a record");
      }
    }
  }

  void settings(std::string const& row, RecordRules const& record) {
    std::set<std::string> seen;
    for (auto const& set : record.sets) {
      if (!seen.insert(set.fact).second) fault(row, "sets: \"" + set.fact + "\" is there twice");
      bool const adds = set.how == FactSetting::How::kAdd || set.how == FactSetting::How::kOnly;
      if (adds != is_a_set(set.fact)) fault(row, "sets: \"" + set.fact + "\" is " + (adds ? "not " : "") + "a set of organisations");
      if (adds) continue;
      std::vector<std::string> values{set.value};
      if (set.how == FactSetting::How::kFrom) {
        auto const field =
            std::find_if(record.fields.begin(), record.fields.end(), [&](auto const& each) { return each.name == set.value; });
        if (field == record.fields.end() || field->type != FieldType::kChoice) {
          fault(row, "sets: \"" + set.value + "\" is not a choice of this record");
          continue;
        }
        values = field->values;
      }
      for (auto const& value : values)
        if (is_reserved(set.fact) || !fact_has(set.fact, value)) fault(row, "sets: \"" + set.fact + "\" is never \"" + value + "\"");
    }
  }

  Policy const& policy_;
  PolicyFaults faults_;
};

}  // namespace

PolicyFaults contradictions_in(Policy const& policy) {
  return Checks(policy).run();
}

}  // namespace beraad::domain
