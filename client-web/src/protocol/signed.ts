// SPDX-License-Identifier: EUPL-1.2
// Signed objects: the bytes are signed as sent, verified before they are parsed and never re-encoded.

import { toBase64url } from '../crypto/base64url';
import type { Bytes } from '../crypto/bytes';
import { type SigningKey, sign, type VerifyKey, verify } from '../crypto/ed25519';
import { tagged } from '../crypto/labels';
import type { ObjectReader } from './object_reader';

export type SignedKind = 'root' | 'org' | 'member' | 'guest' | 'pseudonym' | 'status' | 'log' | 'item' | 'declaration' | 'reveal';

export interface Signed {
  readonly b: Bytes;
  readonly s: Bytes;
}

export async function signObject(key: SigningKey, kind: SignedKind, b: Bytes): Promise<Signed> {
  return { b, s: await sign(key, tagged(kind, b)) };
}

export function verifyObject(key: VerifyKey, kind: SignedKind, object: Signed): Promise<boolean> {
  return verify(key, tagged(kind, object.b), object.s);
}

/** The shape `Signed` of the wire. */
export function readSigned(reader: ObjectReader): Signed {
  return { b: reader.bytes('b'), s: reader.bytes('s', 64) };
}

export type SignedJson = { readonly b: string; readonly s: string };

export function signedJson(object: Signed): SignedJson {
  return { b: toBase64url(object.b), s: toBase64url(object.s) };
}
