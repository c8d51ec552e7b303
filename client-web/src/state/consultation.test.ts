// SPDX-License-Identifier: EUPL-1.2
// A school asks, the gemeente answers: real clients with real keys, the server in memory.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toBase64url } from '../crypto/base64url';
import { sha256 } from '../crypto/hash';
import type { NewCase, Room, Snapshot } from './model';
import { type Device, kPassphrase, MemoryPeople } from './testing/memory_people';
import { granted, roomOf, until } from './waiting';

const kCase: NewCase = {
  ageBand: '16-17',
  signal: { behaviour: 'Is stiller dan anders.', context: 'Sinds de vakantie.', source: 'Eigen waarneming.', kind: 'gedrag' },
  identity: { givenName: 'Mirza', familyName: 'Halverstad', birthDate: '2009-03-14', contact: 'moeder', aliases: ['Mirre'] },
  lead: '',
  continues: '',
  team: [],
};

let people: MemoryPeople;
let anna: Device;
let samira: Device;
const consult = (snapshot: Snapshot): Room | undefined => roomOf(snapshot, 'consult');
const messages = (snapshot: Snapshot) => consult(snapshot)?.threads.flatMap((thread) => thread.messages) ?? [];

beforeAll(async () => {
  people = await MemoryPeople.start();
  const { school, gemeente } = people.server.region;
  await people.enrol('anna', 'Anna de Vries', 'medewerker', school);
  await people.enrol('samira', 'Samira Haddad', 'aandachtsfunctionaris', gemeente);
  await people.enrol('joost', 'Joost Wielinga', 'aandachtsfunctionaris', gemeente);
  anna = await people.signIn('anna');
  samira = await people.signIn('samira');
}, 240_000);

afterAll(() => {
  for (const { client } of [anna, samira]) client.close();
});

describe('a consultation', { timeout: 120_000 }, () => {
  it('begins_with_a_case_whose_signal_and_card_the_team_reads', async () => {
    granted(await anna.client.openCase(kCase));
    const found = await until(anna.client, ({ cases }) => cases.find(({ identity }) => identity !== undefined));
    expect(found.identity?.familyName).toBe('Halverstad');
    expect(found.signal?.context).toBe('Sinds de vakantie.');
    expect(found.leadName).toBe('Anna de Vries');
  });

  it('is_refused_while_the_question_names_the_pupil', async () => {
    const [found] = anna.client.snapshot().cases;
    const start = { caseId: found?.id ?? '', as: 'pseudonym' as const, showSchool: false, title: 'Een zorg' };
    const refused = await anna.client.startConsult({ ...start, question: 'Het gaat over Mirza Halverstad.' });
    expect(refused).toMatchObject({ ok: false, problem: { reason: 'identifying_words', rule: '11' } });
    expect((await anna.client.checkForCase(found?.id ?? '', 'Over Halverstad')).map(({ what }) => what)).toEqual(['identity_card']);
  });

  it('reaches_the_gemeente_unasked_under_a_pseudonym', async () => {
    const [found] = anna.client.snapshot().cases;
    const question = 'Een leerling trekt zich terug. Hoe begin ik het gesprek?';
    granted(await anna.client.startConsult({ caseId: found?.id ?? '', as: 'pseudonym', showSchool: false, title: 'Een zorg', question }));
    const room = await until(samira.client, (snapshot) => messages(snapshot).length > 0 && consult(snapshot));
    expect(room.threads[0]?.title).toBe('Een zorg');
    expect(room.threads[0]?.messages[0]?.text).toBe(question);
    expect(room.unread).toBe(1);
    expect(room.owner).toBe('');
    expect(room.participants.map(({ klass, name }) => [klass, name])).toEqual([
      ['pseudonym', ''],
      ['member', 'Samira Haddad'],
      ['member', 'Joost Wielinga'],
    ]);
    expect(JSON.stringify(room)).not.toContain('Anna');
    expect(samira.client.snapshot().cases).toEqual([]);
  });

  it('is_picked_up_and_both_see_it', async () => {
    const room = consult(samira.client.snapshot());
    granted(await samira.client.pickUp(room?.id ?? ''));
    const owner = await until(anna.client, (snapshot) => consult(snapshot)?.owner || undefined);
    expect(consult(anna.client.snapshot())?.participants.find(({ leaf }) => leaf === owner)?.name).toBe('Samira Haddad');
  });

  it('shows_the_sender_delivery_and_reading', async () => {
    const room = consult(samira.client.snapshot());
    await until(anna.client, (snapshot) => messages(snapshot)[0]?.state === 'delivered');
    await samira.client.markRead(room?.id ?? '', room?.threads[0]?.id ?? '', 1);
    const read = await until(anna.client, (snapshot) => (messages(snapshot)[0]?.state === 'read' ? messages(snapshot)[0] : undefined));
    expect(read.readBy).toEqual([samira.client.snapshot().me?.account]);
    await until(samira.client, (snapshot) => consult(snapshot)?.unread === 0);
  });

  it('carries_answers_edits_and_reactions_in_both_directions', async () => {
    const room = consult(samira.client.snapshot());
    const thread = room?.threads[0];
    granted(await samira.client.send(room?.id ?? '', thread?.id ?? '', 'Begin met wat u zag.', thread?.messages[0]?.id ?? ''));
    const answer = await until(anna.client, (snapshot) => messages(snapshot).find(({ text }) => text === 'Begin met wat u zag.'));
    expect(answer.replyTo).toBe(thread?.messages[0]?.id);
    granted(await anna.client.react(room?.id ?? '', answer.id, '👍', true));
    const reacted = await until(samira.client, (snapshot) => messages(snapshot).find(({ reactions }) => reactions.length > 0));
    expect(reacted.reactions[0]?.mine).toBe(false);
    granted(await samira.client.edit(room?.id ?? '', answer.id, 'Begin met wat u zelf zag.'));
    const edited = await until(anna.client, (snapshot) => messages(snapshot).find(({ editedAt }) => editedAt > 0));
    expect(edited.text).toBe('Begin met wat u zelf zag.');
    expect(await anna.client.edit(room?.id ?? '', answer.id, 'Iets anders')).toMatchObject({ ok: false, problem: { reason: 'not_yours' } });
    granted(await anna.client.react(room?.id ?? '', answer.id, '👍', false));
    await until(samira.client, (snapshot) => messages(snapshot).every(({ reactions }) => reactions.length === 0));
  });

  it('gives_both_the_same_chain_head', async () => {
    await until(samira.client, (snapshot) => consult(snapshot)?.lastSeq === 5);
    await until(anna.client, (snapshot) => consult(snapshot)?.lastSeq === 5);
    expect(consult(samira.client.snapshot())?.chainHead).toBe(consult(anna.client.snapshot())?.chainHead);
  });

  it('sends_what_was_written_without_a_connection_once_and_in_order', async () => {
    const room = consult(anna.client.snapshot());
    const thread = room?.threads[0]?.id ?? '';
    anna.line.cut();
    granted(await anna.client.send(room?.id ?? '', thread, 'Eerste zin', ''));
    granted(await anna.client.send(room?.id ?? '', thread, 'Tweede zin', ''));
    expect(messages(anna.client.snapshot()).filter(({ state }) => state === 'waiting').length).toBeLessThanOrEqual(2);
    anna.line.mend();
    await until(samira.client, (snapshot) => messages(snapshot).some(({ text }) => text === 'Tweede zin'));
    const texts = messages(samira.client.snapshot()).map(({ text }) => text);
    expect(texts.slice(-2)).toEqual(['Eerste zin', 'Tweede zin']);
  });

  it('doubles_nothing_when_an_answer_is_lost', async () => {
    const room = consult(anna.client.snapshot());
    people.server.loseAnswersOf.add('item.append');
    granted(await anna.client.send(room?.id ?? '', room?.threads[0]?.id ?? '', 'Derde zin', ''));
    await until(anna.client, ({ connection }) => connection !== 'online');
    anna.line.mend();
    await until(anna.client, (snapshot) => messages(snapshot).some(({ text, seq }) => text === 'Derde zin' && seq > 0));
    await until(samira.client, (snapshot) => messages(snapshot).some(({ text }) => text === 'Derde zin'));
    expect(people.server.rooms.get(room?.id ?? '')?.items.length).toBe(8);
  });

  it('takes_in_what_two_devices_of_one_person_send_at_the_same_time', async () => {
    const second = await people.signIn('anna');
    const room = await until(second.client, (snapshot) => messages(snapshot).length === 5 && consult(snapshot));
    const thread = room.threads[0]?.id ?? '';
    granted(await anna.client.send(room.id, thread, 'Van de een', ''));
    granted(await second.client.send(room.id, thread, 'Van de ander', ''));
    const both = (snapshot: Snapshot) => messages(snapshot).filter(({ text, seq }) => text.startsWith('Van de') && seq > 0).length === 2;
    await Promise.all([until(anna.client, both), until(second.client, both), until(samira.client, both)]);
    expect(consult(second.client.snapshot())?.chainHead).toBe(consult(anna.client.snapshot())?.chainHead);
    second.client.close();
  });

  it('claims_no_more_of_a_room_than_it_shows_also_while_something_is_being_opened', async () => {
    const { client } = samira;
    const room = consult(client.snapshot());
    const claimed = room?.lastSeq ?? 0;
    const isHere = () => messages(client.snapshot()).some(({ text }) => text === 'Vierde zin');
    granted(await anna.client.send(room?.id ?? '', room?.threads[0]?.id ?? '', 'Vierde zin', ''));
    // The screens are drawn at every turn, as when much happens at once.
    for (let turn = 0; !isHere(); turn++) {
      expect(consult(client.snapshot())?.lastSeq).toBe(claimed);
      client.setLang(turn % 2 === 0 ? 'en' : 'nl');
      await new Promise(setImmediate);
    }
    client.setLang('nl');
    expect(consult(client.snapshot())?.lastSeq).toBe(claimed + 1);
  });

  it('loses_what_made_the_pupil_identifiable_for_everybody_also_for_a_device_that_was_away', async () => {
    const room = consult(anna.client.snapshot());
    const thread = room?.threads[0]?.id ?? '';
    granted(await anna.client.send(room?.id ?? '', thread, 'De spits van het eerste elftal.', ''));
    const shown = (snapshot: Snapshot) => messages(snapshot).find(({ text }) => text === 'De spits van het eerste elftal.');
    const slip = await until(samira.client, shown);
    await until(anna.client, (snapshot) => messages(snapshot).some(({ id, seq }) => id === slip.id && seq > 0));
    granted(await anna.client.edit(room?.id ?? '', slip.id, 'De spits van de zaterdag.'));
    await until(samira.client, (snapshot) => messages(snapshot).some(({ text }) => text === 'De spits van de zaterdag.'));
    samira.line.cut();
    const second = await people.signIn('joost');
    await until(second.client, (snapshot) => messages(snapshot).some(({ id }) => id === slip.id));
    granted(await second.client.removeIdentifying(room?.id ?? '', slip.id));
    samira.line.mend();
    for (const { client } of [anna, samira, second]) {
      const gone = await until(client, (snapshot) => messages(snapshot).find(({ id, tombstone }) => id === slip.id && tombstone));
      expect(gone).toMatchObject({ text: '', removedBy: second.client.snapshot().me?.account });
      expect(JSON.stringify(client.snapshot())).not.toContain('spits');
    }
    expect(await second.client.removeIdentifying(room?.id ?? '', slip.id)).toMatchObject({ ok: false, problem: { reason: 'not_found' } });
    second.client.close();
  });

  it('believes_no_server_that_buries_one_message_in_the_name_of_another', async () => {
    const room = consult(anna.client.snapshot())?.id ?? '';
    const device = await people.signIn('joost');
    await until(device.client, (snapshot) => consult(snapshot)?.historyLoaded === 'all');
    const [first, , third] = people.server.rooms.get(room)?.items ?? [];
    if (first === undefined || third === undefined) throw new Error('three items');
    const [h, k, c, s] = [third.h, third.k, await sha256(third.c), third.s].map(toBase64url);
    const forged = { seq: first.seq, at: third.at, h, k, c, s, tombstone: true, removed_by: '' };
    device.line.notify('item.tombstoned', { room, items: [forged] });
    const broken = await until(device.client, (snapshot) => consult(snapshot)?.broken);
    expect(broken.reason).toBe('room_forked');
    expect(messages(device.client.snapshot())[0]?.tombstone).toBe(false);
    device.client.close();
  });

  it('shows_who_asked_only_after_they_said_so_themselves_and_on_every_device', async () => {
    const asker = (snapshot: Snapshot) => consult(snapshot)?.participants.find(({ klass }) => klass === 'pseudonym');
    const room = consult(anna.client.snapshot())?.id ?? '';
    expect(asker(samira.client.snapshot())).toMatchObject({ name: '', revealed: false });
    expect(await samira.client.revealSelf(room)).toMatchObject({ ok: false, problem: { reason: 'refused', rule: '9' } });
    granted(await anna.client.revealSelf(room));
    const known = { name: 'Anna de Vries', functie: 'medewerker', orgName: 'School De Eik', revealed: true };
    expect(await until(samira.client, (snapshot) => asker(snapshot)?.revealed && asker(snapshot))).toMatchObject(known);
    const second = await people.signIn('samira');
    expect(await until(second.client, (snapshot) => asker(snapshot)?.revealed && asker(snapshot))).toMatchObject(known);
    second.client.close();
    await until(samira.client, (snapshot) => consult(snapshot)?.lastSeq === consult(anna.client.snapshot())?.lastSeq);
  });

  it('shows_all_of_it_on_a_new_device_and_after_unlocking', async () => {
    const before = consult(samira.client.snapshot());
    const second = await people.signIn('samira');
    const same = await until(second.client, (snapshot) => consult(snapshot)?.historyLoaded === 'all' && consult(snapshot));
    expect(same.chainHead).toBe(before?.chainHead);
    expect(same.unread).toBe(before?.unread);
    await second.client.lock();
    expect(second.client.snapshot()).toMatchObject({ screen: 'locked', rooms: [], cases: [] });
    granted(await second.client.unlock(kPassphrase));
    const again = await until(second.client, (snapshot) => consult(snapshot)?.historyLoaded === 'all' && consult(snapshot));
    const texts = (room: Room) => room.threads.map(({ title, messages: said }) => [title, said.map(({ text }) => text)]);
    expect(texts(again)).toEqual(texts(same));
    second.client.close();
  });

  it('keeps_drafts_over_a_lock_and_wipes_them_at_sign_out', async () => {
    samira.client.setDraft('a', 'nog niet af');
    await samira.client.lock();
    expect(samira.client.draft('a')).toBe('nog niet af');
    granted(await samira.client.unlock(kPassphrase));
    await samira.client.signOut();
    expect(samira.client.draft('a')).toBe('');
    expect(samira.client.snapshot()).toMatchObject({ screen: 'signed_out', rooms: [], endedBecause: 'signed_out' });
  });

  it('spoke_the_wire_as_it_is_described', () => {
    expect(people.schema.misfits).toEqual([]);
    expect([...people.schema.seen].filter((name) => name.endsWith('.params')).sort()).toMatchInlineSnapshot(`
      [
        "case.list.params",
        "case.open.params",
        "cursor.delivered.params",
        "cursor.list.params",
        "cursor.moved.params",
        "cursor.read.params",
        "invitation.list.params",
        "item.append.params",
        "item.new.params",
        "item.page.params",
        "item.since.params",
        "item.tombstone.params",
        "item.tombstoned.params",
        "people.list.params",
        "room.changed.params",
        "room.create.params",
        "room.list.params",
        "room.log.params",
        "room.new.params",
        "room.pick_up.params",
        "room.pseudonym.params",
        "session.hello.params",
      ]
    `);
  });
});
