// SPDX-License-Identifier: EUPL-1.2
// Bytes that are wiped when they die or move on, copy only by clone() and have no way to be printed or compared by accident.
#pragma once
#include <algorithm>
#include <span>
#include <utility>

#include "crypto/bytes.hpp"
#include "crypto/result.hpp"

namespace beraad::crypto {

// Zeroes memory in a way the optimiser keeps.
void wipe(std::span<Byte> bytes) noexcept;

template <std::size_t N>
class SecretArray {
 public:
  SecretArray() noexcept = default;
  explicit SecretArray(std::span<Byte const, N> bytes) noexcept { std::copy(bytes.begin(), bytes.end(), bytes_.begin()); }
  SecretArray(SecretArray&& other) noexcept : bytes_(other.bytes_) { wipe(other.bytes_); }
  SecretArray& operator=(SecretArray&& other) noexcept {
    if (this != &other) {
      bytes_ = other.bytes_;
      wipe(other.bytes_);
    }
    return *this;
  }
  SecretArray(SecretArray const&) = delete;
  SecretArray& operator=(SecretArray const&) = delete;
  ~SecretArray() { wipe(bytes_); }

  // kMalformed when there are not exactly N bytes.
  [[nodiscard]] static Result<SecretArray> of(View bytes) {
    if (bytes.size() != N) return fail(Errc::kMalformed, "secret length");
    return SecretArray(bytes.template first<N>());
  }
  [[nodiscard]] SecretArray clone() const noexcept { return SecretArray(std::span<Byte const, N>(bytes_)); }
  [[nodiscard]] std::span<Byte const, N> view() const noexcept { return bytes_; }
  [[nodiscard]] std::span<Byte, N> writable() noexcept { return bytes_; }

 private:
  Array<N> bytes_{};
};

using Secret32 = SecretArray<32>;

class SecretBytes {
 public:
  SecretBytes() noexcept = default;
  explicit SecretBytes(std::size_t size_bytes) : bytes_(size_bytes) {}
  explicit SecretBytes(View bytes) : bytes_(bytes.begin(), bytes.end()) {}
  SecretBytes(SecretBytes&& other) noexcept : bytes_(std::move(other.bytes_)) { other.bytes_.clear(); }
  SecretBytes& operator=(SecretBytes&& other) noexcept {
    if (this != &other) {
      wipe(bytes_);
      bytes_ = std::move(other.bytes_);
      other.bytes_.clear();
    }
    return *this;
  }
  SecretBytes(SecretBytes const&) = delete;
  SecretBytes& operator=(SecretBytes const&) = delete;
  ~SecretBytes() { wipe(bytes_); }

  [[nodiscard]] SecretBytes clone() const { return SecretBytes(View(bytes_)); }
  [[nodiscard]] View view() const noexcept { return bytes_; }
  [[nodiscard]] std::span<Byte> writable() noexcept { return bytes_; }
  [[nodiscard]] std::size_t size() const noexcept { return bytes_.size(); }
  // Keeps the first bytes; what is cut off is wiped.
  void truncate(std::size_t size_bytes) noexcept {
    if (size_bytes >= bytes_.size()) return;
    wipe(std::span<Byte>(bytes_).subspan(size_bytes));
    bytes_.resize(size_bytes);
  }

 private:
  Bytes bytes_;  // never grows, so no unwiped copy is left behind by a reallocation
};

}  // namespace beraad::crypto
