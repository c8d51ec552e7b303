// SPDX-License-Identifier: EUPL-1.2
// What may be recorded in a case's dossier, what follows from it, and where the case can go. The same names, verdicts and order of checks as
// server/domain/records.cpp.

import type { LeafFacts } from './facts';
import {
  type Condition,
  type Decision,
  type deny,
  isContentless,
  type Policy,
  type RecordField,
  type RecordRules,
  type Transition,
} from './policy';
import { isClosed } from './steps';
import { type AgeBand, isStep, type RoomKind, type Step } from './words';

/** The record that moves a case to the step in its one field `to`: it has no row of its own, its rows are the transitions. */
export const kStepRecord = 'step';
const kTo = 'to';
const kAgeBandFact = 'age_band';

/** A case as its records so far describe it. */
export interface CaseFacts {
  readonly step: Step;
  /** '': not known, to whoever is not of the school; a condition on it does not hold */
  readonly ageBand: AgeBand | '';
  readonly facts: ReadonlyMap<string, string>;
}

export interface RecordFacts {
  readonly record: string;
  /** the case's step when it was made */
  readonly step: Step;
  readonly fields: ReadonlyMap<string, string>;
}

/** `condition`: of condition_missing, the code of the first that does not hold. */
export type RecordVerdict =
  | { readonly allowed: true; readonly after: CaseFacts }
  | (Decision & { readonly allowed: false; readonly condition?: string });

export interface PossibleMove {
  readonly transition: Transition;
  readonly missing: readonly Condition[];
  readonly warnings: readonly Condition[];
}

export interface PossibleRecord {
  readonly rules: RecordRules;
  readonly missing: readonly Condition[];
}

function holds({ any }: Condition, { ageBand, facts }: CaseFacts): boolean {
  const valued = (fact: string) => (fact === kAgeBandFact ? ageBand : facts.get(fact));
  return any.some((alternative) => [...alternative].every(([fact, values]) => values.some((value) => value === valued(fact))));
}

function missingOf(conditions: readonly Condition[], facts: CaseFacts): readonly Condition[] {
  return conditions.filter((each) => !holds(each, facts));
}

function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

function fits(field: RecordField, value: string | undefined): boolean {
  if (value === undefined) return false;
  return field.type === 'date' ? isCalendarDate(value) : field.values.includes(value);
}

function refused(policy: Policy, code: Parameters<typeof deny>[1]): RecordVerdict & { readonly allowed: false } {
  return { allowed: false, code, denial: policy.denials[code] };
}

function lacks({ code: condition, rule, nl, en }: Condition): RecordVerdict & { readonly allowed: false } {
  return { allowed: false, code: 'condition_missing', denial: { code: 'condition_missing', rule, nl, en }, condition };
}

function isOneOf(policy: Policy, by: readonly string[], author: LeafFacts): boolean {
  return author.leafClass === 'member' && by.includes(author.orgType) && !isContentless(policy, author.functie);
}

function judgeMove(policy: Policy, before: CaseFacts, room: RoomKind, author: LeafFacts, record: RecordFacts): RecordVerdict {
  const to = record.fields.get(kTo);
  const listed = policy.transitions.find((each) => each.from === before.step && each.to === to);
  const sides = policy.transitions.filter((each) => each.room === room).map(({ by }) => by);
  const elsewhere = listed === undefined ? sides.length === 0 : listed.room !== room;
  if (elsewhere) return refused(policy, 'item_type_not_allowed');
  if (!isOneOf(policy, sides, author)) return refused(policy, 'not_yours_to_move');
  if (listed === undefined) return refused(policy, 'step_not_allowed');
  if (listed.by !== author.orgType) return refused(policy, 'not_yours_to_move');
  if (record.fields.size !== 1) return refused(policy, 'record_malformed');
  const [missing] = missingOf(listed.needs, before);
  return missing === undefined ? { allowed: true, after: { ...before, step: listed.to } } : lacks(missing);
}

/** Nothing is recorded in a room after this: the gemeente gave the report back, which is then closed. */
export function endsRoom({ record }: Pick<RecordFacts, 'record'>): boolean {
  return record === 'report_returned';
}

/** The case after a record that was, or could not be, judged: the facts it sets, and for a move its step. */
export function afterRecord(policy: Policy, before: CaseFacts, { record, fields }: RecordFacts): CaseFacts {
  const to = fields.get(kTo);
  if (record === kStepRecord) return to !== undefined && isStep(to) ? { ...before, step: to } : before;
  const sets = policy.records.find((each) => each.record === record)?.sets ?? [];
  const facts = new Map(before.facts);
  for (const set of sets) {
    const value = 'to' in set ? set.to : fields.get(set.from);
    if (value !== undefined) facts.set(set.fact, value);
  }
  return { ...before, facts };
}

/** May this person put this record into a room of this kind, of a case as it is now? */
export function judgeRecord(policy: Policy, before: CaseFacts, room: RoomKind, author: LeafFacts, record: RecordFacts): RecordVerdict {
  if (isClosed(before.step)) return refused(policy, 'case_closed');
  if (record.step !== before.step) return refused(policy, 'step_not_allowed');
  if (record.record === kStepRecord) return judgeMove(policy, before, room, author, record);
  const rules = policy.records.find((each) => each.record === record.record);
  if (rules === undefined || rules.room !== room) return refused(policy, 'item_type_not_allowed');
  if (!isOneOf(policy, rules.by, author)) return refused(policy, 'not_yours_to_move');
  if (!rules.steps.includes(before.step)) return refused(policy, 'step_not_allowed');
  const whole = record.fields.size === rules.fields.length && rules.fields.every((each) => fits(each, record.fields.get(each.name)));
  if (!whole) return refused(policy, 'record_malformed');
  const [missing] = missingOf(rules.needs, before);
  return missing === undefined ? { allowed: true, after: afterRecord(policy, before, record) } : lacks(missing);
}

/** Where somebody acting for this organisation type can bring the case from here, and what is missing for it. */
export function possibleMoves(policy: Policy, facts: CaseFacts, orgType: string): readonly PossibleMove[] {
  return policy.transitions
    .filter(({ from, by }) => from === facts.step && by === orgType)
    .map((transition) => ({
      transition,
      missing: missingOf(transition.needs, facts),
      warnings: missingOf(transition.warns, facts),
    }));
}

/** What somebody of this organisation type can record in a room of this kind at the case's step, and what is missing for it. */
export function possibleRecords(policy: Policy, facts: CaseFacts, room: RoomKind, orgType: string): readonly PossibleRecord[] {
  return policy.records
    .filter((rules) => rules.room === room && rules.by.includes(orgType) && rules.steps.includes(facts.step))
    .map((rules) => ({ rules, missing: missingOf(rules.needs, facts) }));
}
