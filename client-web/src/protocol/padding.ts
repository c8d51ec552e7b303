// SPDX-License-Identifier: EUPL-1.2
// Padding of an item's plaintext: its length shows only as one of a few sizes (docs/protocol.md section 6).

import { type Bytes, concat, readU32, u32 } from '../crypto/bytes';
import { fail, ok, type Result } from '../crypto/result';

export const kMaxPlaintextBytes = 32_000;
const largeStep = 4096;
const lengthBytes = 4;

/** The smallest size that holds `length` bytes: 256, 512, 1024, 2048, 4096, then multiples of 4096. */
export function paddedLength(length: number): number {
  for (let size = 256; size < largeStep; size *= 2) if (length <= size) return size;
  return Math.ceil(length / largeStep) * largeStep;
}

export function pad(plaintext: Bytes): Result<Bytes> {
  if (plaintext.length > kMaxPlaintextBytes) return fail('malformed', 'plaintext size');
  const used = lengthBytes + plaintext.length;
  return ok(concat(u32(plaintext.length), plaintext, new Uint8Array(paddedLength(used) - used)));
}

export function unpad(padded: Bytes): Result<Bytes> {
  const refused = fail('malformed', 'padding');
  if (padded.length < lengthBytes) return refused;
  const length = readU32(padded, 0);
  if (length > kMaxPlaintextBytes || paddedLength(lengthBytes + length) !== padded.length) return refused;
  const end = lengthBytes + length;
  return padded.subarray(end).every((byte) => byte === 0) ? ok(padded.slice(lengthBytes, end)) : refused;
}
