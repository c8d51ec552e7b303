// SPDX-License-Identifier: EUPL-1.2
// A policy that is accepted can be asked everything the rules ask, and says what its file says.
#include <algorithm>

#include "crypto/json.hpp"
#include "server/domain/policy_decode.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace beraad;

crypto::Json const& row_of(crypto::Json const& file, char const* list, char const* key, std::string_view word) {
  auto const& rows = file.at(list);
  auto const found = std::ranges::find_if(rows, [&](auto const& row) { return row.at(key) == word; });
  fuzz::must(found != rows.end(), "every row comes from the file");
  return *found;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const text = crypto::text_of({data, size});
  auto const policy = domain::decode_policy(text, R"({"version":1,"settings":{}})");
  if (!policy) {
    fuzz::must(!policy.error().empty(), "a policy that is refused has a fault");
    return 0;
  }
  ++fuzz::accepted;
  auto const file = crypto::Json::parse(text);
  fuzz::must(policy->title == file.at("title"), "the title is the file's");
  for (auto const kind : domain::kRoomKinds) {
    auto const& rules = policy->room(kind);
    auto const& row = row_of(file, "rooms", "kind", domain::word_of(kind));
    fuzz::must(rules.kind == kind, "a room kind has its own row");
    fuzz::must(crypto::Json(rules.steps) == row.at("steps"), "a room is open at the steps that the file names");
    fuzz::must(rules.openings.size() == row.at("opening").size(), "no way to open a room is lost");
    fuzz::must(rules.members.size() == row.at("members").size(), "no selector is lost");
    fuzz::must(rules.rule == row.at("rule"), "a room names the file's rule");
  }
  for (auto const code : domain::kDenialCodes) {
    auto const decision = policy->deny(code);
    fuzz::must(!decision.allowed() && decision.denial().rule == row_of(file, "denials", "code", domain::word_of(code)).at("rule"),
               "a denial names the file's rule");
  }
  for (auto const& each : policy->records) {
    auto const& row = row_of(file, "records", "record", each.record);
    fuzz::must(policy->record(each.record) == &each && each.nl == row.at("nl"),
               "a record is found by its word and called as the file says");
    fuzz::must(each.fields.size() == row.at("fields").size() && each.sets.size() == row.at("sets").size(), "no field of a record is lost");
    for (auto const& code : each.needs) fuzz::must(policy->condition(code) != nullptr, "a record needs conditions that are there");
  }
  fuzz::must(policy->regie_by_step.size() == 8, "every step has a regie");
  return 0;
}
