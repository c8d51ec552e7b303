// SPDX-License-Identifier: EUPL-1.2
// Every reading looks its field up, checks it and remembers the first thing that is wrong.
#include "crypto/object_reader.hpp"

#include <algorithm>
#include <limits>

namespace beraad::crypto {
namespace {

// Function statics: a decoder may run while other files' globals are still being made.
Json const& empty_object() {
  static Json const value = Json::object();
  return value;
}
Json const& empty_array() {
  static Json const value = Json::array();
  return value;
}
Json const& null_value() {
  static Json const value;
  return value;
}

}  // namespace

bool is_word(std::string_view text) noexcept {
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

ObjectReader::ObjectReader(Json const& object) : object_(&object) {
  if (object.is_object()) return;
  object_ = &empty_object();
  refuse("object");
}

void ObjectReader::refuse(std::string_view name) {
  if (failed_) return;
  failed_ = true;
  where_ = name;
}

Result<void> ObjectReader::finish() const {
  if (failed_) return fail(Errc::kMalformed, where_);
  if (read_ != object_->size()) return fail(Errc::kMalformed, "unknown field");
  return {};
}

Json const* ObjectReader::find(std::string_view name) {
  auto const found = object_->find(name);
  if (found == object_->end()) {
    refuse(name);
    return nullptr;
  }
  ++read_;
  return &*found;
}

std::string const* ObjectReader::find_text(std::string_view name, std::size_t max_bytes) {
  auto const* const value = find(name);
  if (value == nullptr) return nullptr;
  auto const* const text = value->get_ptr<std::string const*>();
  if (text == nullptr || text->size() > max_bytes) {
    refuse(name);
    return nullptr;
  }
  return text;
}

std::string ObjectReader::text(std::string_view name, std::size_t max_bytes) {
  auto const* const text = find_text(name, max_bytes);
  return text == nullptr ? std::string{} : *text;
}

std::string ObjectReader::word(std::string_view name) {
  auto out = text(name);
  if (is_word(out)) return out;
  refuse(name);
  return {};
}

std::uint64_t ObjectReader::integer(std::string_view name, std::uint64_t max) {
  auto const* const value = find(name);
  if (value == nullptr) return 0;
  if (!value->is_number_unsigned() || value->get<std::uint64_t>() > max) {
    refuse(name);
    return 0;
  }
  return value->get<std::uint64_t>();
}

std::uint32_t ObjectReader::integer32(std::string_view name) {
  return static_cast<std::uint32_t>(integer(name, std::numeric_limits<std::uint32_t>::max()));
}

TimeMs ObjectReader::time(std::string_view name) {
  return static_cast<TimeMs>(integer(name));
}

bool ObjectReader::boolean(std::string_view name) {
  auto const* const value = find(name);
  if (value == nullptr) return false;
  if (!value->is_boolean()) {
    refuse(name);
    return false;
  }
  return value->get<bool>();
}

Bytes ObjectReader::b64u(std::string_view name, std::size_t max_bytes) {
  auto const* const text = find_text(name, (max_bytes * 4 + 2) / 3);
  if (text == nullptr) return {};
  return take(from_b64u(*text), name);
}

Json const& ObjectReader::array(std::string_view name, std::size_t max_elements) {
  auto const* const value = find(name);
  if (value == nullptr) return empty_array();
  if (!value->is_array() || value->size() > max_elements) {
    refuse(name);
    return empty_array();
  }
  return *value;
}

Json const& ObjectReader::object(std::string_view name) {
  auto const* const value = find(name);
  if (value == nullptr) return empty_object();
  if (!value->is_object()) {
    refuse(name);
    return empty_object();
  }
  return *value;
}

Json const& ObjectReader::object_or_null(std::string_view name) {
  auto const* const value = find(name);
  if (value == nullptr) return null_value();
  if (!value->is_object() && !value->is_null()) {
    refuse(name);
    return null_value();
  }
  return *value;
}

void ObjectReader::constant(std::string_view name, std::string_view expected) {
  auto const* const text = find_text(name, kMaxTextBytes);
  if (text != nullptr && *text != expected) refuse(name);
}

void ObjectReader::constant(std::string_view name, std::uint64_t expected) {
  if (integer(name) != expected) refuse(name);
}

void ObjectReader::fill(std::string_view name, std::span<Byte> out) {
  auto const bytes = b64u(name, out.size());
  if (bytes.size() != out.size()) return refuse(name);
  std::copy(bytes.begin(), bytes.end(), out.begin());
}

void ObjectReader::fill_or_empty(std::string_view name, std::span<Byte> out) {
  auto const* const text = find_text(name, (out.size() * 4 + 2) / 3);
  if (text == nullptr || text->empty()) return;
  auto const bytes = take(from_b64u(*text), name);
  if (bytes.size() != out.size() || std::all_of(bytes.begin(), bytes.end(), [](Byte b) { return b == 0; })) return refuse(name);
  std::copy(bytes.begin(), bytes.end(), out.begin());
}

}  // namespace beraad::crypto
