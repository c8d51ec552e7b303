// SPDX-License-Identifier: EUPL-1.2
// The closed vocabularies of the rules, and the one spelling each of their words has on the wire and in the policy. Pure.
#pragma once
#include <array>
#include <optional>
#include <string_view>

#include "crypto/log_entry.hpp"
#include "crypto/record.hpp"

namespace beraad::domain {

// What a log entry or a record carries is spelled by the crypto room.
using crypto::BasisEvent;
using crypto::kSteps;
using crypto::OpKind;
using crypto::Phase;
using crypto::Step;
using crypto::word_of;

enum class RoomKind { kSchoolteam, kConsult, kOudergesprek, kMelding, kWeegtafel, kCasusoverleg, kOpvolging, kOverdracht, kDoorgeleiding };
enum class AgeBand { kUnder12, k12To15, k16To17, k18AndOver };
enum class LeafClass { kMember, kGuest, kPseudonym };
enum class ItemType { kText, kEdit, kReaction, kFile, kSignal, kIdentity, kRecord, kGround, kReveal };
enum class FieldType { kDate, kDue, kChoice, kOrganisation, kRecord };
// Whether a record or a move is made with a motivation: only clients can see to it.
enum class Wording { kRequired, kOptional, kNone };

enum class DenialCode {
  kOudersSluitenNietAan,
  kRelationDeclared,
  kFunctieNotInRoom,
  kContentlessFunctie,
  kOtherOrganisation,
  kConvenantMissing,
  kPhaseNotAllowed,
  kStepNotAllowed,
  kNotYoursToOpen,
  kNotYoursToAdd,
  kNotYoursToRemove,
  kNotYoursToClose,
  kNotYoursToPickUp,
  kNotYoursToMove,
  kRoomClosed,
  kItemTypeNotAllowed,
  kNotAMember,
  kAlreadyAMember,
  kNobodyLeft,
  kRoomFull,
  kCertificateInvalid,
  kOtherPolicy,
  kEntryMalformed,
  kSomeoneElseMust,
  kDeclarationMissing,
  kTermMissing,
  kTermOver,
  kNotAColleague,
  kPupilIsKnown,
  kConditionMissing,
  kRecordMalformed,
  kCaseClosed,
};

// All enumerators in order, for decoding and for tests that enumerate.
extern std::array<RoomKind, 9> const kRoomKinds;
extern std::array<Phase, 2> const kPhases;
extern std::array<AgeBand, 4> const kAgeBands;
extern std::array<LeafClass, 3> const kLeafClasses;
extern std::array<ItemType, 9> const kItemTypes;
extern std::array<FieldType, 5> const kFieldTypes;
extern std::array<Wording, 3> const kWordings;
extern std::array<OpKind, 6> const kOpKinds;
extern std::array<BasisEvent, 13> const kBasisEvents;
extern std::array<DenialCode, 32> const kDenialCodes;

[[nodiscard]] std::string_view word_of(RoomKind kind) noexcept;
[[nodiscard]] std::string_view word_of(AgeBand band) noexcept;
[[nodiscard]] std::string_view word_of(LeafClass leaf_class) noexcept;
[[nodiscard]] std::string_view word_of(ItemType type) noexcept;
[[nodiscard]] std::string_view word_of(FieldType type) noexcept;
[[nodiscard]] std::string_view word_of(Wording wording) noexcept;
[[nodiscard]] std::string_view word_of(DenialCode code) noexcept;

// The enumerator that is spelled so; nothing for any other word.
template <class E>
[[nodiscard]] std::optional<E> of_word(std::string_view word) noexcept;
template <>
std::optional<RoomKind> of_word<RoomKind>(std::string_view word) noexcept;
template <>
std::optional<Phase> of_word<Phase>(std::string_view word) noexcept;
template <>
std::optional<AgeBand> of_word<AgeBand>(std::string_view word) noexcept;
template <>
std::optional<LeafClass> of_word<LeafClass>(std::string_view word) noexcept;
template <>
std::optional<ItemType> of_word<ItemType>(std::string_view word) noexcept;
template <>
std::optional<FieldType> of_word<FieldType>(std::string_view word) noexcept;
template <>
std::optional<Wording> of_word<Wording>(std::string_view word) noexcept;
template <>
std::optional<OpKind> of_word<OpKind>(std::string_view word) noexcept;
template <>
std::optional<BasisEvent> of_word<BasisEvent>(std::string_view word) noexcept;
template <>
std::optional<Step> of_word<Step>(std::string_view word) noexcept;
template <>
std::optional<DenialCode> of_word<DenialCode>(std::string_view word) noexcept;

}  // namespace beraad::domain
