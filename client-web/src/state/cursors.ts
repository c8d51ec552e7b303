// SPDX-License-Identifier: EUPL-1.2
// How far everybody in one room has received and read. Cursors only move forward.
import type { Cursor } from '../api/shapes';
import type { Id } from '../protocol/id';

export class Cursors {
  private readonly seqs = new Map<string, number>();

  /** Returns whether anything moved. */
  move({ leaf, thread, seq }: Cursor): boolean {
    const key = `${leaf}/${thread}`;
    if (seq <= (this.seqs.get(key) ?? 0)) return false;
    this.seqs.set(key, seq);
    return true;
  }

  delivered(leaf: Id): number {
    return this.seqs.get(`${leaf}/`) ?? 0;
  }

  read(leaf: Id, thread: Id): number {
    return this.seqs.get(`${leaf}/${thread}`) ?? 0;
  }
}
