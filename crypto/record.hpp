// SPDX-License-Identifier: EUPL-1.2
// What an item of type `record` says in its header, where the server reads it (protocol.md section 6). Its words are in the payload.
#pragma once
#include <array>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "crypto/result.hpp"

namespace beraad::crypto {

inline constexpr std::size_t kMaxRecordBytes = 512;
inline constexpr std::size_t kMaxRecordFields = 16;
inline constexpr std::size_t kMaxRecordValueBytes = 64;

// Where a case stands: the eight steps of the plan, and the three places beside them.
enum class Step { k1, k2, k3, k4, k5, k6, k7, k8, kMonitored, kClosedAtSchool, kClosed };
extern std::array<Step, 11> const kSteps;
[[nodiscard]] std::string_view word_of(Step step) noexcept;  // "1" … "8", "monitored", "closed_at_school", "closed"

struct Record {
  std::string record{};  // which one: a word of the policy, or "step"
  Step step{};           // where the case stands when it is made
  std::map<std::string, std::string, std::less<>> fields{};
  bool operator==(Record const&) const = default;
};

[[nodiscard]] std::string encode_record(Record const& record);
[[nodiscard]] Result<Record> decode_record(std::string_view text);

}  // namespace beraad::crypto
