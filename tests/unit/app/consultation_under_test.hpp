// SPDX-License-Identifier: EUPL-1.2
// A case with its schoolteam, and a consultation with the gemeente under a pseudonym: where the tests of rooms and items begin.
#pragma once
#include <gtest/gtest.h>

#include "room_writer.hpp"

namespace beraad::app::testing {

class ConsultationTest : public ::testing::Test {
 protected:
  ConsultationTest();

  [[nodiscard]] OpenCase open_case(std::vector<Participant const*> const& people) {
    return {case_id, AgeBand::k12To15, mentor.leaf(), team.room(me, people)};
  }
  // The pseudonym of this person in a room, certified by the server.
  [[nodiscard]] Participant pseudonym(Somebody& who, RoomId const& room, bool show_school = false);
  // Of another case of the same school.
  [[nodiscard]] Somebody& guest_of_another_case();
  void begin_case();
  void begin_consult();

  template <class T>
  static std::string_view reason(Outcome<T> const& outcome) {
    return outcome ? "" : outcome.error().reason;
  }
  template <class T>
  static std::string_view nl(Outcome<T> const& outcome) {
    return outcome ? "" : outcome.error().words.nl;
  }
  ItemAppended append(Somebody& who, RoomWriter& room, Participant const& as) {
    auto const answer = region.ask(who, AppendItem{room.id, room.item(as)});
    EXPECT_TRUE(answer) << answer.error().reason << " " << answer.error().words.en;
    room.appended(*answer);
    return *answer;
  }

  RegionUnderTest region;
  CaseId case_id = crypto::random_id<CaseId>();
  Somebody& mentor = region.person("school-a", "medewerker");
  Somebody& colleague = region.person("school-a", "zorgcoordinator");
  Somebody& official = region.person("gemeente-a", "aandachtsfunctionaris");
  Somebody& second_official = region.person("gemeente-a", "aandachtsfunctionaris");
  Somebody& other_school = region.person("school-b", "medewerker");
  Somebody& other_gemeente = region.person("gemeente-b", "aandachtsfunctionaris");
  Participant me = named(mentor);
  Participant other = named(colleague);
  Participant gemeente = named(official);
  Participant second = named(second_official);
  RoomWriter team{region, "schoolteam", case_id};
  RoomWriter consult{region, "consult", CaseId{}};
  std::optional<Participant> masked;  // the mentor, in the consultation
};

}  // namespace beraad::app::testing
