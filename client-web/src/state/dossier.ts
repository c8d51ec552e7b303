// SPDX-License-Identifier: EUPL-1.2
// What the records of a case add up to, each judged in its turn as the server had to judge it. Pure.
import { leafFactsOf } from '../policy/log_facts';
import type { Condition, Denial, RecordField as FieldRules, Policy } from '../policy/policy';
import {
  afterRecord,
  type CaseFacts,
  endsRoom,
  judgeRecord,
  kStepRecord,
  possibleMoves,
  possibleRecords,
  type RecordFacts,
} from '../policy/records';
import { isClosed } from '../policy/steps';
import { isRoomKind, type RoomKind } from '../policy/words';
import type { Id } from '../protocol/id';
import { decodeRecord } from '../protocol/record';
import type { Case, CaseMove, CaseRecord, Lang, Problem, Recordable, RecordField, Room } from './model';
import { calledName } from './names';
import type { ReadItem, RoomItems } from './room_items';
import type { RoomLog } from './room_log';

/** A room that admits records, and whose items are all here as far as one may see them. */
export interface RecordRoom {
  readonly id: Id;
  readonly log: Pick<RoomLog, 'state' | 'leafAt' | 'lastKnown' | 'me'>;
  readonly items: Pick<RoomItems, 'all' | 'first'>;
}

export interface DossierEntry {
  readonly room: RecordRoom;
  readonly item: ReadItem;
  readonly record: RecordFacts;
}

export interface Dossier {
  /** oldest first */
  readonly entries: readonly DossierEntry[];
  readonly facts: CaseFacts['facts'];
  /** where the last record that moved it brought the case, which other things move too */
  readonly step: CaseFacts['step'];
  /** Whoever joined later, or is not in all of the case's rooms, does not have every record and cannot tell whether a condition is missing. */
  readonly whole: boolean;
}

export interface DossierRead {
  readonly dossier: Dossier;
  /** the rooms that hold a record which the rules refuse; from there on their records do not count */
  readonly refused: ReadonlyMap<Id, Denial>;
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

/**
 * The case's step is moved by more than records, so that a record's own word for it counts, until a record has closed the case.
 * `known.whole`: these are all of the case's rooms that admit records.
 */
export function readDossier(
  policy: Policy,
  rooms: readonly RecordRoom[],
  known: { readonly ageBand: CaseFacts['ageBand']; readonly whole: boolean },
): DossierRead {
  const refused = new Map<Id, Denial>();
  const ended = new Set<Id>();
  const entries: DossierEntry[] = [];
  let whole = known.whole && rooms.every(({ items }) => items.first <= 1);
  let now: CaseFacts = { step: '1', ageBand: known.ageBand, facts: new Map() };
  for (const { room, item } of inOrder(rooms)) {
    if (refused.has(room.id)) continue;
    const judged: Judged = ended.has(room.id)
      ? { ok: false, denial: policy.denials.room_closed }
      : judgeItem(policy, now, room, item, whole);
    if (!judged.ok) {
      refused.set(room.id, judged.denial);
      whole = false;
      continue;
    }
    now = judged.after;
    if (endsRoom(judged.record)) ended.add(room.id);
    entries.push({ room, item, record: judged.record });
  }
  return { dossier: { entries, facts: now.facts, step: now.step, whole }, refused };
}

type Judged =
  | { readonly ok: true; readonly record: RecordFacts; readonly after: CaseFacts }
  | { readonly ok: false; readonly denial: Denial };

function judgeItem(policy: Policy, now: CaseFacts, { log }: RecordRoom, { header, at }: ReadItem, whole: boolean): Judged {
  const { kind } = log.state ?? { kind: '' };
  if (!isRoomKind(kind)) return { ok: false, denial: policy.denials.item_type_not_allowed };
  const record = decodeRecord(header.record);
  const author = log.leafAt(header.epoch, header.from);
  if (!record.ok || author === undefined) return { ok: false, denial: policy.denials.record_malformed };
  const before = isClosed(now.step) ? now : { ...now, step: record.value.step };
  const verdict = judgeRecord(policy, before, kind, leafFactsOf(author, at), record.value);
  const unknowable = !whole && !verdict.allowed && verdict.code === 'condition_missing';
  if (!verdict.allowed && !unknowable) return { ok: false, denial: verdict.denial };
  return { ok: true, record: record.value, after: verdict.allowed ? verdict.after : afterRecord(policy, before, record.value) };
}

function problemOf({ code, rule, nl, en }: Condition, lang: Lang): Problem {
  return { reason: code, rule, message: lang === 'nl' ? nl : en };
}

function recordView({ room: { log }, item, record }: DossierEntry, lang: Lang): CaseRecord {
  const { id, from } = item.header;
  return {
    id,
    record: record.record,
    step: record.step,
    fields: Object.fromEntries(record.fields),
    text: item.payload?.type === 'record' ? item.payload.text : '',
    by: calledName(log.lastKnown(from), lang),
    mine: from === log.me?.leaf,
    at: item.at,
  };
}

function fieldView(field: FieldRules): RecordField {
  return { name: field.name, type: field.type, values: field.type === 'choice' ? field.values : [] };
}

/** The organisation type for which one takes part; '' before that is known. */
function ownOrgType(log: RecordRoom['log']): string {
  return log.me === undefined ? '' : (log.lastKnown(log.me.leaf)?.issuer.type ?? '');
}

/** What somebody of this organisation type can record in a room of this kind. Of what is not known to be missing, nothing is said. */
function possibleView(
  policy: Policy,
  facts: CaseFacts,
  kind: RoomKind,
  orgType: string,
  whole: boolean,
  lang: Lang,
): Pick<Case, 'moves' | 'recordable'> {
  const shown = (conditions: readonly Condition[]) => (whole ? conditions.map((each) => problemOf(each, lang)) : []);
  return {
    moves: possibleMoves(policy, facts, orgType)
      .filter(({ transition }) => transition.room === kind)
      .map(
        ({ transition: { to, words }, missing, warnings }): CaseMove => ({ to, missing: shown(missing), warnings: shown(warnings), words }),
      ),
    recordable: possibleRecords(policy, facts, kind, orgType).map(
      ({ rules, missing }): Recordable => ({
        record: rules.record,
        title: rules[lang],
        rule: rules.rule,
        fields: rules.fields.map(fieldView),
        words: rules.words,
        missing: shown(missing),
      }),
    ),
  };
}

type DossierView = Pick<Case, 'records' | 'facts' | 'moves' | 'recordable' | 'closed'>;

/** `dossier` undefined: not all of it is here, and nothing can be said of what is missing. */
export function dossierView(
  policy: Policy,
  { step, ageBand }: Pick<CaseFacts, 'step' | 'ageBand'>,
  team: { readonly dossier: Dossier | undefined; readonly log: RecordRoom['log'] } | undefined,
  lang: Lang,
): DossierView {
  if (team?.dossier === undefined) return { records: [], facts: {}, moves: [], recordable: [], closed: isClosed(step) };
  const { log, dossier } = team;
  // A case that this device saw closed stays closed, whatever the server says.
  const facts: CaseFacts = { step: isClosed(dossier.step) ? dossier.step : step, ageBand, facts: dossier.facts };
  return {
    records: dossier.entries.map((entry) => recordView(entry, lang)),
    facts: Object.fromEntries(dossier.facts),
    ...possibleView(policy, facts, 'schoolteam', ownOrgType(log), dossier.whole, lang),
    closed: isClosed(facts.step),
  };
}

/** What of it belongs to one room only. The school team's is shown with the case. */
export function roomDossierView(
  policy: Policy,
  { step, ageBand }: Pick<CaseFacts, 'step' | 'ageBand'>,
  room: { readonly id: Id; readonly dossier: Dossier | undefined; readonly log: RecordRoom['log']; readonly closed: boolean },
  lang: Lang,
): Pick<Room, 'records' | 'moves' | 'recordable'> {
  const { kind } = room.log.state ?? { kind: '' };
  const { dossier } = room;
  if (dossier === undefined || !isRoomKind(kind) || kind === 'schoolteam') return { records: [], moves: [], recordable: [] };
  const own = dossier.entries.filter((entry) => entry.room.id === room.id);
  const records = own.map((entry) => recordView(entry, lang));
  if (room.closed) return { records, moves: [], recordable: [] };
  const facts: CaseFacts = { step, ageBand, facts: dossier.facts };
  const possible = possibleView(policy, facts, kind, ownOrgType(room.log), dossier.whole, lang);
  const last = own.at(-1)?.record;
  return { records, ...possible, ...(last !== undefined && endsRoom(last) ? { moves: [] } : {}) };
}

/** The words that go with a record, and the rule that asks for them. */
export function wordsFor(
  policy: Policy,
  { record, step, fields }: RecordFacts,
): { readonly words: string; readonly rule: string } | undefined {
  if (record !== kStepRecord) return policy.records.find((each) => each.record === record);
  return policy.transitions.find(({ from, to }) => from === step && to === fields.get('to'));
}
