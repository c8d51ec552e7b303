// SPDX-License-Identifier: EUPL-1.2
// The stappenplan as data, typed. Decoding is decode_policy.ts, the one that is compiled in is built_in_policy.ts.

import type { DenialCode, ItemType, LeafClass, Phase, RecordWords, RoomKind, Step } from './words';

/** One line of "may be members": a class, organisation types, functies, and the phases of the room in which it holds. */
export interface MemberSelector {
  readonly leafClass: LeafClass;
  readonly orgTypes: readonly string[];
  readonly functies: readonly string[];
  readonly phases: readonly Phase[];
}

/** A side is an organisation type, or `regie`: whoever holds the regie at that step. */
export type Sides = readonly string[];

export interface RoomRules {
  readonly kind: RoomKind;
  readonly steps: readonly number[];
  /** of `steps`, those at which one can be opened */
  readonly openSteps: readonly number[];
  readonly phases: readonly Phase[];
  readonly members: readonly MemberSelector[];
  /** of these types, at most one organisation takes part */
  readonly oneOrganisationOf: Sides;
  /** once identified, every member's organisation needs a valid one */
  readonly convenant: boolean;
  readonly relationAllowed: boolean;
  /** the log carries the case's id; otherwise zeros, so that two rooms of one case cannot be linked */
  readonly namesCase: boolean;
  readonly openBy: Sides;
  readonly addBy: Sides;
  readonly removeBy: Sides;
  readonly closeBy: Sides;
  readonly pickUpBy: Sides;
  /** what opening the room does to the case's step; other steps stay */
  readonly openingMoves: readonly { readonly from: Step; readonly to: Step }[];
  readonly itemTypes: readonly ItemType[];
  readonly rule: string;
}

export interface Denial {
  readonly code: DenialCode;
  readonly rule: string;
  readonly nl: string;
  readonly en: string;
}

/** Something that has to be recorded first, or that holds at some ages only; with the sentence for when it does not hold. */
export interface Condition {
  readonly code: string;
  readonly rule: string;
  readonly nl: string;
  readonly en: string;
  /** holds when one of these holds: every fact named has one of its values */
  readonly any: readonly ReadonlyMap<string, readonly string[]>[];
}

export interface Transition {
  readonly from: Step;
  readonly to: Step;
  readonly by: string;
  /** in which the move is recorded */
  readonly room: RoomKind;
  readonly rule: string;
  readonly needs: readonly Condition[];
  /** what is told beforehand and forbids nothing */
  readonly warns: readonly Condition[];
  readonly words: RecordWords;
}

/** A date is yyyy-mm-dd; a choice is one of `values`. */
export type RecordField =
  | { readonly name: string; readonly type: 'date' }
  | { readonly name: string; readonly type: 'choice'; readonly values: readonly string[] };

/** A fact set to a value that is always the same, or to that of a field. */
export type FactSetting = { readonly fact: string; readonly to: string } | { readonly fact: string; readonly from: string };

/** Something that can be recorded in a case's dossier. Moving the case, the record `step`, has no row: its rows are the transitions. */
export interface RecordRules {
  readonly record: string;
  readonly rule: string;
  readonly room: RoomKind;
  readonly by: Sides;
  readonly steps: readonly Step[];
  readonly fields: readonly RecordField[];
  readonly words: RecordWords;
  readonly needs: readonly Condition[];
  readonly sets: readonly FactSetting[];
  readonly nl: string;
  readonly en: string;
}

export interface Policy {
  readonly title: string;
  readonly functiesByOrgType: ReadonlyMap<string, readonly string[]>;
  readonly contentlessFuncties: readonly string[];
  readonly rooms: Readonly<Record<RoomKind, RoomRules>>;
  readonly denials: Readonly<Record<DenialCode, Denial>>;
  readonly transitions: readonly Transition[];
  /** of every fact that records set, the values it can have */
  readonly facts: ReadonlyMap<string, readonly string[]>;
  readonly conditions: readonly Condition[];
  readonly records: readonly RecordRules[];
  /** [0] is step 1 */
  readonly regieByStep: readonly string[];
}

/** Does this organisation type know this functie? (certificates: docs/protocol.md section 3) */
export function knowsFunctie(policy: Policy, orgType: string, functie: string): boolean {
  return policy.functiesByOrgType.get(orgType)?.includes(functie) ?? false;
}

export function isContentless(policy: Policy, functie: string): boolean {
  return policy.contentlessFuncties.includes(functie);
}

/** What the rules answer. A denial carries the rule that refused and its words. */
export type Decision = { readonly allowed: true } | { readonly allowed: false; readonly code: DenialCode; readonly denial: Denial };

export const kAllowed: Decision = { allowed: true };

export function deny(policy: Policy, code: DenialCode): Decision {
  return { allowed: false, code, denial: policy.denials[code] };
}
