// SPDX-License-Identifier: EUPL-1.2
// A colleague whose account is blocked, seen on the devices of the others. Real keys; the server in memory.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeCertificate } from '../protocol/certificate';
import { type Device, type Enrolled, MemoryPeople } from './testing/memory_people';
import { granted, until } from './waiting';

let people: MemoryPeople;
let anna: Device;
let bram: Enrolled;
let team = '';

function serialOf({ account }: Enrolled) {
  const certificate = account.cert && decodeCertificate(account.cert.b);
  if (certificate?.ok !== true) throw new Error('no certificate');
  return certificate.value.serial;
}
const roomAt = ({ client }: Device) => client.snapshot().rooms.find(({ id }) => id === team);
const entries = () => people.server.rooms.get(team)?.entries ?? [];

beforeAll(async () => {
  people = await MemoryPeople.start();
  const { school } = people.server.region;
  await people.enrol('anna', 'Anna de Vries', 'medewerker', school);
  bram = await people.enrol('bram', 'Bram Kok', 'medewerker', school);
  anna = await people.signIn('anna');
  const caseId = granted(
    await anna.client.openCase({
      ...{ ageBand: '12-15', lead: '', continues: '', team: [bram.account.account] },
      signal: { behaviour: 'Stil.', context: 'Klas.', source: 'Zelf.', kind: 'gedrag' },
      identity: { givenName: 'Mirza', familyName: 'Halverstad', birthDate: '', contact: '', aliases: [] },
    }),
  );
  team = (await until(anna.client, ({ rooms }) => rooms.find((room) => room.caseId === caseId))).id;
}, 240_000);

afterAll(() => anna.client.close());

describe('a colleague who is blocked', { timeout: 120_000 }, () => {
  it('is_out_of_the_room_before_the_next_message_which_is_sealed_to_the_others_alone', async () => {
    expect(roomAt(anna)?.participants.map(({ name }) => name)).toEqual(['Anna de Vries', 'Bram Kok']);
    people.server.revoked = [serialOf(bram)];
    // As a device that was away: it hears of it when it comes back.
    anna.line.cut();
    anna.line.mend();
    granted(await anna.client.startThread(team, 'Vandaag', 'Alleen voor wie er nog is.'));
    await until(anna.client, () => entries().length === 2);
    await until(anna.client, () => roomAt(anna)?.threads.some(({ messages }) => messages.some(({ state }) => state === 'sent')));
    expect(entries()[1].boxes.map(({ leaf }: { leaf: string }) => leaf)).toEqual([anna.client.snapshot().me?.account]);
    expect(roomAt(anna)?.participants.map(({ name }) => name)).toEqual(['Anna de Vries']);
    expect(roomAt(anna)?.former.map(({ name }) => name)).toEqual(['Bram Kok']);
    expect(roomAt(anna)?.broken).toBeUndefined();
  });

  it('is_seen_to_be_gone_by_a_device_that_stayed_connected_as_soon_as_it_hears_of_it', async () => {
    people.server.revoked = [];
    const other = await people.signIn('anna');
    await until(other.client, () => roomAt(other)?.historyLoaded === 'all');
    const { region } = people.server;
    const cleo = await people.enrol('cleo', 'Cleo Maas', 'medewerker', region.school);
    const through = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
    granted(await other.client.letStandIn(cleo.account.account, through, [team]));
    await until(other.client, () => roomAt(other)?.participants.some(({ name }) => name === 'Cleo Maas'));
    people.server.revoked = [serialOf(cleo)];
    other.client.setLang('en');
    await until(other.client, () => roomAt(other)?.participants.every(({ name }) => name !== 'Cleo Maas'));
    expect(roomAt(other)?.former.map(({ name }) => name)).toContain('Cleo Maas');
    other.client.close();
  });

  it('has_rightly_been_there_for_a_device_that_reads_the_log_later', async () => {
    people.server.revoked = [serialOf(bram)];
    const again = await people.signIn('anna');
    await until(again.client, () => roomAt(again)?.historyLoaded === 'all');
    expect(roomAt(again)?.broken).toBeUndefined();
    expect(roomAt(again)?.former.map(({ name }) => name)).toContain('Bram Kok');
    again.client.close();
  });
});
