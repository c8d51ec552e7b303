// SPDX-License-Identifier: EUPL-1.2
// The key ceremony of a region: from its plain description to the root key, the organisations' certificates and the first invitations.
//
//   tsx tools/region.ts config/regions/demo/region.json OUTPUT_FOLDER
//
// Writes into the folder: region.json (for the server; public but for the hashes of the first invitations), root.txt (the root certificate, for the
// client build), service.key (the region service's seed, for the server only) and ceremony.json (every private key: in a real region
// each is handed to its holder and this file is never written to a disk that stays).
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toBase64url } from '../src/crypto/base64url';
import { type Bytes, hex, random, utf8 } from '../src/crypto/bytes';
import { type SigningKey, signingKey } from '../src/crypto/ed25519';
import { sha256 } from '../src/crypto/hash';
import { type IssuedClass, issueCertificate } from '../src/protocol/certificate';
import { type Id, newId } from '../src/protocol/id';
import { signedJson } from '../src/protocol/signed';
import type { Ceremony } from './ceremony';
import { type DescribedOrganisation, readRegionDescription } from './region_description';

const kYearMs = 366 * 86_400_000;
const kRootYears = 10;
const kOrganisationYears = 5;
const kFirstInvitationMs = 30 * 86_400_000;

function classesOf(type: string): readonly IssuedClass[] {
  return type === 'school' ? ['member', 'guest'] : ['member'];
}

function writePrivate(path: string, content: string | Bytes): void {
  writeFileSync(path, content, { mode: 0o600 });
  chmodSync(path, 0o600);
}

async function ceremony(descriptionPath: string, folder: string): Promise<void> {
  const description = readRegionDescription(descriptionPath);
  if (existsSync(join(folder, 'region.json'))) throw new Error(`${folder} holds a region already; a second ceremony would lose its keys`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const now = Date.now();
  const from = now - 60_000;

  const rootSeed = random(32);
  const rootKey = await signingKey(rootSeed);
  const root = await issueCertificate(rootKey, {
    kind: 'root',
    serial: newId(),
    from,
    to: now + kRootYears * kYearMs,
    region: description.region,
    key: rootKey.publicKey,
  });

  const ids = new Map<string, Id>(description.organisations.map(({ word }) => [word, newId()]));
  const certify = (key: SigningKey, org: Id, entry: Omit<DescribedOrganisation, 'word' | 'people'>, classes: readonly IssuedClass[]) =>
    issueCertificate(rootKey, {
      kind: 'org',
      serial: newId(),
      from,
      to: now + kOrganisationYears * kYearMs,
      org,
      type: entry.type,
      name: entry.name,
      key: key.publicKey,
      classes,
      gemeente: ids.get(entry.gemeente) ?? '',
      convenantFrom: entry.type === 'region' ? 0 : from,
      convenantTo: entry.type === 'region' ? 0 : now + kOrganisationYears * kYearMs,
    });

  const serviceSeed = random(32);
  const service = { type: 'region', name: description.name, gemeente: '' };
  const certificates = [await certify(await signingKey(serviceSeed), newId(), service, ['pseudonym', 'status'])];
  const bootstrap = [];
  const organisations: Ceremony['organisations'][number][] = [];
  for (const organisation of description.organisations) {
    const org = ids.get(organisation.word) ?? newId();
    const seed = random(32);
    certificates.push(await certify(await signingKey(seed), org, organisation, classesOf(organisation.type)));
    const beheerder = organisation.people.find(({ functie }) => functie === 'beheerder');
    if (beheerder === undefined) throw new Error(`${organisation.word} has no beheerder`);
    const code = toBase64url(random(16));
    const codeHash = toBase64url(await sha256(utf8(code)));
    const { login, name, functie } = beheerder;
    bootstrap.push({ org, login, name, functie, code_hash: codeHash, expires_at: now + kFirstInvitationMs });
    // The organisation's key travels with the invitation; what follows the dot never leaves the beheerder's device.
    organisations.push({ word: organisation.word, org, login, invitation: `${code}.${toBase64url(seed)}` });
  }

  const region = { root: signedJson(root), organisations: certificates.map(signedJson), bootstrap };
  const secrets: Ceremony = { root_seed: toBase64url(rootSeed), service_seed: toBase64url(serviceSeed), organisations };
  writePrivate(join(folder, 'service.key'), serviceSeed);
  writePrivate(join(folder, 'ceremony.json'), `${JSON.stringify(secrets, null, 2)}\n`);
  writePrivate(join(folder, 'region.json'), `${JSON.stringify(region, null, 2)}\n`);
  writeFileSync(join(folder, 'root.txt'), `${toBase64url(root.b)}.${toBase64url(root.s)}\n`);
  console.log(`${description.name}: ${organisations.length} organisations`);
  console.log(`fingerprint of the root key: ${hex(await sha256(rootKey.publicKey))}`);
}

const [descriptionPath, folder] = process.argv.slice(2);
if (descriptionPath === undefined || folder === undefined) {
  console.error('usage: tsx tools/region.ts DESCRIPTION OUTPUT_FOLDER');
  process.exitCode = 2;
} else {
  await ceremony(descriptionPath, folder);
}
