// SPDX-License-Identifier: EUPL-1.2
// Reads the cast once; see people.txt for its notation.
#include "tests/unit/domain/cast.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "crypto/sha256.hpp"
#include "tests/unit/domain/table.hpp"

namespace beraad::domain {
namespace {

constexpr TimeMs kDayMs = TimeMs{24} * 60 * 60 * 1000;

}  // namespace

template <class I>
I id_named(std::string_view name) {
  auto const hash = crypto::sha256(crypto::view_of(name));
  I id;
  std::copy_n(hash.begin(), id.bytes.size(), id.bytes.begin());
  return id;
}
template LeafId id_named<LeafId>(std::string_view);
template RoomId id_named<RoomId>(std::string_view);
template CaseId id_named<CaseId>(std::string_view);
template OrganisationId id_named<OrganisationId>(std::string_view);
template ItemId id_named<ItemId>(std::string_view);

RoomId the_room() {
  return id_named<RoomId>("the room");
}
CaseId the_case() {
  return id_named<CaseId>("the case");
}

TimeMs the_moment() {
  return 1000 * kDayMs;
}

namespace {

void mark(LeafFacts& facts, std::string const& word) {
  if (word.starts_with("leaf=")) {
    facts.leaf = id_named<LeafId>(word.substr(5));
  } else if (word.starts_with("for=")) {
    facts.stands_in_for = id_named<LeafId>(word.substr(4));
  } else if (word == "revoked") {
    facts.revoked = true;
  } else if (word.starts_with("until=")) {
    facts.until = the_moment() + std::stoi(word.substr(6)) * kDayMs;
    facts.term_over = facts.until <= the_moment();
  } else if (word == "expired") {
    facts.certificate_valid = false;
  } else if (word == "relation") {
    facts.relation_declared = true;
  } else if (word == "no_convenant") {
    facts.convenant_valid = false;
  } else if (word == "other_room") {
    facts.room = id_named<RoomId>("another room");
  } else if (word == "other_case") {
    facts.case_id = id_named<CaseId>("another case");
  } else {
    throw std::runtime_error("people.txt: " + word);
  }
}

std::map<std::string, LeafFacts, std::less<>> read_people() {
  std::map<std::string, LeafFacts, std::less<>> people;
  for (auto const& line : read_lines("people.txt")) {
    auto const words = split(line, ' ');
    if (words.size() < 6 || words[0] != "@") throw std::runtime_error("people.txt: " + line);
    LeafFacts facts;
    facts.leaf = id_named<LeafId>(words[1]);
    facts.leaf_class = of_word<LeafClass>(words[2]).value();
    facts.org_type = words[3];
    if (words[4] != "-") facts.organisation = id_named<OrganisationId>(words[4]);
    facts.functie = words[5];
    if (facts.leaf_class == LeafClass::kPseudonym) facts.room = the_room();
    if (facts.leaf_class == LeafClass::kGuest) facts.case_id = the_case();
    facts.certificate_valid = true;
    facts.convenant_valid = true;
    std::for_each(words.begin() + 6, words.end(), [&](std::string const& word) { mark(facts, word); });
    if (!people.emplace(words[1], facts).second) throw std::runtime_error("people.txt: " + line);
  }
  return people;
}

}  // namespace

LeafFacts const& person(std::string_view name) {
  static auto const people = read_people();
  auto const found = people.find(name);
  if (found == people.end()) throw std::runtime_error("nobody is called " + std::string(name));
  return found->second;
}

std::map<std::string, std::vector<LeafFacts>, std::less<>> read_groups(std::string const& part) {
  std::map<std::string, std::vector<LeafFacts>, std::less<>> groups;
  for (auto const& line : read_lines(part)) {
    if (line.front() != '@') continue;
    auto const words = split(line, ' ');
    LeafFacts facts;
    facts.leaf = id_named<LeafId>("author");
    facts.leaf_class = of_word<LeafClass>(words.at(2)).value();
    facts.org_type = words.at(3);
    facts.functie = words.at(4);
    facts.organisation = id_named<OrganisationId>(facts.org_type);
    facts.certificate_valid = true;
    groups[words.at(1)].push_back(facts);
  }
  return groups;
}

std::string code_of(RecordVerdict const& verdict) {
  auto const code = text_of(verdict.decision);
  return verdict.condition == nullptr ? code : code + ":" + verdict.condition->code;
}

std::string text_of(Decision const& decision) {
  return decision.allowed() ? "." : std::string(word_of(decision.denial().code));
}

RoomFacts room_with(std::string_view kind, std::string_view phase, std::string_view step, std::string_view roster) {
  RoomFacts room;
  room.room = the_room();
  room.kind = of_word<RoomKind>(kind).value();
  if (built_in_policy().room(room.kind).names_case) room.case_id = the_case();
  room.phase = of_word<Phase>(phase).value();
  room.step = std::stoi(std::string(step));
  if (roster != "-")
    for (auto const& name : split(roster, ',')) room.roster.push_back(person(name));
  return room;
}

}  // namespace beraad::domain
