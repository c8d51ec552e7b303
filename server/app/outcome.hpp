// SPDX-License-Identifier: EUPL-1.2
// How a use case ends: with its answer, or with a refusal that has a stable word, a rule and a sentence in two languages.
#pragma once
#include <boost/system/result.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "crypto/result.hpp"

namespace beraad::app {

enum class Lang { kNl, kEn };

struct Words {
  std::string_view nl;
  std::string_view en;
};

// Every way in which this room itself says no; sentences.cpp has one row for each. What the policy refuses comes with words of its own.
enum class Fault {
  kNotFound,
  kNotSignedIn,
  kBadCredentials,
  kBadCode,
  kUsedCode,
  kSlowDown,
  kBadInvitation,
  kBadRequest,
  kBadVault,
  kBadLogin,
  kBadFunctie,
  kLoginTaken,
  kOnlyBeheerder,
  kNotBeheerder,
  kOwnAccount,
  kNotPending,
  kCertificateRefused,
  kCertificateOfAnother,
  kPseudonymRefused,
  kOnlySchool,
  kLeadNotInRoom,
  kTooManyItems,
  kCaseExists,
  kRoomExists,
  kConsultOpen,
  kOtherGemeente,
  kNotPickable,
  kAlreadyPickedUp,
  kRoomClosed,
  kStaleEpoch,
  kStaleEntry,
  kStaleVault,
  kBadSignature,
  kBadChain,
  kReused,
  kTooLarge,
  kBusy,
  kStopping,
  kDiskFull,
  kInternal,
};

struct Refusal {
  std::string_view reason;  // protocol.md, sections 9 and 10
  std::string_view rule;    // number of the rule that refused, or ""
  Words words;              // both views point into tables that live as long as the program
  std::uint64_t retry_after_ms = 0;
};

template <class T>
using Outcome = boost::system::result<T, Refusal>;

// A call that has nothing to say but that it was done.
struct Done {};

[[nodiscard]] Refusal refuse(Fault fault);
[[nodiscard]] Refusal slow_down(std::uint64_t retry_after_ms);
// What the rooms below could not do, as the person may know it.
[[nodiscard]] Refusal refusal_of(Error const& error);

[[noreturn]] void throw_exception_from_error(Refusal const& refusal, boost::source_location const& where);

}  // namespace beraad::app
