// SPDX-License-Identifier: EUPL-1.2
// Sends one room's outgoing items in their order, one at a time, until each is durable or refused. Nothing is sent twice under two ids.
import { kItemAppend, kRoomAppend } from '../api/methods';
import { leafFactsOf, roomFactsOf } from '../policy/log_facts';
import { mayAppendItem } from '../policy/membership';
import { composeEntry } from '../protocol/compose_entry';
import { type Item, itemJson, sealItem } from '../protocol/item';
import { standing } from '../protocol/trust';
import type { Outcome, Problem } from './model';
import type { Outgoing } from './outbox';
import type { RoomReplica } from './room_replica';
import { newEntryJson } from './room_wire';
import { denied, refuse } from './words';
import type { WorkContext } from './work_context';

/** The room moved on while the item was under way: seal it again for the room as it is now, under the same id. */
const kMovedOn: readonly string[] = ['stale_epoch', 'stale_entry', 'conflict', 'bad_chain'];
const kLater: readonly string[] = ['busy', 'slow_down'];
const kNoAnswer: readonly string[] = ['lost', 'offline'];
const kMostReseals = 5;
const kLaterMs = 2_000;

export class RoomSender {
  private running = false;

  constructor(
    private readonly context: WorkContext,
    private readonly room: RoomReplica,
  ) {}

  /** May be called at any time; does nothing while it is at work or there is no connection. */
  async pump(): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      for (;;) {
        const next = this.context.online() && this.room.ready ? this.context.outbox.next(this.room.id) : undefined;
        if (next === undefined || !(await this.send(next))) return;
      }
    } finally {
      this.running = false;
    }
  }

  /** False: not now. */
  private async send(outgoing: Outgoing): Promise<boolean> {
    const sealed = outgoing.sealed === undefined ? await this.seal(outgoing) : { ok: true as const, value: outgoing.sealed };
    if (!sealed.ok) {
      if (kNoAnswer.includes(sealed.problem.reason)) return false;
      this.refused(outgoing, sealed.problem);
      return true;
    }
    outgoing.sealed = sealed.value;
    const answer = await this.context.call(kItemAppend, { room: this.room.id, item: itemJson(sealed.value) });
    if (answer.ok) {
      const { seq, at, head } = answer.value;
      await this.room.take({ ...sealed.value, seq, at, tombstone: false }, head);
      this.context.outbox.arrived(outgoing.id);
      this.context.changed(this.room.id);
      return true;
    }
    const { reason } = answer.problem;
    if (kNoAnswer.includes(reason)) return false;
    if (kLater.includes(reason)) {
      this.context.clock.after(answer.problem.retryAfterMs ?? kLaterMs, () => void this.pump());
      return false;
    }
    if (kMovedOn.includes(reason) && outgoing.resealed < kMostReseals) {
      // What the room holds tells whether an earlier attempt arrived after all: then it has left the outbox.
      const synced = await this.room.sync();
      outgoing.sealed = undefined;
      outgoing.resealed += 1;
      return synced.ok || this.room.broken !== undefined;
    }
    this.refused(outgoing, answer.problem);
    return true;
  }

  private refused(outgoing: Outgoing, problem: Problem): void {
    outgoing.problem = problem;
    this.context.changed(this.room.id);
  }

  /** A new epoch with the same people, for a room whose newest secret was made by somebody who left. */
  private async rotate(): Promise<Outcome<void>> {
    const { state, me } = this.room.log;
    const secrets = state === undefined ? undefined : this.room.log.epoch(state.n)?.secrets;
    if (state === undefined || me === undefined || secrets === undefined) return refuse('room_not_ready', this.context.lang());
    const entry = await composeEntry(state, secrets.init, {
      by: me.leaf,
      signer: me.sign,
      at: this.context.serverNow(),
      phase: state.phase,
      step: this.room.summary.step,
      event: 'key_rotation',
      policy: this.context.rules.policyHash,
      changes: [{ op: 'rotate' }],
    });
    if (!entry.ok) return refuse('certificate_revoked', this.context.lang());
    const appended = await this.context.call(kRoomAppend, { room: this.room.id, entry: newEntryJson(entry.value) });
    // Somebody else may just have done the same: then theirs is the one to go on with.
    if (!appended.ok && appended.problem.reason !== 'stale_entry') return appended;
    return this.room.sync();
  }

  private async seal({ id, thread, payload, at }: Outgoing): Promise<Outcome<Item>> {
    const { log, items } = this.room;
    const lang = this.context.lang();
    if (log.needsRotation) {
      const rotated = await this.rotate();
      if (!rotated.ok) return rotated;
    }
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
    const decision = mayAppendItem(this.context.rules.policy, leafFactsOf(self, now), facts, payload.type);
    if (!decision.allowed) return denied(decision.denial, lang);
    const place = { room: this.room.id, thread, id, from: me.leaf, ctr: items.counter(me.leaf) + 1 };
    const item = await sealItem(keys, me.sign, { ...place, seenSeq: items.last, seenHead: items.head, at }, payload);
    return item.ok ? item : refuse('text_too_long', lang);
  }
}
