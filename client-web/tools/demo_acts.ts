// SPDX-License-Identifier: EUPL-1.2
// The stretches of road that cases of the demo have in common, from the talk with the pupil to the closed dossier.
import type { Fields } from '../src/state/model';
import { type Act, day, type Part } from './demo_play';

type Place = Extract<Act, { does: 'record' }>['in'];

export const recorded = (by: Part, place: Place, record: string, fields: Fields = {}, text = '', texts: Fields = {}): Act => ({
  does: 'record',
  ...{ by, in: place, record, fields, text, texts },
});

const moved = (by: Part, place: Place, to: string, text = '', fields: Fields = {}): Act =>
  recorded(by, place, 'step', { to, ...fields }, text);

export const talkedWithPupil = (ago: number, text: string): readonly Act[] => [
  moved('opener', 'schoolteam', '2'),
  recorded('opener', 'schoolteam', 'pupil_talk', { on: day(-ago), known_to_care: 'no' }, text),
];

export const toStep4: Act = moved('opener', 'schoolteam', '4');

export const talkedWithParents = (ago: number, text: string): readonly Act[] => [
  toStep4,
  recorded(
    'opener',
    'schoolteam',
    'parents_talk',
    { on: day(-ago), pupil_present: 'yes', sharing_consent: 'given', care_in_place: 'no' },
    text,
  ),
];

/** From 16 on, before the talk with the parents. */
export const pupilConsents = (ago: number, answer: 'given' | 'refused', text: string): Act =>
  recorded('opener', 'schoolteam', 'pupil_consent', { on: day(-ago), answer }, text);

export const closedAtSchool = (text: string): Act => moved('opener', 'schoolteam', 'closed_at_school', text);

export const reported = (title: string, text: string): readonly Act[] => [
  { does: 'report', title, text },
  { does: 'pick_up' },
  moved('gemeente', 'melding', '5', 'Wij nemen het over. Morgen bellen wij de school.'),
];

/** With consent: under 16 that of the parents, from 16 on that of the pupil. */
export const madeKnown = (whom: 'parents' | 'pupil', text: string): readonly Act[] => [
  recorded('opener', 'schoolteam', 'ground_consent', { on: day(-1), whom }, text),
  { does: 'make_known' },
];

export interface Weighing {
  readonly ago: number;
  readonly gemeente: string;
  readonly politie: string;
}

/** The triangle is complete, and two organisations have said what they make of it. */
export const weighed = ({ ago, gemeente, politie }: Weighing): readonly Act[] => [
  moved('gemeente', 'melding', '6', 'De signalen zijn ernstig genoeg om ze samen te wegen.'),
  { does: 'open', kind: 'weegtafel', invites: ['gemeente_weegtafel', 'politie_weegtafel', 'om_weegtafel'] },
  recorded('gemeente', 'weegtafel', 'agenda', { on: day(-ago) }, 'Eerste bespreking. Iedereen leest vooraf de kaart en de grondslag.'),
  recorded('gemeente', 'weegtafel', 'sitting', { on: day(-ago), gemeente: 'yes', politie: 'yes', om: 'yes' }, 'De driehoek was volledig.'),
  recorded('gemeente_weegtafel', 'weegtafel', 'duiding', {}, gemeente),
  recorded('politie_weegtafel', 'weegtafel', 'duiding', {}, politie),
];

const outcomeOf = (outcome: 'opgeschaald' | 'gemonitord', text: string): readonly Act[] => [
  recorded('politie_weegtafel', 'weegtafel', 'outcome', { outcome }, text),
  recorded('om_weegtafel', 'weegtafel', 'outcome_support'),
];

export const escalated = (text: string): readonly Act[] => [
  ...outcomeOf('opgeschaald', text),
  moved('gemeente', 'weegtafel', '7', 'Wij plannen het casusoverleg.'),
];

export const toBeMonitored = (reviewIn: number, text: string): readonly Act[] => [
  ...outcomeOf('gemonitord', text),
  moved('gemeente', 'weegtafel', 'monitored', 'De school blijft de vaste plek voor de leerling.', { review_on: day(reviewIn) }),
];

export const action = (place: 'casusoverleg' | 'opvolging', owner: Part, dueIn: number, rhythm: string, text: string): Act =>
  recorded('gemeente', place, 'task', { owner, due: day(dueIn), rhythm }, text);

export interface Plan {
  readonly picture: string;
  readonly duiding: string;
  readonly plan: string;
  readonly reviewIn: number;
}

/** The three things a casusoverleg comes to. The school keeps contact with the pupil. */
export const planned = ({ picture, duiding, plan, reviewIn }: Plan): readonly Act[] => [
  recorded('gemeente', 'casusoverleg', 'picture', {}, picture),
  recorded('gemeente', 'casusoverleg', 'joint_duiding', {}, duiding),
  recorded('gemeente', 'casusoverleg', 'plan', { contact_keeper: 'opener', last_contact: day(-1), review_on: day(reviewIn) }, plan),
];

/** Everybody in the room confirms both: that the goal is reached, and that the reason was read. */
export const scaledDown = (place: 'casusoverleg' | 'opvolging', others: readonly Part[], goal: string, reason: string): readonly Act[] => [
  recorded('gemeente', place, 'joint_goal', {}, goal),
  ...['gemeente' as const, ...others].map((part) => recorded(part, place, 'goal_reached')),
  recorded('gemeente', place, 'closing_reason', {}, reason),
  ...others.map((part) => recorded(part, place, 'reason_received')),
  moved('gemeente', place, '8'),
];

export const handedToSchool = (summary: string, again: string): readonly Act[] => [
  recorded('gemeente', 'melding', 'handover', { receiver: 'school' }, summary, { named: 'De zorgcoördinator' }),
  recorded('gemeente', 'melding', 'reescalation', {}, again),
];

export const closedDossier: readonly Act[] = [
  recorded('opener', 'melding', 'handover_taken', {}, 'De school neemt het over.'),
  moved('gemeente', 'melding', 'closed'),
];
