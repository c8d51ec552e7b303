// SPDX-License-Identifier: EUPL-1.2
// Whether somebody has a personal relation to the pupil of a case (rule 15; docs/protocol.md section 6), signed by that person.

import type { SigningKey, VerifyKey } from '../crypto/ed25519';
import { fail, type Result } from '../crypto/result';
import type { Id } from './id';
import { jsonBytes } from './json';
import { decode, type ObjectReader } from './object_reader';
import { type Signed, signObject, verifyObject } from './signed';

export interface Declaration {
  readonly room: Id;
  readonly case: Id;
  readonly account: Id;
  readonly relation: boolean;
  readonly at: number;
}

function readDeclaration(o: ObjectReader): Declaration {
  o.int('v', 1, 1);
  return { room: o.id('room'), case: o.id('case'), account: o.id('account'), relation: o.bool('relation'), at: o.int('at') };
}

export function signDeclaration(key: SigningKey, { room, case: of, account, relation, at }: Declaration): Promise<Signed> {
  return signObject(key, 'declaration', jsonBytes({ v: 1, room, case: of, account, relation, at }));
}

/** By `key`, and well formed. */
export async function verifyDeclaration(key: VerifyKey, object: Signed): Promise<Result<Declaration>> {
  return (await verifyObject(key, 'declaration', object)) ? decode(object.b, readDeclaration) : fail('crypto', 'declaration');
}
