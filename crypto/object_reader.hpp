// SPDX-License-Identifier: EUPL-1.2
// Reads a JSON object that must have exactly the fields asked for. The first thing wrong is kept and told by finish(); until then every
// reading gives an empty value, so that a decoder is one straight list of fields.
#pragma once
#include <string>

#include "crypto/bytes.hpp"
#include "crypto/ids.hpp"
#include "crypto/json.hpp"
#include "crypto/result.hpp"
#include "crypto/time_ms.hpp"

namespace beraad::crypto {

// A word of the protocol: [a-z0-9_-]{1,64}.
[[nodiscard]] bool is_word(std::string_view text) noexcept;

// The value given must outlive the reader. Errors are kMalformed, `where` the name of the field (a literal).
class ObjectReader {
 public:
  explicit ObjectReader(Json const& object);

  [[nodiscard]] std::string text(std::string_view name, std::size_t max_bytes = kMaxTextBytes);
  // As is_word() has it.
  [[nodiscard]] std::string word(std::string_view name);
  [[nodiscard]] std::uint64_t integer(std::string_view name, std::uint64_t max = kMaxInteger);
  [[nodiscard]] std::uint32_t integer32(std::string_view name);
  [[nodiscard]] TimeMs time(std::string_view name);
  [[nodiscard]] bool boolean(std::string_view name);
  [[nodiscard]] Bytes b64u(std::string_view name, std::size_t max_bytes);
  // Arrays and objects are given as they are; an absent or wrong one is an empty one.
  [[nodiscard]] Json const& array(std::string_view name, std::size_t max_elements);
  [[nodiscard]] Json const& object(std::string_view name);
  // An object, or null.
  [[nodiscard]] Json const& object_or_null(std::string_view name);
  // A string that must be this one, an integer that must be this one ("v", "kind").
  void constant(std::string_view name, std::string_view expected);
  void constant(std::string_view name, std::uint64_t expected);

  template <std::size_t N>
  [[nodiscard]] Array<N> fixed(std::string_view name) {
    Array<N> out{};
    fill(name, out);
    return out;
  }
  [[nodiscard]] Array<32> bytes32(std::string_view name) { return fixed<32>(name); }
  template <class I>
  [[nodiscard]] I id(std::string_view name) {
    I out;
    fill(name, out.bytes);
    return out;
  }
  // "" reads as the zero id; the zero id itself, written out, is refused.
  template <class I>
  [[nodiscard]] I id_or_empty(std::string_view name) {
    I out;
    fill_or_empty(name, out.bytes);
    return out;
  }

  // What a field's own decoder found wrong.
  void refuse(std::string_view name);
  template <class T>
  [[nodiscard]] T take(Result<T> result, std::string_view name) {
    if (result) return std::move(*result);
    refuse(name);
    return T{};
  }

  // The first error, or that a field was there which nobody asked for.
  [[nodiscard]] Result<void> finish() const;
  [[nodiscard]] bool ok() const noexcept { return !failed_; }

  static constexpr std::size_t kMaxTextBytes = 64 * 1024;

 private:
  [[nodiscard]] Json const* find(std::string_view name);
  [[nodiscard]] std::string const* find_text(std::string_view name, std::size_t max_bytes);
  void fill(std::string_view name, std::span<Byte> out);
  void fill_or_empty(std::string_view name, std::span<Byte> out);

  Json const* object_;
  std::size_t read_ = 0;  // fields found; each name is asked for once
  bool failed_ = false;
  std::string_view where_;
};

}  // namespace beraad::crypto
