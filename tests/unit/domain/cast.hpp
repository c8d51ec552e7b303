// SPDX-License-Identifier: EUPL-1.2
// The invented people of tests/vectors/policy/people.txt, and the room and case in which they meet.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "server/domain/facts.hpp"
#include "server/domain/records.hpp"

namespace beraad::domain {

// The same name always gives the same id.
template <class I>
[[nodiscard]] I id_named(std::string_view name);

[[nodiscard]] RoomId the_room();
[[nodiscard]] CaseId the_case();
// At which every act of the tables is done.
[[nodiscard]] TimeMs the_moment();

// Throws for a name that is not in the file.
[[nodiscard]] LeafFacts const& person(std::string_view name);

// The people of a table's own groups ("@ group class organisation_type functie"), each of the organisation that is called after its type.
[[nodiscard]] std::map<std::string, std::vector<LeafFacts>, std::less<>> read_groups(std::string const& part);

// "." or the code of the denial, as the tables write it.
[[nodiscard]] std::string text_of(Decision const& decision);
// The same of a verdict on a record; with ":" and the condition that is missing.
[[nodiscard]] std::string code_of(RecordVerdict const& verdict);

// A room of this kind as it is at this moment, with these people ("mentor,gert"; "-" for nobody).
[[nodiscard]] RoomFacts room_with(std::string_view kind, std::string_view phase, std::string_view step, std::string_view roster);

}  // namespace beraad::domain
