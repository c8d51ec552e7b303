// SPDX-License-Identifier: EUPL-1.2
// Who may have signed what: from the region's pinned root key down to a leaf (docs/protocol.md section 3).

import { type Bytes, equalConstantTime } from '../crypto/bytes';
import { type VerifyKey, verifyKey } from '../crypto/ed25519';
import { fail, ok, type Result } from '../crypto/result';
import {
  certificateHash,
  decodeCertificate,
  type IssuedClass,
  kMaxLeafValidityMs,
  kMaxStatusValidityMs,
  type LeafCertificate,
  type OrgCertificate,
  type RootCertificate,
  type StatusCertificate,
} from './certificate';
import type { Id } from './id';
import { type Signed, verifyObject } from './signed';

export interface Issuer {
  readonly certificate: OrgCertificate;
  readonly key: VerifyKey;
}

/** What a client knows of its region. Signatures are verified; times and revocations are asked at a moment. */
export interface Trust {
  readonly root: RootCertificate;
  readonly issuers: readonly Issuer[];
  readonly status: StatusCertificate | undefined;
}

/** A place in a room whose certificate has been verified; the keys are imported once. */
export interface Leaf {
  readonly leaf: Id;
  readonly certificate: LeafCertificate;
  readonly signed: Signed;
  readonly certHash: Bytes;
  readonly verifyKey: VerifyKey;
  readonly issuer: OrgCertificate;
}

/** Does the policy know this functie for this type of organisation? */
export type KnowsFunctie = (organisationType: string, functie: string) => boolean;

const refused = fail('certificate', 'trust');

function validAt(certificate: { readonly from: number; readonly to: number }, at: number): boolean {
  return certificate.from <= at && at < certificate.to;
}

function mayIssue(issuer: OrgCertificate, kind: IssuedClass): boolean {
  return issuer.classes.includes(kind);
}

/** Only a region may hold `pseudonym` and `status`, only a school `guest`. */
function classesFitType({ type, classes }: OrgCertificate): boolean {
  const region = !classes.includes('pseudonym') && !classes.includes('status');
  return (type === 'region' || region) && (type === 'school' || !classes.includes('guest'));
}

export async function openTrust(
  pinnedRootKey: Bytes,
  root: Signed,
  organisations: readonly Signed[],
  status: Signed | undefined,
): Promise<Result<Trust>> {
  const key = await verifyKey(pinnedRootKey);
  if (!key.ok || !(await verifyObject(key.value, 'root', root))) return refused;
  const rootCertificate = decodeCertificate(root.b);
  if (!rootCertificate.ok || rootCertificate.value.kind !== 'root') return refused;
  if (!equalConstantTime(rootCertificate.value.key, pinnedRootKey)) return refused;

  const issuers: Issuer[] = [];
  for (const organisation of organisations) {
    if (!(await verifyObject(key.value, 'org', organisation))) return refused;
    const certificate = decodeCertificate(organisation.b);
    if (!certificate.ok || certificate.value.kind !== 'org' || !classesFitType(certificate.value)) return refused;
    const issuerKey = await verifyKey(certificate.value.key);
    if (!issuerKey.ok) return refused;
    issuers.push({ certificate: certificate.value, key: issuerKey.value });
  }
  const trust: Trust = { root: rootCertificate.value, issuers, status: undefined };
  return status === undefined ? ok(trust) : withStatus(trust, status);
}

/** Takes a newer status list in; an older one than known is refused. */
export async function withStatus(trust: Trust, status: Signed): Promise<Result<Trust>> {
  for (const { certificate: issuer, key } of trust.issuers) {
    if (!mayIssue(issuer, 'status') || !(await verifyObject(key, 'status', status))) continue;
    const decoded = decodeCertificate(status.b);
    if (!decoded.ok || decoded.value.kind !== 'status') return refused;
    const { value } = decoded;
    const wellTimed = value.from === value.at && value.to > value.from && value.to - value.from <= kMaxStatusValidityMs;
    if (!wellTimed || !validAt(issuer, value.at) || !validAt(trust.root, value.at)) return refused;
    if (trust.status !== undefined && value.n < trust.status.n) return refused;
    return ok({ ...trust, status: value });
  }
  return refused;
}

function leafId(certificate: LeafCertificate): Id {
  return certificate.kind === 'pseudonym' ? certificate.leaf : certificate.account;
}

/** A pseudonym does not name its issuer (it is the region's service); the others name their organisation. */
function issuedBy(certificate: LeafCertificate, { type, org }: OrgCertificate): boolean {
  switch (certificate.kind) {
    case 'member':
      return org === certificate.org;
    case 'guest':
      return org === certificate.org && type === 'school';
    case 'pseudonym':
      return type === 'region';
  }
}

/**
 * Verifies a leaf's certificate and its chain at the time `at` (for a log entry: the entry's own). Revocation is asked of
 * `standing`, since a person whose certificate was revoked later has rightly been in the room before.
 */
export async function verifyLeaf(trust: Trust, signed: Signed, at: number, knowsFunctie: KnowsFunctie): Promise<Result<Leaf>> {
  const decoded = decodeCertificate(signed.b);
  if (!decoded.ok) return refused;
  const certificate = decoded.value;
  if (certificate.kind !== 'member' && certificate.kind !== 'guest' && certificate.kind !== 'pseudonym') return refused;
  if (!validAt(certificate, at) || certificate.to - certificate.from > kMaxLeafValidityMs || !validAt(trust.root, at)) return refused;
  for (const { certificate: issuer, key } of trust.issuers) {
    if (!issuedBy(certificate, issuer) || !mayIssue(issuer, certificate.kind) || !validAt(issuer, at)) continue;
    if (!(await verifyObject(key, certificate.kind, signed))) continue;
    if (certificate.kind === 'member' && !knowsFunctie(issuer.type, certificate.functie)) return refused;
    const leafKey = await verifyKey(certificate.sign);
    if (!leafKey.ok) return refused;
    const certHash = await certificateHash(signed);
    return ok({ leaf: leafId(certificate), certificate, signed, certHash, verifyKey: leafKey.value, issuer });
  }
  return refused;
}

/** May something be sealed to these leaves now? Needs a valid status list, valid chains and no revoked serial. */
export function standing(trust: Trust, leaves: readonly Leaf[], now: number): boolean {
  const { status, root } = trust;
  if (status === undefined || !validAt(status, now) || !validAt(root, now)) return false;
  const revoked: ReadonlySet<Id> = new Set(status.revoked);
  if (revoked.has(root.serial)) return false;
  return leaves.every(
    ({ certificate, issuer }) =>
      validAt(certificate, now) && validAt(issuer, now) && !revoked.has(certificate.serial) && !revoked.has(issuer.serial),
  );
}
