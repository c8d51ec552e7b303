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
  /** whose key the status list verifies under */
  readonly statusIssuers: readonly OrgCertificate[];
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

export function validAt(certificate: { readonly from: number; readonly to: number }, at: number): boolean {
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
  const trust: Trust = { root: rootCertificate.value, issuers, status: undefined, statusIssuers: [] };
  return status === undefined ? ok(trust) : withStatus(trust, status);
}

/** Takes a newer status list in; an older one than known is refused. Whether it is valid now is asked of `hasStatus`. */
export async function withStatus(trust: Trust, status: Signed): Promise<Result<Trust>> {
  const statusIssuers: OrgCertificate[] = [];
  for (const { certificate, key } of trust.issuers) {
    if (mayIssue(certificate, 'status') && (await verifyObject(key, 'status', status))) statusIssuers.push(certificate);
  }
  const decoded = decodeCertificate(status.b);
  if (statusIssuers.length === 0 || !decoded.ok || decoded.value.kind !== 'status') return refused;
  const { value } = decoded;
  if (value.from !== value.at || value.to <= value.from || value.to - value.from > kMaxStatusValidityMs) return refused;
  if (trust.status !== undefined && value.n < trust.status.n) return refused;
  return ok({ ...trust, status: value, statusIssuers });
}

function isRevoked(trust: Trust, serial: Id): boolean {
  return trust.status?.revoked.includes(serial) === true;
}

/** Is there a status list whose chain is valid now? */
export function hasStatus(trust: Trust, now: number): boolean {
  const { status, statusIssuers, root } = trust;
  if (status === undefined || !validAt(status, now) || !validAt(root, now) || isRevoked(trust, root.serial)) return false;
  return statusIssuers.some((issuer) => validAt(issuer, now) && !isRevoked(trust, issuer.serial));
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

/** Of somebody who has rightly been in a room: is the certificate, or its issuer's, revoked since? */
export function hasBeenRevoked(trust: Trust, { certificate, issuer }: Leaf): boolean {
  return isRevoked(trust, certificate.serial) || isRevoked(trust, issuer.serial);
}

/** Does the leaf's chain hold now: valid, and no serial in it revoked by the list that is known? */
export function chainHolds(trust: Trust, leaf: Leaf, now: number): boolean {
  const { certificate, issuer: verifiedBy } = leaf;
  if (!validAt(certificate, now) || isRevoked(trust, certificate.serial)) return false;
  if (!validAt(trust.root, now) || isRevoked(trust, trust.root.serial)) return false;
  // An organisation's certificate may have been renewed since, over the same key.
  return trust.issuers.some(
    ({ certificate: issuer, key }) =>
      equalConstantTime(key.bytes, verifiedBy.key) &&
      issuedBy(certificate, issuer) &&
      mayIssue(issuer, certificate.kind) &&
      validAt(issuer, now) &&
      !isRevoked(trust, issuer.serial),
  );
}

/** May something be sealed to these leaves now? */
export function standing(trust: Trust, leaves: readonly Leaf[], now: number): boolean {
  return hasStatus(trust, now) && leaves.every((leaf) => chainHolds(trust, leaf, now));
}
