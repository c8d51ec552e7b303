// SPDX-License-Identifier: EUPL-1.2
// What a client does with a log that a dishonest server, or a modified client behind it, hands out.
import { beforeAll, describe, expect, it } from 'vitest';
import type { LogPage, VaultAnswer } from '../api/shapes';
import { random, utf8 } from '../crypto/bytes';
import { issueCertificate } from '../protocol/certificate';
import { type ComposedEntry, composeEntry, composeFirstEntry } from '../protocol/compose_entry';
import { type Id, newId } from '../protocol/id';
import type { BasisEvent } from '../protocol/log_entry';
import { newPassphraseParams, type SlotSecrets, wrapVaultKey } from '../protocol/slot';
import { type Leaf, openTrust, type Trust, verifyLeaf } from '../protocol/trust';
import { newVault, sealVault } from '../protocol/vault';
import { Keys } from './keys';
import { RoomLog } from './room_log';
import { builtInRules, type Rules } from './rules';
import { type MemoryOrganisation, type MemoryRegion, memoryRegion, statusList } from './testing/memory_region';

const now = Date.now();
const kNoCase = 'A'.repeat(22) as Id;

interface Person {
  readonly keys: Keys;
  readonly leaf: Leaf;
}

let region: MemoryRegion;
let rules: Rules;
let trust: Trust;

async function keysOf(account: Id): Promise<Keys> {
  const [vaultKey, slotKey, params, vault] = [random(32), random(32), newPassphraseParams(), newVault()];
  const answer: VaultAnswer = {
    ...{ account, login: 'iemand', version: 1, blob: await sealVault(vaultKey, 'iemand', 1, vault) },
    slots: [{ ...params, kind: 'passphrase', wrapped: await wrapVaultKey(slotKey, 'iemand', params, vaultKey) }],
  };
  const secrets: SlotSecrets = { auth: utf8(''), slotKey };
  const keys = await Keys.open(answer, 'passphrase', secrets);
  if (!keys.ok) throw new Error('keys');
  return keys.value;
}

async function person(org: MemoryOrganisation, functie: string): Promise<Person> {
  const account = newId();
  const keys = await keysOf(account);
  const { sign, seal } = keys.person;
  const cert = await issueCertificate(org.key, {
    ...{ kind: 'member', serial: newId(), from: now - 1000, to: now + 86_400_000, account, org: org.id, functie, name: functie },
    ...{ sign: sign.publicKey, seal: seal.publicKey },
  });
  const leaf = await verifyLeaf(trust, cert, now, rules.knowsFunctie);
  if (!leaf.ok) throw new Error('leaf');
  return { keys, leaf: leaf.value };
}

function draft(by: Person, event: BasisEvent) {
  const common = { at: now, phase: 'anonymous' as const, step: 3, event, policy: rules.policyHash };
  return { ...common, by: by.leaf.leaf, signer: by.keys.person.sign };
}

async function opened(room: Id, people: readonly Person[]): Promise<ComposedEntry> {
  const [opener] = people;
  if (opener === undefined) throw new Error('nobody');
  const changes = people.map(({ leaf }) => ({ op: 'add' as const, leaf }));
  const entry = await composeFirstEntry({ room, case: kNoCase, kind: 'consult' }, { ...draft(opener, 'consult_opened'), changes });
  if (!entry.ok) throw new Error('entry');
  return entry.value;
}

/** As the server hands it to `reader`. */
function pageFor(reader: Person, entries: readonly ComposedEntry[], change: Partial<LogPage> = {}): LogPage {
  return {
    entries: entries.map(({ entry, certs }, n) => ({ n, ...entry, certs })),
    boxes: entries.flatMap(({ boxes }, n) => boxes.filter(({ leaf }) => leaf === reader.leaf.leaf).map(({ enc, ct }) => ({ n, enc, ct }))),
    shares: entries.map(({ share }, n) => ({ n, share })),
    more: false,
    ...change,
  };
}

const taken = (reader: Person, room: Id, page: LogPage) => new RoomLog(room, reader.keys, rules).take(page, trust);

beforeAll(async () => {
  region = await memoryRegion(now);
  rules = await builtInRules();
  const orgs = [region.service, region.gemeente, region.school].map(({ cert }) => cert);
  const root = JSON.parse(new TextDecoder().decode(region.root.b));
  const opened = await openTrust(
    new Uint8Array(Buffer.from(root.key, 'base64url')),
    region.root,
    orgs,
    await statusList(region, 1, now - 1000, []),
  );
  if (!opened.ok) throw new Error('trust');
  trust = opened.value;
});

describe('the log of a room', () => {
  it('is_taken_in_and_its_epoch_opened_by_everybody_in_it', async () => {
    const [mentor, asked] = [await person(region.school, 'medewerker'), await person(region.gemeente, 'aandachtsfunctionaris')];
    const room = newId();
    const entry = await opened(room, [mentor, asked]);
    for (const reader of [mentor, asked]) {
      const log = new RoomLog(room, reader.keys, rules);
      expect(await log.take(pageFor(reader, [entry]), trust)).toMatchObject({ ok: true });
      expect(log.epoch(0)?.keys).toBeDefined();
      expect(log.me?.leaf).toBe(reader.leaf.leaf);
      expect(log.needsRotation).toBe(false);
    }
  });

  it('is_refused_with_somebody_in_it_whom_the_rules_do_not_admit', async () => {
    const mentor = await person(region.school, 'medewerker');
    const room = newId();
    for (const functie of ['weegtafel', 'beheerder', 'fg']) {
      const entry = await opened(room, [mentor, await person(region.gemeente, functie)]);
      expect(await taken(mentor, room, pageFor(mentor, [entry]))).toMatchObject({ ok: false, failure: { code: 'denied' } });
    }
  });

  it.each<[string, (own: Person, other: Person, entry: ComposedEntry) => Partial<LogPage>, string]>([
    ['somebody_elses_box', (_, other, entry) => ({ boxes: pageFor(other, [entry]).boxes }), 'epoch'],
    ['no_box', () => ({ boxes: [] }), 'epoch'],
    ['another_share', () => ({ shares: [{ n: 0, share: random(32) }] }), 'epoch'],
    ['a_hole', (own, _, entry) => ({ entries: pageFor(own, [entry]).entries.map((one) => ({ ...one, n: 1 })) }), 'log'],
    ['no_certificates', (own, _, entry) => ({ entries: pageFor(own, [entry]).entries.map((one) => ({ ...one, certs: [] })) }), 'log'],
  ])('is_refused_with_%s', async (_, change, code) => {
    const [mentor, asked] = [await person(region.school, 'medewerker'), await person(region.gemeente, 'aandachtsfunctionaris')];
    const room = newId();
    const entry = await opened(room, [mentor, asked]);
    expect(await taken(mentor, room, pageFor(mentor, [entry], change(mentor, asked, entry)))).toMatchObject({
      ok: false,
      failure: { code },
    });
  });

  it('is_refused_as_that_of_another_room', async () => {
    const mentor = await person(region.school, 'medewerker');
    const entry = await opened(newId(), [mentor]);
    expect(await taken(mentor, newId(), pageFor(mentor, [entry]))).toMatchObject({ ok: false, failure: { code: 'log' } });
  });

  it('stays_readable_and_asks_for_a_new_epoch_when_whoever_made_the_newest_has_left', async () => {
    const [mentor, asked] = [await person(region.school, 'medewerker'), await person(region.gemeente, 'aandachtsfunctionaris')];
    const room = newId();
    const first = await opened(room, [mentor, asked]);
    const log = new RoomLog(room, asked.keys, rules);
    await log.take(pageFor(asked, [first]), trust);
    const { state } = log;
    if (state === undefined) throw new Error('state');
    const leaving = { ...draft(mentor, 'member_left'), changes: [{ op: 'remove' as const, leaf: mentor.leaf.leaf }] };
    const second = await composeEntry(state, first.secrets.init, leaving);
    if (!second.ok) throw new Error('entry');
    expect(await log.take(pageFor(asked, [first, second.value]), trust)).toMatchObject({ ok: true });
    expect(log.needsRotation).toBe(true);
    expect(log.lastKnown(mentor.leaf.leaf)?.certificate.kind).toBe('member');
  });

  it('keeps_what_is_unreadable_apart_from_what_is_false_when_a_share_was_destroyed', async () => {
    const mentor = await person(region.school, 'medewerker');
    const room = newId();
    const entry = await opened(room, [mentor]);
    const log = new RoomLog(room, mentor.keys, rules);
    expect(await log.take(pageFor(mentor, [entry], { shares: [] }), trust)).toMatchObject({ ok: true });
    expect(log.epoch(0)?.keys).toBeUndefined();
  });
});
