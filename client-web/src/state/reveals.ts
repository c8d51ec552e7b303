// SPDX-License-Identifier: EUPL-1.2
// Who of one room's pseudonyms said who they are (rule 10). What does not verify reveals nobody.
import type { Id } from '../protocol/id';
import { signReveal, verifyReveal } from '../protocol/reveal';
import { type KnowsFunctie, type Leaf, type Trust, verifyLeaf } from '../protocol/trust';
import type { Outcome } from './model';
import type { ReadItem } from './room_items';
import type { Rooms } from './rooms';
import { refuse } from './words';
import type { WorkContext } from './work_context';

export class Reveals {
  private readonly known = new Map<Id, Leaf>();

  constructor(private readonly room: Id) {}

  /** The person behind this pseudonym, as certified when they said so. */
  of(pseudonym: Id): Leaf | undefined {
    return this.known.get(pseudonym);
  }

  async take(items: readonly ReadItem[], trust: Trust, knowsFunctie: KnowsFunctie): Promise<void> {
    for (const { header, payload, at } of items) {
      if (payload?.type !== 'reveal') continue;
      const person = await verifyLeaf(trust, payload.cert, at, knowsFunctie);
      if (!person.ok || person.value.certificate.kind !== 'member') continue;
      const said = await verifyReveal(person.value.verifyKey, payload.reveal);
      if (!said.ok) continue;
      const { room, leaf, account } = said.value;
      if (room === this.room && leaf === header.from && account === person.value.leaf) this.known.set(leaf, person.value);
    }
  }
}

/** `self`: one's own place as certified now. */
export async function revealSelf(context: WorkContext, rooms: Rooms, self: Leaf | undefined, room: Id): Promise<Outcome<void>> {
  const pseudonym = rooms.get(room)?.log.me;
  if (pseudonym === undefined) return refuse('not_found', context.lang());
  if (self === undefined) return refuse('not_certified', context.lang());
  const said = { room, leaf: pseudonym.leaf, account: self.leaf, at: context.serverNow() };
  return rooms.post(room, { type: 'reveal', cert: self.signed, reveal: await signReveal(context.keys.asMember().sign, said) });
}
