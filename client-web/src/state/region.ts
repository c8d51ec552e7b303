// SPDX-License-Identifier: EUPL-1.2
// The region this build belongs to: its root certificate is compiled in, and whatever the server sends is judged from there.
import type { HelloAnswer } from '../api/shapes';
import { fromBase64url } from '../crypto/base64url';
import { type Bytes, hex } from '../crypto/bytes';
import { verifyKey } from '../crypto/ed25519';
import { sha256 } from '../crypto/hash';
import { fail, ok, type Result } from '../crypto/result';
import { decodeCertificate } from '../protocol/certificate';
import { type Signed, verifyObject } from '../protocol/signed';
import { openTrust, type Trust, withStatus } from '../protocol/trust';

export interface PinnedRegion {
  readonly key: Bytes;
  readonly root: Signed;
  /** hex SHA-256 of the key, for people to compare */
  readonly fingerprint: string;
}

/** `text` is what the key ceremony wrote to root.txt: the certificate's bytes and signature, base64url, a dot between. */
export async function pinnedRegion(text: string): Promise<Result<PinnedRegion>> {
  const [b, s, ...rest] = text.trim().split('.').map(fromBase64url);
  if (b === undefined || s === undefined || rest.length > 0 || !b.ok || !s.ok) return fail('malformed', 'root certificate');
  const certificate = decodeCertificate(b.value);
  if (!certificate.ok || certificate.value.kind !== 'root') return fail('certificate', 'root certificate');
  const key = await verifyKey(certificate.value.key);
  const root = { b: b.value, s: s.value };
  if (!key.ok || !(await verifyObject(key.value, 'root', root))) return fail('certificate', 'root certificate');
  return ok({ key: certificate.value.key, root, fingerprint: hex(await sha256(certificate.value.key)) });
}

/** What the greeting says of the region, judged by the pinned key. `known`: a status list older than one seen before is refused. */
export async function trustFrom(region: PinnedRegion, hello: HelloAnswer, known: Trust | undefined): Promise<Result<Trust>> {
  const trust = await openTrust(region.key, hello.root, hello.orgs, undefined);
  if (!trust.ok) return trust;
  return withStatus({ ...trust.value, status: known?.status }, hello.status);
}
