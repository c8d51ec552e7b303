// SPDX-License-Identifier: EUPL-1.2
// Random acts, good and bad, in the rooms of one case: opening, adding, removing, leaving, changing keys and phase, closing, writing, the
// pupil's card too, declaring a relation, while the case moves on. Whatever is accepted, the promises about who is where and who holds
// which key hold, as this test knows them without the policy.
#include <gtest/gtest.h>

#include <set>

#include "server/domain/authorise.hpp"
#include "server/domain/membership.hpp"
#include "server/domain/records.hpp"
#include "server/domain/steps.hpp"
#include "tests/unit/domain/walkers.hpp"

namespace beraad::domain {
namespace {

constexpr std::size_t kSequences = 100'000;
constexpr std::size_t kLongest = 60;

constexpr std::array kEverybody{"mentor",
                                "colleague",
                                "zoco",
                                "beheerder_eik",
                                "mentor_beuk",
                                "mentor_expired",
                                "gert",
                                "gerda",
                                "gemma",
                                "wanda",
                                "fg_noord",
                                "adviseur",
                                "mus",
                                "mus_elsewhere",
                                "ouder",
                                "leerling",
                                "ouder_other_case",
                                "wijk",
                                "wijk_without",
                                "politie_weegtafel",
                                "om_weegtafel",
                                "zvh",
                                "cjg",
                                "expert"};
constexpr std::array kBeginnings{BasisEvent::kCaseOpened, BasisEvent::kConsultOpened, BasisEvent::kReportOpened, BasisEvent::kRoomOpened};
constexpr std::array kChanges{BasisEvent::kMemberAdded,         BasisEvent::kMemberRemoved, BasisEvent::kMemberLeft,
                              BasisEvent::kCertificateReplaced, BasisEvent::kKeyRotation,   BasisEvent::kPhaseChanged,
                              BasisEvent::kRoomClosed};

BasisEvent beginning_of(RoomKind kind) {
  switch (kind) {
    case RoomKind::kSchoolteam:
      return BasisEvent::kCaseOpened;
    case RoomKind::kConsult:
      return BasisEvent::kConsultOpened;
    case RoomKind::kMelding:
      return BasisEvent::kReportOpened;
    default:
      return BasisEvent::kRoomOpened;
  }
}

// Who is found in a room like this, so that what is good comes often enough.
std::vector<char const*> const& usual_in(RoomKind kind) {
  static std::map<RoomKind, std::vector<char const*>> const all{
      {RoomKind::kSchoolteam, {"mentor", "colleague", "zoco"}},
      {RoomKind::kConsult, {"mentor", "mus", "gert", "gerda", "adviseur"}},
      {RoomKind::kOudergesprek, {"mentor", "zoco", "ouder", "leerling"}},
      {RoomKind::kMelding, {"mentor", "zoco", "mus", "gert", "gerda", "wijk", "cjg"}},
      {RoomKind::kWeegtafel, {"gert", "gerda", "wanda", "politie_weegtafel", "om_weegtafel", "zvh"}},
      {RoomKind::kCasusoverleg, {"mentor", "zoco", "gert", "gerda", "wijk", "cjg", "zvh"}},
      {RoomKind::kOpvolging, {"mentor", "zoco", "gert", "gerda", "wijk", "cjg", "zvh"}},
      {RoomKind::kOverdracht, {"mentor", "zoco", "gert", "gerda", "cjg", "ouder"}},
      {RoomKind::kDoorgeleiding, {"wijk", "cjg", "gert", "gerda"}}};
  return all.at(kind);
}

OpKind op_of(BasisEvent event) {
  switch (event) {
    case BasisEvent::kMemberAdded:
      return OpKind::kAdd;
    case BasisEvent::kCertificateReplaced:
      return OpKind::kReplace;
    case BasisEvent::kKeyRotation:
    case BasisEvent::kPhaseChanged:
      return OpKind::kRotate;
    case BasisEvent::kRoomClosed:
      return OpKind::kClose;
    default:
      return OpKind::kRemove;
  }
}

// What the case's rooms have let happen, over all sequences.
struct Seen {
  std::map<RoomKind, std::size_t> opened;
  std::map<RoomKind, std::size_t> cards;
  std::size_t acts = 0;
};

class Rooms {
 public:
  Rooms(AgeBand band, Chance& chance, Seen& seen) : chance_(chance), seen_(seen) { facts_.age_band = band; }

  void go_on() {
    switch (chance_.below(10)) {
      case 0:
      case 1:
        return open();
      case 2:
        return move_on();
      case 3:
        return weigh_ground();
      case 4:
        if (chance_.once_in(6)) related_.insert(person(chance_.one_of(kEverybody)).leaf);
        return;
      case 5:
      case 6:
        return write();
      default:
        return change();
    }
  }

 private:
  struct Kept {
    RoomFacts facts;
    std::uint64_t n = 0;
    std::vector<LeafFacts> holders;  // of the newest epoch's key
    bool has_card = false;           // in the newest epoch
  };

  LeafFacts somebody(RoomKind kind, RoomId const& room) {
    auto facts = person(chance_.once_in(8) ? chance_.one_of(kEverybody) : chance_.one_of(usual_in(kind)));
    if (facts.room == the_room()) facts.room = room;
    facts.relation_declared = facts.relation_declared || related_.contains(facts.leaf);
    return facts;
  }
  [[nodiscard]] bool is_over() const { return is_closed(facts_.step); }

  // The case goes on to any step: what it takes is another test's. The rooms hear of it, as they do from the server.
  void move_on() {
    if (is_over() || (facts_.step == Step::k5 && !known_ && !chance_.once_in(8))) return;
    auto const at = static_cast<std::size_t>(facts_.step);
    facts_.step = chance_.once_in(12) ? chance_.one_of(kSteps) : kSteps.at(std::min(at + 1, kSteps.size() - 1));
    for (auto& [kind, room] : rooms_) {
      room.facts.step = number_of(facts_.step);
      room.facts.case_closed = is_over();
    }
  }

  // Grounds as the school records them, and as this test understands them.
  void weigh_ground() {
    static std::vector<std::string> const words{"ground_consent", "ground_known", "ground_risk", "ground_approval", "ground_withdrawn"};
    RecordFacts record;
    record.record = chance_.one_of(words);
    record.step = facts_.step;
    record.id.bytes.fill(static_cast<crypto::Byte>(chance_.below(250) + 1));
    for (auto const& field : shapes().at(record.record).fields)
      record.fields[field] = field == "whom" ? chance_.one_of(answers().at("whom")) : "2026-03-02";
    auto const& author = people().at(chance_.below(2));
    auto const verdict =
        judge_record(built_in_policy(), facts_, {RoomKind::kSchoolteam, present_in(RoomKind::kSchoolteam)}, author.leaf, record);
    if (!verdict.allowed()) return;
    facts_ = verdict.after;
    if (record.record == "ground_approval") {
      approved_ = true;
    } else {
      ground_ = record.record == "ground_withdrawn" ? "" : record.record;
      approved_ = false;
    }
  }
  [[nodiscard]] bool has_ground() const { return !ground_.empty() && (ground_ != "ground_risk" || approved_); }

  void open() {
    auto kind = chance_.one_of(kRoomKinds);
    for (int i = 0; i < 6 && !may_open_now(built_in_policy(), facts_, kind, facts_.phase).allowed(); ++i) kind = chance_.one_of(kRoomKinds);
    if (facts_.step == Step::k5 && chance_.once_in(2)) kind = RoomKind::kMelding;
    if (auto const found = rooms_.find(kind); found != rooms_.end() && !found->second.facts.closed && kind != RoomKind::kMelding) return;
    EntryFacts entry;
    entry.room = id_named<RoomId>(std::string(word_of(kind)) + std::to_string(++n_));
    entry.kind = kind;
    entry.case_id = built_in_policy().room(kind).names_case ? the_case() : CaseId{};
    entry.policy = built_in_policy_hash();
    entry.at = the_moment();
    entry.phase = chance_.once_in(4) ? chance_.one_of(kPhases) : has_ground() ? Phase::kIdentified : facts_.phase;
    entry.step = number_of(facts_.step);
    entry.event = chance_.once_in(20) ? chance_.one_of(kBeginnings) : beginning_of(kind);
    entry.ops.push_back({OpKind::kCreate, {}, {}});
    for (auto more = 1 + chance_.below(3); more > 0; --more) {
      auto const who = somebody(entry.kind, entry.room);
      entry.ops.push_back({OpKind::kAdd, who.leaf, who});
    }
    entry.by = entry.ops.at(1).leaf;
    if (is_over() || !may_open_now(built_in_policy(), facts_, kind, entry.phase).allowed()) return;
    auto const verdict = authorise(built_in_policy(), built_in_policy_hash(), nullptr, entry);
    if (!verdict.allowed()) return;
    bool const with_a_name = entry.phase == Phase::kIdentified && kind != RoomKind::kOudergesprek;
    if (with_a_name && kind == RoomKind::kMelding) {
      ASSERT_TRUE(has_ground()) << "only on a complete ground";
      known_ = true;
      facts_.phase = Phase::kIdentified;
    }
    if (with_a_name) {
      ASSERT_TRUE(known_) << word_of(kind) << " with a name in a case whose pupil was never made known";
    }
    rooms_[kind] = {verdict.after, 0, verdict.after.roster, false};
    ++seen_.opened[kind];
    accepted(rooms_[kind]);
  }

  void change() {
    if (rooms_.empty()) return;
    auto& [kind, room] = *std::next(rooms_.begin(), static_cast<std::ptrdiff_t>(chance_.below(rooms_.size())));
    EntryFacts entry;
    entry.room = room.facts.room;
    entry.kind = kind;
    entry.case_id = room.facts.case_id;
    entry.n = room.n + 1;
    entry.policy = built_in_policy_hash();
    entry.at = the_moment();
    entry.event = chance_.one_of(kChanges);
    entry.phase = entry.event == BasisEvent::kPhaseChanged || chance_.once_in(40) ? Phase::kIdentified : room.facts.phase;
    entry.step = room.facts.step;
    entry.by =
        chance_.once_in(10) || room.facts.roster.empty() ? somebody(entry.kind, entry.room).leaf : chance_.one_of(room.facts.roster).leaf;
    OpFacts op{op_of(entry.event), {}, {}};
    if (op.op == OpKind::kAdd || op.op == OpKind::kReplace) {
      op.candidate = somebody(entry.kind, entry.room);
      op.leaf = op.candidate->leaf;
    }
    if (op.op == OpKind::kRemove)
      op.leaf = entry.event == BasisEvent::kMemberLeft || room.facts.roster.empty() ? entry.by : chance_.one_of(room.facts.roster).leaf;
    entry.ops.push_back(std::move(op));
    for (auto& each : room.facts.roster) each.relation_declared = each.relation_declared || related_.contains(each.leaf);
    auto const verdict = authorise(built_in_policy(), built_in_policy_hash(), &room.facts, entry);
    if (!verdict.allowed()) return;
    ASSERT_FALSE(room.facts.closed) << "a closed room changes";
    ASSERT_FALSE(is_over()) << "a room of a closed case changes";
    ASSERT_EQ(verdict.after.phase, room.facts.phase) << "what was said anonymously would stand beside a name";
    room.facts = verdict.after;
    ++room.n;
    room.holders = room.facts.roster;
    room.has_card = false;
    accepted(room);
  }

  void write() {
    if (rooms_.empty()) return;
    auto& [kind, room] = *std::next(rooms_.begin(), static_cast<std::ptrdiff_t>(chance_.below(rooms_.size())));
    if (room.facts.roster.empty()) return;
    auto const type = chance_.once_in(2) ? ItemType::kIdentity : chance_.one_of(kItemTypes);
    auto sender = chance_.once_in(10) ? somebody(kind, room.facts.room) : chance_.one_of(room.facts.roster);
    sender.relation_declared = sender.relation_declared || related_.contains(sender.leaf);
    if (!may_append_item(built_in_policy(), sender, room.facts, type).allowed()) return;
    ASSERT_FALSE(room.facts.closed || is_over()) << "written in what is closed";
    ASSERT_NE(room.facts.find(sender.leaf), nullptr) << "by somebody who is not in it";
    if (type == ItemType::kIdentity) {
      room.has_card = true;
      ++seen_.cards[kind];
    }
    accepted(room);
  }

  void accepted(Kept const& room) {
    ++seen_.acts;
    auto const kind = room.facts.kind;
    bool const with_family = kind == RoomKind::kOudergesprek || kind == RoomKind::kOverdracht;
    bool const may_be_masked = room.facts.phase == Phase::kAnonymous && (kind == RoomKind::kConsult || kind == RoomKind::kMelding);
    for (auto const& each : room.facts.roster) {
      ASSERT_TRUE(each.leaf_class != LeafClass::kGuest || (with_family && each.case_id == the_case()))
          << "a parent or pupil in " << word_of(kind);
      ASSERT_TRUE(each.leaf_class != LeafClass::kPseudonym || may_be_masked) << "a pseudonym in " << word_of(kind);
      ASSERT_TRUE(each.functie != "beheerder" && each.functie != "fg") << "who sees no content is in " << word_of(kind);
    }
    if (!room.has_card) return;
    ASSERT_TRUE(kind == RoomKind::kSchoolteam || (known_ && room.facts.phase == Phase::kIdentified))
        << "the pupil's card in " << word_of(kind) << " before the pupil is known";
    for (auto const& each : room.holders) {
      bool const own_parent = kind == RoomKind::kOverdracht && each.functie == "ouder";
      ASSERT_TRUE(each.leaf_class == LeafClass::kMember || own_parent) << "holds the key of the card in " << word_of(kind);
      ASSERT_TRUE(kind != RoomKind::kSchoolteam || each.org_type == "school") << "the school's own card";
    }
  }

  Chance& chance_;
  Seen& seen_;
  CaseFacts facts_;
  std::map<RoomKind, Kept> rooms_;
  std::set<LeafId> related_;
  std::string ground_;
  bool approved_ = false;
  bool known_ = false;
  std::size_t n_ = 0;
};

TEST(rooms, of_any_sequence_hold_only_whom_and_what_they_may) {
  Chance chance;
  Seen seen;
  for (std::size_t i = 0; i < kSequences; ++i) {
    Rooms rooms(chance.one_of(kAgeBands), chance, seen);
    for (std::size_t length = 1 + chance.below(kLongest); length > 0; --length) rooms.go_on();
    ASSERT_FALSE(HasFatalFailure()) << "sequence " << i;
  }
  EXPECT_GT(seen.acts, 2 * kSequences);
  for (auto const kind : kRoomKinds) EXPECT_GT(seen.opened[kind], 20U) << word_of(kind) << " is hardly ever opened";
  for (auto const kind : {RoomKind::kSchoolteam, RoomKind::kMelding, RoomKind::kWeegtafel})
    EXPECT_GT(seen.cards[kind], 5U) << "the card is hardly ever in " << word_of(kind);
}

}  // namespace
}  // namespace beraad::domain
