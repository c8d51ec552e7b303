// SPDX-License-Identifier: EUPL-1.2
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { vectorPath } from '../crypto/testing/vector_files';
import { parseJson } from './json';
import { decode, decodeValue } from './object_reader';

const kWide = { maxBytes: 1 << 20, maxDepth: 1000 };

function accepts(text: string | Uint8Array): boolean {
  return parseJson(text).ok;
}

describe('strict JSON', () => {
  it('refuses all of the published suite that is not JSON, and of the rest only what our rules leave out', () => {
    const folder = vectorPath('published/json_test_suite/');
    const wrong: string[] = [];
    const leftOut: string[] = [];
    let ran = 0;
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
      ran++;
      const accepted = parseJson(new Uint8Array(readFileSync(folder + name)), kWide).ok;
      if (name.startsWith('n_') && accepted) wrong.push(name);
      if (name.startsWith('y_') && !accepted) leftOut.push(name);
    }
    expect([ran, wrong]).toEqual([318, []]);
    expect(leftOut.length).toBe(21);
    const numbers = /^y_number|negative|lonely_int|double|extreme_numbers/;
    expect(leftOut.filter((name) => !numbers.test(name) && !name.includes('duplicated_key'))).toEqual([]);
  });

  it('accepts the same of what the suite leaves open on every platform', () => {
    const folder = vectorPath('published/json_test_suite/');
    const names = readdirSync(folder).filter((file) => file.startsWith('i_'));
    const accepted = names.filter((name) => parseJson(new Uint8Array(readFileSync(folder + name)), kWide).ok);
    expect([names.length, accepted]).toEqual([35, ['i_structure_500_nested_arrays.json']]);
  });

  it.each(['9007199254740992', '18446744073709551616', '-1', '-0', '1.0', '1e2', '0.5', '01', '+1', 'NaN', '[1.5]', '{"a":-1}'])(
    'takes no other number than an integer up to 2^53-1: %s',
    (text) => {
      expect(accepts(text)).toBe(false);
      expect(accepts('9007199254740991')).toBe(true);
    },
  );

  it.each([
    '{"a":1,"a":1}',
    '{"a":1,"\\u0061":2}',
    '[{"b":{"a":1,"c":2,"a":3}}]',
    '{"a":[{"x":1}],"b":0,"a" :1}',
    '{"__proto__":1,"__proto__":2}',
  ])('refuses a name given twice: %s', (text) => {
    expect(accepts(text)).toBe(false);
  });

  it('takes one name in different objects, and text that only looks like a rule', () => {
    expect(accepts('{"a":{"a":1},"b":[{"a":1},{"a":1}]}')).toBe(true);
    expect(accepts('{"a":"\\"a\\":1,-1.5{[","b":"a"}')).toBe(true);
    expect(accepts('["a","a"]')).toBe(true);
  });

  it.each(['', ' ', '{}x', '{}{}', '\ufeff{}', '{}\0', '"\\ud800"', '{"\\udc00":1}', '{/**/}', '[1,]', "{'a':1}"])('refuses %j', (text) => {
    expect(accepts(text)).toBe(false);
  });

  it('takes a pair of surrogates, written or escaped', () => {
    expect(parseJson('"\\ud83d\\ude00😀"')).toEqual({ ok: true, value: '😀😀' });
  });

  it('keeps its limits of depth and bytes', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect([accepts(nested(16)), accepts(nested(17))]).toEqual([true, false]);
    expect([accepts(`"${'a'.repeat(65_534)}"`), accepts(`"${'a'.repeat(65_535)}"`)]).toEqual([true, false]);
    expect([accepts(`"${'é'.repeat(32_767)}"`), accepts(`"${'é'.repeat(32_768)}"`)]).toEqual([true, false]);
  });
});

describe('an object reader', () => {
  const read = (text: string) => decode(text, (o) => ({ n: o.int('n', 1, 9), list: o.objects('list', (i) => i.string('s'), 2) }));

  it('reads exactly the fields asked for', () => {
    expect(read('{"list":[{"s":"x"}],"n":9}')).toEqual({ ok: true, value: { n: 9, list: ['x'] } });
  });

  it.each([
    '{"n":1}',
    '{"n":1,"list":[],"more":0}',
    '{"n":0,"list":[]}',
    '{"n":"1","list":[]}',
    '{"n":1,"list":[{"s":"x","t":1}]}',
    '{"n":1,"list":[{"s":"x"},{"s":"x"},{"s":"x"}]}',
    '{"n":1,"list":{}}',
    '[]',
    'null',
  ])('refuses %s', (text) => {
    expect(read(text).ok).toBe(false);
  });

  it('does not find fields that every object inherits', () => {
    expect(decode('{}', (o) => o.value('toString')).ok).toBe(false);
  });

  it('lets a mistake of ours through as an exception', () => {
    expect(() => decodeValue({}, () => JSON.parse('{'))).toThrow(SyntaxError);
  });
});
