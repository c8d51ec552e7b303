// SPDX-License-Identifier: EUPL-1.2
// Reads the vectors under tests/vectors/ for tests; Node only, never part of the client.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Bytes } from '../bytes';

const root = new URL('../../../../tests/vectors/', import.meta.url);

export function vectorPath(path: string): string {
  return fileURLToPath(new URL(path, root));
}

export function readVectors<T>(path: string): T {
  return JSON.parse(readFileSync(vectorPath(path), 'utf-8')) as T;
}

export function readVectorBytes(path: string): Bytes {
  return new Uint8Array(readFileSync(vectorPath(path)));
}

export function vectorNames(folder: string): readonly string[] {
  return readdirSync(vectorPath(folder))
    .filter((name) => name.endsWith('.json'))
    .sort();
}

export interface WycheproofFile<Group> {
  readonly numberOfTests: number;
  readonly testGroups: readonly Group[];
}

export interface WycheproofTest {
  readonly tcId: number;
  readonly comment: string;
  readonly result: 'valid' | 'invalid' | 'acceptable';
  readonly flags: readonly string[];
}
