// SPDX-License-Identifier: EUPL-1.2
// One room's log on this device: every entry replayed and authorised, every epoch since one's own first opened. Fails once, for good.
import type { LogEntry, LogPage } from '../api/shapes';
import type { Bytes } from '../crypto/bytes';
import { fail, ok, type Result } from '../crypto/result';
import { type EpochKeys, type EpochSecrets, epochKeys, openBox } from '../protocol/epoch';
import type { Id } from '../protocol/id';
import { decodeEntry, type Entry, kFirstPrev } from '../protocol/log_entry';
import { applyEntry, type RoomState, type Seat } from '../protocol/room_state';
import type { Trust } from '../protocol/trust';
import type { Keys, LeafKeys } from './keys';
import type { Rules } from './rules';

export interface OpenedEpoch {
  readonly secrets: EpochSecrets;
  /** undefined while the server withholds (or has destroyed) the share: what was written in it cannot be read */
  readonly keys: EpochKeys | undefined;
}

type Sealed = Pick<LogPage, 'boxes' | 'shares'>;

export class RoomLog {
  private readonly states: RoomState[] = [];
  private readonly authors: Id[] = [];
  private readonly epochs = new Map<number, OpenedEpoch>();
  private me_: LeafKeys | undefined;

  constructor(
    readonly room: Id,
    private readonly keys: Keys,
    private readonly rules: Rules,
  ) {}

  /** The number of the next entry to ask for. */
  get next(): number {
    return this.states.length;
  }

  /** The room as its newest entry left it. */
  get state(): RoomState | undefined {
    return this.states.at(-1);
  }

  /** Whoever made the newest epoch's secret has left: nothing is sealed under it. */
  get needsRotation(): boolean {
    const author = this.authors.at(-1);
    return author !== undefined && this.leafAt(this.next - 1, author) === undefined;
  }

  get me(): LeafKeys | undefined {
    return this.me_;
  }

  epoch(n: number): OpenedEpoch | undefined {
    return this.epochs.get(n);
  }

  /** Who took part in epoch `n`. */
  leavesAt(n: number): readonly Seat[] {
    return this.states[n]?.leaves ?? [];
  }

  /** The place of `leaf` in the roster of epoch `n`. */
  leafAt(n: number, leaf: Id): Seat | undefined {
    return this.leavesAt(n).find((one) => one.leaf === leaf);
  }

  /** Whoever has or had this leaf, as last certified. */
  lastKnown(leaf: Id): Seat | undefined {
    for (let n = this.states.length - 1; n >= 0; n--) {
      const found = this.leafAt(n, leaf);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Whoever took part and does no longer. */
  former(): readonly Seat[] {
    const known = new Map<Id, Seat>();
    for (const { leaves } of this.states) for (const seat of leaves) known.set(seat.leaf, seat);
    for (const { leaf } of this.state?.leaves ?? []) known.delete(leaf);
    return [...known.values()];
  }

  async take(page: LogPage, trust: Trust): Promise<Result<void>> {
    for (const entry of page.entries) {
      if (entry.n < this.next) continue;
      const taken = await this.takeEntry(entry, page, trust);
      if (!taken.ok) return taken;
    }
    return ok(undefined);
  }

  private async takeEntry(sent: LogEntry, sealed: Sealed, trust: Trust): Promise<Result<void>> {
    if (sent.n !== this.next) return fail('log', 'hole');
    const before = this.state;
    const context = { trust, policy: this.rules.policyHash, knowsFunctie: this.rules.knowsFunctie, authorise: this.rules.authorise };
    const entry = { b: sent.b, s: sent.s };
    const after = await applyEntry(before, { entry, certs: sent.certs }, context);
    if (!after.ok) return after;
    if (after.value.room !== this.room) return fail('log', 'other room');
    const decoded = decodeEntry(entry.b);
    if (!decoded.ok) return decoded;
    const epoch = await this.openEpoch(after.value, before?.head ?? kFirstPrev, decoded.value, sealed);
    if (!epoch.ok) return epoch;
    if (epoch.value !== undefined) this.epochs.set(sent.n, epoch.value);
    this.states.push(after.value);
    this.authors.push(decoded.value.by);
    return ok(undefined);
  }

  /** Whoever is in the roster must be able to open the epoch; whoever is not has nothing to open. */
  private async openEpoch(state: RoomState, prev: Bytes, entry: Entry, sealed: Sealed): Promise<Result<OpenedEpoch | undefined>> {
    const me = await this.own(state);
    const place = me === undefined ? undefined : state.leaves.find(({ leaf }) => leaf === me.leaf);
    if (me === undefined || place === undefined) return ok(undefined);
    const box = sealed.boxes.find(({ n }) => n === state.n);
    if (box === undefined) return fail('epoch', 'no box');
    const where = { room: state.room, n: state.n, prev, roster: state.roster, policy: state.policy };
    const secrets = await openBox(me.seal, place, where, entry.kc, box);
    if (!secrets.ok) return secrets;
    const share = sealed.shares.find(({ n }) => n === state.n);
    if (share === undefined) return ok({ secrets: secrets.value, keys: undefined });
    const keys = await epochKeys(secrets.value, share.share, entry.shred);
    return keys.ok ? ok({ secrets: secrets.value, keys: keys.value }) : keys;
  }

  /** By name when one's account is in the roster, otherwise under the room's pseudonym. */
  private async own(state: RoomState): Promise<LeafKeys | undefined> {
    if (this.me_ !== undefined) return this.me_;
    const member = this.keys.asMember();
    if (state.leaves.some(({ leaf }) => leaf === member.leaf)) {
      this.me_ = member;
    } else {
      const pseudonym = await this.keys.asPseudonym(this.room);
      if (state.leaves.some(({ leaf }) => leaf === pseudonym.leaf)) this.me_ = pseudonym;
    }
    return this.me_;
  }
}
