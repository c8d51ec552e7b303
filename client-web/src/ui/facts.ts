// SPDX-License-Identifier: EUPL-1.2
// Small questions about a snapshot that more than one screen asks. Pure functions; names and words are the reader's.
import type { Me, Message, Participant, Room, Thread } from '../state/model';
import type { Dictionary } from './words/nl';

export type Desk = 'school' | 'consulted' | 'partner' | 'beheerder' | 'guest' | 'none';

const guests = ['ouder', 'leerling'];
const schoolFuncties = ['medewerker', 'zorgcoordinator', 'aandachtsfunctionaris'];

/** Which work list someone has. */
export function deskOf(me: Me): Desk {
  if (me.functie === 'beheerder') return 'beheerder';
  if (me.orgType === 'school' && schoolFuncties.includes(me.functie)) return 'school';
  if (me.orgType === 'gemeente' && me.functie === 'aandachtsfunctionaris') return 'consulted';
  if (me.orgType === 'school_en_veiligheid' && me.functie === 'adviseur') return 'consulted';
  if (guests.includes(me.functie)) return 'guest';
  // Whoever works with others on cases in which the pupil is known, and can be invited to one.
  return me.functie === 'fg' ? 'none' : 'partner';
}

const declaring = new Set(['weegtafel', 'casusoverleg', 'opvolging']);
/** Nobody joins it before having declared to have no relation to the pupil. */
export const isDeclaring = (room: Room): boolean => declaring.has(room.kind);

/** Under a name: from the start, or since they said who they are. */
export const isNamed = (who: Participant): boolean => who.klass !== 'pseudonym' || who.revealed;

export function participantWords(t: Dictionary, who: Participant): string {
  if (isNamed(who)) return who.inPlaceOf ? t.standIn.inPlaceOf(who.name, who.inPlaceOf) : who.name;
  return who.orgName ? t.room.ofSchool(who.orgName) : t.room.someSchool;
}

/** The name behind a leaf, also of whoever left the room. */
export function nameIn(t: Dictionary, room: Room, leaf: string): string {
  const who = [...room.participants, ...room.former].find((one) => one.leaf === leaf);
  return who ? participantWords(t, who) : t.room.unknown;
}

/** Names for a list that holds leaves of this room, or names already. */
export const namesIn = (t: Dictionary, room: Room, list: readonly string[]): readonly string[] =>
  list.map((one) => {
    const who = room.participants.find((participant) => participant.leaf === one);
    return who ? participantWords(t, who) : one;
  });

/** A, B en C; with more than `most` the rest is counted. */
export function listWords(t: Dictionary, names: readonly string[], most = 3): string {
  const shown = names.length > most ? [...names.slice(0, most - 1), t.others(names.length - most + 1)] : names;
  if (shown.length < 2) return shown[0] ?? '';
  return `${shown.slice(0, -1).join(', ')} ${t.and} ${shown.at(-1)}`;
}

/** Nothing in it may name the pupil (rule 11). Where parents and pupil are, that is no secret. */
export const isAnonymous = (room: Room): boolean => room.phase === 'anonymous' && room.kind !== 'oudergesprek';

/** What a school put before the gemeente: a question, or a report. */
const toGemeente = new Set(['consult', 'melding', 'doorgeleiding']);
export const isToGemeente = (room: Room): boolean => toGemeente.has(room.kind);

/** Under which words who asks, a school or a partner, appears in a list of the gemeente. */
export function askerWords(t: Dictionary, room: Room): string {
  const asks = (who: Participant) =>
    room.kind === 'doorgeleiding' ? who.orgType !== 'gemeente' : who.klass === 'pseudonym' || who.orgType === 'school';
  const asker = room.participants.find(asks);
  if (!asker) return t.room.someSchool;
  return isNamed(asker) ? `${asker.name}, ${asker.orgName}` : participantWords(t, asker);
}

export function subjectOf(room: Room): string {
  const first = [...room.threads].sort((a, b) => a.startedAt - b.startedAt)[0];
  return first?.title ?? '';
}

export const unreadOf = (rooms: readonly Room[]): number => rooms.reduce((sum, room) => sum + room.unread, 0);

export const newestSeq = (messages: readonly Message[]): number => messages.reduce((most, message) => Math.max(most, message.seq), 0);

export const threadsByLast = (room: Room): readonly Thread[] => [...room.threads].sort((a, b) => b.lastAt - a.lastAt);
