// SPDX-License-Identifier: EUPL-1.2
// A compiled SQL statement and the row it stands on. SQL is always a literal: text made at run time does not compile. One thread at a time.
#pragma once
#include <concepts>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "crypto/bytes.hpp"
#include "crypto/ids.hpp"
#include "crypto/result.hpp"
#include "crypto/secret.hpp"

struct sqlite3_stmt;

namespace beraad::db {

class Sql {
 public:
  consteval Sql(char const* literal) : text_(literal) {}  // NOLINT(google-explicit-constructor): a literal is what it is
  [[nodiscard]] std::string_view text() const noexcept { return text_; }

 private:
  std::string_view text_;
};

// The columns of the current row, read from left to right. Valid until the statement steps on.
class Row {
 public:
  explicit Row(sqlite3_stmt* statement) noexcept : statement_(statement) {}

  template <class... T>
  void into(T&... fields) {
    (read(fields), ...);
  }
  // A column did not have the shape its field needs: somebody else wrote this row.
  [[nodiscard]] bool misfit() const noexcept { return misfit_; }

 private:
  void read(std::int64_t& field) noexcept;
  void read(std::string& field);
  void read(crypto::Bytes& field);
  void read_fixed(crypto::Byte* out, std::size_t size) noexcept;
  [[nodiscard]] bool skip_null() noexcept;

  template <std::size_t N>
  void read(crypto::Array<N>& field) noexcept {
    read_fixed(field.data(), N);
  }
  template <class Tag>
  void read(Id<Tag>& field) noexcept {
    read_fixed(field.bytes.data(), field.bytes.size());
  }
  template <std::size_t N>
  void read(crypto::SecretArray<N>& field) noexcept {
    read_fixed(field.writable().data(), N);
  }
  template <class T>
  requires std::integral<T> || std::is_enum_v<T>
  void read(T& field) noexcept {
    std::int64_t wide = 0;
    read(wide);
    field = static_cast<T>(wide);
  }
  template <class T>
  void read(std::optional<T>& field) {
    if (skip_null())
      field.reset();
    else
      read(field.emplace());
  }

  sqlite3_stmt* statement_;
  int column_ = 0;
  bool misfit_ = false;
};

// Owned by its connection's cache. Values bound are borrowed until rewind().
class Statement {
 public:
  explicit Statement(sqlite3_stmt* statement) noexcept : statement_(statement) {}

  template <class... A>
  void bind(A const&... values) noexcept {
    int place = 0;
    (bind_at(++place, values), ...);
  }
  // True when there is a row.
  [[nodiscard]] Result<bool> step() noexcept;
  [[nodiscard]] Row row() const noexcept { return Row(statement_.get()); }
  // Ends the execution and lets go of everything bound.
  void rewind() noexcept;

 private:
  void bind_integer(int place, std::int64_t value) noexcept;
  void bind_text(int place, std::string_view value) noexcept;
  void bind_blob(int place, crypto::View value) noexcept;
  void bind_null(int place) noexcept;

  void bind_at(int place, std::string_view value) noexcept { bind_text(place, value); }
  void bind_at(int place, crypto::View value) noexcept { bind_blob(place, value); }
  void bind_at(int place, crypto::Bytes const& value) noexcept { bind_blob(place, value); }
  void bind_at(int place, std::string const& value) noexcept { bind_text(place, value); }
  template <std::size_t N>
  void bind_at(int place, crypto::Array<N> const& value) noexcept {
    bind_blob(place, value);
  }
  template <class Tag>
  void bind_at(int place, Id<Tag> const& value) noexcept {
    bind_blob(place, value.view());
  }
  template <std::size_t N>
  void bind_at(int place, crypto::SecretArray<N> const& value) noexcept {
    bind_blob(place, value.view());
  }
  // SQLite's integers are signed: an unsigned bound beyond them ("no bound") stands for the greatest.
  template <class T>
  requires std::integral<T> || std::is_enum_v<T>
  void bind_at(int place, T value) noexcept {
    constexpr auto kGreatest = std::numeric_limits<std::int64_t>::max();
    if constexpr (std::is_same_v<T, std::uint64_t>)
      bind_integer(place, std::cmp_greater(value, kGreatest) ? kGreatest : static_cast<std::int64_t>(value));
    else
      bind_integer(place, static_cast<std::int64_t>(value));
  }
  template <class T>
  void bind_at(int place, std::optional<T> const& value) noexcept {
    if (value)
      bind_at(place, *value);
    else
      bind_null(place);
  }

  struct Finalize {
    void operator()(sqlite3_stmt* statement) const noexcept;
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

}  // namespace beraad::db
