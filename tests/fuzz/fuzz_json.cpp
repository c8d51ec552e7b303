// SPDX-License-Identifier: EUPL-1.2
// The strict reader takes less than a plain parser, never something else; and its writer writes the one form of a value.
#include "crypto/json.hpp"

#include <algorithm>

#include "tests/fuzz/fuzz.hpp"

namespace {

using beraad::crypto::Json;

std::size_t depth_of(Json const& value) {
  std::size_t deepest = 0;
  if (!value.is_structured()) return deepest;
  for (auto const& each : value) deepest = std::max(deepest, depth_of(each));
  return deepest + 1;
}

std::size_t keys_in(Json const& value) {
  std::size_t keys = value.is_object() ? value.size() : 0;
  for (auto const& each : value)
    if (each.is_structured()) keys += keys_in(each);
  return keys;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace beraad;
  auto const text = crypto::text_of({data, size});
  auto const value = crypto::decode_json(text);
  if (!value) return 0;
  ++fuzz::accepted;
  fuzz::must(depth_of(*value) <= crypto::JsonLimits{}.max_depth, "no value is deeper than the limit");
  std::size_t keys_read = 0;
  auto const count_keys = [&keys_read](int, Json::parse_event_t event, Json&) {
    if (event == Json::parse_event_t::key) ++keys_read;
    return true;
  };
  auto const plain = Json::parse(text, count_keys, false);
  fuzz::must(!plain.is_discarded() && plain == *value, "a plain parser reads the same value");
  fuzz::must(keys_read == keys_in(*value), "no key is there twice");
  auto const encoded = crypto::encode_json(*value);
  fuzz::must(encoded.size() <= text.size(), "no text of a value is shorter than the one written");
  auto const again = crypto::decode_json(encoded);
  fuzz::must(again.has_value() && *again == *value, "a value survives being written and read");
  fuzz::must(crypto::encode_json(*again) == encoded, "a value is written in one form");
  return 0;
}
