// SPDX-License-Identifier: EUPL-1.2
// Private keys of RFC 8410 curves from their 32 raw bytes: WebCrypto takes them as PKCS #8 and gives the public half as a JWK.

import { fromBase64url } from './base64url';
import { type Bytes, concat } from './bytes';

export type Curve = 'Ed25519' | 'X25519';

// RFC 8410 section 7: OneAsymmetricKey version 0 around an OCTET STRING of 32 bytes; the curve is the last byte of the OID 1.3.101.x.
function pkcs8(curve: Curve, raw: Bytes): Bytes {
  const oidTail = curve === 'Ed25519' ? 0x70 : 0x6e;
  return concat(Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, oidTail, 4, 0x22, 4, 0x20), raw);
}

export interface OkpPair {
  readonly publicKey: Bytes;
  readonly privateKey: CryptoKey;
}

/** `raw` is 32 bytes; the private key it returns cannot be exported. */
export async function okpPair(curve: Curve, raw: Bytes): Promise<OkpPair> {
  if (raw.length !== 32) throw new RangeError('okp: a private key has 32 bytes');
  const encoded = pkcs8(curve, raw);
  const uses: KeyUsage[] = curve === 'Ed25519' ? ['sign'] : ['deriveBits'];
  const exportable = await crypto.subtle.importKey('pkcs8', encoded, curve, true, uses);
  const privateKey = await crypto.subtle.importKey('pkcs8', encoded, curve, false, uses);
  const publicKey = fromBase64url((await crypto.subtle.exportKey('jwk', exportable)).x ?? '');
  encoded.fill(0);
  if (!publicKey.ok || publicKey.value.length !== 32) throw new Error('okp: no public key');
  return { publicKey: publicKey.value, privateKey };
}
