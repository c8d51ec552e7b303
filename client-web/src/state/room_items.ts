// SPDX-License-Identifier: EUPL-1.2
// The items of one room that this device has: an unbroken stretch of the chain, verified and opened, growing at both ends.
import { type Bytes, equalConstantTime } from '../crypto/bytes';
import { fail, ok, type Result } from '../crypto/result';
import type { Id } from '../protocol/id';
import { decodeHeader, type ItemHeader, nextHead, openItem, type StoredItem, verifyItem } from '../protocol/item';
import { ItemChain } from '../protocol/item_chain';
import type { Payload } from '../protocol/payload';
import type { RoomLog } from './room_log';

export interface ReadItem {
  readonly seq: number;
  /** the server's time */
  readonly at: number;
  readonly header: ItemHeader;
  /** undefined for a tombstone, and for what was written in an epoch whose key one does not hold */
  readonly payload: Payload | undefined;
  readonly tombstone: boolean;
  readonly removedBy: Id | '';
}

export interface Page {
  readonly prevHead: Bytes;
  readonly items: readonly StoredItem[];
}

/** What opened a thread, as far as it is known without the items before those that are loaded. */
export interface ThreadStart {
  readonly first: ReadItem;
  /** when its newest message came, by the server's word */
  readonly lastAt: number;
}

export class RoomItems {
  private readonly chain: ItemChain;
  private read: readonly ReadItem[] = [];
  /** The stretch that is in `read`: the chain is ahead of it while items are being opened. */
  private first_ = 1;
  private last_ = 0;
  private loaded_ = false;
  /** Whoever joined later has a first item that is not the room's. */
  private reachedStart = false;
  private readonly starts_ = new Map<Id, ThreadStart>();

  constructor(
    private readonly log: RoomLog,
    private readonly room: Id,
  ) {
    this.chain = new ItemChain(room);
  }

  /** Whether the newest page has been taken in (it may have been empty). */
  get loaded(): boolean {
    return this.loaded_;
  }
  get complete(): boolean {
    return this.loaded_ && (this.first_ <= 1 || this.reachedStart);
  }
  get first(): number {
    return this.first_;
  }
  get last(): number {
    return this.last_;
  }
  get head(): Bytes {
    return this.chain.headAt(this.last_) ?? this.chain.head;
  }
  /** Ascending. */
  get all(): readonly ReadItem[] {
    return this.read;
  }

  /** Of the threads that began before the loaded stretch. Rightly signed and sealed; their place in the chain is not yet checked. */
  get starts(): ReadonlyMap<string, ThreadStart> {
    return this.starts_;
  }

  counter(leaf: Id): number {
    return this.chain.counter(leaf);
  }

  byId(id: Id): ReadItem | undefined {
    return this.read.find(({ header }) => header.id === id);
  }

  /** The first page, or what follows the last item. Gives the items that were new. */
  async append(page: Page): Promise<Result<readonly ReadItem[]>> {
    const taken = await this.extend(await this.chain.append(page.prevHead, page.items), 'after');
    if (taken.ok) this.loaded_ = true;
    return taken;
  }

  /** One item that was pushed. `hole` (code `item`) when something before it is missing here. */
  async push(item: StoredItem): Promise<Result<readonly ReadItem[]>> {
    return this.extend(await this.chain.append(undefined, [item]), 'after');
  }

  async prepend(page: Page): Promise<Result<readonly ReadItem[]>> {
    if (page.items.length === 0) this.reachedStart = true;
    return this.extend(await this.chain.prepend(page.prevHead, page.items), 'before');
  }

  /** What `thread.list` gave. A thread that begins within the loaded stretch is read from there. */
  async learnStarts(threads: readonly { readonly first: StoredItem; readonly lastAt: number }[]): Promise<Result<void>> {
    for (const { first, lastAt } of threads) {
      if (first.seq >= this.first) continue;
      const read = await this.open(first);
      if (!read.ok) return read;
      const { header } = read.value;
      if (header.room !== this.room || header.type !== 'text') return fail('item', 'thread start');
      this.starts_.set(header.thread, { first: read.value, lastAt });
    }
    return ok(undefined);
  }

  /**
   * What was there is gone, everywhere. Only of an item that is here, and only when nothing else of it changed: the chain after it is what it
   * was. False: it says something else.
   */
  async bury(item: StoredItem): Promise<boolean> {
    const isIt = ({ seq }: ReadItem): boolean => seq === item.seq;
    const start = [...this.starts_].find(([, { first }]) => isIt(first));
    if (start !== undefined) {
      const buried = await this.open(item);
      if (!buried.ok || buried.value.header.id !== start[1].first.header.id) return false;
      this.starts_.set(start[0], { ...start[1], first: buried.value });
    }
    if (!this.read.some(isIt)) return true;
    const [before, after] = [this.chain.headAt(item.seq - 1), this.chain.headAt(item.seq)];
    if (!item.tombstone || before === undefined || after === undefined) return false;
    if (!equalConstantTime(await nextHead(before, item), after)) return false;
    const buried = await this.open(item);
    if (!buried.ok) return false;
    this.read = this.read.map((each) => (isIt(each) ? buried.value : each));
    return true;
  }

  /** The server's word for the head at `seq` against one's own. */
  agrees(seq: number, head: Bytes): boolean {
    const own = this.chain.headAt(seq);
    return own === undefined || equalConstantTime(own, head);
  }

  private async extend(chained: Result<readonly StoredItem[]>, side: 'before' | 'after'): Promise<Result<readonly ReadItem[]>> {
    if (!chained.ok) return chained;
    const opened: ReadItem[] = [];
    for (const item of chained.value) {
      const read = await this.open(item);
      if (!read.ok) return read;
      opened.push(read.value);
    }
    this.read = side === 'after' ? [...this.read, ...opened] : [...opened, ...this.read];
    this.first_ = this.chain.first;
    this.last_ = this.chain.last;
    return ok(opened);
  }

  private async open(item: StoredItem): Promise<Result<ReadItem>> {
    const header = decodeHeader(item.h);
    if (!header.ok) return header;
    const author = this.log.leafAt(header.value.epoch, header.value.from);
    if (author === undefined) return fail('item', 'not in the roster');
    const { tombstone, removedBy } = item;
    const common = { seq: item.seq, at: item.at, header: header.value, tombstone, removedBy };
    const keys = this.log.epoch(header.value.epoch)?.keys;
    if (keys === undefined) {
      const rightlySigned = await verifyItem(author.verifyKey, item);
      return rightlySigned ? ok({ ...common, payload: undefined }) : fail('signature', 'item');
    }
    const opened = await openItem(keys, author.verifyKey, item);
    return opened.ok ? ok({ ...common, payload: opened.value.payload }) : opened;
  }
}
