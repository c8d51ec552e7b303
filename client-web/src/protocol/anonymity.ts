// SPDX-License-Identifier: EUPL-1.2
// Rule 11: what in a text could name the pupil. Runs on the sender's device before anything is sealed in an anonymous room.
// It helps, it does not prove: words that identify somebody to one who knows the school are not found by any pattern.

import type { Finding, IdentityCard } from '../state/model';
import { addressSpans, postalCodeSpans } from './anonymous_text/addresses';
import { cardSpans } from './anonymous_text/card_words';
import { couldBeBirth, type FoundDate, findDates } from './anonymous_text/dates';
import { fold, type Span } from './anonymous_text/folded_text';
import { bsnSpans, phoneSpans } from './anonymous_text/numbers';
import { emailSpans, handleSpans, urlSpans } from './anonymous_text/online';

function isBirthday(date: FoundDate, card: IdentityCard): boolean {
  const [year, month, day] = card.birthDate.split('-').map(Number);
  return date.day === day && date.month === month && (date.year === undefined || date.year === year);
}

function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/**
 * In order of place, without overlap: where two kinds claim the same characters, the earlier of the list below names them.
 * `thisYear` tells a pupil's year of birth from the year of a meeting.
 */
export function findings(text: string, card: IdentityCard | undefined, thisYear = new Date().getFullYear()): readonly Finding[] {
  const folded = fold(text);
  const dates = findDates(folded.text, thisYear);
  const claims: readonly (readonly [Finding['what'], readonly Span[]])[] = [
    ['email', emailSpans(folded.text)],
    ['url', urlSpans(folded.text)],
    ['phone', phoneSpans(folded.text)],
    ['date_of_birth', dates.filter((date) => couldBeBirth(folded.text, date, thisYear))],
    ['identity_card', card === undefined ? [] : dates.filter((date) => isBirthday(date, card))],
    ['bsn', bsnSpans(folded.text)],
    ['postal_code', postalCodeSpans(folded)],
    ['address', addressSpans(folded)],
    ['handle', handleSpans(folded.text)],
    ['identity_card', card === undefined ? [] : cardSpans(folded, card)],
  ];
  const found: Finding[] = [];
  for (const [what, spans] of claims) {
    for (const span of spans) {
      const finding: Finding = { ...folded.origin(span.start, span.end), what };
      if (!found.some((other) => overlaps(other, finding))) found.push(finding);
    }
  }
  return found.sort((a, b) => a.start - b.start);
}
