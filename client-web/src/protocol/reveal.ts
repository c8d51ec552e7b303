// SPDX-License-Identifier: EUPL-1.2
// Revealing oneself (rule 10; docs/protocol.md section 6): a person says, with their own key, which pseudonym in which room they are. The item
// that carries it is signed by the pseudonym's key: neither can be said by anybody else.

import type { SigningKey, VerifyKey } from '../crypto/ed25519';
import { fail, type Result } from '../crypto/result';
import type { Id } from './id';
import { jsonBytes } from './json';
import { decode, type ObjectReader } from './object_reader';
import { type Signed, signObject, verifyObject } from './signed';

export interface Reveal {
  readonly room: Id;
  /** the pseudonym's */
  readonly leaf: Id;
  readonly account: Id;
  readonly at: number;
}

function readReveal(o: ObjectReader): Reveal {
  o.int('v', 1, 1);
  return { room: o.id('room'), leaf: o.id('leaf'), account: o.id('account'), at: o.int('at') };
}

export function signReveal(key: SigningKey, { room, leaf, account, at }: Reveal): Promise<Signed> {
  return signObject(key, 'reveal', jsonBytes({ v: 1, room, leaf, account, at }));
}

/** By `key`, and well formed. */
export async function verifyReveal(key: VerifyKey, object: Signed): Promise<Result<Reveal>> {
  return (await verifyObject(key, 'reveal', object)) ? decode(object.b, readReveal) : fail('crypto', 'reveal');
}
