// SPDX-License-Identifier: EUPL-1.2
// One school's cases, each at another step of the plan, so that a newcomer sees what a dossier looks like. Everybody and everything is invented.
import type { Client } from '../src/state/client';
import type { AgeBand, NewCase } from '../src/state/model';
import { granted, until } from '../src/state/waiting';

type Fields = Readonly<Record<string, string>>;

/** A day this many days ago, yyyy-mm-dd. */
function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

export async function openCase(
  client: Client,
  ageBand: AgeBand,
  behaviour: string,
  givenName: string,
  familyName: string,
): Promise<string> {
  const input: NewCase = {
    ...{ ageBand, lead: '', team: [] },
    signal: { behaviour, context: 'In de les en op het plein.', source: 'Zelf gezien, en gehoord van een collega.', kind: 'gedrag' },
    identity: { givenName, familyName, birthDate: '', contact: '', aliases: [] },
  };
  const id = granted(await client.openCase(input));
  await until(client, ({ cases }) => cases.find((one) => one.id === id && one.moves.length > 0));
  return id;
}

export async function record(client: Client, caseId: string, what: string, fields: Fields, text = ''): Promise<void> {
  granted(await client.record(caseId, what, fields, text));
  await until(client, ({ cases }) => {
    const found = cases.find(({ id }) => id === caseId);
    return (
      found?.records.some((one) => one.record === what && (what !== 'step' || one.fields.to === fields.to)) && !stale(found.step, fields.to)
    );
  });
}
const stale = (step: string, to: string | undefined): boolean => to !== undefined && step !== to;

export async function talkWithPupil(client: Client, caseId: string): Promise<void> {
  await record(client, caseId, 'step', { to: '2' });
  await record(
    client,
    caseId,
    'pupil_talk',
    { on: daysAgo(6), known_to_care: 'no' },
    'Rustig gesprek. Vertelt over ruzie in de vriendengroep en over filmpjes die daar rondgaan. Wil niet dat het groot wordt gemaakt.',
  );
}

async function talkWithParents(client: Client, caseId: string): Promise<void> {
  await record(client, caseId, 'step', { to: '4' });
  await record(
    client,
    caseId,
    'parents_talk',
    { on: daysAgo(3), pupil_present: 'yes', sharing_consent: 'given', care_in_place: 'no' },
    'De ouders herkennen het en waren opgelucht dat de school belde. Zij willen meedenken.',
  );
}

/** From a case just opened to one that the gemeente has accepted, and one that was closed at school. */
export async function leaveCasesAtEachStep(mentor: Client, gemeente: Client): Promise<void> {
  await openCase(mentor, '12-15', 'Tekent tekens in een schrift waar anderen van schrikken.', 'Siebren', 'Hoekema');

  await talkWithPupil(mentor, await openCase(mentor, '12-15', 'Valt stil als het over het nieuws gaat.', 'Amal', 'Rietveld'));

  const asked = await openCase(
    mentor,
    '16-17',
    'Komt niet meer bij de sportclub en zegt dat “niemand te vertrouwen is”.',
    'Jildou',
    'Postmus',
  );
  await talkWithPupil(mentor, asked);
  await record(mentor, asked, 'step', { to: '4' });
  await record(mentor, asked, 'pupil_consent', { on: daysAgo(2), answer: 'refused' }, 'Wil eerst zelf thuis vertellen wat er speelt.');

  const reported = await openCase(
    mentor,
    '12-15',
    'Roept op om een klasgenoot “weg te werken” en laat daar filmpjes bij zien.',
    'Wessel',
    'Duinkerk',
  );
  await talkWithPupil(mentor, reported);
  await talkWithParents(mentor, reported);
  const report = granted(
    await mentor.startReport({
      ...{ caseId: reported, as: 'name', showSchool: true },
      title: 'Oproepen tegen een klasgenoot',
      text: 'Wij hebben met de leerling en met de ouders gesproken. De oproepen gaan door, ook buiten school. Wij vragen de gemeente om het over te nemen.',
    }),
  );
  await until(gemeente, ({ rooms }) => rooms.find(({ id, moves }) => id === report && moves.length > 0));
  granted(await gemeente.pickUp(report));
  granted(await gemeente.recordInRoom(report, 'step', { to: '5' }, 'Wij nemen het over. Morgen bellen wij de school.'));
  await until(mentor, ({ cases }) => cases.find(({ id, step }) => id === reported && step === '5'));

  const closed = await openCase(mentor, '<12', 'Wilde een week lang niet naast een klasgenoot zitten.', 'Mees', 'Achterberg');
  await talkWithPupil(mentor, closed);
  await record(mentor, closed, 'step', { to: 'closed_at_school' }, 'Het was een ruzie over een bal. Zij spelen weer samen.');
}
