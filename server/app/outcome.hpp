// SPDX-License-Identifier: EUPL-1.2
// How a use case ends: with its answer, or with a refusal that has a stable word, a rule and a sentence in two languages.
#pragma once
#include <boost/system/result.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "crypto/result.hpp"
#include "crypto/time_ms.hpp"
#include "server/domain/decision.hpp"

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
  kTooManyConnections,
  kBadRequest,
  kUnknownMethod,
  kBadVault,
  kBadLogin,
  kBadFunctie,
  kLoginTaken,
  kOnlyBeheerder,
  kOwnAccount,
  kNotPending,
  kCodeUsed,
  kTooManyGuests,
  kCertificateRefused,
  kCertificateOfAnother,
  kStepDiffers,
  kPseudonymRefused,
  kNotYourSchool,
  kOnlySchool,
  kLeadNotInRoom,
  kCaseExists,
  kCaseNotClosed,
  kCaseContinued,
  kRoomExists,
  kConsultOpen,
  kReportOpen,
  kRoomOpen,
  kOtherGemeente,
  kAlreadyPickedUp,
  kRoomClosed,
  kStaleEpoch,
  kStaleEntry,
  kOldCounter,
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

// Views in it point into tables that live as long as the program.
struct Refusal {
  Refusal() noexcept = default;  // nothing refused: what Outcome gives when asked for the error of an answer
  // NOLINTBEGIN(google-explicit-constructor): whatever says no below is a refusal here, so that `return x.error();` reads the same
  // everywhere
  Refusal(Fault fault) noexcept;
  Refusal(Error const& error) noexcept;  // what the rooms below could not do, as the person may know it
  Refusal(domain::Denial const& denial) noexcept;
  // NOLINTEND(google-explicit-constructor)

  std::string_view reason;  // protocol.md, sections 9 and 10
  std::string_view rule;    // number of the rule that refused, or ""
  Words words;
  std::uint64_t retry_after_ms = 0;
};

[[nodiscard]] Refusal slow_down(TimeMs retry_after_ms) noexcept;

template <class T>
using Outcome = boost::system::result<T, Refusal>;

// A call that has nothing to say but that it was done.
struct Done {};

[[noreturn]] void throw_exception_from_error(Refusal const& refusal, boost::source_location const& where);

}  // namespace beraad::app
