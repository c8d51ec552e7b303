// SPDX-License-Identifier: EUPL-1.2
// The minutes (verslag) of a casusoverleg: what its records say, in the order in which one reads minutes. Pure.
import type { Case, CaseRecord, Participant, Room } from './model';

/** Of a part that is said anew the last one counts; of the others each. */
const kParts = [
  { part: 'meeting', records: ['meeting'], which: 'last' },
  { part: 'picture', records: ['picture'], which: 'last' },
  { part: 'duiding', records: ['joint_duiding'], which: 'last' },
  { part: 'plan', records: ['plan', 'review'], which: 'last' },
  { part: 'decisions', records: ['decision'], which: 'all' },
  { part: 'agreements', records: ['agreement'], which: 'all' },
  { part: 'contact', records: ['contact', 'veilig_thuis_report', 'youth_help'], which: 'all' },
] as const;

export type MinutesPart = (typeof kParts)[number]['part'];

export interface Minutes {
  readonly participants: readonly Participant[];
  /** each with its records, oldest first; empty while nothing was recorded of it */
  readonly parts: readonly { readonly part: MinutesPart; readonly records: readonly CaseRecord[] }[];
}

export function minutesOf({ records }: Case, room: Room): Minutes {
  const here = records.filter(({ room: of }) => of === room.id);
  const parts = kParts.map(({ part, records: words, which }) => {
    const found = here.filter(({ record }) => (words as readonly string[]).includes(record));
    return { part, records: which === 'last' ? found.slice(-1) : found };
  });
  return { participants: room.participants, parts };
}
