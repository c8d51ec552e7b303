// SPDX-License-Identifier: EUPL-1.2
// A room of more than one page, and a server that does not tell everybody the same. Real keys; the server in memory.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Room, Snapshot } from './model';
import { kPageItems } from './room_replica';
import { type Device, MemoryPeople } from './testing/memory_people';
import { granted, roomOf, until } from './waiting';

const kItems = 130;

let people: MemoryPeople;
let anna: Device;
const devices: Device[] = [];

const consult = (snapshot: Snapshot): Room | undefined => roomOf(snapshot, 'consult');
const texts = (room: Room | undefined) => room?.threads.flatMap(({ messages }) => messages.map(({ text }) => text)) ?? [];
const stored = () => {
  const room = people.server.rooms.get(consult(anna.client.snapshot())?.id ?? '');
  if (room === undefined) throw new Error('no room');
  return room;
};

async function device(login: string): Promise<Device> {
  const found = await people.signIn(login);
  devices.push(found);
  return found;
}

beforeAll(async () => {
  people = await MemoryPeople.start();
  const { school, gemeente } = people.server.region;
  await people.enrol('anna', 'Anna de Vries', 'medewerker', school);
  await people.enrol('samira', 'Samira Haddad', 'aandachtsfunctionaris', gemeente);
  anna = await device('anna');
  const caseId = granted(
    await anna.client.openCase({
      ...{ ageBand: '16-17', lead: '', continues: '', team: [] },
      signal: { behaviour: 'Stil.', context: 'Klas.', source: 'Zelf.', kind: 'gedrag' },
      identity: { givenName: 'Mirza', familyName: 'Halverstad', birthDate: '2009-03-14', contact: '', aliases: [] },
    }),
  );
  granted(await anna.client.startConsult({ caseId, as: 'name', showSchool: true, title: 'Lang gesprek', question: 'bericht 1' }));
  const room = await until(anna.client, (snapshot) => consult(snapshot)?.threads[0] && consult(snapshot));
  granted(await anna.client.startThread(room.id, 'Terzijde', 'bericht 2'));
  for (let n = 3; n <= kItems; n++) granted(await anna.client.send(room.id, room.threads[0]?.id ?? '', `bericht ${n}`, ''));
  await until(anna.client, (snapshot) => consult(snapshot)?.lastSeq === kItems);
}, 240_000);

afterAll(() => {
  for (const { client } of devices) client.close();
});

describe('a long history', { timeout: 120_000 }, () => {
  it('shows_the_newest_page_first_and_counts_all_that_is_unread', async () => {
    const samira = await device('samira');
    const room = await until(samira.client, (snapshot) => consult(snapshot)?.historyLoaded === 'some' && consult(snapshot));
    expect(texts(room).length).toBe(kPageItems);
    expect(texts(room).at(-1)).toBe(`bericht ${kItems}`);
    expect(room.unread).toBe(kItems);
    expect(room.threads.map(({ title, whole }) => ({ title, whole }))).toEqual([
      { title: 'Lang gesprek', whole: false },
      { title: 'Terzijde', whole: false },
    ]);
    expect(room.threads[1]).toMatchObject({ messages: [], unread: 1 });
  });

  it('grows_backward_page_by_page_until_it_is_whole', async () => {
    const samira = await device('samira');
    const { id } = await until(samira.client, (snapshot) => consult(snapshot)?.historyLoaded === 'some' && consult(snapshot));
    granted(await samira.client.loadOlder(id));
    expect(texts(consult(samira.client.snapshot())).length).toBe(2 * kPageItems);
    granted(await samira.client.loadOlder(id));
    const whole = await until(samira.client, (snapshot) => consult(snapshot)?.historyLoaded === 'all' && consult(snapshot));
    const [long, aside] = whole.threads;
    expect(aside).toMatchObject({ title: 'Terzijde', whole: true, messages: [{ text: 'bericht 2' }] });
    const others = Array.from({ length: kItems }, (_, i) => `bericht ${i + 1}`).filter((text) => text !== 'bericht 2');
    expect(long?.messages.map(({ text }) => text)).toEqual(others);
    expect(long).toMatchObject({ title: 'Lang gesprek', whole: true });
    expect(whole.chainHead).toBe(consult(anna.client.snapshot())?.chainHead);
    granted(await samira.client.loadOlder(id));
  });

  it('counts_what_is_unread_exactly_after_reading_part_of_it_on_another_device', async () => {
    const [one, other] = [await device('samira'), await device('samira')];
    const room = await until(one.client, (snapshot) => consult(snapshot)?.historyLoaded === 'some' && consult(snapshot));
    await until(other.client, (snapshot) => consult(snapshot)?.historyLoaded === 'some');
    await one.client.markRead(room.id, room.threads[0]?.id ?? '', kItems - 3);
    await Promise.all([one, other].map(({ client }) => until(client, (snapshot) => consult(snapshot)?.unread === 4)));
    const fresh = await device('samira');
    await until(fresh.client, (snapshot) => consult(snapshot)?.historyLoaded === 'some' && consult(snapshot)?.unread === 4);
  });
});

describe('a server that is not honest', { timeout: 120_000 }, () => {
  it('is_caught_when_it_shows_a_changed_beginning_of_a_conversation', async () => {
    const { items } = stored();
    const first = items[1];
    if (first === undefined) throw new Error('no item');
    items[1] = { ...first, s: Uint8Array.from(first.s, (byte, i) => (i === 9 ? byte ^ 1 : byte)) };
    const samira = await device('samira');
    await until(samira.client, (snapshot) => consult(snapshot)?.broken);
    items[1] = first;
  });

  it('is_caught_when_it_swaps_two_items', async () => {
    const room = stored();
    const [a, b] = [room.items[kItems - 2], room.items[kItems - 1]];
    if (a === undefined || b === undefined) throw new Error('no items');
    room.items.splice(kItems - 2, 2, { ...b, seq: a.seq }, { ...a, seq: b.seq });
    const samira = await device('samira');
    const found = await until(samira.client, (snapshot) => consult(snapshot)?.broken && consult(snapshot));
    room.items.splice(kItems - 2, 2, a, b);
    expect(texts(found)).toEqual([]);
    const refused = await samira.client.send(found.id, found.threads[0]?.id ?? 'AAAAAAAAAAAAAAAAAAAAAA', 'Hoort u mij?', '');
    expect(refused).toMatchObject({ ok: false, problem: { reason: found.broken?.reason } });
  });

  it('is_caught_when_it_hides_an_item_from_one_of_the_two', async () => {
    const room = stored();
    const hidden = room.items.splice(kItems - 5, 1);
    const renumbered = room.items.slice(kItems - 5);
    room.items.splice(kItems - 5, 4, ...renumbered.map((item) => ({ ...item, seq: item.seq - 1 })));
    const heads = room.heads.splice(kItems - 4, 1);
    const samira = await device('samira');
    const found = await until(samira.client, (snapshot) => consult(snapshot)?.broken);
    expect(found.reason).toBe('room_forked');
    room.items.splice(kItems - 5, 4, ...hidden, ...renumbered);
    room.heads.splice(kItems - 4, 0, ...heads);
  });

  it('is_caught_when_it_flips_a_bit_of_a_ciphertext', async () => {
    const room = stored();
    const last = room.items[kItems - 1];
    if (last === undefined) throw new Error('no item');
    const flipped = Uint8Array.from(last.c, (byte, i) => (i === 7 ? byte ^ 1 : byte));
    room.items[kItems - 1] = { ...last, c: flipped };
    const samira = await device('samira');
    const found = await until(samira.client, (snapshot) => consult(snapshot)?.broken);
    expect(found.message).toContain('Neem contact op met uw beheerder');
    room.items[kItems - 1] = last;
  });

  it('is_caught_when_it_goes_back_behind_what_it_acknowledged', async () => {
    const samira = await device('samira');
    await until(samira.client, (snapshot) => consult(snapshot)?.historyLoaded === 'some');
    samira.line.cut();
    const room = stored();
    const [item, head] = [room.items.pop(), room.heads.pop()];
    samira.line.mend();
    const found = await until(samira.client, (snapshot) => consult(snapshot)?.broken);
    expect(found.reason).toBe('room_forked');
    if (item !== undefined && head !== undefined) {
      room.items.push(item);
      room.heads.push(head);
    }
  });

  it('seals_nothing_to_a_participant_whose_certificate_was_revoked', async () => {
    const samira = people.server.accounts.find(({ login }) => login === 'samira');
    const serial = JSON.parse(new TextDecoder().decode(samira?.cert?.b)).serial;
    people.server.revoked = [serial];
    const other = await device('anna');
    const room = await until(other.client, (snapshot) => consult(snapshot)?.historyLoaded === 'some' && consult(snapshot));
    granted(await other.client.send(room.id, room.threads[0]?.id ?? '', 'Nog een vraag', ''));
    const mine = (snapshot: Snapshot) =>
      consult(snapshot)
        ?.threads.flatMap(({ messages }) => messages)
        .at(-1);
    await until(other.client, (snapshot) => mine(snapshot)?.text === 'Nog een vraag' && mine(snapshot)?.state === 'sent');
    const entry = people.server.rooms.get(room.id)?.entries.at(-1);
    expect(entry.boxes.map(({ leaf }: { leaf: string }) => leaf)).not.toContain(samira?.account);
    expect(entry.boxes).toHaveLength(room.participants.length);
  });
});
