// SPDX-License-Identifier: EUPL-1.2
// Records to and from the JSON text in an item's header.
#include "crypto/record.hpp"

#include <algorithm>

#include "crypto/json.hpp"
#include "crypto/object_reader.hpp"

namespace beraad::crypto {

std::array<Step, 11> const kSteps{
    Step::k1, Step::k2, Step::k3, Step::k4, Step::k5, Step::k6, Step::k7, Step::k8, Step::kMonitored, Step::kClosedAtSchool, Step::kClosed};

std::string_view word_of(Step step) noexcept {
  switch (step) {
    case Step::k1:
      return "1";
    case Step::k2:
      return "2";
    case Step::k3:
      return "3";
    case Step::k4:
      return "4";
    case Step::k5:
      return "5";
    case Step::k6:
      return "6";
    case Step::k7:
      return "7";
    case Step::k8:
      return "8";
    case Step::kMonitored:
      return "monitored";
    case Step::kClosedAtSchool:
      return "closed_at_school";
    case Step::kClosed:
      return "closed";
  }
  return {};
}

namespace {

Step read_step(ObjectReader& reader) {
  auto const word = reader.word("step");
  auto const found = std::find_if(kSteps.begin(), kSteps.end(), [&](Step each) { return word_of(each) == word; });
  if (found != kSteps.end()) return *found;
  reader.refuse("step");
  return {};
}

std::map<std::string, std::string, std::less<>> read_fields(ObjectReader& reader) {
  std::map<std::string, std::string, std::less<>> out;
  auto const& fields = reader.object("fields");
  if (fields.size() > kMaxRecordFields) reader.refuse("fields");
  for (auto const& [name, value] : fields.items()) {
    auto const* const text = value.get_ptr<std::string const*>();
    if (!is_word(name) || text == nullptr || text->size() > kMaxRecordValueBytes) {
      reader.refuse("fields");
    } else {
      out.emplace(name, *text);
    }
  }
  return out;
}

}  // namespace

std::string encode_record(Record const& record) {
  return encode_json({{"record", record.record}, {"step", word_of(record.step)}, {"fields", Json(record.fields)}});
}

Result<Record> decode_record(std::string_view text) {
  auto const value = decode_json(text, {.max_bytes = kMaxRecordBytes});
  if (!value) return value.error();
  ObjectReader reader(*value);
  Record out{.record = reader.word("record"), .step = read_step(reader), .fields = read_fields(reader)};
  if (auto const read = reader.finish(); !read) return read.error();
  return out;
}

}  // namespace beraad::crypto
