// SPDX-License-Identifier: EUPL-1.2
// What the records of a case add up to, each judged in its turn as the server had to judge it. Pure.
import { leafFactsOf } from '../policy/log_facts';
import type { Condition, Denial, RecordField as FieldRules, Policy, RecordRules } from '../policy/policy';
import {
  afterRecord,
  type CaseFacts,
  endsRoom,
  judgeRecord,
  kNothingRecorded,
  kStepRecord,
  possibleMoves,
  possibleRecords,
  type RecordFacts,
  type RecordPlace,
} from '../policy/records';
import { isClosed, numberOf } from '../policy/steps';
import { isRoomKind, type RoomKind } from '../policy/words';
import type { Id } from '../protocol/id';
import { decodeRecord } from '../protocol/record';
import type { Leaf } from '../protocol/trust';
import type { Case, CaseMove, CaseRecord, Lang, Problem, Recordable, RecordField, Room } from './model';
import { calledAt } from './names';
import type { ReadItem, RoomItems } from './room_items';
import type { RoomLog } from './room_log';

/** A room that admits records, and whose items are all here as far as one may see them. */
export interface RecordRoom {
  readonly id: Id;
  readonly closed: boolean;
  readonly log: Pick<RoomLog, 'state' | 'leafAt' | 'leavesAt' | 'lastKnown' | 'me'>;
  readonly items: Pick<RoomItems, 'all' | 'first'>;
}

export interface DossierEntry {
  readonly room: RecordRoom;
  readonly item: ReadItem;
  readonly record: RecordFacts;
}

export interface Dossier {
  readonly rooms: readonly RecordRoom[];
  /** oldest first */
  readonly entries: readonly DossierEntry[];
  /** `step`: where the last record that moved it brought the case, which other things move too */
  readonly now: CaseFacts;
  /** Whether it is known here that a condition does not hold. */
  readonly knows: (condition: Condition) => boolean;
}

export interface DossierRead {
  readonly dossier: Dossier;
  /** the rooms that hold a record which the rules refuse; from there on their records do not count */
  readonly refused: ReadonlyMap<Id, Denial>;
}

/** What is known of a case besides its records. `whole`: these are all of its rooms that admit records. */
export interface CaseKnown extends Pick<CaseFacts, 'ageBand' | 'phase'> {
  readonly whole: boolean;
}

interface Placed {
  readonly room: RecordRoom;
  readonly item: ReadItem;
}

/** As they were written: by the server's time, those of one room in the order of its chain. */
function inOrder(rooms: readonly RecordRoom[]): readonly Placed[] {
  const placed = rooms.flatMap((room) => {
    let at = 0;
    return room.items.all
      .filter(({ header }) => header.type === 'record')
      .map((item) => {
        at = Math.max(at, item.at);
        return { room, item, at };
      });
  });
  return placed.sort((a, b) => a.at - b.at);
}

const kindOf = ({ log }: RecordRoom): RoomKind | undefined => {
  const kind = log.state?.kind ?? '';
  return isRoomKind(kind) ? kind : undefined;
};

/** In which kinds of room something is recorded that sets this fact or unsets it. */
function kindsThatChange(policy: Policy, fact: string): readonly RoomKind[] {
  const rows = policy.records.filter(({ sets, clears }) => clears.includes(fact) || sets.some((each) => each.fact === fact));
  return [
    ...rows.flatMap(({ rooms }) => rooms),
    ...policy.transitions.filter(({ clears }) => clears.includes(fact)).map(({ room }) => room),
  ];
}

/**
 * Whoever joined a room later, or is not in all of the case's rooms, does not have every record. Of a fact it is known how it stands when
 * rooms of all kinds in which it changes are here from their first item.
 */
function knower(policy: Policy, rooms: readonly RecordRoom[], known: CaseKnown, all: 'all' | 'one'): (condition: Condition) => boolean {
  if (known.whole) return () => true;
  const here = new Set(rooms.filter(({ items }) => items.first <= 1).map(kindOf));
  const isKnown = (fact: string): boolean => {
    if (fact === 'phase') return true;
    if (fact === 'age_band') return known.ageBand !== '';
    const kinds = kindsThatChange(policy, fact);
    return all === 'all' ? kinds.every((kind) => here.has(kind)) : kinds.some((kind) => here.has(kind));
  };
  return ({ any }) => any.every((alternative) => [...alternative.keys()].every(isKnown));
}

/**
 * The case's step is moved by more than records, so that a record's own word for it counts, until a record has closed the case.
 */
export function readDossier(policy: Policy, rooms: readonly RecordRoom[], known: CaseKnown): DossierRead {
  const refused = new Map<Id, Denial>();
  const ended = new Set<Id>();
  const entries: DossierEntry[] = [];
  let sure: CaseKnown = { ...known, whole: known.whole && rooms.every(({ items }) => items.first <= 1) };
  let now: CaseFacts = { ...kNothingRecorded, step: '1', ageBand: known.ageBand, phase: known.phase };
  for (const { room, item } of inOrder(rooms)) {
    if (refused.has(room.id)) continue;
    const judged: Judged = ended.has(room.id)
      ? { ok: false, denial: policy.denials.room_closed }
      : judgeItem(policy, now, room, item, sure.whole, knower(policy, rooms, sure, 'all'));
    if (!judged.ok) {
      refused.set(room.id, judged.denial);
      sure = { ...sure, whole: false };
      continue;
    }
    now = judged.after;
    if (endsRoom(policy, judged.record.record)) ended.add(room.id);
    entries.push({ room, item, record: judged.record });
  }
  return { dossier: { rooms, entries, now, knows: knower(policy, rooms, sure, 'one') }, refused };
}

type Judged =
  | { readonly ok: true; readonly record: RecordFacts; readonly after: CaseFacts }
  | { readonly ok: false; readonly denial: Denial };

function organisationsOf(leaves: readonly Leaf[]): ReadonlyMap<string, Leaf['issuer']> {
  const members = leaves.flatMap(({ certificate, issuer }) => (certificate.kind === 'member' ? [[certificate.org, issuer] as const] : []));
  return new Map(members);
}

/** Whose people these are; guests are nobody's. */
function takingPart(leaves: readonly Leaf[]): ReadonlySet<string> {
  const seats = leaves.map((leaf) => leafFactsOf(leaf, 0)).filter(({ leafClass }) => leafClass !== 'guest');
  return new Set(seats.map(({ organisation }) => organisation));
}

/** The room as it was in this epoch. Who was in the other rooms then is for the server alone to know. */
function placeAt({ log }: RecordRoom, kind: RoomKind, epoch: number): RecordPlace {
  return { kind, organisations: takingPart(log.leavesAt(epoch)), others: new Map() };
}

/** The room as it is, and those of the case's other rooms that one is in. */
export function placeNow({ rooms }: Pick<Dossier, 'rooms'>, room: RecordRoom, kind: RoomKind): RecordPlace {
  const others = new Map<RoomKind, ReadonlySet<string>>();
  for (const other of rooms) {
    const itsKind = kindOf(other);
    if (other.id === room.id || itsKind === undefined || other.closed) continue;
    others.set(itsKind, new Set([...(others.get(itsKind) ?? []), ...takingPart(other.log.state?.leaves ?? [])]));
  }
  return { ...placeAt(room, kind, room.log.state?.n ?? 0), others };
}

/** It refers to a record that stands in a room which is not here. */
function refersElsewhere(policy: Policy, { made }: CaseFacts, { record, fields }: RecordFacts): boolean {
  const rules = policy.records.find((each) => each.record === record)?.fields ?? [];
  return rules.some(({ name, type }) => type === 'record' && !made.has(fields.get(name) ?? ''));
}

function judgeItem(
  policy: Policy,
  now: CaseFacts,
  room: RecordRoom,
  { header, at }: ReadItem,
  whole: boolean,
  knows: (condition: Condition) => boolean,
): Judged {
  const kind = kindOf(room);
  if (kind === undefined) return { ok: false, denial: policy.denials.item_type_not_allowed };
  const decoded = decodeRecord(header.record);
  const author = room.log.leafAt(header.epoch, header.from);
  if (!decoded.ok || author === undefined) return { ok: false, denial: policy.denials.record_malformed };
  const record: RecordFacts = { ...decoded.value, id: header.id };
  const before = isClosed(now.step) ? now : { ...now, step: record.step };
  const by = leafFactsOf(author, at);
  const verdict = judgeRecord(policy, before, placeAt(room, kind, header.epoch), by, record);
  if (verdict.allowed) return { ok: true, record, after: verdict.after };
  const lacking = policy.conditions.find(({ code }) => code === verdict.condition);
  const unknowable =
    (lacking !== undefined && !knows(lacking)) ||
    (!whole && verdict.code === 'record_malformed' && refersElsewhere(policy, before, record));
  return unknowable ? { ok: true, record, after: afterRecord(policy, before, by, record) } : { ok: false, denial: verdict.denial };
}

export function problemOf({ code, rule, nl, en }: Condition, lang: Lang): Problem {
  return { reason: code, rule, message: lang === 'nl' ? nl : en };
}

/** So much of a record's words is enough to recognise it. */
const kLabelCharacters = 80;

const wordsOf = ({ item }: DossierEntry): string => (item.payload?.type === 'record' ? item.payload.text : '');

function shortWords(entry: DossierEntry | undefined): string {
  const words = entry === undefined ? '' : wordsOf(entry);
  return words.length > kLabelCharacters ? `${words.slice(0, kLabelCharacters - 1)}…` : words;
}

function labelsOf(policy: Policy, { entries }: Dossier, { room, item, record }: DossierEntry): Readonly<Record<string, string>> {
  const rows = policy.records.find((each) => each.record === record.record)?.fields ?? [];
  const organisations = organisationsOf(room.log.leavesAt(item.header.epoch));
  const labels = rows.flatMap(({ name, type }) => {
    const value = record.fields.get(name) ?? '';
    if (type === 'organisation') return [[name, organisations.get(value)?.name ?? ''] as const];
    if (type === 'record') return [[name, shortWords(entries.find((each) => each.item.header.id === value))] as const];
    return [];
  });
  return Object.fromEntries(labels);
}

function recordView(policy: Policy, dossier: Dossier, entry: DossierEntry, lang: Lang): CaseRecord {
  const { room, item, record } = entry;
  const { id, from } = item.header;
  const by = room.log.lastKnown(from);
  return {
    id,
    record: record.record,
    step: record.step,
    fields: Object.fromEntries(record.fields),
    labels: labelsOf(policy, dossier, entry),
    ownerType: organisationsOf(room.log.leavesAt(item.header.epoch)).get(record.fields.get('owner') ?? '')?.type ?? '',
    text: wordsOf(entry),
    texts: item.payload?.type === 'record' ? item.payload.texts : {},
    by: calledAt(room.log, item.header.epoch, from, lang),
    orgName: by === undefined ? '' : by.certificate.kind === 'pseudonym' ? by.certificate.school : by.issuer.name,
    room: room.id,
    roomKind: room.log.state?.kind ?? '',
    mine: from === room.log.me?.leaf,
    at: item.at,
  };
}

/** Who looks at what can be recorded: in this room, as this leaf. */
interface View {
  readonly policy: Policy;
  readonly dossier: Dossier;
  readonly facts: CaseFacts;
  readonly room: RecordRoom;
  readonly kind: RoomKind;
  readonly lang: Lang;
}

/** The records that this one can refer to: those of one's own organisation where it has to be, and no task that is done. */
function referable({ dossier, room }: View, rules: RecordRules | undefined, kinds: readonly string[]): RecordField['options'] {
  const own = ownOrganisation(room.log);
  const done = new Set(
    dossier.entries.filter(({ record }) => record.record === 'task_done').map(({ record }) => record.fields.get('task')),
  );
  return dossier.entries
    .filter(({ record }) => kinds.includes(record.record) && !done.has(record.id))
    .filter(({ record }) => rules?.ownerOnly !== true || record.fields.get('owner') === own)
    .map((entry) => ({ value: entry.record.id, label: shortWords(entry) }));
}

function fieldView(view: View, rules: RecordRules | undefined, field: FieldRules): RecordField {
  const { name, type } = field;
  const values = field.type === 'choice' ? field.values : [];
  const { log } = view.room;
  const organisations = type === 'organisation' ? [...organisationsOf(log.state?.leaves ?? [])] : [];
  const options =
    field.type === 'record' ? referable(view, rules, field.values) : organisations.map(([value, { name: label }]) => ({ value, label }));
  return { name, type, values, options };
}

/** The organisation for which one takes part; '' before that is known. */
function ownOrganisation(log: RecordRoom['log']): string {
  const certificate = log.me === undefined ? undefined : log.lastKnown(log.me.leaf)?.certificate;
  return certificate?.kind === 'member' ? certificate.org : '';
}

/** The organisation type for which one takes part; '' before that is known. */
function ownOrgType(log: RecordRoom['log']): string {
  return log.me === undefined ? '' : (log.lastKnown(log.me.leaf)?.issuer.type ?? '');
}

function recordableView(view: View, rules: RecordRules, missing: readonly Problem[]): Recordable {
  const { policy, facts, room, lang } = view;
  const other = rules.otherThan !== '' && facts.setBy.get(rules.otherThan) === room.log.me?.leaf;
  const denial = policy.denials.someone_else_must;
  const somebodyElse: readonly Problem[] = other ? [{ reason: denial.code, rule: denial.rule, message: denial[lang] }] : [];
  return {
    record: rules.record,
    title: rules[lang],
    rule: rules.rule,
    fields: rules.fields.map((field) => fieldView(view, rules, field)),
    words: rules.words,
    texts: rules.texts,
    missing: [...missing, ...somebodyElse],
  };
}

/** What one can record in the room. Of what is not known to be missing, nothing is said; what would refer to nothing is left out. */
function possibleView(view: View): Pick<Case, 'moves' | 'recordable'> {
  const { policy, dossier, facts, room, kind, lang } = view;
  if (!policy.rooms[kind].steps.includes(numberOf(facts.step))) return { moves: [], recordable: [] };
  const shown = (conditions: readonly Condition[]) => conditions.filter(dossier.knows).map((each) => problemOf(each, lang));
  const place = placeNow(dossier, room, kind);
  const orgType = ownOrgType(room.log);
  const moves = possibleMoves(policy, facts, place, orgType).map(
    ({ transition: { to, words, fields }, missing, warnings }): CaseMove => ({
      ...{ to, words, missing: shown(missing), warnings: shown(warnings) },
      fields: fields.map((field) => fieldView(view, undefined, field)),
    }),
  );
  const recordable = possibleRecords(policy, facts, place, orgType)
    .map(({ rules, missing }) => recordableView(view, rules, shown(missing)))
    .filter(({ fields }) => fields.every(({ type, options }) => type !== 'record' || options.length > 0));
  return { moves, recordable };
}

type DossierView = Pick<Case, 'records' | 'facts' | 'moves' | 'recordable' | 'closed'>;
type CaseNow = Pick<CaseFacts, 'step' | 'ageBand' | 'phase'>;

/** The case now, by the server's word for what records do not settle. One that this device saw closed stays closed, whatever the server says. */
export function factsNow({ now }: Dossier, { step, ageBand, phase }: CaseNow): CaseFacts {
  return { ...now, ageBand, phase, step: isClosed(now.step) ? now.step : step };
}

/** `read`: a room of the case whose dossier is here; undefined: not all of it is, and nothing can be said of what is missing. */
export function dossierView(
  policy: Policy,
  summary: CaseNow,
  read: (RecordRoom & { readonly dossier: Dossier | undefined }) | undefined,
  lang: Lang,
): DossierView {
  if (read?.dossier === undefined) return { records: [], facts: {}, moves: [], recordable: [], closed: isClosed(summary.step) };
  const { dossier } = read;
  const facts = factsNow(dossier, summary);
  const kind = kindOf(read);
  // What is recorded in another room is shown with that room.
  const possible = kind === 'schoolteam' ? possibleView({ policy, dossier, facts, room: read, kind, lang }) : { moves: [], recordable: [] };
  return {
    records: dossier.entries.map((entry) => recordView(policy, dossier, entry, lang)),
    facts: Object.fromEntries(dossier.now.facts),
    ...possible,
    closed: isClosed(facts.step),
  };
}

/** What of it belongs to one room only. The school team's is shown with the case. */
export function roomDossierView(
  policy: Policy,
  now: CaseNow,
  room: RecordRoom & { readonly dossier: Dossier | undefined },
  lang: Lang,
): Pick<Room, 'records' | 'moves' | 'recordable'> {
  const kind = kindOf(room);
  const { dossier } = room;
  if (dossier === undefined || kind === undefined || kind === 'schoolteam') return { records: [], moves: [], recordable: [] };
  const own = dossier.entries.filter((entry) => entry.room.id === room.id);
  const records = own.map((entry) => recordView(policy, dossier, entry, lang));
  if (room.closed) return { records, moves: [], recordable: [] };
  const possible = possibleView({ policy, dossier, facts: factsNow(dossier, now), room, kind, lang });
  const last = own.at(-1)?.record.record ?? '';
  return { records, ...possible, ...(endsRoom(policy, last) ? { moves: [] } : {}) };
}

/** The words that go with a record, and the rule that asks for them. */
export function wordsFor(
  policy: Policy,
  { record, step, fields }: Omit<RecordFacts, 'id'>,
): { readonly words: string; readonly rule: string; readonly texts: readonly string[] } | undefined {
  if (record !== kStepRecord) return policy.records.find((each) => each.record === record);
  const listed = policy.transitions.find(({ from, to }) => from === step && to === fields.get('to'));
  return listed === undefined ? undefined : { ...listed, texts: [] };
}
