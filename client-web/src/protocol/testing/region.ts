// SPDX-License-Identifier: EUPL-1.2
// An invented region with a school and a gemeente for tests: real keys, real certificates, nothing mocked.

import { type Bytes, kNoBytes } from '../../crypto/bytes';
import type { SigningKey } from '../../crypto/ed25519';
import { sha256 } from '../../crypto/hash';
import { tagged } from '../../crypto/labels';
import { type Certificate, type IssuedClass, issueCertificate, type MemberCertificate } from '../certificate';
import { type Id, newId } from '../id';
import type { ReplayContext } from '../room_state';
import type { Signed } from '../signed';
import { type Leaf, openTrust, type Trust, verifyLeaf } from '../trust';
import { newVault, type PersonKeys, personKeys } from '../vault';

export const kDay = 86_400_000;
export const kNow = 1_790_000_000_000;

export interface Organisation {
  readonly id: Id;
  readonly type: string;
  readonly key: SigningKey;
  readonly signed: Signed;
}

export interface Person {
  readonly keys: PersonKeys;
  readonly leaf: Leaf;
  readonly signed: Signed;
}

export interface Region {
  readonly rootKey: SigningKey;
  readonly root: Signed;
  readonly service: Organisation;
  readonly school: Organisation;
  readonly gemeente: Organisation;
  readonly status: Signed;
  readonly trust: Trust;
}

/** 32 bytes that are the same in every run: for keys whose value does not matter. */
export function seed(name: string): Promise<Bytes> {
  return sha256(tagged('test', new TextEncoder().encode(name)));
}

export function mustHave<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: unknown }): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.failure)}`);
  return result.value;
}

const window = { from: kNow - 30 * kDay, to: kNow + 300 * kDay };

export async function newOrganisation(rootKey: SigningKey, type: string, classes: readonly IssuedClass[]): Promise<Organisation> {
  const keys = await personKeys(newVault());
  const id = newId();
  const about = { org: id, type, name: `Voorbeeld ${type}`, gemeente: '', convenantFrom: 0, convenantTo: 0 } as const;
  const certificate: Certificate = { kind: 'org', serial: newId(), ...window, ...about, key: keys.sign.publicKey, classes };
  return { id, type, key: keys.sign, signed: await issueCertificate(rootKey, certificate) };
}

export function issueStatus(service: Organisation, n: number, at: number, revoked: readonly Id[] = []): Promise<Signed> {
  return issueCertificate(service.key, { kind: 'status', serial: newId(), from: at, to: at + kDay, n, at, revoked });
}

export async function newRegion(): Promise<Region> {
  const { sign: rootKey } = await personKeys(newVault());
  const rootCertificate: Certificate = { kind: 'root', serial: newId(), ...window, region: 'voorbeeld', key: rootKey.publicKey };
  const root = await issueCertificate(rootKey, rootCertificate);
  const service = await newOrganisation(rootKey, 'region', ['pseudonym', 'status']);
  const school = await newOrganisation(rootKey, 'school', ['member', 'guest']);
  const gemeente = await newOrganisation(rootKey, 'gemeente', ['member']);
  const status = await issueStatus(service, 1, kNow - kDay / 2);
  const trust = mustHave(await openTrust(rootKey.publicKey, root, [service.signed, school.signed, gemeente.signed], status));
  return { rootKey, root, service, school, gemeente, status, trust };
}

export function memberCertificate(org: Organisation, keys: PersonKeys, changes: Partial<MemberCertificate> = {}): MemberCertificate {
  const who = { account: newId(), org: org.id, functie: 'aandachtsfunctionaris', name: 'Voorbeeld Persoon' };
  const validity = { serial: newId(), from: kNow - kDay, to: kNow + 200 * kDay };
  return { kind: 'member', ...validity, ...who, sign: keys.sign.publicKey, seal: keys.seal.publicKey, ...changes };
}

export async function newPerson(region: Region, org: Organisation, changes: Partial<MemberCertificate> = {}): Promise<Person> {
  const keys = await personKeys(newVault(kNoBytes));
  const signed = await issueCertificate(org.key, memberCertificate(org, keys, changes));
  return { keys, signed, leaf: mustHave(await verifyLeaf(region.trust, signed, kNow, () => true)) };
}

export const kTestPolicy: Bytes = new Uint8Array(32).fill(9);

export function replayContext(trust: Trust): ReplayContext {
  return { trust, policy: kTestPolicy, knowsFunctie: () => true, authorise: () => ({ allowed: true }) };
}
