// SPDX-License-Identifier: EUPL-1.2
// One room as this device has it: its log, a stretch of its items, its cursors; fetched, verified and kept up to date one step after another.
// What does not verify breaks the room for good: it stays readable as far as it was, and nothing more is sent into it.
import { kCursorList, kItemPage, kItemSince, kRoomLog, kThreadList } from '../api/methods';
import type { RoomSummary } from '../api/shapes';
import type { Bytes } from '../crypto/bytes';
import type { Failure, Result } from '../crypto/result';
import type { Denial } from '../policy/policy';
import type { CaseFacts } from '../policy/records';
import { isClosed } from '../policy/steps';
import { isRoomKind, isStep } from '../policy/words';
import type { Id } from '../protocol/id';
import { decodeHeader, type StoredItem } from '../protocol/item';
import { Cursors } from './cursors';
import type { Dossier } from './dossier';
import type { Outcome, Problem } from './model';
import { Reveals } from './reveals';
import { type ReadItem, RoomItems } from './room_items';
import { RoomLog } from './room_log';
import { Serial } from './serial';
import { brokenBy, brokenByRule, refuse } from './words';
import type { WorkContext } from './work_context';

export const kPageItems = 60;
const done: Outcome<void> = { ok: true, value: undefined };

export class RoomReplica {
  readonly id: Id;
  readonly log: RoomLog;
  readonly items: RoomItems;
  readonly cursors = new Cursors();
  readonly reveals: Reveals;
  broken: Problem | undefined;
  loadingOlder = false;
  /** as many of the room's items as were known to be tombstones when that was last looked at */
  private tombstones = 0;
  /** of the case as far as it can be read here; for whoever does not know the case, of this room alone */
  recorded: Dossier | undefined;
  private startsKnown = false;
  private readonly serial = new Serial();

  constructor(
    private readonly context: WorkContext,
    public summary: RoomSummary,
  ) {
    this.id = summary.room;
    this.log = new RoomLog(summary.room, context.keys, context.rules);
    this.items = new RoomItems(this.log, summary.room);
    this.reveals = new Reveals(summary.room);
  }

  /** Known to whoever knows the case. Seen closed in its records it stays closed, whatever the server says. */
  get caseClosed(): boolean {
    const found = this.context.caseOf(this.summary.caseId);
    return [found?.step, this.recorded?.now.step].some((step) => step !== undefined && isClosed(step));
  }

  /** Of the case only what its room tells, for whoever does not know the case. */
  get closed(): boolean {
    return this.caseClosed || this.summary.closed || this.log.state?.closed === true;
  }

  get caseFacts(): Pick<CaseFacts, 'step' | 'ageBand' | 'phase'> {
    const step = String(this.summary.step);
    return this.context.caseOf(this.summary.caseId) ?? { step: isStep(step) ? step : '1', ageBand: '', phase: this.summary.phase };
  }

  get ready(): boolean {
    return this.items.loaded && this.startsKnown;
  }

  /** Its records count for the case: they are read from the first. */
  get admitsRecords(): boolean {
    const { kind } = this.summary;
    return isRoomKind(kind) && this.context.rules.policy.rooms[kind].itemTypes.includes('record');
  }

  /** All that was recorded in it, as far as the server told of it. */
  get recordsAreHere(): boolean {
    return this.items.complete && this.items.last >= this.summary.lastSeq && this.broken === undefined;
  }

  /** Once all of the room's items are here. */
  get dossier(): Dossier | undefined {
    return this.ready ? this.recorded : undefined;
  }

  /** Log, cursors and newest page the first time; later whatever came since. */
  sync(): Promise<Outcome<void>> {
    return this.serial.run(async () => {
      if (this.broken !== undefined) return { ok: false, problem: this.broken };
      const log = await this.readLog();
      if (!log.ok) return log;
      // Before the items, which are counted as read or unread as soon as they are here.
      const cursors = await this.context.call(kCursorList, { room: this.id });
      if (!cursors.ok) return cursors;
      for (const cursor of cursors.value) this.cursors.move(cursor);
      const items = this.items.loaded || this.admitsRecords ? await this.readSince() : await this.readNewest();
      if (!items.ok) return items;
      const whole = this.admitsRecords ? await this.readWhole() : done;
      if (!whole.ok) return whole;
      const starts = await this.readThreadStarts();
      if (!starts.ok) return starts;
      const buried = await this.readBuried();
      if (!buried.ok) return buried;
      if (!this.items.agrees(this.summary.lastSeq, this.summary.head)) return this.breakWith({ code: 'forked', where: 'summary' });
      this.context.changed(this.id);
      return done;
    });
  }

  loadOlder(): Promise<Outcome<void>> {
    return this.serial.run(async () => {
      if (this.broken !== undefined) return { ok: false, problem: this.broken };
      if (!this.items.loaded) return refuse('room_not_ready', this.context.lang());
      if (this.items.complete) return done;
      this.loadingOlder = true;
      this.context.changed(this.id);
      const older = await this.readOlder();
      this.loadingOlder = false;
      this.context.changed(this.id);
      return older;
    });
  }

  /** An item that was pushed, or one's own that was acknowledged with `head` after it. */
  take(item: StoredItem, head?: Bytes): Promise<Outcome<void>> {
    return this.serial.run(async () => {
      if (this.broken !== undefined || !this.items.loaded) return done;
      const header = decodeHeader(item.h);
      if (header.ok && header.value.epoch >= this.log.next) {
        const log = await this.readLog();
        if (!log.ok) return log;
      }
      const caughtUp = await (item.seq > this.items.last + 1 ? this.readSince() : this.took(await this.items.push(item)));
      if (!caughtUp.ok) return caughtUp;
      // Whoever joined a room in which nothing had been said since does not know yet that what comes first now is all there is.
      const whole = this.admitsRecords ? await this.readWhole() : done;
      if (!whole.ok || head === undefined || this.items.agrees(item.seq, head)) return whole;
      return this.breakWith({ code: 'forked', where: 'acknowledged head' });
    });
  }

  /** Items of which the words are gone. Serial, as whatever is taken in. */
  bury(items: readonly StoredItem[]): Promise<Outcome<void>> {
    return this.serial.run(async () => {
      const buried = await this.buried(items);
      this.context.changed(this.id);
      return buried;
    });
  }

  /** It holds a record that the rules refuse. */
  refuseRecord(denial: Denial): void {
    if (this.broken === undefined) this.breakBy(brokenByRule(denial, this.context.lang()));
  }

  private async readLog(): Promise<Outcome<void>> {
    for (;;) {
      const page = await this.context.call(kRoomLog, { room: this.id, from: this.log.next });
      if (!page.ok) return page;
      const taken = await this.log.take(page.value, this.context.trust());
      if (!taken.ok) return this.breakWith(taken.failure);
      if (!page.value.more || page.value.entries.length === 0) break;
    }
    const { me } = this.log;
    if (me === undefined || me.leaf !== this.summary.leaf) return this.breakWith({ code: 'log', where: 'own leaf' });
    return done;
  }

  private async readNewest(): Promise<Outcome<void>> {
    const told = this.summary.lastSeq;
    const page = await this.context.call(kItemPage, { room: this.id, before: 0, limit: kPageItems });
    if (!page.ok) return page;
    // What was counted before cannot be gone now.
    if (page.value.lastSeq < told) return this.breakWith({ code: 'forked', where: 'went back' });
    return this.took(await this.items.append(page.value));
  }

  /** Where things are recorded one has to know all of it, in the school team the signal and the card too; of what one may not see nothing comes. */
  private async readWhole(): Promise<Outcome<void>> {
    while (!this.items.complete) {
      const older = await this.readOlder();
      if (!older.ok) return older;
    }
    return done;
  }

  private async readOlder(): Promise<Outcome<void>> {
    const page = await this.context.call(kItemPage, { room: this.id, before: this.items.first, limit: kPageItems });
    return page.ok ? this.took(await this.items.prepend(page.value)) : page;
  }

  /** Once: so that a conversation has its name also where its first message has not been loaded. */
  private async readThreadStarts(): Promise<Outcome<void>> {
    this.startsKnown ||= this.items.complete;
    for (let after = 0; !this.startsKnown; ) {
      const page = await this.context.call(kThreadList, { room: this.id, after, limit: kPageItems });
      if (!page.ok) return page;
      const learnt = await this.items.learnStarts(page.value.threads);
      if (!learnt.ok) return this.breakWith(learnt.failure);
      const last = page.value.threads.at(-1)?.first.seq ?? 0;
      this.startsKnown = !page.value.more || last <= after || last >= this.items.first;
      after = last;
    }
    return done;
  }

  private async buried(items: readonly StoredItem[]): Promise<Outcome<void>> {
    for (const item of items) {
      if (!(await this.items.bury(item))) return this.breakWith({ code: 'forked', where: 'tombstone' });
    }
    this.tombstones = Math.max(this.tombstones, this.items.all.filter(({ tombstone }) => tombstone).length);
    return done;
  }

  /** What became a tombstone while this device was away. */
  private async readBuried(): Promise<Outcome<void>> {
    if (this.tombstones >= this.summary.tombstones) return done;
    for (let before = this.items.last + 1; before > this.items.first; ) {
      const page = await this.context.call(kItemPage, { room: this.id, before, limit: kPageItems });
      if (!page.ok) return page;
      const buried = await this.buried(page.value.items.filter(({ tombstone }) => tombstone));
      const [first] = page.value.items;
      if (!buried.ok || first === undefined) return buried;
      before = first.seq;
    }
    this.tombstones = this.summary.tombstones;
    return done;
  }

  private async readSince(): Promise<Outcome<void>> {
    for (;;) {
      const told = Math.max(this.items.last, this.summary.lastSeq);
      const page = await this.context.call(kItemSince, { room: this.id, after: this.items.last, limit: kPageItems });
      if (!page.ok) return page;
      // A server that went back behind what it once acknowledged has lost or hidden items.
      if (page.value.lastSeq < told) return this.breakWith({ code: 'forked', where: 'went back' });
      const taken = await this.took(await this.items.append(page.value));
      if (!taken.ok) return taken;
      if (page.value.items.length === 0 || this.items.last >= page.value.lastSeq) return taken;
    }
  }

  private async took(taken: Result<readonly ReadItem[]>): Promise<Outcome<void>> {
    if (!taken.ok) return this.breakWith(taken.failure);
    await this.reveals.take(taken.value, this.context.trust(), this.context.rules.knowsFunctie);
    for (const { header } of taken.value) this.context.outbox.arrived(header.id);
    if (taken.value.length > 0) this.context.changed(this.id);
    if (this.admitsRecords) {
      this.context.recorded(this.id);
    } else if (taken.value.some(({ header }) => header.type === 'record')) {
      this.refuseRecord(this.context.rules.policy.denials.item_type_not_allowed);
    }
    return this.broken === undefined ? done : { ok: false, problem: this.broken };
  }

  private breakWith(failure: Failure): Outcome<void> {
    return this.breakBy(brokenBy(failure, this.context.rules.policy, this.context.lang()));
  }

  private breakBy(problem: Problem): Outcome<void> {
    this.broken = problem;
    this.context.changed(this.id);
    return { ok: false, problem };
  }
}
