// SPDX-License-Identifier: EUPL-1.2
// What an item of type `record` states in its header, in the clear (docs/protocol.md section 6): the server enforces the plan on it.

import { utf8 } from '../crypto/bytes';
import type { Result } from '../crypto/result';
import { type JsonLimits, jsonBytes } from './json';
import { decode, type ObjectReader } from './object_reader';

export const kRecordSteps = ['1', '2', '3', '4', '5', '6', '7', '8', 'monitored', 'closed_at_school', 'closed'] as const;
export type RecordStep = (typeof kRecordSteps)[number];

export interface ItemRecord {
  readonly record: string;
  /** the case's step when it is made */
  readonly step: RecordStep;
  readonly fields: ReadonlyMap<string, string>;
}

const kLimits: JsonLimits = { maxBytes: 512, maxDepth: 2 };
const kMostFields = 16;
const kMostValueBytes = 64;
const kWord = /^[a-z0-9_-]{1,64}$/;

function readFields(o: ObjectReader): ReadonlyMap<string, string> {
  const names = o.names();
  if (names.length > kMostFields || !names.every((name) => kWord.test(name))) o.refuse();
  const fields = new Map(names.map((name) => [name, o.string(name)]));
  return [...fields.values()].every((value) => utf8(value).length <= kMostValueBytes) ? fields : o.refuse();
}

export function decodeRecord(text: string): Result<ItemRecord> {
  return decode(
    text,
    (o) => {
      const record = o.string('record');
      if (!kWord.test(record)) o.refuse();
      return { record, step: o.oneOf('step', kRecordSteps), fields: o.object('fields', readFields) };
    },
    kLimits,
  );
}

/** Refuses what would not be read back. */
export function encodeRecord({ record, step, fields }: ItemRecord): Result<string> {
  const text = new TextDecoder().decode(jsonBytes({ record, step, fields: Object.fromEntries(fields) }));
  const read = decodeRecord(text);
  return read.ok ? { ok: true, value: text } : read;
}
