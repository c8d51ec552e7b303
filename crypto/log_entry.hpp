// SPDX-License-Identifier: EUPL-1.2
// An entry of a room's log (protocol.md section 4): strict decoding, encoding, and its hash. What it means for a room is in room_state.hpp.
#pragma once
#include <string>
#include <vector>

#include "crypto/ids.hpp"
#include "crypto/result.hpp"
#include "crypto/signed_object.hpp"
#include "crypto/time_ms.hpp"

namespace beraad::crypto {

inline constexpr std::size_t kMaxOps = 64;

enum class OpKind { kCreate, kAdd, kRemove, kReplace, kRotate, kClose };
enum class Phase { kAnonymous, kIdentified };
enum class BasisEvent {
  kCaseOpened,
  kConsultOpened,
  kReportOpened,
  kRoomOpened,
  kMemberAdded,
  kStandInAdded,
  kTermEnded,
  kMemberLeft,
  kMemberRemoved,
  kCertificateReplaced,
  kKeyRotation,
  kPhaseChanged,
  kRoomClosed
};
[[nodiscard]] std::string_view word_of(OpKind kind) noexcept;
[[nodiscard]] std::string_view word_of(Phase phase) noexcept;
[[nodiscard]] std::string_view word_of(BasisEvent event) noexcept;
[[nodiscard]] Result<Phase> phase_of_word(std::string_view word);
[[nodiscard]] Result<BasisEvent> basis_event_of_word(std::string_view word);

// For how long a leaf takes part, and whose place it takes (waarneming).
struct Term {
  TimeMs until = 0;        // 0: without an end
  LeafId stands_in_for{};  // zero: for nobody
  [[nodiscard]] bool is_over_at(TimeMs at) const noexcept { return until != 0 && until <= at; }
  bool operator==(Term const&) const = default;
};

struct Op {
  OpKind kind = OpKind::kCreate;
  LeafId leaf{};     // add, replace, remove; else zero
  Hash cert_hash{};  // add, replace; else zero
  Term term{};       // add; else none
  bool operator==(Op const&) const = default;
};

struct Basis {
  std::uint64_t step = 0;
  BasisEvent event = BasisEvent::kCaseOpened;
  bool operator==(Basis const&) const = default;
};

struct LogEntry {
  RoomId room{};
  CaseId case_id{};
  std::string kind{};  // room kind, a word of the policy
  std::uint64_t n = 0;
  Hash prev{};
  Hash policy{};
  LeafId by{};
  TimeMs at = 0;
  Phase phase = Phase::kAnonymous;
  std::vector<Op> ops{};
  Basis basis{};
  Hash roster{};
  Hash kc{};
  Hash boxes{};
  Hash shred{};
  bool operator==(LogEntry const&) const = default;
};

[[nodiscard]] Bytes encode(LogEntry const& entry);
// Form only. Each op has exactly the parts that belong to it.
[[nodiscard]] Result<LogEntry> decode_log_entry(View b);
// hash("entry", lp(b, s))
[[nodiscard]] Hash entry_hash(Signed const& entry);

}  // namespace beraad::crypto
