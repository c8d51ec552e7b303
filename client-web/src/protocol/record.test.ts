// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, it } from 'vitest';
import { decodeRecord, encodeRecord, type ItemRecord, kRecordSteps } from './record';
import { mustHave } from './testing/region';

const talk: ItemRecord = { record: 'pupil_talk', step: '2', fields: new Map([['on', '2026-03-02']]) };
const kTalk = '{"record":"pupil_talk","step":"2","fields":{"on":"2026-03-02"}}';
const named = (count: number, value = 'x') => new Map(Array.from({ length: count }, (_, i) => [`field-${i}`, value]));

describe('a record', () => {
  it('is read as it was written, at every step', () => {
    expect(mustHave(encodeRecord(talk))).toBe(kTalk);
    for (const step of kRecordSteps) expect(mustHave(decodeRecord(mustHave(encodeRecord({ ...talk, step }))))).toEqual({ ...talk, step });
    expect(mustHave(decodeRecord('{"fields":{},"step":"closed","record":"a"}'))).toEqual({
      record: 'a',
      step: 'closed',
      fields: new Map(),
    });
  });

  it('keeps a field apart from what every object has', () => {
    const { fields } = mustHave(decodeRecord('{"record":"a","step":"1","fields":{"__proto__":"x"}}'));
    expect([...fields]).toEqual([['__proto__', 'x']]);
    expect(fields.get('constructor')).toBeUndefined();
  });

  it.each([
    ['without a field', kTalk.replace('"step":"2",', '')],
    ['with a field more', kTalk.replace('{', '{"more":"x",')],
    ['with a field twice', kTalk.replace('"on":', '"on":"x","on":')],
    ['with a word that is none', kTalk.replace('pupil_talk', 'Pupil talk')],
    ['without a word', kTalk.replace('pupil_talk', '')],
    ['at a step that is none', kTalk.replace('"2"', '"9"')],
    ['at a step that is a number', kTalk.replace('"2"', '2')],
    ['with a name that is no word', kTalk.replace('"on"', '"On"')],
    ['with a value that is no text', kTalk.replace('"2026-03-02"', '20260302')],
    ['with a value inside a value', kTalk.replace('"2026-03-02"', '{}')],
    ['with a list of fields', kTalk.replace(/\{"on.*\}\}/, '[]}')],
    ['that is no object', '[]'],
    ['that is nothing', ''],
  ])('is refused %s', (_, text) => {
    expect(decodeRecord(text).ok).toBe(false);
  });

  it('has at most 16 fields, 64 bytes a value and 512 bytes in all', () => {
    const accepts = (fields: ReadonlyMap<string, string>) => encodeRecord({ ...talk, fields }).ok;
    expect([accepts(named(16)), accepts(named(17))]).toEqual([true, false]);
    expect([accepts(named(1, 'é'.repeat(32))), accepts(named(1, 'é'.repeat(33)))]).toEqual([true, false]);
    const start = mustHave(encodeRecord({ ...talk, fields: named(10, '') })).length;
    const filled = (length: number) => new Map([...named(10, 'x'.repeat(31)), ['field-0', 'x'.repeat(31 + length - start - 310)]]);
    expect(mustHave(encodeRecord({ ...talk, fields: filled(512) })).length).toBe(512);
    expect(accepts(filled(513))).toBe(false);
  });
});
