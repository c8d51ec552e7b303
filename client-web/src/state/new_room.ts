// SPDX-License-Identifier: EUPL-1.2
// A room as its opener makes it: entry 0 with everybody in it, and its first items, judged here by the same rules as everywhere.
import type { NewRoomJson } from '../api/methods';
import { ok, type Result } from '../crypto/result';
import { composeFirstEntry } from '../protocol/compose_entry';
import { epochKeys } from '../protocol/epoch';
import { type Id, newId } from '../protocol/id';
import { type Item, itemJson, kFirstHead, nextHead, sealItem } from '../protocol/item';
import type { BasisEvent, Phase } from '../protocol/log_entry';
import type { Payload } from '../protocol/payload';
import { applyEntry } from '../protocol/room_state';
import type { Leaf, Trust } from '../protocol/trust';
import type { LeafKeys } from './keys';
import { newEntryJson } from './room_wire';
import type { Rules } from './rules';

export interface NewRoom {
  readonly room: Id;
  readonly case: Id;
  readonly kind: string;
  readonly phase: Phase;
  readonly step: number;
  readonly event: BasisEvent;
  readonly by: LeafKeys;
  /** everybody, the opener among them, in the order of joining */
  readonly leaves: readonly Leaf[];
  /** all in one new thread */
  readonly first: readonly Payload[];
}

export async function composeRoom(plan: NewRoom, rules: Rules, trust: Trust, now: number): Promise<Result<NewRoomJson>> {
  const { room, kind, phase, step, event, by } = plan;
  const start = { room, case: plan.case, kind };
  const changes = plan.leaves.map((leaf) => ({ op: 'add' as const, leaf }));
  const draft = { by: by.leaf, signer: by.sign, at: now, phase, step, event, policy: rules.policyHash, changes };
  const entry = await composeFirstEntry(start, draft);
  if (!entry.ok) return entry;
  const { policyHash, knowsFunctie, authorise } = rules;
  const state = await applyEntry(undefined, entry.value, { trust, policy: policyHash, knowsFunctie, authorise });
  if (!state.ok) return state;
  const keys = await epochKeys(entry.value.secrets, entry.value.share, entry.value.shred);
  if (!keys.ok) return keys;

  const thread = newId();
  const items: Item[] = [];
  let seenHead = kFirstHead;
  for (const payload of plan.first) {
    const place = { room, thread, id: newId(), from: by.leaf, ctr: items.length + 1, seenSeq: items.length, seenHead, at: now };
    const item = await sealItem(keys.value, by.sign, place, payload);
    if (!item.ok) return item;
    items.push(item.value);
    seenHead = await nextHead(seenHead, item.value);
  }
  return ok({ room, kind, entry: newEntryJson(entry.value), items: items.map(itemJson) });
}
