// SPDX-License-Identifier: EUPL-1.2
// A pseudonym's keys: made from the person's secret and the room alone, so that every device of the person has them and no two rooms share them.

import type { Bytes } from '../crypto/bytes';
import { type SigningKey, signingKey } from '../crypto/ed25519';
import { derive } from '../crypto/labels';
import { type SealKey, sealKey } from '../crypto/x25519';
import { type Id, idBytes, idFromBytes, kIdBytes } from './id';

export interface PseudonymKeys {
  readonly leaf: Id;
  readonly sign: SigningKey;
  readonly seal: SealKey;
}

export async function pseudonymKeys(pseudonym: Bytes, room: Id): Promise<PseudonymKeys> {
  const place = idBytes(room);
  return {
    leaf: idFromBytes((await derive(pseudonym, 'pseudonym leaf', place)).subarray(0, kIdBytes)),
    sign: await signingKey(await derive(pseudonym, 'pseudonym sign', place)),
    seal: await sealKey(await derive(pseudonym, 'pseudonym seal', place)),
  };
}
