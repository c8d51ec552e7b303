// SPDX-License-Identifier: EUPL-1.2
// Certificates of docs/protocol.md section 3: their bytes. Who may have signed them is trust.ts.

import { toBase64url } from '../crypto/base64url';
import type { Bytes } from '../crypto/bytes';
import type { SigningKey } from '../crypto/ed25519';
import { sha256 } from '../crypto/hash';
import type { Result } from '../crypto/result';
import type { Id } from './id';
import { type JsonObject, jsonBytes } from './json';
import { decode, type ObjectReader } from './object_reader';
import { type Signed, signObject } from './signed';

export type IssuedClass = 'member' | 'guest' | 'pseudonym' | 'status';
export type GuestClass = 'ouder' | 'leerling';

interface Validity {
  readonly serial: Id;
  readonly from: number;
  readonly to: number;
}
export interface RootCertificate extends Validity {
  readonly kind: 'root';
  readonly region: string;
  readonly key: Bytes;
}
export interface OrgCertificate extends Validity {
  readonly kind: 'org';
  readonly org: Id;
  readonly type: string;
  readonly name: string;
  readonly key: Bytes;
  readonly classes: readonly IssuedClass[];
  readonly gemeente: Id | '';
  readonly convenantFrom: number;
  readonly convenantTo: number;
}
export interface MemberCertificate extends Validity {
  readonly kind: 'member';
  readonly account: Id;
  readonly org: Id;
  readonly functie: string;
  readonly name: string;
  readonly sign: Bytes;
  readonly seal: Bytes;
}
export interface GuestCertificate extends Validity {
  readonly kind: 'guest';
  readonly account: Id;
  readonly org: Id;
  readonly class: GuestClass;
  readonly case: Id;
  readonly name: string;
  readonly sign: Bytes;
  readonly seal: Bytes;
}
export interface PseudonymCertificate extends Validity {
  readonly kind: 'pseudonym';
  readonly leaf: Id;
  readonly room: Id;
  readonly label: string;
  readonly school: string;
  readonly sign: Bytes;
  readonly seal: Bytes;
}
export interface StatusCertificate extends Validity {
  readonly kind: 'status';
  readonly n: number;
  readonly at: number;
  readonly revoked: readonly Id[];
}
export type LeafCertificate = MemberCertificate | GuestCertificate | PseudonymCertificate;
export type Certificate = RootCertificate | OrgCertificate | LeafCertificate | StatusCertificate;

export const kPseudonymLabel = 'school professional';
export const kMaxLeafValidityMs = 396 * 86_400_000;
export const kMaxStatusValidityMs = 24 * 3_600_000;

const kinds = ['root', 'org', 'member', 'guest', 'pseudonym', 'status'] as const;
const issuedClasses: readonly IssuedClass[] = ['member', 'guest', 'pseudonym', 'status'];

function readCertificate(o: ObjectReader): Certificate {
  o.int('v', 1, 1);
  const kind = o.oneOf('kind', kinds);
  const validity: Validity = { serial: o.id('serial'), from: o.int('from'), to: o.int('to') };
  const keys = () => ({ sign: o.bytes('sign', 32), seal: o.bytes('seal', 32) });
  switch (kind) {
    case 'root':
      return { kind, ...validity, region: o.string('region'), key: o.bytes('key', 32) };
    case 'org': {
      const classes = o.strings('classes', issuedClasses.length);
      const known = issuedClasses.filter((one) => classes.includes(one));
      if (known.length !== classes.length) o.refuse();
      const head = { org: o.id('org'), type: o.string('type'), name: o.string('name'), key: o.bytes('key', 32), classes: known };
      const convenant = { convenantFrom: o.int('convenant_from'), convenantTo: o.int('convenant_to') };
      return { kind, ...validity, ...head, gemeente: o.idOrEmpty('gemeente'), ...convenant };
    }
    case 'member': {
      const who = { account: o.id('account'), org: o.id('org'), functie: o.string('functie'), name: o.string('name') };
      return { kind, ...validity, ...who, ...keys() };
    }
    case 'guest': {
      const who = { account: o.id('account'), org: o.id('org'), class: o.oneOf('class', ['ouder', 'leerling'] as const) };
      return { kind, ...validity, ...who, case: o.id('case'), name: o.string('name'), ...keys() };
    }
    case 'pseudonym': {
      const place = { leaf: o.id('leaf'), room: o.id('room') };
      return { kind, ...validity, ...place, label: o.oneOf('label', [kPseudonymLabel]), school: o.string('school'), ...keys() };
    }
    case 'status':
      return { kind, ...validity, n: o.int('n'), at: o.int('at'), revoked: o.ids('revoked') };
  }
}

/** The fields only; call trust.ts to know whether it was rightly signed. */
export function decodeCertificate(bytes: Bytes): Result<Certificate> {
  return decode(bytes, readCertificate);
}

function certificateJson(certificate: Certificate): JsonObject {
  const { kind, serial, from, to } = certificate;
  const common = { v: 1, kind, serial, from, to };
  const keys = (holder: LeafCertificate) => ({ sign: toBase64url(holder.sign), seal: toBase64url(holder.seal) });
  switch (certificate.kind) {
    case 'root':
      return { ...common, region: certificate.region, key: toBase64url(certificate.key) };
    case 'org': {
      const { org, type, name, key, classes, gemeente, convenantFrom: convenant_from, convenantTo: convenant_to } = certificate;
      return { ...common, org, type, name, key: toBase64url(key), classes, gemeente, convenant_from, convenant_to };
    }
    case 'member': {
      const { account, org, functie, name } = certificate;
      return { ...common, account, org, functie, name, ...keys(certificate) };
    }
    case 'guest': {
      const { account, org, name } = certificate;
      return { ...common, account, org, class: certificate.class, case: certificate.case, name, ...keys(certificate) };
    }
    case 'pseudonym': {
      const { leaf, room, label, school } = certificate;
      return { ...common, leaf, room, label, school, ...keys(certificate) };
    }
    case 'status':
      return { ...common, n: certificate.n, at: certificate.at, revoked: certificate.revoked };
  }
}

export function issueCertificate(issuer: SigningKey, certificate: Certificate): Promise<Signed> {
  return signObject(issuer, certificate.kind, jsonBytes(certificateJson(certificate)));
}

export function certificateHash(certificate: Signed): Promise<Bytes> {
  return sha256(certificate.b);
}
