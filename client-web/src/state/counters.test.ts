// SPDX-License-Identifier: EUPL-1.2
// Whoever wrote long ago writes again from a device that has not loaded what they wrote. Real keys; the server in memory.
import { afterAll, describe, expect, it } from 'vitest';
import type { Room, Snapshot } from './model';
import { kPageItems } from './room_replica';
import { type Device, MemoryPeople } from './testing/memory_people';
import { headerOf } from './testing/memory_room';
import { granted, roomOf, until } from './waiting';

const devices: Device[] = [];
const consult = (snapshot: Snapshot): Room | undefined => roomOf(snapshot, 'consult');

afterAll(() => {
  for (const { client } of devices) client.close();
});

async function begin(people: MemoryPeople): Promise<{ anna: Device; room: Room }> {
  const { school, gemeente } = people.server.region;
  await people.enrol('anna', 'Anna de Vries', 'medewerker', school);
  await people.enrol('samira', 'Samira Haddad', 'aandachtsfunctionaris', gemeente);
  const anna = await people.signIn('anna');
  devices.push(anna);
  const caseId = granted(
    await anna.client.openCase({
      ...{ ageBand: '16-17', lead: '', continues: '', team: [] },
      signal: { behaviour: 'Stil.', context: 'Klas.', source: 'Zelf.', kind: 'gedrag' },
      identity: { givenName: 'Mirza', familyName: 'Halverstad', birthDate: '2009-03-14', contact: '', aliases: [] },
    }),
  );
  granted(await anna.client.startConsult({ caseId, as: 'name', showSchool: true, title: 'Lang gesprek', question: 'Wat nu?' }));
  return { anna, room: await until(anna.client, (snapshot) => consult(snapshot)?.threads[0] && consult(snapshot)) };
}

async function say(device: Device, room: Room, text: string, items: number): Promise<void> {
  granted(await device.client.send(room.id, room.threads[0]?.id ?? '', text, ''));
  await until(device.client, (snapshot) => consult(snapshot)?.lastSeq === items);
}

describe('the counter of what somebody writes', { timeout: 120_000 }, () => {
  it('goes_on_on_a_device_that_has_not_loaded_their_last_message', async () => {
    const people = await MemoryPeople.start();
    const { anna, room } = await begin(people);
    const early = await people.signIn('samira');
    devices.push(early);
    await until(early.client, (snapshot) => consult(snapshot)?.lastSeq === 1);
    await say(early, room, 'Ik lees mee.', 2);
    early.client.close();
    for (let n = 3; n <= kPageItems + 5; n++) granted(await anna.client.send(room.id, room.threads[0]?.id ?? '', `bericht ${n}`, ''));
    await until(anna.client, (snapshot) => consult(snapshot)?.lastSeq === kPageItems + 5);

    const late = await people.signIn('samira');
    devices.push(late);
    const seen = await until(late.client, (snapshot) => consult(snapshot)?.historyLoaded === 'some' && consult(snapshot));
    const appended: number = people.server.rooms.get(room.id)?.items.length ?? 0;
    await say(late, seen, 'Dank u wel.', appended + 1);
    const newest = people.server.rooms.get(room.id)?.items.at(-1);
    expect(newest && headerOf(newest)?.ctr).toBe(2);
  });
});
