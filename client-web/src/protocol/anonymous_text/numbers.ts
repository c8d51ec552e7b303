// SPDX-License-Identifier: EUPL-1.2
// Burgerservicenummers and telephone numbers in a folded text.

import type { Span } from './folded_text';

function spans(text: string, pattern: RegExp, accept: (found: string) => boolean = () => true): Span[] {
  return [...text.matchAll(pattern)]
    .filter((match) => accept(match[0]))
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** The 11-proef: weights 9 … 2 and -1 over nine digits; eight digits are nine with a zero in front. */
function passesElevenTest(found: string): boolean {
  const digits = found.replace(/\D/g, '').padStart(9, '0');
  const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * (i === 8 ? -1 : 9 - i), 0);
  return sum % 11 === 0 && /[1-9]/.test(digits);
}

// Nine digits, possibly apart; eight only in one piece or as a number with dots, since two years in a row are eight digits too.
const bsnPattern = /(?<!\d)(?:\d(?:[ .\-/]{0,2}\d){8}|\d{8}|\d{2}\.\d{3}\.\d{3}|\d{4}\.\d{2}\.\d{2})(?!\d)/g;

export function bsnSpans(text: string): Span[] {
  return spans(text, bsnPattern, passesElevenTest);
}

const gap = '[ ./()\\-]{0,3}';
// Ten digits from 0, or nine after +31, 0031 or either with (0); a digit 1 … 9 follows the trunk prefix.
const dutchPattern = new RegExp(
  `(?<![\\d+])(?:(?:\\+|00) ?31${gap}(?:0${gap})?|\\(?0${gap})[1-9](?:${gap}\\d){8}(?!\\d)|(?<!\\d)0[89]00${gap}\\d{4}(?!\\d)`,
  'g',
);
const plusDutchPattern = new RegExp(`\\+ ?31${gap}(?:0${gap})?[1-9](?:${gap}\\d){8}(?!\\d)`, 'g');
const foreignPattern = /(?:\+ ?|(?<!\d)00)[1-9](?:[ ./()-]{0,2}\d){7,13}(?!\d)/g;

export function phoneSpans(text: string): Span[] {
  return [...spans(text, dutchPattern), ...spans(text, plusDutchPattern), ...spans(text, foreignPattern)];
}
