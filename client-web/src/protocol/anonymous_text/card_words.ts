// SPDX-License-Identifier: EUPL-1.2
// The words of the pupil's card in a folded text, with the ways people spell and misspell names.
//
// A name is looked for as a whole word: exactly, with a possessive s, by sound, and from five letters with one slip of the hand.
// A name that is also a frequent Dutch word (Groot, Dan, Wil) counts only with a capital or beside another word of the card.

import type { IdentityCard } from '../../state/model';
import { type FoldedText, fold, type Span } from './folded_text';
import { kCommonWords } from './frequent_words';

interface Word extends Span {
  readonly text: string;
}

const particles: ReadonlySet<string> = new Set(
  'aan af al bij da de degli dei del den der des di do dos du el en het i in la las le lo los met onder op over s t te ten ter tot uijt uit van vanden ver vom von voor zu zum zur bin ibn bint abu ait ould'.split(
    ' ',
  ),
);

function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[\p{L}]+/gu)].map((match) => ({ text: match[0], start: match.index, end: match.index + match[0].length }));
}

/** Spellings that sound alike to a Dutch ear become one: Yousef, Joesef and Youssef; Meijer, Meyer and Meier; Sofie and Sophie. */
function bySound(word: string): string {
  return word
    .replace(/ph/g, 'f')
    .replace(/[ck]h/g, 'g')
    .replace(/gh/g, 'g')
    .replace(/th/g, 't')
    .replace(/dj/g, 'j')
    .replace(/ck|q|c/g, 'k')
    .replace(/x/g, 'ks')
    .replace(/z/g, 's')
    .replace(/eij|ei|ij|ey|y|j/g, 'i')
    .replace(/ou|oe|u/g, 'u')
    .replace(/dt/g, 't')
    .replace(/(.)\1+/g, '$1');
}

/** One letter more, less or other, or two neighbours exchanged. */
function oneSlipApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const left = a.slice(head, a.length - tail);
  const right = b.slice(head, b.length - tail);
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}

const kShortestBySound = 4;
const kShortestWithSlip = 5;

/** The word itself, and without a possessive s ("Jans fiets"). */
function stems(word: string): readonly string[] {
  return word.length > 3 && word.endsWith('s') ? [word, word.slice(0, -1)] : [word];
}

interface Name {
  readonly text: string;
  readonly sound: string;
}

function matches({ text: name, sound }: Name, word: string): boolean {
  const forms = stems(word);
  if (forms.includes(name)) return true;
  if (kCommonWords.has(word)) return false;
  if (name.length >= kShortestBySound && forms.some((form) => form.length >= kShortestBySound && bySound(form) === sound)) return true;
  if (name.length < kShortestWithSlip) return false;
  return forms.some((form) => form.length >= kShortestWithSlip && bySound(form)[0] === sound[0] && oneSlipApart(form, name));
}

/** The names on the card, particles left out, and each field's words written as one. */
function cardNames(card: IdentityCard): readonly string[] {
  const names = new Set<string>();
  for (const field of [card.givenName, card.familyName, ...card.aliases]) {
    const parts = wordsOf(fold(field).text).map(({ text }) => text);
    for (const part of parts) if (part.length > 1 && !particles.has(part)) names.add(part);
    if (parts.length > 1) names.add(parts.join(''));
  }
  // The contact is a sentence of its own: only what is rare in it can name somebody.
  for (const { text } of wordsOf(fold(card.contact).text)) {
    if (text.length > 2 && !particles.has(text) && !kCommonWords.has(text)) names.add(text);
  }
  return [...names];
}

function hasCapital(folded: FoldedText, word: Word): boolean {
  const { start, end } = folded.origin(word.start, word.end);
  return /^\p{Lu}/u.test(folded.original.slice(start, end));
}

export function cardSpans(folded: FoldedText, card: IdentityCard): Span[] {
  const names: readonly Name[] = cardNames(card).map((text) => ({ text, sound: bySound(text) }));
  const words = wordsOf(folded.text);
  const verdicts = new Map<string, boolean>();
  for (const { text } of words)
    if (!verdicts.has(text))
      verdicts.set(
        text,
        names.some((name) => matches(name, text)),
      );
  const hits = words.map(({ text }) => verdicts.get(text) === true);
  /** is there a hit next to this place, looking past particles? */
  const neighbour = (i: number, step: 1 | -1): boolean => {
    let at = i + step;
    while (particles.has(words[at]?.text ?? '')) at += step;
    return hits[at] === true;
  };
  return words.filter((word, i) => {
    if (hits[i] !== true) return false;
    return !kCommonWords.has(word.text) || hasCapital(folded, word) || neighbour(i, 1) || neighbour(i, -1);
  });
}
