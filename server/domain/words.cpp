// SPDX-License-Identifier: EUPL-1.2
// One spelling per word: the switches below are the only place where a word of the rules is written in C++.
#include "server/domain/words.hpp"

namespace beraad::domain {

std::array<RoomKind, 9> const kRoomKinds{RoomKind::kSchoolteam, RoomKind::kConsult,    RoomKind::kOudergesprek,
                                         RoomKind::kMelding,    RoomKind::kWeegtafel,  RoomKind::kCasusoverleg,
                                         RoomKind::kOpvolging,  RoomKind::kOverdracht, RoomKind::kDoorgeleiding};
std::array<Phase, 2> const kPhases{Phase::kAnonymous, Phase::kIdentified};
std::array<AgeBand, 4> const kAgeBands{AgeBand::kUnder12, AgeBand::k12To15, AgeBand::k16To17, AgeBand::k18AndOver};
std::array<LeafClass, 3> const kLeafClasses{LeafClass::kMember, LeafClass::kGuest, LeafClass::kPseudonym};
std::array<ItemType, 9> const kItemTypes{ItemType::kText,     ItemType::kEdit,   ItemType::kReaction, ItemType::kFile,  ItemType::kSignal,
                                         ItemType::kIdentity, ItemType::kRecord, ItemType::kGround,   ItemType::kReveal};
std::array<FieldType, 5> const kFieldTypes{FieldType::kDate, FieldType::kDue, FieldType::kChoice, FieldType::kOrganisation,
                                           FieldType::kRecord};
std::array<Wording, 3> const kWordings{Wording::kRequired, Wording::kOptional, Wording::kNone};
std::array<OpKind, 6> const kOpKinds{OpKind::kCreate, OpKind::kAdd, OpKind::kRemove, OpKind::kReplace, OpKind::kRotate, OpKind::kClose};
std::array<BasisEvent, 13> const kBasisEvents{BasisEvent::kCaseOpened,          BasisEvent::kConsultOpened, BasisEvent::kReportOpened,
                                              BasisEvent::kRoomOpened,          BasisEvent::kMemberAdded,   BasisEvent::kStandInAdded,
                                              BasisEvent::kTermEnded,           BasisEvent::kMemberLeft,    BasisEvent::kMemberRemoved,
                                              BasisEvent::kCertificateReplaced, BasisEvent::kKeyRotation,   BasisEvent::kPhaseChanged,
                                              BasisEvent::kRoomClosed};
std::array<DenialCode, 32> const kDenialCodes{
    DenialCode::kOudersSluitenNietAan, DenialCode::kRelationDeclared, DenialCode::kFunctieNotInRoom, DenialCode::kContentlessFunctie,
    DenialCode::kOtherOrganisation,    DenialCode::kConvenantMissing, DenialCode::kPhaseNotAllowed,  DenialCode::kStepNotAllowed,
    DenialCode::kNotYoursToOpen,       DenialCode::kNotYoursToAdd,    DenialCode::kNotYoursToRemove, DenialCode::kNotYoursToClose,
    DenialCode::kNotYoursToPickUp,     DenialCode::kNotYoursToMove,   DenialCode::kRoomClosed,       DenialCode::kItemTypeNotAllowed,
    DenialCode::kNotAMember,           DenialCode::kAlreadyAMember,   DenialCode::kNobodyLeft,       DenialCode::kRoomFull,
    DenialCode::kCertificateInvalid,   DenialCode::kOtherPolicy,      DenialCode::kEntryMalformed,   DenialCode::kSomeoneElseMust,
    DenialCode::kDeclarationMissing,   DenialCode::kTermMissing,      DenialCode::kTermOver,         DenialCode::kNotAColleague,
    DenialCode::kPupilIsKnown,         DenialCode::kConditionMissing, DenialCode::kRecordMalformed,  DenialCode::kCaseClosed};

std::string_view word_of(RoomKind kind) noexcept {
  switch (kind) {
    case RoomKind::kSchoolteam:
      return "schoolteam";
    case RoomKind::kConsult:
      return "consult";
    case RoomKind::kOudergesprek:
      return "oudergesprek";
    case RoomKind::kMelding:
      return "melding";
    case RoomKind::kWeegtafel:
      return "weegtafel";
    case RoomKind::kCasusoverleg:
      return "casusoverleg";
    case RoomKind::kOpvolging:
      return "opvolging";
    case RoomKind::kOverdracht:
      return "overdracht";
    case RoomKind::kDoorgeleiding:
      return "doorgeleiding";
  }
  return {};
}

std::string_view word_of(AgeBand band) noexcept {
  switch (band) {
    case AgeBand::kUnder12:
      return "<12";
    case AgeBand::k12To15:
      return "12-15";
    case AgeBand::k16To17:
      return "16-17";
    case AgeBand::k18AndOver:
      return "18+";
  }
  return {};
}

std::string_view word_of(LeafClass leaf_class) noexcept {
  switch (leaf_class) {
    case LeafClass::kMember:
      return "member";
    case LeafClass::kGuest:
      return "guest";
    case LeafClass::kPseudonym:
      return "pseudonym";
  }
  return {};
}

std::string_view word_of(ItemType type) noexcept {
  switch (type) {
    case ItemType::kText:
      return "text";
    case ItemType::kEdit:
      return "edit";
    case ItemType::kReaction:
      return "reaction";
    case ItemType::kFile:
      return "file";
    case ItemType::kSignal:
      return "signal";
    case ItemType::kIdentity:
      return "identity";
    case ItemType::kRecord:
      return "record";
    case ItemType::kGround:
      return "ground";
    case ItemType::kReveal:
      return "reveal";
  }
  return {};
}

std::string_view word_of(FieldType type) noexcept {
  switch (type) {
    case FieldType::kDate:
      return "date";
    case FieldType::kDue:
      return "due";
    case FieldType::kChoice:
      return "choice";
    case FieldType::kOrganisation:
      return "organisation";
    case FieldType::kRecord:
      return "record";
  }
  return {};
}

std::string_view word_of(Wording wording) noexcept {
  switch (wording) {
    case Wording::kRequired:
      return "required";
    case Wording::kOptional:
      return "optional";
    case Wording::kNone:
      return "none";
  }
  return {};
}

std::string_view word_of(DenialCode code) noexcept {
  switch (code) {
    case DenialCode::kOudersSluitenNietAan:
      return "ouders_sluiten_niet_aan";
    case DenialCode::kRelationDeclared:
      return "relation_declared";
    case DenialCode::kFunctieNotInRoom:
      return "functie_not_in_room";
    case DenialCode::kContentlessFunctie:
      return "contentless_functie";
    case DenialCode::kOtherOrganisation:
      return "other_organisation";
    case DenialCode::kConvenantMissing:
      return "convenant_missing";
    case DenialCode::kPhaseNotAllowed:
      return "phase_not_allowed";
    case DenialCode::kStepNotAllowed:
      return "step_not_allowed";
    case DenialCode::kNotYoursToOpen:
      return "not_yours_to_open";
    case DenialCode::kNotYoursToAdd:
      return "not_yours_to_add";
    case DenialCode::kNotYoursToRemove:
      return "not_yours_to_remove";
    case DenialCode::kNotYoursToClose:
      return "not_yours_to_close";
    case DenialCode::kNotYoursToPickUp:
      return "not_yours_to_pick_up";
    case DenialCode::kNotYoursToMove:
      return "not_yours_to_move";
    case DenialCode::kRoomClosed:
      return "room_closed";
    case DenialCode::kItemTypeNotAllowed:
      return "item_type_not_allowed";
    case DenialCode::kNotAMember:
      return "not_a_member";
    case DenialCode::kAlreadyAMember:
      return "already_a_member";
    case DenialCode::kNobodyLeft:
      return "nobody_left";
    case DenialCode::kRoomFull:
      return "room_full";
    case DenialCode::kCertificateInvalid:
      return "certificate_invalid";
    case DenialCode::kOtherPolicy:
      return "other_policy";
    case DenialCode::kEntryMalformed:
      return "entry_malformed";
    case DenialCode::kSomeoneElseMust:
      return "someone_else_must";
    case DenialCode::kDeclarationMissing:
      return "declaration_missing";
    case DenialCode::kTermMissing:
      return "term_missing";
    case DenialCode::kTermOver:
      return "term_over";
    case DenialCode::kNotAColleague:
      return "not_a_colleague";
    case DenialCode::kPupilIsKnown:
      return "pupil_is_known";
    case DenialCode::kConditionMissing:
      return "condition_missing";
    case DenialCode::kRecordMalformed:
      return "record_malformed";
    case DenialCode::kCaseClosed:
      return "case_closed";
  }
  return {};
}

namespace {

template <class E, std::size_t N>
std::optional<E> find_word(std::array<E, N> const& all, std::string_view word) noexcept {
  for (E const each : all)
    if (word_of(each) == word) return each;
  return std::nullopt;
}

}  // namespace

template <>
std::optional<RoomKind> of_word<RoomKind>(std::string_view word) noexcept {
  return find_word(kRoomKinds, word);
}
template <>
std::optional<Phase> of_word<Phase>(std::string_view word) noexcept {
  return find_word(kPhases, word);
}
template <>
std::optional<AgeBand> of_word<AgeBand>(std::string_view word) noexcept {
  return find_word(kAgeBands, word);
}
template <>
std::optional<LeafClass> of_word<LeafClass>(std::string_view word) noexcept {
  return find_word(kLeafClasses, word);
}
template <>
std::optional<ItemType> of_word<ItemType>(std::string_view word) noexcept {
  return find_word(kItemTypes, word);
}
template <>
std::optional<FieldType> of_word<FieldType>(std::string_view word) noexcept {
  return find_word(kFieldTypes, word);
}
template <>
std::optional<Wording> of_word<Wording>(std::string_view word) noexcept {
  return find_word(kWordings, word);
}
template <>
std::optional<OpKind> of_word<OpKind>(std::string_view word) noexcept {
  return find_word(kOpKinds, word);
}
template <>
std::optional<BasisEvent> of_word<BasisEvent>(std::string_view word) noexcept {
  return find_word(kBasisEvents, word);
}
template <>
std::optional<Step> of_word<Step>(std::string_view word) noexcept {
  return find_word(kSteps, word);
}
template <>
std::optional<DenialCode> of_word<DenialCode>(std::string_view word) noexcept {
  return find_word(kDenialCodes, word);
}

}  // namespace beraad::domain
