// SPDX-License-Identifier: EUPL-1.2
// What this device composes, as it goes over the wire.
import type { NewEntryJson } from '../api/methods';
import { toBase64url } from '../crypto/base64url';
import type { ComposedEntry } from '../protocol/compose_entry';
import { signedJson } from '../protocol/signed';

export function newEntryJson({ entry, certs, boxes, share }: ComposedEntry): NewEntryJson {
  return {
    entry: signedJson(entry),
    certs: certs.map(signedJson),
    boxes: boxes.map(({ leaf, enc, ct }) => ({ leaf, enc: toBase64url(enc), ct: toBase64url(ct) })),
    share: toBase64url(share),
  };
}
