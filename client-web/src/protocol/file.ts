// SPDX-License-Identifier: EUPL-1.2
// Files (docs/protocol.md section 7): chunks of 64 KiB, each bound to its place and the last one marked.

import { type Aad, aad, openWithNonce, sealWithNonce } from '../crypto/aead';
import { type Bytes, concat, lp, u32 } from '../crypto/bytes';
import { derive, label } from '../crypto/labels';
import { fail, ok, type Result } from '../crypto/result';
import { type Id, idBytes } from './id';

export const kChunkBytes = 64 * 1024;

function nonce(index: number, last: boolean): Bytes {
  return concat(new Uint8Array(7), u32(index), Uint8Array.of(last ? 1 : 0));
}

function chunkAad(file: Id): Aad {
  return aad(lp(label('chunk'), idBytes(file)));
}

function fileKey(key: Bytes, file: Id): Promise<Bytes> {
  return derive(key, 'file', idBytes(file));
}

/** `key` is 32 random bytes made for this file alone. An empty file is one empty chunk. */
export async function sealFile(file: Id, key: Bytes, content: Bytes): Promise<readonly Bytes[]> {
  const secret = await fileKey(key, file);
  const count = Math.max(1, Math.ceil(content.length / kChunkBytes));
  const chunks: Bytes[] = [];
  for (let i = 0; i < count; i++) {
    const chunk = content.slice(i * kChunkBytes, (i + 1) * kChunkBytes);
    chunks.push(await sealWithNonce(secret, nonce(i, i === count - 1), chunkAad(file), chunk));
  }
  return chunks;
}

/** One chunk by its place, for reading while it arrives. */
export async function openChunk(file: Id, key: Bytes, index: number, last: boolean, sealed: Bytes): Promise<Result<Bytes>> {
  return openWithNonce(await fileKey(key, file), nonce(index, last), chunkAad(file), sealed);
}

/** All chunks in order; one missing, moved, doubled or wrongly marked refuses the whole. */
export async function openFile(file: Id, key: Bytes, chunks: readonly Bytes[]): Promise<Result<Bytes>> {
  const secret = await fileKey(key, file);
  const content: Bytes[] = [];
  for (const [i, sealed] of chunks.entries()) {
    const last = i === chunks.length - 1;
    const chunk = await openWithNonce(secret, nonce(i, last), chunkAad(file), sealed);
    if (!chunk.ok) return chunk;
    const full = chunk.value.length === kChunkBytes;
    if (last ? chunk.value.length > kChunkBytes || (chunk.value.length === 0 && i > 0) : !full) return fail('malformed', 'chunk size');
    content.push(chunk.value);
  }
  return content.length > 0 ? ok(concat(...content)) : fail('malformed', 'no chunk');
}
