// SPDX-License-Identifier: EUPL-1.2
// Both folders of tests/vectors/shared/: what the C++ side wrote and what ours wrote, every file, one verdict.
import { describe, expect, it } from 'vitest';
import { readVectors, vectorNames } from '../crypto/testing/vector_files';
import type { JsonObject } from './json';
import { carryOut, kSharedOpNames } from './testing/shared_ops';

interface Case extends JsonObject {
  readonly name: string;
  readonly op: string;
}

const folders = ['cpp', 'ts'] as const;
const files = folders.flatMap((folder) => vectorNames(`shared/${folder}/`).map((name) => `${folder}/${name}`));

function casesOf(file: string): readonly Case[] {
  return readVectors<readonly Case[]>(`shared/${file}`);
}

describe('shared vectors', () => {
  it.each(files)('%s gets our verdict on every case', async (file) => {
    const wrong: string[] = [];
    for (const { name, op, expect: wanted, refused, ...inputs } of casesOf(file)) {
      const outcome = await carryOut(op, inputs as JsonObject);
      const right = refused === true ? !outcome.ok : outcome.ok && JSON.stringify(sorted(outcome.value)) === JSON.stringify(sorted(wanted));
      if (!right) wrong.push(`${op}: ${name}`);
    }
    expect(wrong).toEqual([]);
  });

  it.each(folders)('%s holds every operation, and each case once', (folder) => {
    const cases = files
      .filter((file) => file.startsWith(folder))
      .flatMap((file) => casesOf(file).map(({ name, op }) => ({ op, key: `${file}: ${name}` })));
    expect([...new Set(cases.map(({ op }) => op))].sort()).toEqual([...kSharedOpNames].sort());
    expect(new Set(cases.map(({ key }) => key)).size).toBe(cases.length);
  });

  it('keeps its size', () => {
    const count = (folder: string) =>
      files.filter((file) => file.startsWith(folder)).reduce((total, file) => total + casesOf(file).length, 0);
    expect({ cpp: count('cpp'), ts: count('ts') }).toEqual({ cpp: 295, ts: 335 });
  });
});

/** The order of an object's fields means nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
}
