// SPDX-License-Identifier: EUPL-1.2
#include "crypto/record.hpp"
#include "tests/fuzz/object.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace beraad;
  auto const text = crypto::text_of({data, size});
  auto const record = crypto::decode_record(text);
  if (!record) return 0;
  ++fuzz::accepted;
  auto const value = crypto::decode_json(text).value();
  auto const encoded = crypto::encode_record(*record);
  fuzz::must(crypto::decode_json(encoded).value() == value, "decoding and encoding lose nothing and add nothing");
  fuzz::must(record->fields.size() <= crypto::kMaxRecordFields, "a record has no more fields than it may have");
  fuzz::must_want_exactly_its_fields(value, [](std::string_view other) { return crypto::decode_record(other).has_value(); });
  return 0;
}
