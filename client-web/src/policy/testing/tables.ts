// SPDX-License-Identifier: EUPL-1.2
// For tests: the tables and the cast of tests/vectors/policy, which the C++ rules are held against too.

import { readFileSync } from 'node:fs';
import { builtInPolicy } from '../built_in_policy';
import type { LeafFacts, RoomFacts } from '../facts';
import { kDayMs } from '../membership';
import type { Decision } from '../policy';
import type { RecordVerdict } from '../records';
import { isRoomKind, kLeafClasses, kPhases, type RoomKind } from '../words';

export type Row = Readonly<Record<string, string>>;

export const kTheRoom = 'the room';
export const kTheCase = 'the case';
/** At which every act of the tables is done. */
export const kTheMoment = 1000 * kDayMs;

/** Of a file, or of one part of `matrix.tsv`: `acts`, `records`, `plan`. */
function readLines(name: string): readonly string[] {
  const [fileName, part] = name.includes('.') ? [name, undefined] : ['matrix.tsv', name];
  const text = readFileSync(new URL(`../../../../tests/vectors/policy/${fileName}`, import.meta.url), 'utf-8');
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  if (part === undefined) return lines;
  const from = lines.indexOf(`= ${part}`) + 1;
  if (from === 0) throw new Error(`no part ${part}`);
  const next = lines.findIndex((line, i) => i >= from && line.startsWith('= '));
  return lines.slice(from, next === -1 ? undefined : next);
}

/** The lines that name somebody: `@` and words. */
export function readCast(name: string): readonly (readonly string[])[] {
  const named = readLines(name).filter((line) => line.startsWith('@ '));
  return named.map((line) => line.split(' ').slice(1));
}

export function readTable(name: string): readonly Row[] {
  const [head = '', ...lines] = readLines(name).filter((line) => !line.startsWith('@ '));
  const columns = head.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    if (cells.length !== columns.length) throw new Error(`${name}: ${line}`);
    return Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']));
  });
}

/** `a=1 b=2`; `-` is nothing. */
export function pairsOf(text: string): readonly (readonly [string, string])[] {
  const words = text === '-' ? [] : text.split(' ');
  return words.map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)] as const);
}

/** Of a verdict on a record: `.`, the code of the denial, or that of the condition that is missing. */
export function codeOf(verdict: RecordVerdict): string {
  if (verdict.allowed) return '.';
  return verdict.condition === undefined ? verdict.code : `${verdict.code}:${verdict.condition}`;
}

export function cell(row: Row, column: string): string {
  const value = row[column];
  if (value === undefined) throw new Error(`no column ${column}`);
  return value;
}

/** The word itself, as one of these. */
export function oneOf<T extends string>(all: readonly T[], word: string): T {
  const found = all.find((each) => each === word);
  if (found === undefined) throw new Error(`unknown word ${word}`);
  return found;
}

export function kindOf(word: string): RoomKind {
  if (!isRoomKind(word)) throw new Error(`unknown room ${word}`);
  return word;
}

function marked(facts: LeafFacts, mark: string): LeafFacts {
  if (mark.startsWith('for=')) return { ...facts, standsInFor: mark.slice('for='.length) };
  if (mark.startsWith('until=')) {
    const until = kTheMoment + Number(mark.slice('until='.length)) * kDayMs;
    return { ...facts, until, termOver: until <= kTheMoment };
  }
  if (mark.startsWith('leaf=')) return { ...facts, leaf: mark.slice('leaf='.length) };
  switch (mark) {
    case 'expired':
      return { ...facts, certificateValid: false };
    case 'revoked':
      return { ...facts, revoked: true };
    case 'relation':
      return { ...facts, relationDeclared: true };
    case 'no_convenant':
      return { ...facts, convenantValid: false };
    case 'other_room':
      return { ...facts, room: 'another room' };
    case 'other_case':
      return { ...facts, caseId: 'another case' };
    default:
      throw new Error(`people.txt: ${mark}`);
  }
}

const people: ReadonlyMap<string, LeafFacts> = new Map(
  readCast('people.txt').map(([name, klass, orgType, org, functie, ...marks]) => {
    if (name === undefined || klass === undefined || orgType === undefined || functie === undefined) {
      throw new Error(`people.txt: ${name}`);
    }
    const leafClass = oneOf(kLeafClasses, klass);
    const facts: LeafFacts = {
      leaf: name,
      leafClass,
      orgType,
      functie,
      organisation: org === undefined || org === '-' ? '' : org,
      room: leafClass === 'pseudonym' ? kTheRoom : '',
      caseId: leafClass === 'guest' ? kTheCase : '',
      certificateValid: true,
      convenantValid: true,
      revoked: false,
      relationDeclared: false,
      until: 0,
      standsInFor: '',
      termOver: false,
    };
    return [name, marks.reduce(marked, facts)] as const;
  }),
);

export function person(name: string): LeafFacts {
  const found = people.get(name);
  if (found === undefined) throw new Error(`nobody is called ${name}`);
  return found;
}

/** A room of this kind at this moment, with these people (`mentor,gert`; `-` for nobody). */
export function roomWith(kind: string, phase: string, step: number, roster: string): RoomFacts {
  const known = kindOf(kind);
  return {
    room: kTheRoom,
    caseId: builtInPolicy.rooms[known].namesCase ? kTheCase : '',
    kind: known,
    phase: oneOf(kPhases, phase),
    step,
    closed: false,
    caseClosed: false,
    roster: roster === '-' ? [] : roster.split(',').map(person),
  };
}

/** `.` or the code of the denial, as the tables write it. */
export function textOf(decision: Decision | { readonly allowed: true }): string {
  return decision.allowed ? '.' : decision.code;
}

/** The people of a group of a table's cast, each of the organisation that is called after its type. */
export function authorsOf(part: string, group: string): readonly LeafFacts[] {
  return readCast(part)
    .filter(([named]) => named === group)
    .map(([, leafClass = '', orgType = '', functie = '']) => ({
      ...person('mentor'),
      leafClass: oneOf(kLeafClasses, leafClass),
      ...{ orgType, functie, organisation: orgType },
    }));
}
