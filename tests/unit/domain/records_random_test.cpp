// SPDX-License-Identifier: EUPL-1.2
// Random sequences of records, good and bad, over one case each, from its opening to its end: whatever is accepted, the plan's promises
// hold, as this test knows them without the policy. The sequences come from one seed, so that a run that fails can be repeated.
#include <gtest/gtest.h>

#include <cstring>
#include <set>

#include "server/domain/records.hpp"
#include "server/domain/steps.hpp"
#include "tests/unit/domain/walkers.hpp"

namespace beraad::domain {
namespace {

constexpr std::size_t kSequences = 100'000;
constexpr std::size_t kLongest = 16;  // at random, after a part of the way that every case can go

// The ways through the plan, as this test knows them.
bool is_a_way(Step from, Step to) {
  static std::set<std::pair<Step, Step>> const all{
      {Step::k1, Step::k2},         {Step::k1, Step::k3},         {Step::k2, Step::k3},         {Step::k3, Step::k2},
      {Step::k2, Step::k4},         {Step::k3, Step::k4},         {Step::k2, Step::k5},         {Step::k3, Step::k5},
      {Step::k4, Step::k5},         {Step::k5, Step::k6},         {Step::k5, Step::k8},         {Step::k6, Step::k7},
      {Step::k6, Step::kMonitored}, {Step::k6, Step::k8},         {Step::k7, Step::kMonitored}, {Step::k7, Step::k8},
      {Step::kMonitored, Step::k6}, {Step::kMonitored, Step::k7}, {Step::kMonitored, Step::k8}, {Step::k8, Step::kClosed}};
  return all.contains({from, to}) || (to == Step::kClosedAtSchool && from <= Step::k4);
}

// In which room a case moves on from here.
RoomKind room_of_moves(Step from) {
  switch (from) {
    case Step::k6:
      return RoomKind::kWeegtafel;
    case Step::k7:
      return RoomKind::kCasusoverleg;
    case Step::kMonitored:
      return RoomKind::kOpvolging;
    case Step::k5:
    case Step::k8:
      return RoomKind::kMelding;
    default:
      return RoomKind::kSchoolteam;
  }
}

// One case as this test follows it. It makes the pupil known as soon as the ground allows, now and then.
class Case {
 public:
  Case(std::optional<AgeBand> band, Chance& chance) : chance_(chance) { facts_.age_band = band; }

  std::set<Step> steps;
  std::size_t accepted = 0;

  // So far along a way that every case can go whose pupil's age is known: weighed, planned, monitored, and all of it a second time.
  void begin(std::size_t length) {
    bool const young = facts_.age_band == AgeBand::kUnder12 || facts_.age_band == AgeBand::k12To15;
    auto const gemeente = text_of_id(id_named<OrganisationId>("gemeente"));
    struct Good {
      std::string record;
      std::size_t by;
      RoomKind room;
      std::map<std::string, std::string, std::less<>> fields;
    };
    auto const [team, report, table, meeting, follow_up] =
        std::array{RoomKind::kSchoolteam, RoomKind::kMelding, RoomKind::kWeegtafel, RoomKind::kCasusoverleg, RoomKind::kOpvolging};
    std::vector<Good> const way{
        {"step", 0, team, {{"to", "2"}}},
        {"ground_consent", 0, team, {{"on", "2026-03-02"}, {"whom", young ? "parents" : "pupil"}}},
        {"step", 2, report, {{"to", "5"}}},
        {"known", 0, team, {}},
        {"step", 2, report, {{"to", "6"}}},
        {"sitting", 2, table, {{"on", "2026-03-02"}, {"gemeente", "yes"}, {"politie", "yes"}, {"om", "no"}}},
        {"duiding", 2, table, {}},
        {"duiding", 3, table, {}},
        {"outcome", 3, table, {{"outcome", "opgeschaald"}}},
        {"outcome_support", 2, table, {}},
        {"step", 2, table, {{"to", "7"}}},
        {"picture", 2, meeting, {}},
        {"joint_duiding", 2, meeting, {}},
        {"plan", 2, meeting, {{"contact_keeper", gemeente}, {"last_contact", "2026-03-01"}, {"review_on", "2026-09-01"}}},
        {"joint_goal", 2, meeting, {}},
        {"goal_reached", 0, meeting, {}},
        {"goal_reached", 2, meeting, {}},
        {"goal_reached", 3, meeting, {}},
        {"closing_reason", 2, meeting, {}},
        {"reason_received", 0, meeting, {}},
        {"reason_received", 3, meeting, {}},
        {"step", 2, meeting, {{"to", "monitored"}, {"review_on", "2026-09-01"}}},
        {"step", 2, follow_up, {{"to", "6"}}},
        {"sitting", 2, table, {{"on", "2026-09-02"}, {"gemeente", "yes"}, {"politie", "yes"}, {"om", "yes"}}},
        {"duiding", 2, table, {}},
        {"duiding", 4, table, {}},
        {"outcome", 4, table, {{"outcome", "gemonitord"}}},
        {"outcome_support", 3, table, {}},
        {"deviation", 2, table, {{"to", "7"}}},
        {"step", 2, table, {{"to", "7"}}},
        {"closing_reason", 2, meeting, {}},
        {"reason_received", 0, meeting, {}},
        {"reason_received", 3, meeting, {}},
        {"picture", 2, meeting, {}},
        {"joint_duiding", 2, meeting, {}},
        {"plan", 2, meeting, {{"contact_keeper", gemeente}, {"last_contact", "2026-09-02"}, {"review_on", "2027-01-01"}}},
        {"goal_reached", 0, meeting, {}},
        {"goal_reached", 2, meeting, {}},
        {"goal_reached", 3, meeting, {}},
        {"step", 2, meeting, {{"to", "8"}}},
        {"handover", 2, report, {{"receiver", "school"}}},
        {"reescalation", 2, report, {}},
        {"handover_taken", 0, report, {}},
        {"step", 2, report, {{"to", "closed"}}}};
    auto const before = accepted;
    auto const so_far = std::min(length, way.size());
    for (std::size_t i = 0; i < so_far; ++i) {
      if (way[i].record == "known") {
        make_known();
        ASSERT_EQ(facts_.phase, Phase::kIdentified);
        ++accepted;
        continue;
      }
      take({way[i].record, facts_.step, way[i].fields, next_id()}, people().at(way[i].by), {way[i].room, present_in(way[i].room)});
    }
    ASSERT_EQ(accepted - before, so_far) << "the way that every case can go";
  }

  [[nodiscard]] bool knows_age() const { return facts_.age_band.has_value(); }

  void go_on() {
    if (facts_.phase == Phase::kAnonymous && chance_.once_in(4)) make_known();
    RecordFacts record;
    record.step = chance_.once_in(30) ? chance_.one_of(kSteps) : facts_.step;
    record.id = next_id();
    RoomKind const room = chance_.once_in(3) ? a_move(record) : a_record(record);
    RecordPlace const place{chance_.once_in(30) ? chance_.one_of(kRoomKinds) : room, present_in(room)};
    auto const& author = chance_.one_of(people());
    take(record, author, place);
  }

 private:
  ItemId next_id() {
    ItemId id;
    id.bytes.fill(1);
    ++n_;
    std::memcpy(id.bytes.data(), &n_, sizeof n_);
    return id;
  }

  RoomKind a_move(RecordFacts& record) {
    record.record = "step";
    auto const to = chance_.one_of(kSteps);
    record.fields["to"] = word_of(chance_.once_in(10) || is_a_way(facts_.step, to) ? to : chance_.one_of(kSteps));
    if (record.fields["to"] == "monitored" && !chance_.once_in(10)) record.fields["review_on"] = "2026-09-01";
    return record.fields["to"] == "5" ? RoomKind::kMelding : room_of_moves(facts_.step);
  }

  // What can be recorded about now, mostly.
  static std::vector<std::string> const& usual_at(Step step) {
    static std::vector<std::string> const in_school{"pupil_talk",   "consult_answers", "pupil_consent",  "consent_exception",
                                                    "parents_talk", "report_returned", "ground_consent", "ground_risk"};
    static std::vector<std::string> const reported{"ground_consent",   "ground_known", "ground_risk",         "ground_approval",
                                                   "ground_withdrawn", "skip_reason",  "skip_reason_received"};
    static std::vector<std::string> const weighed{"sitting",         "duiding",   "duiding",          "outcome",
                                                  "outcome_support", "deviation", "joint_conclusion", "conclusion_received"};
    static std::vector<std::string> const planned{"picture",    "joint_duiding", "plan",         "task",           "task_done",
                                                  "joint_goal", "goal_reached",  "goal_reached", "closing_reason", "reason_received"};
    static std::vector<std::string> const handed_over{"handover", "handover_taken", "reescalation"};
    switch (step) {
      case Step::k5:
        return reported;
      case Step::k6:
        return weighed;
      case Step::k7:
      case Step::kMonitored:
        return planned;
      case Step::k8:
        return handed_over;
      default:
        return in_school;
    }
  }

  RoomKind a_record(RecordFacts& record) {
    auto const& word = chance_.once_in(20) ? chance_.one_of(shapes()).first : chance_.one_of(usual_at(facts_.step));
    auto const& shape = shapes().at(word);
    record.record = word;
    for (auto const& field : shape.fields)
      if (!chance_.once_in(60)) record.fields[field] = value_for(field, shape.room);
    if (chance_.once_in(60)) record.fields["more"] = "yes";
    if (shape.room != RoomKind::kOpvolging) return shape.room;
    return facts_.step == Step::k7 ? RoomKind::kCasusoverleg : facts_.step == Step::k6 ? RoomKind::kWeegtafel : RoomKind::kOpvolging;
  }

  std::string value_for(std::string const& field, RoomKind room) {
    if (auto const found = answers().find(field); found != answers().end())
      return chance_.once_in(40) ? "perhaps" : chance_.one_of(found->second);
    if (field == "task") return tasks_.empty() ? "none" : chance_.one_of(tasks_).first;
    if (field == "owner" || field == "contact_keeper") {
      auto const present = present_in(room);
      return chance_.once_in(20) ? organisation_of("nobody") : text_of_id(chance_.one_of(present));
    }
    return chance_.once_in(20) ? "2026-02-30" : "2026-03-02";
  }

  void make_known() {
    auto const may = may_open_now(built_in_policy(), facts_, RoomKind::kMelding, Phase::kIdentified);
    if (!may.allowed()) return;
    ASSERT_EQ(facts_.step, Step::k5) << "the pupil is made known to a gemeente that took the report";
    ASSERT_TRUE(ground_ == "consent" || ground_ == "known" || (ground_ == "risk" && approved_)) << "only on a complete ground";
    facts_.phase = Phase::kIdentified;
  }

  void take(RecordFacts const& record, Somebody const& author, RecordPlace const& place) {
    auto const verdict = judge_record(built_in_policy(), facts_, place, author.leaf, record);
    if (!verdict.allowed()) {
      ASSERT_EQ(verdict.after, CaseFacts{}) << "a record that is refused changes nothing";
      return;
    }
    ASSERT_FALSE(is_closed(facts_.step)) << "nothing follows a closed case";
    ASSERT_NE(author.leaf.functie, "beheerder") << "who sees no content records nothing";
    auto const& after = verdict.after;
    ASSERT_EQ(after.age_band, facts_.age_band);
    ASSERT_EQ(after.phase, facts_.phase);
    if (record.record == "step")
      check_move(after, author, place);
    else
      check_record(record, after, author);
    facts_ = after;
    ++accepted;
    steps.insert(after.step);
    auto const holder = regie(built_in_policy(), number_of(after.step));
    ASSERT_EQ(holder, after.step <= Step::k4 || after.step == Step::kClosedAtSchool ? "school" : "gemeente") << "one holds the regie";
  }

  void check_move(CaseFacts const& after, Somebody const& author, RecordPlace const& place) {
    Step const from = facts_.step;
    Step const to = after.step;
    ASSERT_TRUE(is_a_way(from, to)) << word_of(from) << " to " << word_of(to);
    bool const in_school = from <= Step::k4 && to != Step::k5;
    ASSERT_EQ(author.leaf.org_type, in_school ? "school" : "gemeente") << "only who holds the regie, or takes it, moves a case";
    if (to == Step::k6 && from == Step::k5) {
      ASSERT_EQ(after.phase, Phase::kIdentified) << "the weegtafel needs a name";
    }
    if (from == Step::k6) {
      ASSERT_GE(duiding_.size(), 2U) << "duiding is never by one organisation";
      ASSERT_GE(supporters_.size(), 2U) << "an outcome is by two organisations";
      std::string const wanted = to == Step::k7 ? "opgeschaald" : to == Step::kMonitored ? "gemonitord" : "afgeschaald";
      ASSERT_TRUE(deviation_.empty() ? outcome_ == wanted : deviation_ == word_of(to))
          << outcome_ << ", " << deviation_ << " to " << word_of(to);
    }
    if (from == Step::k7) {
      ASSERT_TRUE(picture_ && joint_duiding_ && plan_) << "three things before it can end";
    }
    if (to == Step::k8 && (from == Step::k7 || from == Step::kMonitored)) {
      for (auto const& each : place.organisations) ASSERT_TRUE(reached_.contains(each)) << "everybody says that the goal is reached";
    }
    if (to == Step::k8) {
      for (auto const& each : place.organisations) ASSERT_TRUE(received_.contains(each)) << "everybody has the reason";
    }
    if (to == Step::kClosed) {
      ASSERT_TRUE(reescalation_ && !receiver_.empty()) << "agreements and a receiver";
      ASSERT_TRUE(receiver_ != "school" || taken_) << "the school has taken it";
    }
    if (to == Step::k6) {
      duiding_.clear();
      supporters_.clear();
      outcome_.clear();
      deviation_.clear();
    }
    if (to == Step::k7) picture_ = joint_duiding_ = plan_ = false;
    if ((from == Step::kMonitored && to != Step::k8) || to == Step::kMonitored) reached_.clear();
    if (to != Step::k8) received_.clear();
  }

  void check_record(RecordFacts const& record, CaseFacts const& after, Somebody const& author) {
    ASSERT_EQ(after.step, facts_.step) << "only a move moves";
    auto const& word = record.record;
    auto const& org = author.leaf.organisation;
    ASSERT_TRUE(shapes().contains(word)) << word;
    auto const value = [&](char const* field) { return record.fields.at(field); };
    if (word == "pupil_consent") consent_ = value("answer");
    if (word == "consent_exception") exception_ = true;
    if (word == "parents_talk") {
      auto const band = facts_.age_band.value();
      ASSERT_NE(band, AgeBand::k18AndOver) << "from 18 on only the pupil";
      ASSERT_TRUE(band != AgeBand::k16To17 || consent_ == "given" || exception_) << "at 16 and 17 with consent or an exception";
    }
    if (word == "ground_consent" || word == "ground_known") {
      check_whom(value("whom"));
      ground_ = word == "ground_consent" ? "consent" : "known";
      approved_ = false;
    }
    if (word == "ground_risk") {
      ground_ = "risk";
      approved_ = false;
      weighed_by_ = author.leaf.leaf;
    }
    if (word == "ground_withdrawn") ground_.clear();
    if (word == "ground_approval") {
      ASSERT_EQ(ground_, "risk");
      ASSERT_NE(author.leaf.leaf, weighed_by_) << "nobody approves what he recorded himself";
      approved_ = true;
    }
    if (word == "sitting") {
      present_.clear();
      for (char const* type : {"gemeente", "politie", "om"})
        if (value(type) == "yes") present_.insert(type);
      duiding_.clear();
      supporters_.clear();
      outcome_.clear();
      deviation_.clear();
      received_.clear();
    }
    if (word == "duiding" || word == "outcome" || word == "outcome_support") {
      auto const& type = author.leaf.org_type;
      bool const of_the_triangle = type == "gemeente" || type == "politie" || type == "om";
      ASSERT_TRUE(!of_the_triangle || present_.contains(type)) << "whoever was absent weighs nothing";
    }
    if (word == "duiding") duiding_.insert(org);
    if (word == "outcome") {
      ASSERT_GE(duiding_.size(), 2U);
      outcome_ = value("outcome");
      deviation_.clear();
      received_.clear();
      supporters_ = {org};
    }
    if (word == "outcome_support") supporters_.insert(org);
    if (word == "deviation") {
      ASSERT_EQ(author.leaf.org_type, "gemeente");
      deviation_ = value("to");
      received_.clear();
    }
    if (word == "picture") picture_ = true;
    if (word == "joint_duiding") joint_duiding_ = true;
    if (word == "plan") plan_ = true;
    if (word == "task") tasks_[text_of_id(record.id)] = value("owner");
    if (word == "task_done") {
      ASSERT_EQ(tasks_.at(value("task")), text_of_id(org)) << "nobody finishes another's task";
    }
    if (word == "joint_goal") reached_.clear();
    if (word == "goal_reached") reached_.insert(org);
    if (word == "closing_reason" || word == "joint_conclusion" || word == "skip_reason") received_ = {org};
    if (word == "reason_received" || word == "conclusion_received" || word == "skip_reason_received") received_.insert(org);
    if (word == "handover") {
      receiver_ = value("receiver");
      taken_ = false;
    }
    if (word == "handover_taken") {
      ASSERT_EQ(receiver_, "school") << "only who receives the dossier takes it";
      taken_ = true;
    }
    if (word == "reescalation") reescalation_ = true;
  }

  // Under 16 the parents; at 16 and 17 the pupil, the parents only with consent; from 18 on the pupil alone.
  void check_whom(std::string const& whom) const {
    auto const band = facts_.age_band.value();
    bool const young = band == AgeBand::kUnder12 || band == AgeBand::k12To15;
    bool const consented = consent_ == "given";
    bool const right = young ? whom != "pupil" : whom == "pupil" || (band == AgeBand::k16To17 && whom == "pupil_and_parents" && consented);
    ASSERT_TRUE(right) << whom;
  }

  Chance& chance_;
  CaseFacts facts_;
  std::size_t n_ = 0;
  std::string consent_, ground_, outcome_, deviation_, receiver_;
  bool exception_ = false, approved_ = false, picture_ = false, joint_duiding_ = false, plan_ = false, taken_ = false,
       reescalation_ = false;
  LeafId weighed_by_;
  std::set<std::string> present_;  // of the triangle, at the weegtafel
  Organisations duiding_, supporters_, reached_, received_;
  std::map<std::string, std::string> tasks_;
};

TEST(records, of_any_sequence_keep_the_promises_of_the_plan) {
  Chance chance;
  std::set<Step> steps;
  std::size_t accepted = 0;
  for (std::size_t i = 0; i < kSequences; ++i) {
    Case one(chance.once_in(8) ? std::nullopt : std::optional(chance.one_of(kAgeBands)), chance);
    if (one.knows_age() && chance.once_in(4)) one.begin(chance.below(50));
    for (std::size_t length = 1 + chance.below(kLongest); length > 0; --length) one.go_on();
    ASSERT_FALSE(HasFatalFailure()) << "sequence " << i;
    steps.insert(one.steps.begin(), one.steps.end());
    accepted += one.accepted;
  }
  EXPECT_GT(accepted, kSequences);
  EXPECT_EQ(steps, (std::set<Step>(kSteps.begin(), kSteps.end()))) << "every place was reached";
}

}  // namespace
}  // namespace beraad::domain
