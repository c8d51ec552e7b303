// SPDX-License-Identifier: EUPL-1.2
// SHA-256, HMAC-SHA256 and HKDF-SHA256 (RFC 5869). Extract and expand stand apart, which WebCrypto's own HKDF does not offer.

import { type Bytes, concat } from './bytes';

const hashLength = 32;

export async function sha256(data: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', data));
}

export async function hmac(key: Bytes, data: Bytes): Promise<Bytes> {
  // WebCrypto refuses an empty HMAC key; HMAC pads with zeros, so one zero byte is the same key (RFC 2104 section 2).
  const raw = key.length === 0 ? new Uint8Array(1) : key;
  const imported = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, data));
}

export function hkdfExtract(salt: Bytes, ikm: Bytes): Promise<Bytes> {
  return hmac(salt, ikm);
}

/** `length` at most 255 * 32 bytes (RFC 5869 section 2.3); asking for more is a mistake of the caller. */
export async function hkdfExpand(prk: Bytes, info: Bytes, length: number): Promise<Bytes> {
  if (length > 255 * hashLength) throw new RangeError('hkdfExpand: too long');
  const blocks: Bytes[] = [];
  let previous: Bytes = new Uint8Array(0);
  for (let i = 1; (i - 1) * hashLength < length; i++) {
    previous = await hmac(prk, concat(previous, info, Uint8Array.of(i)));
    blocks.push(previous);
  }
  return concat(...blocks).slice(0, length);
}
