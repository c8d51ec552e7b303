// SPDX-License-Identifier: EUPL-1.2
// Who walks through a case at random: the people, in which rooms their organisations are, and what they could record there.
#pragma once
#include <cstddef>
#include <iterator>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "tests/unit/domain/cast.hpp"

namespace beraad::domain {

// The same sequence at every run, so that a run that fails can be repeated.
class Chance {
 public:
  template <class C>
  auto const& one_of(C const& all) {
    return *std::next(all.begin(), static_cast<std::ptrdiff_t>(below(all.size())));
  }
  std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_); }
  bool once_in(std::size_t times) { return below(times) == 0; }

 private:
  std::mt19937_64 random_{20260302};  // NOLINT(cert-msc51-cpp): the same every time
};

[[nodiscard]] inline std::string organisation_of(std::string const& name) {
  return text_of_id(id_named<OrganisationId>(name));
}

// Somebody of an organisation, by name: two of the school, so that one can approve what the other recorded.
struct Somebody {
  LeafFacts leaf;
  std::string organisation;
};

[[nodiscard]] inline Somebody somebody(std::string const& name, std::string const& type, std::string const& functie,
                                       std::string const& organisation) {
  LeafFacts facts;
  facts.leaf = id_named<LeafId>(name);
  facts.leaf_class = LeafClass::kMember;
  facts.org_type = type;
  facts.functie = functie;
  facts.organisation = id_named<OrganisationId>(organisation);
  facts.certificate_valid = true;
  facts.convenant_valid = true;
  return {facts, organisation};
}

[[nodiscard]] inline std::vector<Somebody> const& people() {
  static std::vector<Somebody> const all{somebody("a", "school", "medewerker", "school"),
                                         somebody("b", "school", "zorgcoordinator", "school"),
                                         somebody("g", "gemeente", "aandachtsfunctionaris", "gemeente"),
                                         somebody("p", "politie", "weegtafel", "politie"),
                                         somebody("o", "om", "weegtafel", "om"),
                                         somebody("c", "cjg", "ketenpartner", "cjg"),
                                         somebody("x", "school", "beheerder", "school")};
  return all;
}

// Who is in a room of this kind: everybody whom the plan lets in there.
[[nodiscard]] inline Organisations present_in(RoomKind kind) {
  auto const all = [](std::initializer_list<char const*> names) {
    Organisations out;
    for (auto const* name : names) out.insert(id_named<OrganisationId>(name));
    return out;
  };
  switch (kind) {
    case RoomKind::kWeegtafel:
      return all({"gemeente", "politie", "om"});
    case RoomKind::kCasusoverleg:
    case RoomKind::kOpvolging:
      return all({"school", "gemeente", "politie"});
    case RoomKind::kMelding:
      return all({"school", "gemeente"});
    default:
      return all({"school"});
  }
}

struct Shape {
  RoomKind room;
  std::vector<std::string> fields;
};

// What is recorded where, so that good records come often enough.
[[nodiscard]] inline std::map<std::string, Shape> const& shapes() {
  static std::map<std::string, Shape> const all{
      {"pupil_talk", {RoomKind::kSchoolteam, {"on", "known_to_care"}}},
      {"consult_answers", {RoomKind::kSchoolteam, {"talk_with_parents", "sharing_needed"}}},
      {"pupil_consent", {RoomKind::kSchoolteam, {"on", "answer"}}},
      {"consent_exception", {RoomKind::kSchoolteam, {}}},
      {"parents_talk", {RoomKind::kSchoolteam, {"on", "pupil_present", "sharing_consent", "care_in_place"}}},
      {"report_returned", {RoomKind::kMelding, {}}},
      {"ground_consent", {RoomKind::kSchoolteam, {"on", "whom"}}},
      {"ground_known", {RoomKind::kSchoolteam, {"on", "whom"}}},
      {"ground_risk", {RoomKind::kSchoolteam, {"on", "inform_by"}}},
      {"ground_approval", {RoomKind::kSchoolteam, {}}},
      {"ground_withdrawn", {RoomKind::kSchoolteam, {"on"}}},
      {"sitting", {RoomKind::kWeegtafel, {"on", "gemeente", "politie", "om"}}},
      {"duiding", {RoomKind::kWeegtafel, {}}},
      {"outcome", {RoomKind::kWeegtafel, {"outcome"}}},
      {"outcome_support", {RoomKind::kWeegtafel, {}}},
      {"deviation", {RoomKind::kWeegtafel, {"to"}}},
      {"picture", {RoomKind::kCasusoverleg, {}}},
      {"joint_duiding", {RoomKind::kCasusoverleg, {}}},
      {"plan", {RoomKind::kCasusoverleg, {"contact_keeper", "last_contact", "review_on"}}},
      {"task", {RoomKind::kOpvolging, {"owner", "due", "rhythm"}}},
      {"task_done", {RoomKind::kOpvolging, {"task"}}},
      {"joint_goal", {RoomKind::kOpvolging, {}}},
      {"goal_reached", {RoomKind::kOpvolging, {}}},
      {"joint_conclusion", {RoomKind::kWeegtafel, {}}},
      {"conclusion_received", {RoomKind::kWeegtafel, {}}},
      {"closing_reason", {RoomKind::kOpvolging, {}}},
      {"reason_received", {RoomKind::kOpvolging, {}}},
      {"skip_reason", {RoomKind::kMelding, {}}},
      {"skip_reason_received", {RoomKind::kMelding, {}}},
      {"handover", {RoomKind::kMelding, {"receiver"}}},
      {"handover_taken", {RoomKind::kMelding, {}}},
      {"reescalation", {RoomKind::kMelding, {}}}};
  return all;
}

[[nodiscard]] inline std::map<std::string, std::vector<std::string>> const& answers() {
  static std::map<std::string, std::vector<std::string>> const all{{"known_to_care", {"yes", "no", "unknown"}},
                                                                   {"talk_with_parents", {"yes", "no", "later"}},
                                                                   {"sharing_needed", {"yes", "no"}},
                                                                   {"answer", {"given", "refused"}},
                                                                   {"pupil_present", {"yes", "no"}},
                                                                   {"sharing_consent", {"given", "refused", "not_asked"}},
                                                                   {"care_in_place", {"yes", "no", "unknown"}},
                                                                   {"whom", {"pupil", "parents", "pupil_and_parents"}},
                                                                   {"gemeente", {"yes", "no"}},
                                                                   {"politie", {"yes", "no"}},
                                                                   {"om", {"yes", "no"}},
                                                                   {"outcome", {"opgeschaald", "gemonitord", "afgeschaald"}},
                                                                   {"to", {"7", "monitored", "8"}},
                                                                   {"rhythm", {"once", "weekly", "monthly"}},
                                                                   {"receiver", {"school", "ouders", "eerstelijns"}}};
  return all;
}

}  // namespace beraad::domain
