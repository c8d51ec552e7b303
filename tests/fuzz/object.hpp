// SPDX-License-Identifier: EUPL-1.2
// What every decoder of a JSON object promises: nothing is lost in what it takes, and it takes exactly its fields.
#pragma once
#include "crypto/json.hpp"
#include "crypto/result.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace beraad::fuzz {

using crypto::Json;
using crypto::View;

// `accepts(text)` says whether the decoder takes this text; it took `object`.
template <class Accepts>
void must_want_exactly_its_fields(Json const& object, Accepts accepts) {
  for (auto const& [name, value] : object.items()) {
    auto without = object;
    without.erase(name);
    must(!accepts(crypto::encode_json(without)), "an object without one of its fields is refused");
  }
  auto with = object;
  with["a-field-that-nobody-knows"] = 1;
  must(!accepts(crypto::encode_json(with)), "an object with an unknown field is refused");
}

// Whether `input` was taken. If it was, encoding what came out gives the same JSON value again.
template <class T>
bool survives(View input, Result<T> (*decode)(View)) {
  auto const decoded = decode(input);
  if (!decoded) return false;
  ++accepted;
  auto const value = crypto::decode_json(crypto::text_of(input)).value();
  auto const bytes = encode(*decoded);
  must(crypto::decode_json(crypto::text_of(bytes)).value() == value, "decoding and encoding lose nothing and add nothing");
  auto const again = decode(bytes);
  must(again.has_value() && *again == *decoded, "what was encoded is decoded to the same");
  must_want_exactly_its_fields(value, [decode](std::string_view text) { return decode(crypto::view_of(text)).has_value(); });
  return true;
}

}  // namespace beraad::fuzz
