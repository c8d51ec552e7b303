// SPDX-License-Identifier: EUPL-1.2
// Hex of a vector, in Node and in a browser.

import { type Bytes, fromHex } from '../bytes';

/** Hex in a vector file; a wrong one is a mistake in the file. */
export function unhex(text: string): Bytes {
  const bytes = fromHex(text);
  if (!bytes.ok) throw new TypeError(`not hex: ${text.slice(0, 40)}`);
  return bytes.value;
}
