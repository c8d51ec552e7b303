// SPDX-License-Identifier: EUPL-1.2
// The stappenplan as data, typed. Decoding is decode_policy.ts, the one that is compiled in is built_in_policy.ts.

import type { DenialCode, ItemType, LeafClass, Phase, RecordWords, RoomKind, Step } from './words';

/** One line of "may be members": a class, organisation types, functies, and the phases of the room in which it holds. */
export interface MemberSelector {
  readonly leafClass: LeafClass;
  readonly orgTypes: readonly string[];
  readonly functies: readonly string[];
  readonly phases: readonly Phase[];
  /** takes part for a limited time, at most so many days; 0: without an end */
  readonly termDays: number;
}

/** A side is an organisation type, or `regie`: whoever holds the regie at that step. */
export type Sides = readonly string[];

export interface Opening {
  readonly phase: Phase;
  readonly steps: readonly number[];
  readonly needs: readonly Condition[];
}

export interface RoomRules {
  readonly kind: RoomKind;
  readonly steps: readonly number[];
  readonly phases: readonly Phase[];
  /** in which phase and at which of `steps` one can be opened, and what has to be true of the case then; at most one a phase */
  readonly openings: readonly Opening[];
  readonly members: readonly MemberSelector[];
  /** of these types, at most one organisation takes part */
  readonly oneOrganisationOf: Sides;
  /** once identified, every member's organisation needs a valid one */
  readonly convenant: boolean;
  readonly relationAllowed: boolean;
  /** the log carries the case's id; otherwise zeros, so that two rooms of one case cannot be linked */
  readonly namesCase: boolean;
  /** is made together with the case that it belongs to */
  readonly beginsCase: boolean;
  readonly openBy: Sides;
  readonly addBy: Sides;
  readonly removeBy: Sides;
  readonly closeBy: Sides;
  readonly pickUpBy: Sides;
  /** what opening the room does to the case's step; other steps stay */
  readonly openingMoves: readonly { readonly from: Step; readonly to: Step }[];
  readonly itemTypes: readonly ItemType[];
  /** besides, while the room's phase is identified */
  readonly identifiedItemTypes: readonly ItemType[];
  /** nobody is added before having declared to have no relation to the pupil */
  readonly declaration: boolean;
  readonly rule: string;
  readonly nl: string;
  readonly en: string;
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
  /** holds when one of these holds: every fact named is as it must be */
  readonly any: readonly ReadonlyMap<string, Need>[];
}

/** One of these values; or, of a set of organisations: at least so many, or everyone who takes part in one of these kinds of room. */
export type Need = { readonly values: readonly string[] } | { readonly atLeast: number } | { readonly everyoneIn: readonly RoomKind[] };

export interface Transition {
  readonly from: Step;
  readonly to: Step;
  readonly by: string;
  /** in which the move is recorded */
  readonly room: RoomKind;
  /** besides where to */
  readonly fields: readonly RecordField[];
  readonly rule: string;
  readonly needs: readonly Condition[];
  /** what is told beforehand and forbids nothing */
  readonly warns: readonly Condition[];
  /** facts that the move unsets */
  readonly clears: readonly string[];
  readonly words: RecordWords;
  readonly nl: string;
  readonly en: string;
}

/**
 * A date (a day that was) and a due (a day to come) are yyyy-mm-dd; a choice is one of `values`; an organisation is the id of one that has a
 * member in the room; a record is the id of an earlier record of the case, of one of the kinds in `values`.
 */
export type RecordField =
  | { readonly name: string; readonly type: 'date' | 'due' | 'organisation' }
  | { readonly name: string; readonly type: 'choice' | 'record'; readonly values: readonly string[] };

/** A fact set to a value that is always the same, or to that of a field; or the author's organisation joins the set, or is all of it. */
export type FactSetting =
  | { readonly fact: string; readonly to: string }
  | { readonly fact: string; readonly from: string }
  | { readonly fact: string; readonly organisation: 'add' | 'only' };

/** Something that can be recorded in a case's dossier. Moving the case, the record `step`, has no row: its rows are the transitions. */
export interface RecordRules {
  readonly record: string;
  readonly rule: string;
  readonly rooms: readonly RoomKind[];
  readonly by: Sides;
  readonly steps: readonly Step[];
  readonly fields: readonly RecordField[];
  readonly words: RecordWords;
  readonly needs: readonly Condition[];
  /** what has to be true afterwards */
  readonly afterwards: readonly Condition[];
  /** a fact that somebody else set; '' when anybody may */
  readonly otherThan: string;
  /** what is written besides, each required */
  readonly texts: readonly string[];
  /** refers to a record of the author's own organisation */
  readonly ownerOnly: boolean;
  /** nothing is recorded in that room afterwards */
  readonly endsRoom: boolean;
  readonly clears: readonly string[];
  readonly sets: readonly FactSetting[];
  readonly nl: string;
  readonly en: string;
}

/** What the policy leaves to a region: a word of a list, a number between two others, or partner types that are like one there is. */
export type RegionSetting = { readonly setting: string; readonly rule: string; readonly nl: string; readonly en: string } & (
  | { readonly oneOf: readonly string[]; readonly is: string }
  | { readonly from: number; readonly to: number; readonly is: number }
  | { readonly like: readonly string[] }
);

export interface RegieRules {
  readonly by: string;
  readonly rule: string;
  readonly nl: string;
  readonly en: string;
}

export interface Policy {
  readonly title: string;
  readonly settings: readonly RegionSetting[];
  /** of the partner types of the region: the type that each is like */
  readonly partnerTypes: ReadonlyMap<string, string>;
  readonly functiesByOrgType: ReadonlyMap<string, readonly string[]>;
  readonly contentlessFuncties: readonly string[];
  /** for how long a colleague stands in at most */
  readonly waarnemingDays: number;
  readonly rooms: Readonly<Record<RoomKind, RoomRules>>;
  readonly denials: Readonly<Record<DenialCode, Denial>>;
  readonly transitions: readonly Transition[];
  /** of every fact that records set, the values it can have; none of one that is a set of organisations */
  readonly facts: ReadonlyMap<string, readonly string[]>;
  readonly conditions: readonly Condition[];
  readonly records: readonly RecordRules[];
  /** [0] is step 1 */
  readonly regieByStep: readonly RegieRules[];
}

/** The type itself, or of a partner type of the region the one that it is like. */
export function typeOf(policy: Policy, orgType: string): string {
  return policy.partnerTypes.get(orgType) ?? orgType;
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
