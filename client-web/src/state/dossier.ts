// SPDX-License-Identifier: EUPL-1.2
// What the records of a case's school team add up to, each judged in its turn as the server had to judge it. Pure.
import { leafFactsOf } from '../policy/log_facts';
import type { Condition, Denial, RecordField as FieldRules, Policy } from '../policy/policy';
import { afterRecord, type CaseFacts, judgeRecord, kStepRecord, possibleMoves, possibleRecords, type RecordFacts } from '../policy/records';
import { isClosed } from '../policy/steps';
import { type AgeBand, isRoomKind, type RoomKind } from '../policy/words';
import { decodeRecord } from '../protocol/record';
import type { Case, CaseMove, CaseRecord, Lang, Problem, Recordable, RecordField } from './model';
import type { ReadItem, RoomItems } from './room_items';
import type { RoomLog } from './room_log';
import { calledName } from './room_view';

export interface DossierEntry {
  readonly item: ReadItem;
  readonly record: RecordFacts;
}

export interface Dossier {
  /** oldest first */
  readonly entries: readonly DossierEntry[];
  readonly facts: CaseFacts['facts'];
  /** where the last record that moved it brought the case, which other things move too */
  readonly step: CaseFacts['step'];
  /** Whoever joined later does not have the first of them, and cannot tell whether a condition is missing. */
  readonly whole: boolean;
}

export type DossierRead = { readonly ok: true; readonly dossier: Dossier } | { readonly ok: false; readonly denial: Denial };

/**
 * Of a room whose items are all here, as far as one may see them. The case's step is moved by more than records, so that a record's own word
 * for it counts, until a record has closed the case.
 */
export function readDossier(
  policy: Policy,
  log: Pick<RoomLog, 'state' | 'leafAt'>,
  { all, first }: Pick<RoomItems, 'all' | 'first'>,
  ageBand: AgeBand,
): DossierRead {
  const { kind } = log.state ?? { kind: '' };
  if (!isRoomKind(kind)) return { ok: false, denial: policy.denials.item_type_not_allowed };
  const whole = first <= 1;
  const entries: DossierEntry[] = [];
  let known: CaseFacts = { step: '1', ageBand, facts: new Map() };
  for (const item of all) {
    if (item.header.type !== 'record') continue;
    const record = decodeRecord(item.header.record);
    const author = log.leafAt(item.header.epoch, item.header.from);
    if (!record.ok || author === undefined) return { ok: false, denial: policy.denials.record_malformed };
    const before = isClosed(known.step) ? known : { ...known, step: record.value.step };
    const verdict = judgeRecord(policy, before, kind, leafFactsOf(author, item.at), record.value);
    const unknowable = !whole && !verdict.allowed && verdict.code === 'condition_missing';
    if (!verdict.allowed && !unknowable) return { ok: false, denial: verdict.denial };
    known = verdict.allowed ? verdict.after : afterRecord(policy, before, record.value);
    entries.push({ item, record: record.value });
  }
  return { ok: true, dossier: { entries, facts: known.facts, step: known.step, whole } };
}

function problemOf({ code, rule, nl, en }: Condition, lang: Lang): Problem {
  return { reason: code, rule, message: lang === 'nl' ? nl : en };
}

function recordView({ item, record }: DossierEntry, log: RoomLog, lang: Lang): CaseRecord {
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

type DossierView = Pick<Case, 'records' | 'facts' | 'moves' | 'recordable' | 'closed'>;

/** `dossier` undefined: not all of it is here, and nothing can be said of what is missing. */
export function dossierView(
  policy: Policy,
  { step, ageBand }: Pick<CaseFacts, 'step' | 'ageBand'>,
  team: { readonly dossier: Dossier | undefined; readonly log: RoomLog } | undefined,
  lang: Lang,
): DossierView {
  const closed = isClosed(step);
  if (team?.dossier === undefined) return { records: [], facts: {}, moves: [], recordable: [], closed };
  const { log, dossier } = team;
  const facts: CaseFacts = { step, ageBand, facts: dossier.facts };
  const orgType = log.me === undefined ? '' : (log.lastKnown(log.me.leaf)?.issuer.type ?? '');
  const kind: RoomKind = 'schoolteam';
  const shown = (conditions: readonly Condition[]) => (dossier.whole ? conditions.map((each) => problemOf(each, lang)) : []);
  return {
    records: dossier.entries.map((entry) => recordView(entry, log, lang)),
    facts: Object.fromEntries(dossier.facts),
    moves: possibleMoves(policy, facts, orgType).map(
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
    closed,
  };
}

/** The words that go with a record, and the rule that asks for them. */
export function wordsFor(
  policy: Policy,
  { record, step, fields }: RecordFacts,
): { readonly words: string; readonly rule: string } | undefined {
  if (record !== kStepRecord) return policy.records.find((each) => each.record === record);
  return policy.transitions.find(({ from, to }) => from === step && to === fields.get('to'));
}
