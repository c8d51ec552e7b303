// SPDX-License-Identifier: EUPL-1.2
// The consultations a newcomer finds: one in full swing, one that still waits for the gemeente. Everybody and everything is invented.
import type { Client } from '../src/state/client';
import type { Message, NewCase, Room, Snapshot } from '../src/state/model';
import { granted, until } from '../src/state/waiting';

const kFirstCase: Omit<NewCase, 'team'> = {
  ageBand: '16-17',
  signal: {
    behaviour:
      'Een leerling die altijd meedeed, zondert zich sinds een paar weken af. In de les vallen harde uitspraken over “wij” en “zij”, en dat niemand op school te vertrouwen is.',
    context: 'Begon na de herfstvakantie. In de klas is het onrustig sinds een discussie over het nieuws uit de hand liep.',
    source: 'Eigen waarneming in de mentorles, en een docent maatschappijleer die hetzelfde zag.',
    kind: 'uitspraken',
  },
  identity: {
    givenName: 'Thijmen',
    familyName: 'van der Horsten',
    birthDate: '2009-04-18',
    contact: 'Ouders samen, bereikbaar na vijf uur',
    aliases: ['Thijm', 'TvdH'],
  },
  lead: '',
  continues: '',
};

const kSecondCase: Omit<NewCase, 'team'> = {
  ageBand: '12-15',
  signal: {
    behaviour: 'Een leerling deelt in pauzes filmpjes met opruiende teksten en daagt anderen uit om partij te kiezen.',
    context: 'Vooral in de kantine, met een vaste groep van drie of vier anderen.',
    source: 'Twee medewerkers van de kantine hebben het los van elkaar verteld.',
    kind: 'online',
  },
  identity: { givenName: 'Roxane', familyName: 'Pietersma', birthDate: '2011-09-02', contact: 'Moeder', aliases: ['Rox'] },
  lead: '',
  continues: '',
};

async function consultOf(client: Client): Promise<Room> {
  return until(client, ({ rooms }) => rooms.find(({ kind, historyLoaded }) => kind === 'consult' && historyLoaded !== 'none'));
}

function messageWith(client: Client, words: string): Promise<Message> {
  const look = ({ rooms }: Snapshot) =>
    rooms.flatMap(({ threads }) => threads.flatMap(({ messages }) => messages)).find(({ text, seq }) => text.includes(words) && seq > 0);
  return until(client, look);
}

/** As a person does who has the thread open: everything in it is read. */
async function readAll(client: Client, room: string, thread: string): Promise<void> {
  const found = client
    .snapshot()
    .rooms.find(({ id }) => id === room)
    ?.threads.find(({ id }) => id === thread);
  await client.markRead(room, thread, found?.messages.at(-1)?.seq ?? 0);
}

export async function openCaseWith(client: Client, which: 'first' | 'second'): Promise<string> {
  const colleagues = granted(await client.colleagues());
  const team = colleagues.filter(({ functie }) => functie === 'zorgcoordinator').map(({ account }) => account);
  const opened = granted(await client.openCase({ ...(which === 'first' ? kFirstCase : kSecondCase), team }));
  await until(client, ({ cases }) => cases.find(({ id, identity }) => id === opened && identity !== undefined));
  return opened;
}

/** A mentor asks under a pseudonym; the gemeente picks it up and answers in two threads. Ends with something the mentor has not read. */
export async function playConsultation(mentor: Client, gemeente: Client, caseId: string): Promise<void> {
  granted(
    await mentor.startConsult({
      caseId,
      as: 'pseudonym',
      showSchool: false,
      title: 'Leerling zondert zich af en praat in wij en zij',
      question:
        'Goedemorgen. In mijn mentorklas zit een leerling die ik zie veranderen: stiller, harder in uitspraken, minder contact met de groep. Ik twijfel of ik nu al met de leerling moet praten, en hoe ik begin. Wat raadt u aan?',
    }),
  );
  const { id: room, threads } = await consultOf(gemeente);
  const thread = threads[0]?.id ?? '';
  granted(await gemeente.pickUp(room));
  await readAll(gemeente, room, thread);
  granted(
    await gemeente.send(
      room,
      thread,
      'Goed dat u dit voorlegt. Ja, begin met een gesprek: zonder oordeel, over wat u zelf ziet. “Ik zie dat je stiller bent dan voor de vakantie. Hoe gaat het?” Laat de uitspraken nog even liggen.',
      '',
    ),
  );
  const advice = await messageWith(mentor, 'Goed dat u dit voorlegt');
  await readAll(mentor, room, thread);
  granted(await mentor.react(room, advice.id, '👍', true));
  const reply = granted(
    await mentor.send(room, thread, 'Dank u. Ik plan het gesprek donderdag na de les, op een rustige plek.', advice.id),
  );
  await messageWith(mentor, 'Ik plan het gesprek donderdag');
  granted(await mentor.edit(room, reply, 'Dank u. Ik plan het gesprek morgen na de les, op een rustige plek.'));
  await messageWith(gemeente, 'Ik plan het gesprek morgen');
  await readAll(gemeente, room, thread);

  const second = granted(
    await mentor.startThread(
      room,
      'Wanneer betrekken we de ouders?',
      'De leerling is zestien. Moet ik eerst toestemming vragen voordat ik de ouders spreek?',
    ),
  );
  await messageWith(gemeente, 'Moet ik eerst toestemming vragen');
  await readAll(gemeente, room, second);
  granted(
    await gemeente.send(
      room,
      second,
      'Vanaf zestien jaar vraagt u eerst toestemming aan de leerling zelf. Leg uit waarom u de ouders wilt spreken en wat u wel en niet vertelt.',
      '',
    ),
  );
  await messageWith(mentor, 'Vanaf zestien jaar');
  granted(
    await gemeente.send(room, thread, 'Laat gerust weten hoe het gesprek ging. Dan kijken we samen wat een goede volgende stap is.', ''),
  );
  await messageWith(mentor, 'Laat gerust weten');
}

/** Another school asks under the person's own name. Nobody has picked it up yet. */
export async function leaveWaiting(asker: Client, caseId: string): Promise<void> {
  granted(
    await asker.startConsult({
      caseId,
      as: 'name',
      showSchool: true,
      title: 'Opruiende filmpjes in de kantine',
      question:
        'Een leerling laat in de pauze filmpjes zien en daagt anderen uit om partij te kiezen. Het is nog klein, maar het groeit. Kunnen wij hier samen over nadenken?',
    }),
  );
  await until(asker, ({ rooms }) => rooms.some(({ kind, threads }) => kind === 'consult' && threads.length > 0));
}
