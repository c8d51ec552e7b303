// SPDX-License-Identifier: EUPL-1.2
// From a room's items to what was said: the newest text of each message, its reactions, and what is still on its way. Pure.
import type { Id } from '../protocol/id';
import type { ItemType, Payload } from '../protocol/payload';
import type { Problem } from './model';
import type { Outgoing } from './outbox';
import type { ReadItem } from './room_items';

export interface Said {
  readonly id: Id;
  /** 0 while it is not acknowledged */
  readonly seq: number;
  readonly thread: Id;
  readonly from: Id;
  readonly at: number;
  text: string;
  readonly title: string;
  readonly replyTo: string;
  editedAt: number;
  readonly tombstone: boolean;
  readonly removedBy: Id | '';
  /** who reacted, by emoji, in order of reacting */
  readonly reactions: Map<string, Id[]>;
  readonly problem: Problem | undefined;
}

interface Event {
  readonly id: Id;
  readonly seq: number;
  readonly thread: Id;
  readonly from: Id;
  readonly at: number;
  readonly type: ItemType;
  readonly payload: Payload | undefined;
  readonly tombstone: boolean;
  readonly removedBy: Id | '';
  readonly problem: Problem | undefined;
}

function eventsOf(items: readonly ReadItem[], outgoing: readonly Outgoing[], me: Id): readonly Event[] {
  const stored = items.map(({ seq, at, header, payload, tombstone, removedBy }) => {
    const { id, thread, from, type } = header;
    return { id, seq, thread, from, at, type, payload, tombstone, removedBy, problem: undefined };
  });
  const waiting = outgoing.map(({ id, thread, at, payload, problem }) => {
    return { id, seq: 0, thread, from: me, at, type: payload.type, payload, tombstone: false, removedBy: '' as const, problem };
  });
  return [...stored, ...waiting];
}

function react(said: Said, by: Id, emoji: string, on: boolean): void {
  const others = (said.reactions.get(emoji) ?? []).filter((one) => one !== by);
  const all = on ? [...others, by] : others;
  if (all.length > 0) said.reactions.set(emoji, all);
  else said.reactions.delete(emoji);
}

/** Messages in their order. An edit counts only when it is by the author of the message; one of a message not loaded waits for it. */
export function conversation(items: readonly ReadItem[], outgoing: readonly Outgoing[], me: Id): readonly Said[] {
  const events = eventsOf(items, outgoing, me);
  const messages = new Map<Id, Said>();
  for (const { id, seq, thread, from, at, type, payload, tombstone, removedBy, problem } of events) {
    if (type !== 'text') continue;
    const { text, title, replyTo } = payload?.type === 'text' ? payload : { text: '', title: '', replyTo: '' };
    messages.set(id, { id, seq, thread, from, at, text, title, replyTo, editedAt: 0, tombstone, removedBy, reactions: new Map(), problem });
  }
  for (const { from, at, payload, problem } of events) {
    if (problem !== undefined || (payload?.type !== 'edit' && payload?.type !== 'reaction')) continue;
    const said = messages.get(payload.ref);
    if (said === undefined || said.tombstone) continue;
    if (payload.type === 'reaction') react(said, from, payload.emoji, payload.on);
    else if (said.from === from) {
      said.text = payload.text;
      said.editedAt = at;
    }
  }
  return [...messages.values()];
}
