// SPDX-License-Identifier: EUPL-1.2
// A case at step 4 whose school writes with both parents. Everybody and everything is invented.
import type { Client } from '../src/state/client';
import { granted, until } from '../src/state/waiting';
import { kFamilyCase } from './demo_cases';
import { Actor, type Stage } from './demo_person';
import { playCase } from './demo_play';
import { accountOf } from './demo_region';

/** The parents, enrolled and in the room; one of them has answered. */
export async function leaveFamilyTalk(stage: Stage, mentor: Client, beheerder: Client): Promise<readonly Actor[]> {
  const caseId = await playCase(async () => mentor, kFamilyCase);
  const room = granted(await mentor.openFamilyRoom(caseId));
  const parents: Actor[] = [];
  for (const _ of ['mother', 'father']) {
    const { code, login } = granted(await mentor.inviteGuest(caseId, 'ouder', ''));
    parents.push(await Actor.enrol(stage, code));
    granted(await beheerder.certify(await accountOf(beheerder, login)));
  }
  await until(mentor, ({ cases }) => {
    const present = cases.find(({ id }) => id === caseId)?.family?.guests.filter(({ state }) => state === 'present');
    return present?.length === parents.length;
  });
  const said = 'Fijn dat u meedenkt. Zullen we donderdag na schooltijd verder praten? Jelte mag er wat ons betreft bij zijn.';
  granted(await mentor.startThread(room, 'Afspraak op school', said));
  await until(mentor, ({ rooms }) =>
    rooms.find(({ id }) => id === room)?.threads.find(({ messages }) => messages.some(({ seq }) => seq > 0)),
  );

  const parent = await parents[0]?.signIn();
  if (parent === undefined) return parents;
  const thread = await until(parent, ({ rooms }) => rooms.find(({ id }) => id === room)?.threads[0]);
  granted(await parent.send(room, thread.id, 'Donderdag past. Jelte komt mee, dat wil hij zelf ook.', ''));
  await until(parent, ({ rooms }) => rooms.find(({ id }) => id === room)?.threads[0]?.messages.every(({ state }) => state !== 'waiting'));
  await parent.signOut();
  return parents;
}
