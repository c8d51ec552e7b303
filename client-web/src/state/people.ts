// SPDX-License-Identifier: EUPL-1.2
// Whom the server proposes for a room, kept only when their certificates say the same and hold at this moment.
import { kPeople } from '../api/methods';
import { leafFactsOf } from '../policy/log_facts';
import { mostDays } from '../policy/membership';
import { isRoomKind } from '../policy/words';
import type { Id } from '../protocol/id';
import type { Signed } from '../protocol/signed';
import { type Leaf, standing, type Trust, verifyLeaf } from '../protocol/trust';
import type { Outcome, Person } from './model';
import type { WorkContext } from './work_context';

export interface KnownPerson extends Person {
  readonly leaf: Leaf;
}

/** One's own certificate as the server gave it, when it holds now and is of one's own keys. */
export async function ownLeaf(context: WorkContext, cert: Signed | null): Promise<Leaf | undefined> {
  if (cert === null) return undefined;
  const leaf = await validLeaf(context, context.trust(), cert);
  return leaf?.leaf === context.keys.account ? leaf : undefined;
}

export async function validLeaf(context: WorkContext, trust: Trust, cert: Signed): Promise<Leaf | undefined> {
  const now = context.serverNow();
  const leaf = await verifyLeaf(trust, cert, now, context.rules.knowsFunctie);
  return leaf.ok && standing(trust, [leaf.value], now) ? leaf.value : undefined;
}

export async function peopleFor(context: WorkContext, kind: string, caseId: Id | ''): Promise<Outcome<readonly KnownPerson[]>> {
  const people = await context.call(kPeople, { kind, case: caseId });
  if (!people.ok) return people;
  const trust = context.trust();
  const known: KnownPerson[] = [];
  for (const { account, cert } of people.value) {
    const leaf = await validLeaf(context, trust, cert);
    if (leaf === undefined || leaf.leaf !== account || leaf.certificate.kind !== 'member') continue;
    const { name, functie } = leaf.certificate;
    const days = isRoomKind(kind) ? mostDays(context.rules.policy, kind, leafFactsOf(leaf, context.serverNow()), false) : 0;
    known.push({ account, name, functie, orgName: leaf.issuer.name, mostDays: days, leaf });
  }
  return { ok: true, value: known };
}

export function withoutLeaf({ account, name, functie, orgName, mostDays: days }: KnownPerson): Person {
  return { account, name, functie, orgName, mostDays: days };
}
