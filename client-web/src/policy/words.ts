// SPDX-License-Identifier: EUPL-1.2
// The closed vocabularies of the rules; the same words as server/domain/words.hpp.

export const kRoomKinds = [
  'schoolteam',
  'consult',
  'oudergesprek',
  'melding',
  'weegtafel',
  'casusoverleg',
  'opvolging',
  'overdracht',
  'doorgeleiding',
] as const;
export const kPhases = ['anonymous', 'identified'] as const;
export const kAgeBands = ['<12', '12-15', '16-17', '18+'] as const;
export const kLeafClasses = ['member', 'guest', 'pseudonym'] as const;
export const kItemTypes = ['text', 'edit', 'reaction', 'file', 'signal', 'identity', 'record', 'ground', 'reveal'] as const;
export const kOpKinds = ['create', 'add', 'remove', 'replace', 'rotate', 'close'] as const;
export const kBasisEvents = [
  'case_opened',
  'consult_opened',
  'report_opened',
  'room_opened',
  'member_added',
  'stand_in_added',
  'term_ended',
  'member_left',
  'member_removed',
  'certificate_replaced',
  'key_rotation',
  'phase_changed',
  'room_closed',
] as const;
export const kSteps = ['1', '2', '3', '4', '5', '6', '7', '8', 'monitored', 'closed_at_school', 'closed'] as const;
export const kDenialCodes = [
  'ouders_sluiten_niet_aan',
  'relation_declared',
  'functie_not_in_room',
  'contentless_functie',
  'other_organisation',
  'convenant_missing',
  'phase_not_allowed',
  'step_not_allowed',
  'not_yours_to_open',
  'not_yours_to_add',
  'not_yours_to_remove',
  'not_yours_to_close',
  'not_yours_to_pick_up',
  'not_yours_to_move',
  'room_closed',
  'item_type_not_allowed',
  'not_a_member',
  'already_a_member',
  'nobody_left',
  'room_full',
  'certificate_invalid',
  'other_policy',
  'entry_malformed',
  'someone_else_must',
  'declaration_missing',
  'term_missing',
  'term_over',
  'not_a_colleague',
  'pupil_is_known',
  'condition_missing',
  'record_malformed',
  'case_closed',
] as const;
export const kFieldTypes = ['date', 'due', 'choice', 'organisation', 'record'] as const;
export const kRecordWords = ['required', 'optional', 'none'] as const;

export type RoomKind = (typeof kRoomKinds)[number];
export type Phase = (typeof kPhases)[number];
export type AgeBand = (typeof kAgeBands)[number];
export type LeafClass = (typeof kLeafClasses)[number];
export type ItemType = (typeof kItemTypes)[number];
export type OpKind = (typeof kOpKinds)[number];
export type BasisEvent = (typeof kBasisEvents)[number];
export type Step = (typeof kSteps)[number];
export type DenialCode = (typeof kDenialCodes)[number];
export type RecordWords = (typeof kRecordWords)[number];

export function isStep(word: string): word is Step {
  return (kSteps as readonly string[]).includes(word);
}

export function isRoomKind(word: string): word is RoomKind {
  return (kRoomKinds as readonly string[]).includes(word);
}
