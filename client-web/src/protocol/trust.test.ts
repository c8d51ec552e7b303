// SPDX-License-Identifier: EUPL-1.2
import { beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../crypto/bytes';
import { type Certificate, decodeCertificate, issueCertificate, kPseudonymLabel } from './certificate';
import { newId } from './id';
import { signObject } from './signed';
import {
  issueStatus,
  kDay,
  kNow,
  memberCertificate,
  mustHave,
  newOrganisation,
  newPerson,
  newRegion,
  type Person,
  type Region,
} from './testing/region';
import { openTrust, standing, verifyLeaf, withStatus } from './trust';
import { newVault, personKeys } from './vault';

let region: Region;
let person: Person;
beforeAll(async () => {
  region = await newRegion();
  person = await newPerson(region, region.school);
});

const anyFunctie = () => true;

async function accepts(issuer: { readonly key: Person['keys']['sign'] }, certificate: Certificate, at = kNow): Promise<boolean> {
  return (await verifyLeaf(region.trust, await issueCertificate(issuer.key, certificate), at, anyFunctie)).ok;
}

describe('certificates', () => {
  it('come back from their bytes as they were issued', async () => {
    const keys = await personKeys(newVault());
    const [sign, seal] = [keys.sign.publicKey, keys.seal.publicKey];
    const validity = { serial: newId(), from: 1, to: 2 };
    const org = { org: newId(), type: 'school', name: 'Eik', gemeente: newId(), convenantFrom: 3, convenantTo: 4 };
    const all: readonly Certificate[] = [
      { kind: 'root', ...validity, region: 'voorbeeld', key: sign },
      { kind: 'org', ...validity, ...org, key: sign, classes: ['member', 'guest'] },
      memberCertificate(region.school, keys),
      { kind: 'guest', ...validity, account: newId(), org: newId(), class: 'ouder', case: newId(), name: 'V', sign, seal },
      { kind: 'pseudonym', ...validity, leaf: newId(), room: newId(), label: kPseudonymLabel, school: '', sign, seal },
      { kind: 'status', ...validity, n: 5, at: 1, revoked: [newId()] },
    ];
    for (const certificate of all) {
      expect(decodeCertificate((await issueCertificate(keys.sign, certificate)).b)).toEqual({ ok: true, value: certificate });
    }
  });
});

describe('trust', () => {
  it('accepts a member of an organisation that the root signed', () => {
    expect(person.leaf.issuer.org).toBe(region.school.id);
  });

  it('does not start from another root than the pinned one', async () => {
    const other = await newRegion();
    expect((await openTrust(other.rootKey.publicKey, region.root, [], undefined)).ok).toBe(false);
    const usurper: Certificate = {
      kind: 'root',
      serial: newId(),
      from: 0,
      to: kNow * 2,
      region: 'voorbeeld',
      key: other.rootKey.publicKey,
    };
    const signedByPinned = await issueCertificate(region.rootKey, usurper);
    expect((await openTrust(region.rootKey.publicKey, signedByPinned, [], undefined)).ok).toBe(false);
  });

  it.each([
    ['school', ['status']],
    ['gemeente', ['pseudonym']],
    ['gemeente', ['guest']],
    ['region', ['guest']],
  ] as const)('refuses a %s that may issue %j', async (type, classes) => {
    const org = await newOrganisation(region.rootKey, type, classes);
    expect((await openTrust(region.rootKey.publicKey, region.root, [org.signed], undefined)).ok).toBe(false);
  });

  it('refuses an organisation that the root did not sign', async () => {
    const org = await newOrganisation(region.school.key, 'school', ['member']);
    expect((await openTrust(region.rootKey.publicKey, region.root, [org.signed], undefined)).ok).toBe(false);
  });

  it('refuses a member certificate signed by another organisation, or by one that may not issue members', async () => {
    const certificate = memberCertificate(region.school, person.keys);
    expect(await accepts(region.school, certificate)).toBe(true);
    expect(await accepts(region.gemeente, certificate)).toBe(false);
    expect(await accepts(region.service, { ...certificate, org: region.service.id })).toBe(false);
  });

  it('refuses a certificate outside its time, or one that lasts too long', async () => {
    const certificate = memberCertificate(region.school, person.keys);
    expect(await accepts(region.school, certificate, certificate.from)).toBe(true);
    expect(await accepts(region.school, certificate, certificate.from - 1)).toBe(false);
    expect(await accepts(region.school, certificate, certificate.to)).toBe(false);
    expect(await accepts(region.school, { ...certificate, to: certificate.from + 396 * kDay })).toBe(true);
    expect(await accepts(region.school, { ...certificate, to: certificate.from + 396 * kDay + 1 })).toBe(false);
  });

  it('refuses a certificate that outlives its organisation', async () => {
    const certificate = memberCertificate(region.school, person.keys, { to: kNow + 330 * kDay });
    expect(await accepts(region.school, certificate, kNow + 301 * kDay)).toBe(false);
  });

  it('refuses a functie that the policy does not know', async () => {
    const signed = await issueCertificate(region.school.key, memberCertificate(region.school, person.keys, { functie: 'weegtafel' }));
    const knows = (type: string, functie: string) => type === 'school' && functie === 'medewerker';
    expect((await verifyLeaf(region.trust, signed, kNow, knows)).ok).toBe(false);
  });

  it('accepts guests only of a school and pseudonyms only of the region', async () => {
    const [sign, seal] = [person.keys.sign.publicKey, person.keys.seal.publicKey];
    const validity = { serial: newId(), from: kNow - 1, to: kNow + kDay };
    const guest = {
      kind: 'guest',
      ...validity,
      account: newId(),
      org: region.school.id,
      class: 'ouder',
      case: newId(),
      name: 'V',
      sign,
      seal,
    } as const;
    expect(await accepts(region.school, guest)).toBe(true);
    expect(await accepts(region.gemeente, { ...guest, org: region.gemeente.id })).toBe(false);
    const pseudonym = {
      kind: 'pseudonym',
      ...validity,
      leaf: newId(),
      room: newId(),
      label: kPseudonymLabel,
      school: '',
      sign,
      seal,
    } as const;
    expect(await accepts(region.service, pseudonym)).toBe(true);
    expect(await accepts(region.school, pseudonym)).toBe(false);
  });

  it('refuses a certificate of one kind signed as another', async () => {
    const { b } = await issueCertificate(region.school.key, memberCertificate(region.school, person.keys));
    expect((await verifyLeaf(region.trust, await signObject(region.school.key, 'guest', b), kNow, anyFunctie)).ok).toBe(false);
  });

  it('refuses bytes with a field more', async () => {
    const { b } = await issueCertificate(region.school.key, memberCertificate(region.school, person.keys));
    const longer = utf8(new TextDecoder().decode(b).replace('{', '{"extra":0,'));
    expect((await verifyLeaf(region.trust, await signObject(region.school.key, 'member', longer), kNow, anyFunctie)).ok).toBe(false);
  });
});

describe('standing', () => {
  it('asks for a status list of at most 24 hours', async () => {
    expect(standing(region.trust, [person.leaf], kNow)).toBe(true);
    expect(standing(region.trust, [person.leaf], kNow + kDay / 2)).toBe(false);
    expect(standing({ ...region.trust, status: undefined }, [person.leaf], kNow)).toBe(false);
    const long = { kind: 'status', serial: newId(), from: kNow, to: kNow + kDay + 1, n: 2, at: kNow, revoked: [] } as const;
    expect((await withStatus(region.trust, await issueCertificate(region.service.key, long))).ok).toBe(false);
  });

  it('is lost by a revoked person and by everybody of a revoked organisation', async () => {
    const byPerson = mustHave(await withStatus(region.trust, await issueStatus(region.service, 2, kNow, [person.leaf.certificate.serial])));
    expect(standing(byPerson, [person.leaf], kNow)).toBe(false);
    const byOrg = mustHave(await withStatus(region.trust, await issueStatus(region.service, 2, kNow, [person.leaf.issuer.serial])));
    expect(standing(byOrg, [person.leaf], kNow)).toBe(false);
    const other = await newPerson(region, region.gemeente);
    expect(standing(byOrg, [other.leaf], kNow)).toBe(true);
  });

  it('survives the renewal of an organisation over the same key', async () => {
    const certificate = region.trust.issuers.find(({ certificate: { org } }) => org === region.school.id)?.certificate;
    if (certificate === undefined) throw new Error('school');
    const renewed = await issueCertificate(region.rootKey, { ...certificate, serial: newId(), from: kNow - 1 });
    const orgs = [region.service.signed, region.school.signed, renewed];
    const status = await issueStatus(region.service, 2, kNow, [certificate.serial]);
    const trust = mustHave(await openTrust(region.rootKey.publicKey, region.root, orgs, status));
    expect(standing(trust, [person.leaf], kNow)).toBe(true);
    expect(standing(trust, [person.leaf], kNow - 2)).toBe(false);
  });

  it('does not go back to an older list, nor take one of somebody else', async () => {
    const newer = mustHave(await withStatus(region.trust, await issueStatus(region.service, 7, kNow)));
    expect((await withStatus(newer, await issueStatus(region.service, 6, kNow))).ok).toBe(false);
    expect((await withStatus(region.trust, await issueStatus(region.school, 8, kNow))).ok).toBe(false);
  });
});
