// SPDX-License-Identifier: EUPL-1.2
// Vectors of certificates and of a room's log.

import { hex, random, utf8 } from '../../src/crypto/bytes';
import type { SigningKey } from '../../src/crypto/ed25519';
import { type Certificate, issueCertificate, kPseudonymLabel, type OrgCertificate } from '../../src/protocol/certificate';
import { type ComposedEntry, composeEntry } from '../../src/protocol/compose_entry';
import { newId } from '../../src/protocol/id';
import type { JsonObject } from '../../src/protocol/json';
import { decodeEntry, type Entry, encodeEntry, entryHash, rosterHash } from '../../src/protocol/log_entry';
import { applyEntry, type RoomState, type SentEntry } from '../../src/protocol/room_state';
import { type Signed, signObject } from '../../src/protocol/signed';
import {
  issueStatus,
  kDay,
  kNow,
  memberCertificate,
  mustHave,
  newPerson,
  newRegion,
  type Region,
  replayContext,
} from '../../src/protocol/testing/region';
import { draftBy, newRoom } from '../../src/protocol/testing/room';
import { flipped, idHex, signedHex, VectorFile } from './vector_file';

/** The bytes of a signed object as text, changed, and signed again: what a dishonest issuer can make. */
function rewritten(
  key: SigningKey,
  kind: 'root' | 'org' | 'member' | 'status' | 'log',
  { b }: Signed,
  change: (text: string) => string,
): Promise<Signed> {
  return signObject(key, kind, utf8(change(new TextDecoder().decode(b))));
}

function anchors(region: Region): { readonly root: JsonObject; readonly pinned: string; readonly orgs: readonly JsonObject[] } {
  const orgs = [region.service, region.school, region.gemeente].map(({ signed }) => signedHex(signed));
  return { root: signedHex(region.root), pinned: hex(region.rootKey.publicKey), orgs };
}

export async function certificateVectors(): Promise<VectorFile> {
  const file = new VectorFile();
  const region = await newRegion();
  const person = await newPerson(region, region.school);
  const { root, pinned, orgs } = anchors(region);
  const now = kNow;
  const { trust } = region;

  await file.accept('a root', 'root', { root, pinned, now });
  await file.refuse('a root that is not the pinned one', 'root', { root, pinned: hex(region.school.key.publicKey), now });
  await file.refuse('a root before its time', 'root', { root, pinned, now: trust.root.from - 1 });
  await file.refuse('a root at the end of its time', 'root', { root, pinned, now: trust.root.to });
  await file.refuse('a root with a changed signature', 'root', {
    root: signedHex({ ...region.root, s: flipped(region.root.s) }),
    pinned,
    now,
  });
  const usurper: Certificate = { ...trust.root, key: region.school.key.publicKey };
  await file.refuse('a root that holds another key than signed it', 'root', {
    root: signedHex(await issueCertificate(region.rootKey, usurper)),
    pinned,
    now,
  });
  const noisy = await rewritten(region.rootKey, 'root', region.root, (text) => text.replace('{', '{"more":1,'));
  await file.refuse('a root with a field more', 'root', { root: signedHex(noisy), pinned, now });

  const school = trust.issuers.find(({ certificate }) => certificate.type === 'school')?.certificate;
  if (school === undefined) throw new Error('no school');
  const orgCase = async (changes: Partial<OrgCertificate>, key = region.rootKey) => ({
    root,
    pinned,
    now,
    org: signedHex(await issueCertificate(key, { ...school, ...changes })),
  });
  await file.accept('a school', 'org', { root, pinned, now, org: signedHex(region.school.signed) });
  await file.accept('a region service', 'org', { root, pinned, now, org: signedHex(region.service.signed) });
  await file.accept(
    'a school that belongs to a gemeente and has a covenant',
    'org',
    await orgCase({ gemeente: newId(), convenantFrom: 1, convenantTo: 2 }),
  );
  await file.refuse('an organisation that signed itself', 'org', await orgCase({}, region.school.key));
  await file.refuse('an organisation past its time', 'org', await orgCase({ to: now }));
  await file.refuse('a school that may issue pseudonyms', 'org', await orgCase({ classes: ['member', 'pseudonym'] }));
  await file.refuse('a school that may issue status lists', 'org', await orgCase({ classes: ['status'] }));
  await file.refuse('a gemeente that may issue guests', 'org', await orgCase({ type: 'gemeente', classes: ['guest'] }));
  await file.refuse('an organisation with a key of small order', 'org', await orgCase({ key: new Uint8Array(32) }));
  const unknownClass = await rewritten(region.rootKey, 'org', region.school.signed, (text) => text.replace('"guest"', '"ghost"'));
  await file.refuse('an organisation with a class that does not exist', 'org', { root, pinned, now, org: signedHex(unknownClass) });

  const serial = person.leaf.certificate.serial;
  const status = await issueStatus(region.service, 2, now - 1000);
  const revoking = await issueStatus(region.service, 3, now - 1000, [serial]);
  const revokingSchool = await issueStatus(region.service, 3, now - 1000, [school.serial]);
  const statusCase = (one: Signed, at = now) => ({ root, pinned, orgs, status: signedHex(one), now: at });
  await file.accept('a status list', 'status', statusCase(status), { n: 2, revoked: [] });
  await file.accept('a status list with a serial', 'status', statusCase(revoking), { n: 3, revoked: [idHex(serial)] });
  await file.refuse('a status list of yesterday', 'status', statusCase(status, now - 1000 + kDay));
  await file.refuse('a status list of tomorrow', 'status', statusCase(status, now - 1001));
  await file.refuse('a status list by a school', 'status', statusCase(await issueStatus(region.school, 2, now - 1000)));
  const dated = { kind: 'status', serial: newId(), from: now - 10, to: now + 10, n: 4, at: now - 10, revoked: [] } as const;
  const statusWith = async (changes: { readonly to?: number; readonly at?: number }) =>
    statusCase(await issueCertificate(region.service.key, { ...dated, ...changes }));
  await file.refuse('a status list for more than a day', 'status', await statusWith({ to: now - 9 + kDay }));
  await file.refuse('a status list made at another time than it begins', 'status', await statusWith({ at: now - 9 }));

  const leafCase = (cert: Signed, list: Signed | null = status, at = now) => ({
    root,
    pinned,
    orgs,
    status: list === null ? null : signedHex(list),
    cert: signedHex(cert),
    now: at,
  });
  const [sign, seal] = [person.keys.sign.publicKey, person.keys.seal.publicKey];
  const member = memberCertificate(region.school, person.keys);
  const issued = (changes: Partial<typeof member>, key = region.school.key) => issueCertificate(key, { ...member, ...changes });
  await file.accept('a member', 'leaf', leafCase(person.signed));
  await file.accept('a member while no status list is known', 'leaf', leafCase(person.signed, null));
  await file.refuse('a revoked member', 'leaf', leafCase(person.signed, revoking));
  await file.refuse('a member of a revoked school', 'leaf', leafCase(person.signed, revokingSchool));
  await file.refuse('a member under a status list of yesterday', 'leaf', leafCase(person.signed, status, now + kDay));
  await file.refuse('a member signed by another organisation', 'leaf', leafCase(await issued({}, region.gemeente.key)));
  await file.refuse(
    'a member of an organisation that may not issue members',
    'leaf',
    leafCase(await issued({ org: region.service.id }, region.service.key)),
  );
  await file.refuse('a member at the end of the certificate', 'leaf', leafCase(await issued({ to: now })));
  await file.refuse('a member before the certificate', 'leaf', leafCase(await issued({ from: now + 1 })));
  await file.accept('a member for 396 days', 'leaf', leafCase(await issued({ to: member.from + 396 * kDay })));
  await file.refuse('a member for a moment more than 396 days', 'leaf', leafCase(await issued({ to: member.from + 396 * kDay + 1 })));
  await file.refuse('a member with a key of small order', 'leaf', leafCase(await issued({ sign: new Uint8Array(32) })));
  await file.refuse('a member with a changed signature', 'leaf', leafCase({ ...person.signed, s: flipped(person.signed.s, 40) }));
  for (const [what, change] of [
    ['a field more', (text: string) => text.replace('{', '{"more":1,')],
    ['a field less', (text: string) => text.replace(/"name":"[^"]*",/, '')],
    ['a field twice', (text: string) => text.replace('{', '{"v":1,')],
    ['another version', (text: string) => text.replace('"v":1', '"v":2')],
    ['a fraction for a time', (text: string) => text.replace(/"from":(\d+)/, '"from":$1.0')],
    ['padding in a key', (text: string) => text.replace(/"seal":"([^"]*)"/, '"seal":"$1="')],
  ] as const) {
    await file.refuse(`a member with ${what}`, 'leaf', leafCase(await rewritten(region.school.key, 'member', person.signed, change)));
  }

  const validity = { serial: newId(), from: now - 1, to: now + kDay };
  const guest = {
    kind: 'guest',
    ...validity,
    account: newId(),
    org: region.school.id,
    class: 'ouder',
    case: newId(),
    name: 'Voorbeeld',
    sign,
    seal,
  } as const;
  await file.accept('a parent', 'leaf', leafCase(await issueCertificate(region.school.key, guest)));
  await file.accept('a pupil', 'leaf', leafCase(await issueCertificate(region.school.key, { ...guest, class: 'leerling' })));
  await file.refuse(
    'a guest of a gemeente',
    'leaf',
    leafCase(await issueCertificate(region.gemeente.key, { ...guest, org: region.gemeente.id })),
  );
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
  await file.accept('a pseudonym', 'leaf', leafCase(await issueCertificate(region.service.key, pseudonym)));
  await file.accept(
    'a pseudonym that shows its school',
    'leaf',
    leafCase(await issueCertificate(region.service.key, { ...pseudonym, school: 'De Eik' })),
  );
  await file.refuse('a pseudonym by a school', 'leaf', leafCase(await issueCertificate(region.school.key, pseudonym)));
  await file.refuse(
    'a pseudonym with another label',
    'leaf',
    leafCase(await issueCertificate(region.service.key, { ...pseudonym, label: 'gemeente' })),
  );
  await file.refuse('a status list for a leaf', 'leaf', leafCase(status));
  return file;
}

export async function logVectors(): Promise<VectorFile> {
  const file = new VectorFile();
  const room = await newRoom();
  const { region, author, other } = room;
  const third = await newPerson(region, region.gemeente);
  const context = replayContext(region.trust);

  const sent = ({ entry, certs }: SentEntry): JsonObject => ({ entry: signedHex(entry), certs: certs.map(signedHex) });
  const logOf = (...entries: readonly SentEntry[]): JsonObject => ({ ...anchors(region), entries: entries.map(sent) });
  const follow = async (before: RoomState, after: ComposedEntry, draft: Parameters<typeof composeEntry>[2]) => {
    const entry = mustHave(await composeEntry(before, after.secrets.init, draft));
    return { entry, state: mustHave(await applyEntry(before, entry, context)) };
  };

  const { first, state } = room;
  await file.accept('a room that begins', 'log', logOf(first));
  const added = await follow(state, first, draftBy(author, [{ op: 'add', leaf: third.leaf }], 'member_added'));
  await file.accept('a member added', 'log', logOf(first, added.entry));
  const term = { until: kNow + kDay, standsInFor: other.leaf.leaf };
  const substitute = draftBy(other, [{ op: 'add', leaf: third.leaf, term }], 'stand_in_added');
  await file.accept('a member added in the place of another', 'log', logOf(first, (await follow(state, first, substitute)).entry));
  const renewed = await newPerson(region, region.gemeente, { account: other.leaf.leaf });
  const replaced = await follow(added.state, added.entry, draftBy(other, [{ op: 'replace', leaf: renewed.leaf }], 'certificate_replaced'));
  await file.accept('a certificate replaced in its place', 'log', logOf(first, added.entry, replaced.entry));
  const left = await follow(replaced.state, replaced.entry, draftBy(third, [{ op: 'remove', leaf: third.leaf.leaf }], 'member_left'));
  const rotated = await follow(left.state, left.entry, draftBy(author, [{ op: 'rotate' }], 'key_rotation'));
  const closed = await follow(rotated.state, rotated.entry, draftBy(author, [{ op: 'close' }], 'room_closed'));
  const whole = [first, added.entry, replaced.entry, left.entry, rotated.entry, closed.entry];
  await file.accept('a room from beginning to close', 'log', logOf(...whole));

  await file.refuse('an entry left out', 'log', logOf(first, replaced.entry));
  await file.refuse('an entry twice', 'log', logOf(first, added.entry, added.entry));
  await file.refuse('a log without its beginning', 'log', logOf(added.entry));
  const after = mustHave(
    await composeEntry({ ...closed.state, closed: false }, closed.entry.secrets.init, draftBy(author, [{ op: 'rotate' }], 'key_rotation')),
  );
  await file.refuse('an entry after the close', 'log', logOf(...whole, after));
  const [a, b] = first.certs;
  if (a === undefined || b === undefined) throw new Error('two certificates');
  await file.refuse('a certificate missing', 'log', logOf({ ...first, certs: [a] }));
  await file.refuse('a certificate too many', 'log', logOf({ ...first, certs: [a, b, third.signed] }));
  await file.refuse('certificates exchanged', 'log', logOf({ ...first, certs: [b, a] }));
  await file.refuse('a certificate replaced by another of the same person', 'log', logOf({ ...first, certs: [a, renewed.signed] }));
  await file.refuse('a changed signature', 'log', logOf({ ...first, entry: { ...first.entry, s: flipped(first.entry.s, 3) } }));

  const forged = async (changes: Partial<Entry>, key = author.keys.sign): Promise<JsonObject> => {
    const entry = mustHave(decodeEntry(first.entry.b));
    return logOf({ ...first, entry: await signObject(key, 'log', encodeEntry({ ...entry, ...changes })) });
  };
  const { ops } = mustHave(decodeEntry(first.entry.b));
  await file.refuse('a first entry signed by somebody else of the roster', 'log', await forged({}, other.keys.sign));
  await file.refuse('a first entry by nobody of the roster', 'log', await forged({ by: third.leaf.leaf }, third.keys.sign));
  await file.refuse('a first entry with another number', 'log', await forged({ n: 1 }));
  await file.refuse('a first entry after another', 'log', await forged({ prev: random(32) }));
  await file.refuse('a first entry with another roster hash', 'log', await forged({ roster: random(32) }));
  await file.refuse('a first entry without create', 'log', await forged({ ops: ops.slice(1) }));
  await file.refuse('a first entry that adds nobody', 'log', await forged({ ops: ops.slice(0, 1) }));
  await file.refuse('a first entry with create at the end', 'log', await forged({ ops: [...ops.slice(1), ...ops.slice(0, 1)] }));
  await file.refuse(
    'an add with another hash',
    'log',
    await forged({ ops: ops.map((op) => (op.op === 'add' ? { ...op, certHash: random(32) } : op)) }),
  );
  await file.refuse('a first entry before its certificates', 'log', await forged({ at: kNow - 2 * kDay }));
  for (const [what, change] of [
    ['another suite', (text: string) => text.replace('"suite":1', '"suite":2')],
    ['a field more', (text: string) => text.replace('{', '{"more":1,')],
    ['a phase that does not exist', (text: string) => text.replace('anonymous', 'named')],
    ['an op that does not exist', (text: string) => text.replace('"create"', '"begin"')],
    ['an event that does not exist', (text: string) => text.replace('consult_opened', 'whatever')],
    ['a create that ends', (text: string) => text.replace('"until":0', '"until":1')],
    ['a create in the place of somebody', (text: string) => text.replace('"for":""', `"for":"${author.leaf.leaf}"`)],
    ['an end before all time', (text: string) => text.replaceAll('"until":0', '"until":-1')],
    ['a leaf on the create', (text: string) => text.replace('"leaf":""', `"leaf":"${author.leaf.leaf}"`)],
  ] as const) {
    const entry = await rewritten(author.keys.sign, 'log', first.entry, change);
    await file.refuse(`a first entry with ${what}`, 'log', logOf({ ...first, entry }));
  }

  await file.accept('the hash of an entry', 'entry_hash', { entry: signedHex(first.entry) }, hex(await entryHash(first.entry)));
  const leaves = state.leaves.map(({ leaf, certHash }) => ({ leaf: idHex(leaf), cert_hash: hex(certHash) }));
  await file.accept('the hash of a roster', 'roster_hash', { leaves }, hex(await rosterHash(state.leaves)));
  await file.accept('the hash of the same roster in another order', 'roster_hash', { leaves: leaves.toReversed() });
  await file.accept('the hash of nobody', 'roster_hash', { leaves: [] });
  return file;
}
