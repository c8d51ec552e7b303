// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, it } from 'vitest';
import { type Bytes, equalConstantTime, random } from '../crypto/bytes';
import { kChunkBytes, openFile, sealFile } from './file';
import { newId } from './id';
import { mustHave } from './testing/region';

function content(length: number): Bytes {
  return Uint8Array.from({ length }, (_, i) => i % 251);
}

describe('a file', () => {
  it.each([
    [0, 1],
    [1, 1],
    [kChunkBytes, 1],
    [kChunkBytes + 1, 2],
    [3 * kChunkBytes, 3],
  ])('of %i bytes travels in %i chunks', async (length, count) => {
    const [file, key] = [newId(), random(32)];
    const chunks = await sealFile(file, key, content(length));
    expect(chunks.length).toBe(count);
    expect(equalConstantTime(mustHave(await openFile(file, key, chunks)), content(length))).toBe(true);
  });

  it('is refused with a chunk missing, moved, doubled or changed, and as another file', async () => {
    const [file, key] = [newId(), random(32)];
    const [a, b, c] = await sealFile(file, key, content(2 * kChunkBytes + 9));
    if (a === undefined || b === undefined || c === undefined) throw new Error('three chunks');
    const wrong: readonly (readonly Bytes[])[] = [
      [],
      [a, b],
      [b, c],
      [a, c],
      [b, a, c],
      [a, b, b, c],
      [a, b, c, c],
      [a, b, c.map((byte) => byte ^ 1)],
    ];
    for (const chunks of wrong) expect((await openFile(file, key, chunks)).ok).toBe(false);
    expect((await openFile(newId(), key, [a, b, c])).ok).toBe(false);
    expect((await openFile(file, random(32), [a, b, c])).ok).toBe(false);
  });
});
