// SPDX-License-Identifier: EUPL-1.2
// Words of passing on a signal to the gemeente, in English.
import type { RoutingWords } from './routing_nl';

export const routingEn: RoutingWords = {
  title: 'Pass on a signal to the municipality',
  lead: 'Have you seen or heard something about a pupil, or has a school told you something? You always discuss it with the municipality’s officer for this. Do not name the pupil.',
  start: 'Pass on a signal',
  startLead: 'Do you have a signal of polarisation, radicalisation or extremism yourself? Pass it on to the municipality.',
  mine: 'Passed on by you',
  gemeente: 'Which municipality?',
  gemeenteHint: 'That of the pupil’s school. If you do not know the school, that where the pupil lives.',
  gemeenteChoose: 'Choose a municipality',
  noGemeente: 'No municipality with an officer can be reached in Beraad now. Call the municipality.',
  readers: 'Who reads your signal?',
  readersNone: 'Choose a municipality first.',
  underOwnName: (name, org) => `You pass this on under your own name: ${name}, ${org}.`,
  age: 'About how old is the pupil?',
  what: 'What do you pass on?',
  subject: 'Subject',
  subjectHint: 'Short, and without a name. For example: remarks of a youngster at the station',
  text: 'Your signal',
  textHint: 'What was seen or heard, when, and from whom do you know? Without names, addresses or numbers.',
  submit: 'Pass on',
  sending: 'Passing on…',
  blocked: 'Your signal was not sent. First take out the marked words.',
  waiting: 'The municipality has received your signal. As soon as somebody picks it up, you see here who that is.',
  pickUpHint: 'When you pick this up, your colleagues and whoever passed it on see that you answer.',
};

export const routingRecordEn = {
  title: 'Answer',
  done: 'Answer of the municipality',
  lead: 'You tell whoever passed on the signal what happens with it. Then this room is closed.',
  fields: { answer: 'What happens with the signal?' },
  words: 'Your answer',
  wordsHint: 'What do you do, and what do you ask of whoever passed it on? Name nobody.',
};
export const routingValuesEn = {
  with_school: 'The municipality takes it up with the school, which opens a case when needed',
  advice: 'Whoever passed it on goes on with this advice',
  elsewhere: 'It does not belong in this step plan; below is where it does',
};
