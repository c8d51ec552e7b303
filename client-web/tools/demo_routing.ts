// SPDX-License-Identifier: EUPL-1.2
// Signals that partners passed on to a gemeente: one that was answered, one that still waits. Everybody and everything is invented.
import type { Client } from '../src/state/client';
import { granted, until } from '../src/state/waiting';

export async function passOnSignals(youthWorker: Client, agent: Client, official: Client, gemeente: string): Promise<void> {
  const answered = granted(
    await youthWorker.passOn({
      ...{ gemeente, ageBand: '12-15', title: 'Zorgen van een jongerenwerker' },
      text: 'In het buurthuis vertelt een leerling dat vrienden niet meer komen, omdat “zij er niet bij horen”. Ik ken de school, maar daar is nog met niemand gesproken.',
    }),
  );
  await until(official, ({ rooms }) => rooms.find(({ id, historyLoaded }) => id === answered && historyLoaded !== 'none'));
  granted(await official.pickUp(answered));
  granted(
    await official.recordInRoom(
      answered,
      'routing_answered',
      { answer: 'with_school' },
      'Ik bel vandaag de school. Als zij dit herkennen, openen zij een casus. U hoort van mij wat u intussen kunt doen.',
    ),
  );
  granted(
    await agent.passOn({
      ...{ gemeente, ageBand: '16-17', title: 'Leuzen op het plein' },
      text: 'Op het plein achter de winkels riep een groepje jongeren leuzen over “de anderen”. Eén van hen zei dat er iets gaat gebeuren. Ik zag dit zaterdagavond zelf.',
    }),
  );
}
