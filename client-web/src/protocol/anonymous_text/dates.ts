// SPDX-License-Identifier: EUPL-1.2
// Dates in a folded text, in the notations Dutch people write them, and which of them could be a date of birth.

import type { Span } from './folded_text';

export interface FoundDate extends Span {
  readonly day: number;
  readonly month: number;
  /** undefined when the text names no year */
  readonly year: number | undefined;
}

const monthNames = [
  'januari|january|jan',
  'februari|february|febr|feb',
  'maart|march|mrt',
  'april|apr',
  'mei|may',
  'juni|june|jun',
  'juli|july|jul',
  'augustus|august|aug',
  'september|sept|sep',
  'oktober|october|okt|oct',
  'november|nov',
  'december|dec',
];
const month = `(?:${monthNames.join('|')})`;

const units = ['een', 'twee', 'drie', 'vier', 'vijf', 'zes', 'zeven', 'acht', 'negen'];
const teens = ['tien', 'elf', 'twaalf', 'dertien', 'veertien', 'vijftien', 'zestien', 'zeventien', 'achttien', 'negentien'];
const tens = ['', '', 'twintig', 'dertig', 'veertig', 'vijftig', 'zestig', 'zeventig', 'tachtig', 'negentig'];

/** 1 … 99 in Dutch words; the diaeresis of "tweeëntwintig" has been folded away. */
function inWords(value: number): string {
  if (value < 10) return units[value - 1] ?? '';
  if (value < 20) return teens[value - 10] ?? '';
  const ten = tens[Math.floor(value / 10)] ?? '';
  return value % 10 === 0 ? ten : `${units[(value % 10) - 1] ?? ''}en${ten}`;
}

const ordinals = ['eerste', 'tweede', 'derde', 'vierde', 'vijfde', 'zesde', 'zevende', 'achtste', 'negende'];

function ordinal(value: number): string {
  if (value < 10) return ordinals[value - 1] ?? '';
  return inWords(value) + (value < 20 ? 'de' : 'ste');
}

const dayWords: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 31 }, (_, i) => i + 1).flatMap((day) => [
    [inWords(day), day],
    [ordinal(day), day],
  ]),
);
const yearWords: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 99 }, (_, i) => i + 1).flatMap((rest) => [
    [`negentien${inWords(rest)}`, 1900 + rest],
    [`negentienhonderd${inWords(rest)}`, 1900 + rest],
    [`tweeduizend${inWords(rest)}`, 2000 + rest],
    [`tweeduizenden${inWords(rest)}`, 2000 + rest],
    [`twintig${inWords(rest)}`, 2000 + rest],
  ]),
);
const longestFirst = (words: Iterable<string>) => [...words].sort((a, b) => b.length - a.length).join('|');

const day = `(?<day>\\d{1,2}(?:e|ste|de)?|${longestFirst(dayWords.keys())})`;
// Two digits are a year after an apostrophe, with a leading zero, or where the phrase ends; "3 november 15 leerlingen" has none.
const shortYear = `' ?\\d{2}(?!\\d)|0\\d(?!\\d|[.:]\\d| ?u(?:ur)?\\b)|\\d{2}(?= ?(?:[,;)]|$|\\n|\\.(?!\\d)))`;
const year = `(?<year>\\d{4}(?!\\d)|${shortYear}|(?:${longestFirst(yearWords.keys())})\\b)`;

const patterns: readonly RegExp[] = [
  new RegExp(`(?<![\\w.])${day} ?(?:van )?(?<month>${month})\\b(?:[ .,/-]{0,3}${year})?`, 'g'),
  new RegExp(`(?<![\\w.])(?<month>${month})\\.? (?<day>\\d{1,2})(?:st|nd|rd|th)?,? (?<year>\\d{4})(?!\\d)`, 'g'),
  new RegExp(`(?<!\\d|\\d[ .:/-])(?<day>\\d{1,2})-(?<month>${month})-(?<year>\\d{4}|\\d{2})(?!\\d)`, 'g'),
  /(?<!\d|\d[.:/-])(?<day>\d{1,2})(?<sep> ?[./-] ?)(?<month>\d{1,2})\k<sep>(?<year>\d{4}|' ?\d{2}|\d{2})(?!\d|[.:/-]\d)/g,
  /(?<!\d|\d[ .:/-])(?<day>\d{1,2}) (?<month>\d{1,2}) (?<year>\d{4}|' ?\d{2}|\d{2})(?!\d|[ .:/-]\d)/g,
  /(?<!\d|\d[.:/-])(?<year>\d{4})(?<sep> ?[./-] ?)(?<month>\d{1,2})\k<sep>(?<day>\d{1,2})(?!\d|[.:/-]\d)/g,
  /(?<!\d|\d[.:/-])(?<day>\d{2})(?<month>\d{2})(?<year>(?:19|20)\d{2})(?!\d|[.:/-]\d)/g,
  /(?<!\d|\d[.:/-])(?<year>(?:19|20)\d{2})(?<month>\d{2})(?<day>\d{2})(?!\d|[.:/-]\d)/g,
  // Day and month only: a date of birth just beside a word of birth, or when it is the card's own.
  /(?<!\d|\d[.:/-])(?<day>\d{1,2})[/-](?<month>\d{1,2})(?!\d|[.:/-]\d)/g,
];

function monthNumber(found: string): number {
  const named = monthNames.findIndex((names) => names.split('|').includes(found));
  return named >= 0 ? named + 1 : Number(found);
}

function yearNumber(found: string | undefined, thisYear: number): number | undefined {
  if (found === undefined) return undefined;
  const words = yearWords.get(found);
  if (words !== undefined) return words;
  const digits = found.replace(/\D/g, '');
  const value = Number(digits);
  if (digits.length === 4) return value;
  const century = thisYear - (thisYear % 100);
  return value <= thisYear % 100 ? century + value : century - 100 + value;
}

/** `thisYear` decides the century of a year of two digits. */
export function findDates(text: string, thisYear: number): FoundDate[] {
  const found: FoundDate[] = [];
  for (const pattern of patterns) {
    for (const match of text.matchAll(pattern)) {
      const groups = match.groups ?? {};
      const first = dayWords.get(groups.day ?? '') ?? Number.parseInt(groups.day ?? '', 10);
      const second = monthNumber(groups.month ?? '');
      // 03/25/2009 is the twenty-fifth of March to whoever wrote it.
      const [dayOfMonth, monthOfYear] = second > 12 && first <= 12 ? [second, first] : [first, second];
      if (dayOfMonth < 1 || dayOfMonth > 31 || monthOfYear < 1 || monthOfYear > 12) continue;
      const at = { start: match.index, end: match.index + match[0].length };
      found.push({ ...at, day: dayOfMonth, month: monthOfYear, year: yearNumber(groups.year, thisYear) });
    }
  }
  return found;
}

const birthWord = /\b(?:geboren|geb|geboortedatum|geboortedag|geb\.?datum|verjaart|verjaardag|jarig|birthday|born|dob)\b/;
const kYoungestPupil = 4;

/** A date that names a year in which somebody who goes to school, or their parent, may be born; or any date beside a word of birth. */
export function couldBeBirth(text: string, date: FoundDate, thisYear: number): boolean {
  if (date.year !== undefined && date.year >= 1900 && date.year <= thisYear - kYoungestPupil) return true;
  return birthWord.test(text.slice(Math.max(0, date.start - 30), date.start)) || birthWord.test(text.slice(date.end, date.end + 15));
}
