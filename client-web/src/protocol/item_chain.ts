// SPDX-License-Identifier: EUPL-1.2
// One member's view of a room's chain of items: notices repeated ids, counters that do not grow and a server that forks the room.

import { type Bytes, equalConstantTime } from '../crypto/bytes';
import { fail, ok, type Result } from '../crypto/result';
import type { Id } from './id';
import { decodeHeader, type ItemHeader, kFirstHead, nextHead, type StoredItem } from './item';

interface Span {
  readonly lowest: number;
  readonly highest: number;
}

interface Page {
  readonly headers: readonly ItemHeader[];
  /** the head before the first item, then the head after each */
  readonly heads: readonly Bytes[];
  readonly spans: ReadonlyMap<Id, Span>;
}

const forked = fail('forked', 'chain of items');

/** Covers the sequence numbers `first` … `last` without a hole (none when last < first) and grows at both ends, page by page. */
export class ItemChain {
  private readonly room_: Id;
  private readonly ids_ = new Set<Id>();
  private readonly spans_ = new Map<Id, Span>();
  private readonly heads_ = new Map<number, Bytes>([[0, kFirstHead]]);
  /** what senders say they saw before the part that is loaded; checked when it is */
  private readonly claims_ = new Map<number, Bytes>();
  private first_ = 1;
  private last_ = 0;

  constructor(room: Id) {
    this.room_ = room;
  }

  get first(): number {
    return this.first_;
  }

  get last(): number {
    return this.last_;
  }

  get head(): Bytes {
    return this.heads_.get(this.last_) ?? kFirstHead;
  }

  /** The head after the item at `seq`, when it is known. */
  headAt(seq: number): Bytes | undefined {
    return this.heads_.get(seq);
  }

  /** The highest counter seen of a leaf, 0 when none. */
  counter(leaf: Id): number {
    return this.spans_.get(leaf)?.highest ?? 0;
  }

  /**
   * Takes items after the last, or the very first page. `previousHead` is the server's word for the head before the first item;
   * undefined for a single item that was pushed. Items already known are skipped; those taken are returned.
   * A hole fails with code `item`: ask for what lies between.
   */
  async append(previousHead: Bytes | undefined, items: readonly StoredItem[]): Promise<Result<readonly StoredItem[]>> {
    const empty = this.last_ < this.first_;
    const fresh = empty ? items : items.filter(({ seq }) => seq > this.last_);
    const [start] = fresh;
    if (start === undefined) return ok([]);
    const known = this.heads_.get(start.seq - 1);
    if (!empty && start.seq !== this.last_ + 1) return fail('item', 'hole');
    const skipped = fresh.length < items.length;
    if (known !== undefined && previousHead !== undefined && !skipped && !equalConstantTime(known, previousHead)) return forked;
    const before = known ?? previousHead;
    if (before === undefined) return fail('item', 'hole');
    const page = await this.examine(before, fresh);
    if (!page.ok) return page;
    for (const [leaf, span] of page.value.spans) if (span.lowest <= this.counter(leaf)) return fail('item', 'counter');
    return this.merge(page.value, fresh) ? ok(fresh) : forked;
  }

  /** Takes the page just before the first item. */
  async prepend(previousHead: Bytes, items: readonly StoredItem[]): Promise<Result<readonly StoredItem[]>> {
    const end = items.at(-1);
    if (end === undefined) return ok([]);
    if (end.seq !== this.first_ - 1) return fail('item', 'hole');
    const page = await this.examine(previousHead, items);
    if (!page.ok) return page;
    const joint = this.heads_.get(end.seq);
    const reached = page.value.heads.at(-1);
    if (joint === undefined || reached === undefined || !equalConstantTime(joint, reached)) return forked;
    for (const [leaf, span] of page.value.spans) {
      if (span.highest >= (this.spans_.get(leaf)?.lowest ?? Number.POSITIVE_INFINITY)) return fail('item', 'counter');
    }
    return this.merge(page.value, items) ? ok(items) : forked;
  }

  /** Everything about a page that does not depend on its neighbours. */
  private async examine(previousHead: Bytes, items: readonly StoredItem[]): Promise<Result<Page>> {
    const start = items[0]?.seq ?? 1;
    if (start === 1 && !equalConstantTime(previousHead, kFirstHead)) return forked;
    const headers: ItemHeader[] = [];
    const heads: Bytes[] = [previousHead];
    const spans = new Map<Id, Span>();
    const ids = new Set<Id>();
    let head = previousHead;
    for (const [i, item] of items.entries()) {
      const header = decodeHeader(item.h);
      if (!header.ok) return header;
      const { room, id, from, ctr, seenSeq } = header.value;
      if (item.seq !== start + i) return fail('item', 'hole');
      if (room !== this.room_) return fail('item', 'other room');
      if (ids.has(id) || this.ids_.has(id)) return fail('item', 'repeated id');
      if (seenSeq >= item.seq) return forked;
      const span = spans.get(from);
      if (span !== undefined && ctr <= span.highest) return fail('item', 'counter');
      spans.set(from, { lowest: span?.lowest ?? ctr, highest: ctr });
      ids.add(id);
      head = await nextHead(head, item);
      headers.push(header.value);
      heads.push(head);
    }
    return ok({ headers, heads, spans });
  }

  /** False when a sender saw another chain; nothing is taken in then. */
  private merge(page: Page, items: readonly StoredItem[]): boolean {
    const start = items[0]?.seq ?? 1;
    const headOf = (seq: number): Bytes | undefined => page.heads[seq - start + 1] ?? this.heads_.get(seq);
    const open = new Map<number, Bytes>();
    const claims: (readonly [number, Bytes])[] = page.headers.map(({ seenSeq, seenHead }) => [seenSeq, seenHead]);
    for (const [seq, claimed] of [...this.claims_, ...claims]) {
      const own = headOf(seq) ?? open.get(seq);
      if (own === undefined) open.set(seq, claimed);
      else if (!equalConstantTime(own, claimed)) return false;
    }
    this.claims_.clear();
    for (const [seq, claimed] of open) this.claims_.set(seq, claimed);
    for (const [i, head] of page.heads.entries()) this.heads_.set(start + i - 1, head);
    for (const { id } of page.headers) this.ids_.add(id);
    for (const [leaf, { lowest, highest }] of page.spans) {
      const known = this.spans_.get(leaf) ?? { lowest, highest };
      this.spans_.set(leaf, { lowest: Math.min(lowest, known.lowest), highest: Math.max(highest, known.highest) });
    }
    this.first_ = this.last_ < this.first_ ? start : Math.min(this.first_, start);
    this.last_ = Math.max(this.last_, start + items.length - 1);
    return true;
  }
}
