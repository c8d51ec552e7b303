// SPDX-License-Identifier: EUPL-1.2
// HPKE base mode (RFC 9180), one shot: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. No context outlives a call.

import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import type { Aad } from './aead';
import type { Bytes } from './bytes';
import { fail, ok, type Result } from './result';
import type { SealKey } from './x25519';

declare const infoBrand: unique symbol;
/** What both sides know beforehand. A type of its own, so that it cannot be exchanged with the aad. */
export type Info = Bytes & { readonly [infoBrand]: true };

export function info(bytes: Bytes): Info {
  return bytes as Info;
}

export interface HpkeSealed {
  readonly enc: Bytes;
  readonly ct: Bytes;
}

const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });

export async function hpkeSeal(to: Bytes, shared: Info, additional: Aad, plaintext: Bytes): Promise<Result<HpkeSealed>> {
  try {
    const recipientPublicKey = await suite.kem.deserializePublicKey(to);
    const sealed = await suite.seal({ recipientPublicKey, info: shared }, plaintext, additional);
    return ok({ enc: new Uint8Array(sealed.enc), ct: new Uint8Array(sealed.ct) });
  } catch {
    return fail('crypto', 'hpke');
  }
}

export async function hpkeOpen(own: SealKey, shared: Info, additional: Aad, sealed: HpkeSealed): Promise<Result<Bytes>> {
  try {
    const publicKey = await suite.kem.deserializePublicKey(own.publicKey);
    const recipientKey = { publicKey, privateKey: own.privateKey };
    return ok(new Uint8Array(await suite.open({ recipientKey, enc: sealed.enc, info: shared }, sealed.ct, additional)));
  } catch {
    return fail('crypto', 'hpke');
  }
}
