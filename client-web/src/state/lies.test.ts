// SPDX-License-Identifier: EUPL-1.2
// The real client against a server that lies: every lie has a name, is noticed, and is told to the person in words. Nothing of it is believed.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toBase64url } from '../crypto/base64url';
import { random } from '../crypto/bytes';
import { signingKey } from '../crypto/ed25519';
import { certificateHash, issueCertificate } from '../protocol/certificate';
import { sealBox } from '../protocol/epoch';
import { newId } from '../protocol/id';
import { signedJson } from '../protocol/signed';
import type { Client } from './client';
import type { Room, Snapshot } from './model';
import { type Frame, flipped, type Lie, LyingServer, rewritten } from './testing/lying_server';
import { type Device, kPassphrase, MemoryPeople } from './testing/memory_people';
import { memoryRegion, statusList } from './testing/memory_region';
import { bytesOf } from './testing/memory_server';
import { granted, roomOf, until } from './waiting';

const kDayMs = 86_400_000;
const kTurned = 'De geschiedenis van dit overleg klopt niet.';
const kForked = 'De server laat niet iedereen dezelfde geschiedenis van dit overleg zien.';
const kEither = new RegExp(`${kTurned}|${kForked}`);

let people: MemoryPeople<LyingServer>;
let anna: Device;
let samira: Device;
const devices: Device[] = [];
const ids = { team: '', consult: '', caseId: '' };

const consult = (snapshot: Snapshot): Room | undefined => roomOf(snapshot, 'consult');
const team = (snapshot: Snapshot): Room | undefined => roomOf(snapshot, 'schoolteam');

async function fresh(): Promise<Device> {
  const device = await people.device();
  devices.push(device);
  return device;
}

beforeAll(async () => {
  people = await MemoryPeople.at(LyingServer);
  const { school, gemeente } = people.server.region;
  await people.enrol('anna', 'Anna de Vries', 'medewerker', school);
  const bram = await people.enrol('bram', 'Bram Kok', 'medewerker', school);
  await people.enrol('samira', 'Samira Haddad', 'aandachtsfunctionaris', gemeente);
  anna = await people.signIn('anna');
  samira = await people.signIn('samira');
  devices.push(anna, samira);
  ids.caseId = granted(
    await anna.client.openCase({
      ...{ ageBand: '16-17', lead: '', continues: '', team: [bram.account.account] },
      signal: { behaviour: 'Stil.', context: 'Klas.', source: 'Zelf.', kind: 'gedrag' },
      identity: { givenName: 'Mirza', familyName: 'Halverstad', birthDate: '', contact: '', aliases: [] },
    }),
  );
  granted(await anna.client.startConsult({ caseId: ids.caseId, as: 'name', showSchool: true, title: 'Een zorg', question: 'bericht 1' }));
  const room = await until(samira.client, (snapshot) => consult(snapshot)?.threads[0] && consult(snapshot));
  const thread = room.threads[0]?.id ?? '';
  for (const n of [2, 3, 4, 5]) granted(await samira.client.send(room.id, thread, `bericht ${n}`, ''));
  ids.consult = room.id;
  ids.team = (await until(anna.client, team)).id;
  // A second entry in the log of the team, and something written after it.
  const through = new Date(Date.now() + 2 * kDayMs).toISOString().slice(0, 10);
  await people.enrol('zita', 'Zita Mol', 'medewerker', school);
  const zita = people.server.accounts.find(({ login }) => login === 'zita');
  granted(await anna.client.letStandIn(zita?.account ?? '', through, [ids.team]));
  granted(await anna.client.recordInRoom(ids.team, 'pupil_talk', { on: '2026-03-02', known_to_care: 'no' }, 'Rustig.'));
  await until(anna.client, (snapshot) => consult(snapshot)?.lastSeq === 5);
}, 240_000);

beforeEach(() => {
  people.server.lie = {};
});
afterAll(() => {
  for (const { client } of devices) client.close();
});

/** Only what is said of this room. */
const of = (room: 'team' | 'consult', change: (answer: Frame) => Frame) => (answer: Frame, params: Frame) =>
  params.room === ids[room] ? change(answer) : answer;
const log = (room: 'team' | 'consult', change: (answer: Frame) => Frame): Lie => ({ answers: { 'room.log': of(room, change) } });
const entry = (n: number, change: (entry: Frame) => Frame) => (answer: Frame) => ({
  ...answer,
  entries: answer.entries.map((each: Frame) => (each.n === n ? change(each) : each)),
});
const page = (change: (items: Frame[]) => Frame[]): Lie => {
  const lie = of('consult', (answer) => ({ ...answer, items: change(answer.items) }));
  return { answers: { 'item.page': lie, 'item.since': lie } };
};
const item = (i: number, change: (item: Frame) => Frame): Lie => page((items) => items.map((each, at) => (at === i ? change(each) : each)));
const rooms = (room: 'team' | 'consult', change: (summary: Frame) => Frame): Lie => ({
  answers: {
    'room.list': (answer) => ({ rooms: answer.rooms.map((each: Frame) => (each.room === ids[room] ? change(each) : each)) }),
  },
});
const hello = (change: (answer: Frame) => Frame | Promise<Frame>): Lie => ({ answers: { 'session.hello': change } });
const withItems = (consulted: number): Frame[] => [...(people.server.rooms.get(ids.team)?.items ?? [])].slice(0, consulted);
const shown = ({ h, k, c, s }: Frame): Frame => ({ h: toBase64url(h), k: toBase64url(k), c: toBase64url(c), s: toBase64url(s) });

/** Of a room that a new device reads: what is told about it, and that nothing more goes into it. */
const inRooms: readonly (readonly [string, () => Lie | Promise<Lie>, RegExp | string])[] = [
  [
    'turns a bit of the signature on a log entry',
    () =>
      log(
        'team',
        entry(0, (each) => ({ ...each, s: flipped(each.s) })),
      ),
    kTurned,
  ],
  [
    'puts another time into a log entry',
    () =>
      log(
        'team',
        entry(1, (each) => ({ ...each, b: rewritten(each.b, (b) => ({ ...b, at: b.at + 1 })) })),
      ),
    kTurned,
  ],
  [
    'has somebody else write a log entry',
    () =>
      log(
        'team',
        entry(1, (each) => ({ ...each, b: rewritten(each.b, (b) => ({ ...b, by: newId() })) })),
      ),
    kTurned,
  ],
  ['leaves out the first entry of a log', () => log('team', (answer) => ({ ...answer, entries: answer.entries.slice(1) })), kTurned],
  ['leaves out the last entry of a log', () => log('team', (answer) => ({ ...answer, entries: answer.entries.slice(0, -1) })), kEither],
  [
    'tells the entries of a log in another order',
    () => log('team', (answer) => ({ ...answer, entries: answer.entries.toReversed() })),
    kTurned,
  ],
  [
    'tells an entry twice, as another',
    () =>
      log('team', (answer) => {
        const last = answer.entries.at(-1);
        return { ...answer, entries: [...answer.entries, { ...last, n: last.n + 1 }] };
      }),
    kTurned,
  ],
  ['gives a log that goes on without an end', () => log('team', (answer) => ({ ...answer, entries: [], more: true })), kEither],
  [
    'gives the log of another room',
    () => ({
      answers: {
        'room.log': (answer) => ({
          ...answer,
          entries: answer.entries.map((each: Frame) => ({ ...each, b: rewritten(each.b, (b) => ({ ...b, room: newId() })) })),
        }),
      },
    }),
    kTurned,
  ],
  ['adds a parent to the log', async () => log('team', await withParent()), kTurned],
  [
    'takes away the certificate beside an entry',
    () =>
      log(
        'team',
        entry(1, (each) => ({ ...each, certs: [] })),
      ),
    kTurned,
  ],
  [
    'puts the certificate of another beside an entry',
    () => log('team', (answer) => entry(1, (each) => ({ ...each, certs: [answer.entries[0].certs[0]] }))(answer)),
    kTurned,
  ],
  [
    'has an entry made by another policy',
    () =>
      log(
        'team',
        entry(0, (each) => ({ ...each, b: rewritten(each.b, (b) => ({ ...b, policy: flipped(b.policy) })) })),
      ),
    kTurned,
  ],
  [
    'turns a bit of the box with the key',
    () => log('team', (answer) => ({ ...answer, boxes: answer.boxes.map((box: Frame) => ({ ...box, ct: flipped(box.ct) })) })),
    kTurned,
  ],
  [
    'gives the box of another epoch',
    () => log('team', (answer) => ({ ...answer, boxes: answer.boxes.map((box: Frame) => ({ ...answer.boxes[0], n: box.n })) })),
    kTurned,
  ],
  ['seals other keys to one person than to everybody else', async () => log('team', await withOtherKeys()), kTurned],
  ['gives no box at all', () => log('team', (answer) => ({ ...answer, boxes: [] })), kTurned],
  [
    'gives another share of the key',
    () =>
      log('team', (answer) => ({ ...answer, shares: answer.shares.map((share: Frame) => ({ ...share, share: flipped(share.share) })) })),
    kTurned,
  ],
  ['says that one is somebody else in the room', () => rooms('team', (summary) => ({ ...summary, leaf: newId() })), kTurned],

  ['turns a bit of what was written', () => item(2, (each) => ({ ...each, c: flipped(each.c) })), kEither],
  ['turns a bit of the signature on a message', () => item(2, (each) => ({ ...each, s: flipped(each.s) })), kEither],
  ['turns a bit of the commitment to the key', () => item(2, (each) => ({ ...each, k: flipped(each.k) })), kEither],
  [
    'puts another name on a message',
    () => item(2, (each) => ({ ...each, h: rewritten(each.h, (h) => ({ ...h, from: newId() })) })),
    kEither,
  ],
  [
    'puts a message into another conversation',
    () => item(2, (each) => ({ ...each, h: rewritten(each.h, (h) => ({ ...h, thread: newId() })) })),
    kEither,
  ],
  [
    'gives a message the number of an earlier one',
    () => item(3, (each) => ({ ...each, h: rewritten(each.h, (h) => ({ ...h, ctr: h.ctr - 1 })) })),
    kEither,
  ],
  ['makes a record of a message', () => item(2, (each) => ({ ...each, h: rewritten(each.h, (h) => ({ ...h, type: 'record' })) })), kEither],
  ['swaps two messages', () => page((items) => items.with(2, { ...items[3], seq: 3 }).with(3, { ...items[2], seq: 4 })), kEither],
  ['leaves out a message in the middle', () => page((items) => items.toSpliced(2, 1).map((each, i) => ({ ...each, seq: i + 1 }))), kEither],
  [
    'leaves out the last message',
    () => ({
      answers: { 'item.page': of('consult', (answer) => ({ ...answer, items: answer.items.slice(0, -1), last_seq: answer.last_seq - 1 })) },
    }),
    kEither,
  ],
  ['tells a message twice', () => page((items) => items.with(3, { ...items[2], seq: 4 })), kEither],
  ['puts in a message of another room', () => item(2, (each) => ({ ...each, ...shown(withItems(1)[0]) })), kEither],
  [
    'takes a message away and cannot say which',
    () => item(2, (each) => ({ ...each, tombstone: true, c: toBase64url(random(32)), removed_by: ids.caseId })),
    kEither,
  ],
  [
    'begins the chain elsewhere',
    () => ({ answers: { 'item.page': of('consult', (answer) => ({ ...answer, prev_head: flipped(answer.prev_head) })) } }),
    kEither,
  ],
  ['says that the chain ends otherwise', () => rooms('consult', (summary) => ({ ...summary, head: flipped(summary.head) })), kForked],
];

/** The log of the team with an entry after it that lets in a parent, in the server's own hand. */
async function withParent() {
  const { school } = people.server.region;
  const key = await signingKey(random(32));
  const times = { serial: newId(), from: Date.now() - 1000, to: Date.now() + kDayMs };
  const who = { account: newId(), org: school.id, case: ids.caseId as never, class: 'ouder' as const, name: 'Ouder 1' };
  const certificate = await issueCertificate(school.key, { kind: 'guest', ...times, ...who, sign: key.publicKey, seal: random(32) });
  return (answer: Frame): Frame => {
    const last = answer.entries.at(-1);
    const b = rewritten(last.b, (old) => ({ ...old, n: old.n + 1, basis: { ...old.basis, event: 'member_added' } }));
    return { ...answer, entries: [...answer.entries, { ...last, n: last.n + 1, b, certs: [signedJson(certificate)] }] };
  };
}

/** A box of the first epoch that is rightly made, for Anna alone, and holds what nobody else was given. */
async function withOtherKeys() {
  const own = people.server.accounts.find(({ login }) => login === 'anna');
  const first = people.server.rooms.get(ids.team)?.entries[0];
  if (own?.cert === undefined || first === undefined) throw new Error('nobody to lie to');
  const { room, n, prev, roster, policy } = JSON.parse(new TextDecoder().decode(bytesOf(first.entry.b)));
  const place = { room, n, prev: bytesOf(prev), roster: bytesOf(roster), policy: bytesOf(policy) };
  const holder = { leaf: own.account, certHash: await certificateHash(own.cert) };
  const box = await sealBox(holder, bytesOf(own.keys.seal), place, random(32));
  if (!box.ok) throw new Error('no box');
  const { enc, ct } = box.value;
  return (answer: Frame): Frame => ({
    ...answer,
    boxes: answer.boxes.map((each: Frame) => (each.n === 0 ? { n: 0, enc: toBase64url(enc), ct: toBase64url(ct) } : each)),
  });
}

/** Of a device that signs in: the word for why it does not go on. */
const atSignIn: readonly (readonly [string, () => Lie | Promise<Lie>, string])[] = [
  ['asks for a weaker protection of the passphrase', () => start({ m_kib: 1024 }), 'weak_parameters'],
  ['asks for fewer rounds', () => start({ t: 1 }), 'weak_parameters'],
  ['asks for more than a device can do', () => start({ m_kib: 2 ** 31 }), 'weak_parameters'],
  ['gives the salt of another', () => start({ salt: toBase64url(random(16)) }), 'bad_credentials'],
  ['gives a vault with a bit turned', () => finish((answer) => ({ ...answer, blob: flipped(answer.blob) })), 'bad_vault'],
  ['gives the vault of another version', () => finish((answer) => ({ ...answer, version: answer.version + 1 })), 'bad_vault'],
  ['gives the vault under another name', () => finish((answer) => ({ ...answer, login: 'bram' })), 'bad_vault'],
  ['gives no slot to open the vault with', () => finish((answer) => ({ ...answer, slots: [] })), 'bad_vault'],
];
const start = (change: Frame): Lie => ({ posts: { '/api/sign-in/start': (answer) => ({ ...answer, ...change }) } });
const finish = (change: (answer: Frame) => Frame): Lie => ({ posts: { '/api/sign-in/finish': change } });

/** Of the greeting: the word for why the client goes no further. */
const atHello: readonly (readonly [string, () => Lie | Promise<Lie>, string])[] = [
  [
    'shows the root of another region',
    async () => hello(await withRegion((region, answer) => ({ ...answer, root: signedJson(region.root) }))),
    'other_region',
  ],
  [
    'turns a bit of the root',
    () => hello((answer) => ({ ...answer, root: { ...answer.root, s: flipped(answer.root.s) } })),
    'other_region',
  ],
  ['follows other rules', () => hello((answer) => ({ ...answer, policy: flipped(answer.policy) })), 'other_policy'],
  ['greets one as somebody else', () => hello((answer) => ({ ...answer, account: newId() })), 'other_region'],
  ['greets one under another login', () => hello((answer) => ({ ...answer, login: 'bram' })), 'other_region'],
];
async function withRegion(change: (other: Awaited<ReturnType<typeof memoryRegion>>, answer: Frame) => Frame) {
  const other = await memoryRegion(Date.now());
  return (answer: Frame): Frame => change(other, answer);
}

/** Of a device that is in and wants to write: the word for why it seals nothing. */
const atSealing: readonly (readonly [string, () => Lie | Promise<Lie>, RegExp])[] = [
  [
    'shows no status list of this region',
    async () => hello(await withStatus((region) => statusList(region, 1, Date.now(), []), true)),
    /status_expired|not_certified|other_region/,
  ],
  [
    'shows a status list that ran out',
    async () => hello(await withStatus((region) => statusList(region, 1, Date.now() - 3 * kDayMs, []))),
    /status_expired/,
  ],
  [
    'shows a status list with a bit turned',
    () => hello((answer) => ({ ...answer, status: { ...answer.status, s: flipped(answer.status.s) } })),
    /status_expired|other_region/,
  ],
  [
    'has a clock that is years ahead',
    () => hello((answer) => ({ ...answer, server_time: answer.server_time + 2000 * kDayMs })),
    /status_expired|certificate_revoked|not_certified/,
  ],
];
async function withStatus(issue: (region: Awaited<ReturnType<typeof memoryRegion>>) => ReturnType<typeof statusList>, elsewhere = false) {
  const status = signedJson(await issue(elsewhere ? await memoryRegion(Date.now()) : people.server.region));
  return (answer: Frame): Frame => ({ ...answer, status });
}

async function signIn(client: Client) {
  return client.signIn('anna', kPassphrase, '000000');
}

describe('a server that', { timeout: 60_000 }, () => {
  it.each(inRooms)('%s, is caught in the room, which is told and written in no more', async (_, lie, words) => {
    people.server.lie = await lie();
    const { client } = await fresh();
    granted(await signIn(client));
    const room = await until(client, ({ rooms: all }) => all.find(({ broken }) => broken !== undefined));
    expect(room.broken?.message).toMatch(words instanceof RegExp ? words : new RegExp(words.replaceAll('.', '\\.')));
    expect(room.broken?.message).toContain('Er wordt niets meer verstuurd.');
    const before = people.server.rooms.get(room.id)?.items.length;
    const said = await client.send(room.id, room.threads[0]?.id ?? newId(), 'Hoort u mij?', '');
    expect(said).toMatchObject({ ok: false, problem: { reason: room.broken?.reason } });
    expect(people.server.rooms.get(room.id)?.items.length).toBe(before);
  });

  it.each(atSignIn)('%s, gets no further than signing in', async (_, lie, reason) => {
    people.server.lie = await lie();
    const { client } = await fresh();
    const refused = await signIn(client);
    expect(refused).toMatchObject({ ok: false, problem: { reason } });
    expect(!refused.ok && refused.problem.message).not.toBe('');
    expect(client.snapshot().screen).not.toBe('signed_in');
  });

  it.each(atHello)('%s, is left at once', async (_, lie, reason) => {
    people.server.lie = await lie();
    const { client } = await fresh();
    await signIn(client);
    const left = await until(client, (snapshot) => snapshot.endedBecause !== '' && snapshot);
    expect(left).toMatchObject({ endedBecause: reason, screen: 'signed_out', rooms: [], cases: [] });
  });

  it.each(atSealing)('%s, has nothing sealed to anybody', async (_, lie, reason) => {
    people.server.lie = await lie();
    const { client } = await fresh();
    await signIn(client);
    const found = await until(client, (snapshot) => {
      if (snapshot.endedBecause !== '') return snapshot.endedBecause;
      return consult(snapshot)?.historyLoaded !== undefined && consult(snapshot)?.historyLoaded !== 'none' && 'inside';
    });
    const before = people.server.rooms.get(ids.consult)?.items.length;
    if (found === 'inside') {
      const room = consult(client.snapshot());
      const said = await client.send(ids.consult, room?.threads[0]?.id ?? '', 'Hoort u mij?', '');
      const refused = said.ok
        ? await until(
            client,
            (snapshot) =>
              consult(snapshot)
                ?.threads.flatMap(({ messages }) => messages)
                .find(({ problem }) => problem)?.problem,
          )
        : said.problem;
      expect(refused.reason).toMatch(reason);
      expect(refused.message).not.toBe('');
    } else {
      expect(found).toMatch(reason);
    }
    expect(people.server.rooms.get(ids.consult)?.items.length).toBe(before);
  });

  it('is held against this many lies', () => {
    expect(inRooms.length + atSignIn.length + atHello.length + atSealing.length).toBe(51);
  });
});
