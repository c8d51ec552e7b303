// SPDX-License-Identifier: EUPL-1.2
// Ids: 16 random bytes, everywhere written as their 22 characters of base64url.

import { fromBase64url, toBase64url } from '../crypto/base64url';
import { type Bytes, random } from '../crypto/bytes';

declare const idBrand: unique symbol;
export type Id = string & { readonly [idBrand]: true };

export const kIdBytes = 16;

export function newId(): Id {
  return idFromBytes(random(kIdBytes));
}

export function idFromBytes(bytes: Uint8Array): Id {
  if (bytes.length !== kIdBytes) throw new RangeError('id: 16 bytes');
  return toBase64url(bytes) as Id;
}

export function isId(text: string): text is Id {
  const bytes = fromBase64url(text);
  return bytes.ok && bytes.value.length === kIdBytes;
}

export function idBytes(id: Id): Bytes {
  const bytes = fromBase64url(id);
  if (!bytes.ok) throw new TypeError('id: not an id');
  return bytes.value;
}
