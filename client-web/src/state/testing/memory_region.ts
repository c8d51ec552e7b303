// SPDX-License-Identifier: EUPL-1.2
// A region in memory: root, service, one school, one gemeente, and the certificates of the people a test puts there.
import { toBase64url } from '../../crypto/base64url';
import { random } from '../../crypto/bytes';
import { type SigningKey, signingKey } from '../../crypto/ed25519';
import { type IssuedClass, issueCertificate } from '../../protocol/certificate';
import { type Id, newId } from '../../protocol/id';
import type { Signed } from '../../protocol/signed';

const kDayMs = 86_400_000;

export interface MemoryOrganisation {
  readonly id: Id;
  readonly type: string;
  readonly name: string;
  readonly seed: Uint8Array<ArrayBuffer>;
  readonly key: SigningKey;
  readonly cert: Signed;
}

export interface MemoryRegion {
  readonly root: Signed;
  /** as root.txt has it */
  readonly rootText: string;
  readonly service: MemoryOrganisation;
  readonly gemeente: MemoryOrganisation;
  readonly school: MemoryOrganisation;
}

export async function memoryRegion(now: number): Promise<MemoryRegion> {
  const rootKey = await signingKey(random(32));
  const times = { from: now - kDayMs, to: now + 300 * kDayMs };
  const root = await issueCertificate(rootKey, { kind: 'root', serial: newId(), ...times, region: 'test', key: rootKey.publicKey });
  const organisation = async (
    type: string,
    name: string,
    classes: readonly IssuedClass[],
    gemeente: Id | '',
  ): Promise<MemoryOrganisation> => {
    const id = newId();
    const seed = random(32);
    const key = await signingKey(seed);
    const cert = await issueCertificate(rootKey, {
      ...{ kind: 'org', serial: newId(), ...times, org: id, type, name, key: key.publicKey, classes, gemeente },
      ...{ convenantFrom: 0, convenantTo: 0 },
    });
    return { id, type, name, seed, key, cert };
  };
  const gemeente = await organisation('gemeente', 'Gemeente Oeverdam', ['member'], '');
  return {
    root,
    rootText: `${toBase64url(root.b)}.${toBase64url(root.s)}`,
    service: await organisation('region', 'Regio', ['pseudonym', 'status'], ''),
    gemeente,
    school: await organisation('school', 'School De Eik', ['member', 'guest'], gemeente.id),
  };
}

export function statusList(region: MemoryRegion, n: number, at: number, revoked: readonly Id[]): Promise<Signed> {
  return issueCertificate(region.service.key, { kind: 'status', serial: newId(), from: at, to: at + kDayMs, n, at, revoked });
}
