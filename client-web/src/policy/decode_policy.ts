// SPDX-License-Identifier: EUPL-1.2
// From the bytes of the policy file and of a region's choices to a Policy, all or nothing. Contradictions between rows are refused by the build (server/domain/policy_check).

import type { Result } from '../crypto/result';
import { type Json, type JsonLimits, parseJson } from '../protocol/json';
import { decode, decodeValue, type ObjectReader } from '../protocol/object_reader';
import { type Choices, inRegion, readChoices, readSettings } from './in_region';
import type {
  Condition,
  Denial,
  FactSetting,
  MemberSelector,
  Need,
  Opening,
  Policy,
  RecordField,
  RecordRules,
  RegionSetting,
  RoomRules,
  Transition,
} from './policy';
import {
  type DenialCode,
  kAgeBands,
  kDenialCodes,
  kFieldTypes,
  kItemTypes,
  kLeafClasses,
  kPhases,
  kRecordWords,
  kRoomKinds,
  kSteps,
  type Phase,
  type RoomKind,
} from './words';

const kMaxPolicyBytes = 256 * 1024;
const kMaxPolicyDepth = 8;
const kMostTermDays = 366;

function plainWords(o: ObjectReader, name: string): readonly string[] {
  const list = o.strings(name);
  return list.every((word) => word !== '') && new Set(list).size === list.length ? list : o.refuse();
}

function knownWords<T extends string>(o: ObjectReader, name: string, all: readonly T[]): readonly T[] {
  return plainWords(o, name).map((word) => all.find((one) => one === word) ?? o.refuse());
}

function steps(o: ObjectReader, name: string): readonly number[] {
  const list = o.value(name);
  if (!Array.isArray(list) || new Set(list).size !== list.length) return o.refuse();
  return list.map((each: unknown) => (typeof each === 'number' && each >= 1 && each <= 8 ? each : o.refuse()));
}

/** What a person reads of a row: its rule, and a sentence in both languages. */
function readTold(o: ObjectReader): { readonly rule: string; readonly nl: string; readonly en: string } {
  const told = { rule: o.string('rule'), nl: o.string('nl'), en: o.string('en') };
  return Object.values(told).every((text) => text !== '') ? told : o.refuse();
}

function readSelector(o: ObjectReader, everywhere: readonly Phase[]): MemberSelector {
  const who = {
    leafClass: o.oneOf('class', kLeafClasses),
    orgTypes: plainWords(o, 'org_types'),
    functies: plainWords(o, 'functies'),
  };
  const phases = o.has('phases') ? knownWords(o, 'phases', kPhases) : everywhere;
  const termDays = o.has('term_days') ? o.int('term_days', 1, kMostTermDays) : 0;
  return phases.length > 0 ? { ...who, phases, termDays } : o.refuse();
}

function readOpening(o: ObjectReader, conditions: readonly Condition[]): Opening {
  return { phase: o.oneOf('phase', kPhases), steps: steps(o, 'steps'), needs: conditionsNamed(o, 'needs', conditions) };
}

function readRoom(o: ObjectReader, conditions: readonly Condition[]): RoomRules {
  const kind = o.oneOf('kind', kRoomKinds);
  const phases = knownWords(o, 'phases', kPhases);
  return {
    kind,
    steps: steps(o, 'steps'),
    phases,
    openings: unique(
      o,
      o.objects('opening', (inner) => readOpening(inner, conditions)),
      ({ phase }) => phase,
    ),
    members: o.objects('members', (inner) => readSelector(inner, phases)),
    oneOrganisationOf: plainWords(o, 'one_organisation_of'),
    convenant: o.bool('convenant'),
    relationAllowed: o.bool('relation_allowed'),
    namesCase: o.bool('names_case'),
    beginsCase: o.bool('begins_case'),
    openBy: plainWords(o, 'open_by'),
    addBy: plainWords(o, 'add_by'),
    removeBy: plainWords(o, 'remove_by'),
    closeBy: plainWords(o, 'close_by'),
    pickUpBy: plainWords(o, 'pick_up_by'),
    openingMoves: o.objects('opening_moves', (inner) => ({ from: inner.oneOf('from', kSteps), to: inner.oneOf('to', kSteps) })),
    itemTypes: knownWords(o, 'item_types', kItemTypes),
    identifiedItemTypes: knownWords(o, 'identified_item_types', kItemTypes),
    declaration: o.bool('declaration'),
    ...readTold(o),
  };
}

function readDenial(o: ObjectReader): Denial {
  return { code: o.oneOf('code', kDenialCodes), ...readTold(o) };
}

function readNeed(o: ObjectReader): Need {
  if (o.has('everyone_in')) return { everyoneIn: knownWords(o, 'everyone_in', kRoomKinds) };
  return { atLeast: o.int('at_least', 1) };
}

function readAlternative(o: ObjectReader): ReadonlyMap<string, Need> {
  return new Map(o.names().map((fact) => [fact, o.hasList(fact) ? { values: plainWords(o, fact) } : o.object(fact, readNeed)]));
}

function readCondition(o: ObjectReader): Condition {
  const about = { code: o.string('code'), ...readTold(o) };
  return { ...about, any: o.objects('any', readAlternative) };
}

/** A fact that is a set of organisations has no values. */
function readSet(o: ObjectReader): readonly string[] {
  return o.bool('organisations') ? [] : o.refuse();
}

function conditionsNamed(o: ObjectReader, name: string, all: readonly Condition[]): readonly Condition[] {
  return plainWords(o, name).map((word) => all.find(({ code }) => code === word) ?? o.refuse());
}

function readTransition(o: ObjectReader, conditions: readonly Condition[]): Transition {
  return {
    from: o.oneOf('from', kSteps),
    to: o.oneOf('to', kSteps),
    by: o.string('by'),
    room: o.oneOf('room', kRoomKinds),
    fields: readFields(o),
    ...readTold(o),
    needs: conditionsNamed(o, 'needs', conditions),
    warns: conditionsNamed(o, 'warns', conditions),
    clears: plainWords(o, 'clears'),
    words: o.oneOf('words', kRecordWords),
  };
}

function readField(o: ObjectReader): RecordField {
  const name = o.string('name');
  const type = o.oneOf('type', kFieldTypes);
  return type === 'choice' || type === 'record' ? { name, type, values: plainWords(o, 'values') } : { name, type };
}

function readFields(o: ObjectReader): readonly RecordField[] {
  return unique(o, o.objects('fields', readField), ({ name }) => name);
}

function readSetting(o: ObjectReader): FactSetting {
  const fact = o.string('fact');
  if (o.has('organisation')) return { fact, organisation: o.oneOf('organisation', ['add', 'only'] as const) };
  return o.has('to') ? { fact, to: o.string('to') } : { fact, from: o.string('from') };
}

function readRecord(o: ObjectReader, conditions: readonly Condition[]): RecordRules {
  return {
    record: o.string('record'),
    ...readTold(o),
    rooms: knownWords(o, 'rooms', kRoomKinds),
    by: plainWords(o, 'by'),
    steps: knownWords(o, 'steps', kSteps),
    fields: readFields(o),
    words: o.oneOf('words', kRecordWords),
    needs: conditionsNamed(o, 'needs', conditions),
    afterwards: conditionsNamed(o, 'then', conditions),
    otherThan: o.string('other_than'),
    texts: plainWords(o, 'texts'),
    ownerOnly: o.bool('owner_only'),
    endsRoom: o.bool('ends_room'),
    clears: plainWords(o, 'clears'),
    sets: unique(o, o.objects('sets', readSetting), ({ fact }) => fact),
  };
}

function unique<Row>(o: ObjectReader, rows: readonly Row[], keyOf: (row: Row) => string): readonly Row[] {
  return new Set(rows.map(keyOf)).size === rows.length ? rows : o.refuse();
}

/** Each key has exactly one row. */
function byKey<K extends string, Row>(o: ObjectReader, all: readonly K[], rows: readonly Row[], keyOf: (row: Row) => K): Record<K, Row> {
  if (rows.length !== all.length) o.refuse();
  const entries = all.map((key) => [key, rows.find((row) => keyOf(row) === key) ?? o.refuse()] as const);
  return Object.fromEntries(entries) as Record<K, Row>;
}

function whole(o: ObjectReader, name: string, all: readonly string[]): void {
  const listed = o.strings(name);
  if (listed.length !== all.length || listed.some((word, i) => word !== all[i])) o.refuse();
}

function readPolicy(o: ObjectReader, settings: readonly RegionSetting[], { partnerTypes }: Choices): Policy {
  o.int('version', 1, 1);
  whole(o, 'phases', kPhases);
  whole(o, 'age_bands', kAgeBands);
  const types = o.objects('organisation_types', (inner) => [inner.string('type'), plainWords(inner, 'functies')] as const);
  const functiesByOrgType = new Map(types);
  if (functiesByOrgType.size !== types.length) o.refuse();
  const regieByStep = o.objects('regie', (inner) => ({ step: inner.int('step', 1, 8), by: inner.string('by'), ...readTold(inner) }));
  if (regieByStep.length !== 8 || regieByStep.some(({ step }, i) => step !== i + 1)) o.refuse();
  const facts = o.objects(
    'facts',
    (inner) => [inner.string('fact'), inner.has('organisations') ? readSet(inner) : plainWords(inner, 'values')] as const,
  );
  const conditions = unique(o, o.objects('conditions', readCondition), ({ code }) => code);
  const records = o.objects('records', (inner) => readRecord(inner, conditions));
  return {
    title: o.string('title'),
    settings,
    partnerTypes,
    functiesByOrgType,
    contentlessFuncties: plainWords(o, 'contentless_functies'),
    waarnemingDays: o.int('waarneming_days', 1, kMostTermDays),
    rooms: byKey<RoomKind, RoomRules>(
      o,
      kRoomKinds,
      o.objects('rooms', (inner) => readRoom(inner, conditions)),
      ({ kind }) => kind,
    ),
    denials: byKey<DenialCode, Denial>(o, kDenialCodes, o.objects('denials', readDenial), ({ code }) => code),
    transitions: o.objects('transitions', (inner) => readTransition(inner, conditions)),
    facts: new Map(unique(o, facts, ([fact]) => fact)),
    conditions,
    records: unique(o, records, ({ record }) => record),
    regieByStep: regieByStep.map(({ step: _, ...rules }) => rules),
  };
}

const kLimits: JsonLimits = { maxBytes: kMaxPolicyBytes, maxDepth: kMaxPolicyDepth };

function readInRegion(o: ObjectReader, region: Json): Policy {
  const refuse = (): never => o.refuse();
  const settings = readSettings(o);
  const file = Object.fromEntries(o.names().map((name) => [name, o.value(name)]));
  const choices = decodeValue(region, (inner) => readChoices(inner, settings));
  if (!choices.ok) return refuse();
  const policy = decodeValue(inRegion(file, choices.value, refuse), (inner) => readPolicy(inner, settings, choices.value));
  return policy.ok ? policy.value : refuse();
}

/** Of the policy file's text and the region's. */
export function decodePolicy(text: string, region: string): Result<Policy> {
  const chosen = parseJson(region, kLimits);
  return chosen.ok ? decode(text, (o) => readInRegion(o, chosen.value), kLimits) : chosen;
}
