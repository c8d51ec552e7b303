// SPDX-License-Identifier: EUPL-1.2
// What may be recorded in a case's dossier, what follows from it, and where the case can go. The same names, verdicts and order of checks as
// server/domain/records.cpp.

import type { LeafFacts } from './facts';
import {
  type Condition,
  type Decision,
  deny,
  isContentless,
  kAllowed,
  type Need,
  type Policy,
  type RecordField,
  type RecordRules,
  type Transition,
} from './policy';
import { isClosed, numberOf } from './steps';
import { type AgeBand, type DenialCode, isStep, type Phase, type RoomKind, type Step } from './words';

/** The record that moves a case to the step in its field `to`: it has no row of its own, its rows are the transitions. */
export const kStepRecord = 'step';
const kTo = 'to';
const kOwner = 'owner';
const kAgeBandFact = 'age_band';
const kPhaseFact = 'phase';
const kAuthorFact = 'author';

/** A case as its records so far describe it. */
export interface CaseFacts {
  readonly step: Step;
  /** '': not known, to whoever is not of the school; a condition on it does not hold */
  readonly ageBand: AgeBand | '';
  readonly phase: Phase;
  readonly facts: ReadonlyMap<string, string>;
  /** which organisations did what: facts that are sets */
  readonly organisations: ReadonlyMap<string, ReadonlySet<string>>;
  /** the leaf that set a fact last */
  readonly setBy: ReadonlyMap<string, string>;
  /** what records others can refer to, by the item's id; `owner` '' for one without */
  readonly made: ReadonlyMap<string, { readonly record: string; readonly owner: string }>;
}

export const kNothingRecorded: Pick<CaseFacts, 'facts' | 'organisations' | 'setBy' | 'made'> = {
  facts: new Map(),
  organisations: new Map(),
  setBy: new Map(),
  made: new Map(),
};

export interface RecordFacts {
  readonly record: string;
  /** the case's step when it was made */
  readonly step: Step;
  readonly fields: ReadonlyMap<string, string>;
  /** of the item */
  readonly id: string;
}

/**
 * The room in which a record is made, at that moment: its kind, and the organisations that take part in it. `others`: in the case's other
 * rooms that are not closed, as far as one can see them.
 */
export interface RecordPlace {
  readonly kind: RoomKind;
  readonly organisations: ReadonlySet<string>;
  readonly others: ReadonlyMap<RoomKind, ReadonlySet<string>>;
}

/** Who made a record. */
export type RecordAuthor = Pick<LeafFacts, 'leaf' | 'organisation'>;

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

const kNobody: ReadonlySet<string> = new Set();
const kNowhere: Omit<RecordPlace, 'kind'> = { organisations: kNobody, others: new Map() };

/** Whom a condition looks at besides the case: who takes part in its rooms. `author`: the organisation type of whoever records; '' where nobody does. */
interface Circle {
  readonly place: RecordPlace;
  readonly author: string;
}

/** Who takes part in one of these rooms: whoever is left out of one that is opened later is still asked, while in the other. */
function takingPart({ kind, organisations, others }: RecordPlace, kinds: readonly RoomKind[]): ReadonlySet<string> {
  return new Set(kinds.flatMap((each) => [...(each === kind ? organisations : kNobody), ...(others.get(each) ?? kNobody)]));
}

function factValue(fact: string, facts: CaseFacts, { author }: Circle): string | undefined {
  switch (fact) {
    case kAuthorFact:
      return author;
    case kAgeBandFact:
      return facts.ageBand;
    case kPhaseFact:
      return facts.phase;
    default:
      return facts.facts.get(fact);
  }
}

function isMet(need: Need, fact: string, facts: CaseFacts, circle: Circle): boolean {
  if ('values' in need) {
    const value = factValue(fact, facts, circle);
    return value !== undefined && need.values.includes(value);
  }
  const did = facts.organisations.get(fact) ?? kNobody;
  if ('atLeast' in need) return did.size >= need.atLeast;
  const asked = takingPart(circle.place, need.everyoneIn);
  return asked.size > 0 && [...asked].every((each) => did.has(each));
}

function holds({ any }: Condition, facts: CaseFacts, circle: Circle): boolean {
  return any.some((alternative) => [...alternative].every(([fact, need]) => isMet(need, fact, facts, circle)));
}

function missingOf(conditions: readonly Condition[], facts: CaseFacts, circle: Circle): readonly Condition[] {
  return conditions.filter((each) => !holds(each, facts, circle));
}

export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

function fits(field: RecordField, value: string | undefined, { made }: CaseFacts, present: ReadonlySet<string>): boolean {
  if (value === undefined) return false;
  switch (field.type) {
    case 'date':
    case 'due':
      return isCalendarDate(value);
    case 'choice':
      return field.values.includes(value);
    case 'organisation':
      return present.has(value);
    case 'record':
      return field.values.includes(made.get(value)?.record ?? '');
  }
}

/** `besides`: how many fields the record has that are not among these. */
function allFit(fields: readonly RecordField[], besides: number, record: RecordFacts, facts: CaseFacts, present: ReadonlySet<string>) {
  const right = fields.every((each) => fits(each, record.fields.get(each.name), facts, present));
  return right && record.fields.size === fields.length + besides;
}

/** Of the record that this one refers to: is it the author's own organisation's? */
function isTheOwner(rules: RecordRules, { made }: CaseFacts, author: LeafFacts, record: RecordFacts): boolean {
  const referring = rules.fields.filter(({ type }) => type === 'record');
  return referring.every(({ name }) => made.get(record.fields.get(name) ?? '')?.owner === author.organisation);
}

function refused(policy: Policy, code: DenialCode): RecordVerdict & { readonly allowed: false } {
  return { allowed: false, code, denial: policy.denials[code] };
}

function lacks({ code: condition, rule, nl, en }: Condition): RecordVerdict & { readonly allowed: false } {
  return { allowed: false, code: 'condition_missing', denial: { code: 'condition_missing', rule, nl, en }, condition };
}

function isOneOf(policy: Policy, by: readonly string[], author: LeafFacts): boolean {
  return author.leafClass !== 'guest' && by.includes(author.orgType) && !isContentless(policy, author.functie);
}

/** Everything else is as it should be: do the conditions hold, before it and after it? */
function judgeConditions(
  policy: Policy,
  { needs, afterwards }: Pick<RecordRules, 'needs' | 'afterwards'>,
  before: CaseFacts,
  place: RecordPlace,
  author: LeafFacts,
  record: RecordFacts,
): RecordVerdict {
  const circle = { place, author: author.orgType };
  const [missing] = missingOf(needs, before, circle);
  if (missing !== undefined) return lacks(missing);
  const after = afterRecord(policy, before, author, record);
  const [broken] = missingOf(afterwards, after, circle);
  return broken === undefined ? { allowed: true, after } : lacks(broken);
}

function transitionOf(policy: Policy, from: Step, { fields }: RecordFacts): Transition | undefined {
  return policy.transitions.find((each) => each.from === from && each.to === fields.get(kTo));
}

function judgeMove(policy: Policy, before: CaseFacts, place: RecordPlace, author: LeafFacts, record: RecordFacts): RecordVerdict {
  const listed = transitionOf(policy, before.step, record);
  const sides = policy.transitions.filter((each) => each.room === place.kind).map(({ by }) => by);
  const elsewhere = listed === undefined ? sides.length === 0 : listed.room !== place.kind;
  if (elsewhere) return refused(policy, 'item_type_not_allowed');
  if (!isOneOf(policy, sides, author)) return refused(policy, 'not_yours_to_move');
  if (listed === undefined) return refused(policy, 'step_not_allowed');
  if (listed.by !== author.orgType) return refused(policy, 'not_yours_to_move');
  if (!allFit(listed.fields, 1, record, before, place.organisations)) return refused(policy, 'record_malformed');
  return judgeConditions(policy, { needs: listed.needs, afterwards: [] }, before, place, author, record);
}

/** Nothing is recorded in a room after a record of this word: a report was given back. */
export function endsRoom(policy: Policy, record: string): boolean {
  return policy.records.some((each) => each.record === record && each.endsRoom);
}

function without<T>(all: ReadonlyMap<string, T>, names: readonly string[]): Map<string, T> {
  return new Map([...all].filter(([name]) => !names.includes(name)));
}

function cleared(before: CaseFacts, names: readonly string[]): CaseFacts {
  const { facts, organisations, setBy } = before;
  return { ...before, facts: without(facts, names), organisations: without(organisations, names), setBy: without(setBy, names) };
}

/** The case after a record that was, or could not be, judged: the facts it clears and sets, and for a move its step. */
export function afterRecord(policy: Policy, before: CaseFacts, author: RecordAuthor, record: RecordFacts): CaseFacts {
  const { fields } = record;
  const to = fields.get(kTo);
  if (record.record === kStepRecord) {
    const moved = cleared(before, transitionOf(policy, before.step, record)?.clears ?? []);
    return to !== undefined && isStep(to) ? { ...moved, step: to } : moved;
  }
  const rules = policy.records.find((each) => each.record === record.record);
  if (rules === undefined) return before;
  const after = cleared(before, rules.clears);
  const facts = new Map(after.facts);
  const setBy = new Map(after.setBy);
  const organisations = new Map(after.organisations);
  for (const set of rules.sets) {
    if ('organisation' in set) {
      const others = set.organisation === 'add' ? (organisations.get(set.fact) ?? []) : [];
      organisations.set(set.fact, new Set([...others, author.organisation]));
      continue;
    }
    const value = 'to' in set ? set.to : fields.get(set.from);
    if (value === undefined) continue;
    facts.set(set.fact, value);
    setBy.set(set.fact, author.leaf);
  }
  const made = new Map(after.made).set(record.id, { record: record.record, owner: fields.get(kOwner) ?? '' });
  return { ...after, facts, organisations, setBy, made };
}

/** May this person put this record into this room, of a case as it is now? */
export function judgeRecord(policy: Policy, before: CaseFacts, place: RecordPlace, author: LeafFacts, record: RecordFacts): RecordVerdict {
  if (isClosed(before.step)) return refused(policy, 'case_closed');
  if (record.step !== before.step) return refused(policy, 'step_not_allowed');
  if (record.record === kStepRecord) return judgeMove(policy, before, place, author, record);
  const rules = policy.records.find((each) => each.record === record.record);
  if (rules === undefined || !rules.rooms.includes(place.kind)) return refused(policy, 'item_type_not_allowed');
  if (!isOneOf(policy, rules.by, author)) return refused(policy, 'not_yours_to_move');
  if (!rules.steps.includes(before.step)) return refused(policy, 'step_not_allowed');
  if (!allFit(rules.fields, 0, record, before, place.organisations)) return refused(policy, 'record_malformed');
  if (rules.otherThan !== '' && before.setBy.get(rules.otherThan) === author.leaf) return refused(policy, 'someone_else_must');
  if (rules.ownerOnly && !isTheOwner(rules, before, author, record)) return refused(policy, 'not_yours_to_move');
  return judgeConditions(policy, rules, before, place, author, record);
}

/** Can a room of this kind be opened in this phase, of a case as it is now? Who may is mayOpen's. `missing`: what has to be true first. */
export function mayOpenNow(
  policy: Policy,
  facts: CaseFacts,
  kind: RoomKind,
  phase: Phase,
): { readonly decision: Decision; readonly missing: readonly Condition[] } {
  const denied = (code: DenialCode) => ({ decision: deny(policy, code), missing: [] });
  if (isClosed(facts.step)) return denied('case_closed');
  const opening = policy.rooms[kind].openings.find((each) => each.phase === phase);
  if (opening === undefined) return denied('phase_not_allowed');
  if (!opening.steps.includes(numberOf(facts.step))) return denied('step_not_allowed');
  const missing = missingOf(opening.needs, facts, { place: { kind, ...kNowhere }, author: '' });
  const [first] = missing;
  return { decision: first === undefined ? kAllowed : lacks(first), missing };
}

/** Where somebody acting for this organisation type can bring the case by a record in this room, and what is missing for it. */
export function possibleMoves(policy: Policy, facts: CaseFacts, place: RecordPlace, orgType: string): readonly PossibleMove[] {
  return policy.transitions
    .filter(({ from, by, room }) => from === facts.step && by === orgType && room === place.kind)
    .map((transition) => ({
      transition,
      missing: missingOf(transition.needs, facts, { place, author: orgType }),
      warnings: missingOf(transition.warns, facts, { place, author: orgType }),
    }));
}

/** What somebody of this organisation type can record in this room at the case's step, and what is missing for it. */
export function possibleRecords(policy: Policy, facts: CaseFacts, place: RecordPlace, orgType: string): readonly PossibleRecord[] {
  return policy.records
    .filter((rules) => rules.rooms.includes(place.kind) && rules.by.includes(orgType) && rules.steps.includes(facts.step))
    .map((rules) => ({ rules, missing: missingOf(rules.needs, facts, { place, author: orgType }) }));
}
