// SPDX-License-Identifier: EUPL-1.2
// Sends one room's outgoing items in their order, one at a time, until each is durable or refused. Nothing is sent twice under two ids.
import { kItemAppend, kRoomAppend } from '../api/methods';
import { leafFactsOf, roomFactsOf } from '../policy/log_facts';
import { mayAppendItem } from '../policy/membership';
import { type Change, composeEntry } from '../protocol/compose_entry';
import { type Id, newId } from '../protocol/id';
import { type Item, itemJson, sealItem } from '../protocol/item';
import { type BasisEvent, isOver, type Term } from '../protocol/log_entry';
import type { Payload } from '../protocol/payload';
import { applyEntry, type RoomState, type Seat } from '../protocol/room_state';
import { hasBeenRevoked, type Leaf, standing } from '../protocol/trust';
import type { Fields, Outcome, Problem } from './model';
import type { Outgoing } from './outbox';
import type { RoomReplica } from './room_replica';
import { newEntryJson } from './room_wire';
import { Serial } from './serial';
import { denied, notMade, refuse } from './words';
import type { WorkContext } from './work_context';

/** The room moved on while the item was under way: seal it again for the room as it is now, under the same id. */
const kMovedOn: readonly string[] = ['stale_epoch', 'stale_entry', 'conflict', 'bad_chain'];
const kLater: readonly string[] = ['busy', 'slow_down'];
const kNoAnswer: readonly string[] = ['lost', 'offline'];
const kMostReseals = 5;
const kLaterMs = 2_000;
const done: Outcome<void> = { ok: true, value: undefined };

/** What goes into an item, before it is known where in the room's chain. */
type Draft = Pick<Outgoing, 'id' | 'thread' | 'payload' | 'at'>;

export class RoomSender {
  private running = false;
  /** One thing at a time goes into a room. */
  private readonly turn = new Serial();

  constructor(
    private readonly context: WorkContext,
    private readonly room: RoomReplica,
  ) {}

  /** May be called at any time; does nothing while it is at work or there is no connection. */
  async pump(): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      while (await this.turn.run(() => this.sendNext()));
    } finally {
      this.running = false;
    }
  }

  /** At once or not at all: it states something of the case as it is now, so that it is never kept for later. */
  record(record: string, text: string, texts: Fields): Promise<Outcome<void>> {
    return this.atOnce(this.room.id, { type: 'record', text, texts }, record);
  }

  /** The pupil's card or its ground, for whoever joined after it was there. */
  post(payload: Payload): Promise<Outcome<void>> {
    return this.atOnce(newId(), payload);
  }

  /** Somebody joins, for a limited time or in somebody's place when `term` says so. What was there before stays closed to them. */
  add(leaf: Leaf, term: Term): Promise<Outcome<void>> {
    return this.until(
      (state) => state.leaves.some((each) => each.leaf === leaf.leaf),
      async () => {
        const fresh = await this.freshEpoch();
        return fresh.ok ? this.change(term.standsInFor === '' ? 'member_added' : 'stand_in_added', { op: 'add', leaf, term }) : fresh;
      },
    );
  }

  remove(leaf: Id): Promise<Outcome<void>> {
    return this.until(
      (state) => !state.leaves.some((each) => each.leaf === leaf),
      () => this.change('member_removed', { op: 'remove', leaf }),
    );
  }

  close(): Promise<Outcome<void>> {
    return this.until(
      ({ closed }) => closed,
      () => this.change('room_closed', { op: 'close' }),
    );
  }

  /** Tries again while somebody else's entry came first. */
  private until(is: (state: RoomState) => boolean, change: () => Promise<Outcome<void>>): Promise<Outcome<void>> {
    return this.turn.run(async () => {
      for (let tries = 0; tries <= kMostReseals; tries++) {
        if (this.room.broken !== undefined) return { ok: false, problem: this.room.broken };
        if (this.room.log.state !== undefined && is(this.room.log.state)) return done;
        const changed = await change();
        if (!changed.ok) return changed;
      }
      return refuse('room_not_ready', this.context.lang());
    });
  }

  private atOnce(thread: Id, payload: Payload, record = ''): Promise<Outcome<void>> {
    return this.turn.run(async () => {
      const draft = { id: newId(), thread, payload, at: this.context.serverNow() };
      for (let resealed = 0; ; resealed++) {
        const sealed = await this.seal(draft, record);
        if (!sealed.ok) return sealed;
        const appended = await this.append(sealed.value);
        if (appended.ok || !kMovedOn.includes(appended.problem.reason) || resealed === kMostReseals) return appended;
        await this.moved(appended.problem.reason);
        const synced = await this.room.sync();
        if (!synced.ok) return synced;
      }
    });
  }

  /** False: nothing, or not now. */
  private async sendNext(): Promise<boolean> {
    const next = this.context.online() && this.room.ready ? this.context.outbox.next(this.room.id) : undefined;
    return next !== undefined && (await this.send(next));
  }

  private async send(outgoing: Outgoing): Promise<boolean> {
    const sealed = outgoing.sealed === undefined ? await this.seal(outgoing) : { ok: true as const, value: outgoing.sealed };
    if (!sealed.ok) {
      if (kNoAnswer.includes(sealed.problem.reason)) return false;
      this.refused(outgoing, sealed.problem);
      return true;
    }
    outgoing.sealed = sealed.value;
    const appended = await this.append(sealed.value);
    if (appended.ok) {
      this.context.outbox.arrived(outgoing.id);
      this.context.changed(this.room.id);
      return true;
    }
    const { reason } = appended.problem;
    if (kNoAnswer.includes(reason)) return false;
    if (kLater.includes(reason)) {
      this.context.clock.after(appended.problem.retryAfterMs ?? kLaterMs, () => void this.pump());
      return false;
    }
    if (kMovedOn.includes(reason) && outgoing.resealed < kMostReseals) {
      await this.moved(reason);
      // What the room holds tells whether an earlier attempt arrived after all: then it has left the outbox.
      const synced = await this.room.sync();
      outgoing.sealed = undefined;
      outgoing.resealed += 1;
      return synced.ok || this.room.broken !== undefined;
    }
    this.refused(outgoing, appended.problem);
    return true;
  }

  /** An epoch that is no longer sealed into may be one of somebody who was blocked since. */
  private async moved(reason: string): Promise<void> {
    if (reason === 'stale_epoch') await this.context.renew(true);
  }

  private refused(outgoing: Outgoing, problem: Problem): void {
    outgoing.problem = problem;
    this.context.changed(this.room.id);
  }

  /** What the server says of it is checked as everything else: a chain that differs breaks the room. */
  private async append(item: Item): Promise<Outcome<void>> {
    const answer = await this.context.call(kItemAppend, { room: this.room.id, item: itemJson(item) });
    if (!answer.ok) return answer;
    const { seq, at, head } = answer.value;
    await this.room.take({ ...item, seq, at, tombstone: false, removedBy: '' }, head);
    return done;
  }

  /** Nothing is sealed into an epoch of somebody who left, nor to anybody whose time is over or who is blocked. */
  private async freshEpoch(): Promise<Outcome<void>> {
    const without = (event: BasisEvent, gone: readonly Seat[]) =>
      this.change(event, ...gone.map(({ leaf }) => ({ op: 'remove' as const, leaf })));
    const others = () => (this.room.log.state?.leaves ?? []).filter(({ leaf }) => leaf !== this.room.log.me?.leaf);
    const over = others().filter((seat) => isOver(seat, this.context.serverNow()));
    const ended = over.length > 0 ? await without('term_ended', over) : done;
    if (!ended.ok) return ended;
    await this.context.renew();
    const blocked = others().filter((seat) => hasBeenRevoked(this.context.trust(), seat));
    if (blocked.length > 0) return without('member_removed', blocked);
    return this.room.log.needsRotation ? this.change('key_rotation', { op: 'rotate' }) : done;
  }

  /** An entry, judged here first, and then the room as it is after it, or after somebody else's that came before it. */
  private async change(event: BasisEvent, ...changes: readonly Change[]): Promise<Outcome<void>> {
    const { state, me } = this.room.log;
    const { policy, policyHash, knowsFunctie, authorise } = this.context.rules;
    const lang = this.context.lang();
    const secrets = state === undefined ? undefined : this.room.log.epoch(state.n)?.secrets;
    if (state === undefined || me === undefined || secrets === undefined) return refuse('room_not_ready', lang);
    const entry = await composeEntry(state, secrets.init, {
      by: me.leaf,
      signer: me.sign,
      at: this.context.serverNow(),
      phase: state.phase,
      step: this.room.summary.step,
      event,
      policy: policyHash,
      changes,
    });
    if (!entry.ok) return refuse('certificate_revoked', lang);
    const after = await applyEntry(state, entry.value, { trust: this.context.trust(), policy: policyHash, knowsFunctie, authorise });
    if (!after.ok) return notMade(after.failure, policy, lang);
    const appended = await this.context.call(kRoomAppend, { room: this.room.id, entry: newEntryJson(entry.value) });
    if (!appended.ok && appended.problem.reason !== 'stale_entry') return appended;
    return this.room.sync();
  }

  private async seal({ id, thread, payload, at }: Draft, record = ''): Promise<Outcome<Item>> {
    const { log, items } = this.room;
    const lang = this.context.lang();
    // When somebody else just did the same, theirs is the one to go on with.
    const fresh = await this.freshEpoch();
    if (!fresh.ok) return fresh;
    const { state, me } = log;
    if (this.room.broken !== undefined) return { ok: false, problem: this.room.broken };
    if (state === undefined || me === undefined) return refuse('room_not_ready', lang);
    await this.context.renew();
    const now = this.context.serverNow();
    const keys = log.epoch(state.n)?.keys;
    const self = log.leafAt(state.n, me.leaf);
    const facts = roomFactsOf(state, now);
    if (keys === undefined || self === undefined || facts === undefined) return refuse('not_found', lang);
    const trust = this.context.trust();
    if (!standing(trust, [], now)) return refuse('status_expired', lang);
    if (!standing(trust, state.leaves, now)) return refuse('certificate_revoked', lang);
    const room = { ...facts, caseClosed: this.room.caseClosed };
    const decision = mayAppendItem(this.context.rules.policy, leafFactsOf(self, now), room, payload.type);
    if (!decision.allowed) return denied(decision.denial, lang);
    const ctr = Math.max(items.counter(me.leaf), this.room.summary.ownCtr) + 1;
    const place = { room: this.room.id, thread, record, id, from: me.leaf, ctr };
    const item = await sealItem(keys, me.sign, { ...place, seenSeq: items.last, seenHead: items.head, at }, payload);
    return item.ok ? item : refuse('text_too_long', lang);
  }
}
