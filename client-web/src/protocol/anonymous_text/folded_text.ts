// SPDX-License-Identifier: EUPL-1.2
// A text made plain for searching (lower case, no diacritics, no invisible characters) that remembers where each character came from.

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface FoldedText {
  readonly text: string;
  readonly original: string;
  /** the span in the original of a span in the folded text */
  origin(start: number, end: number): Span;
}

// Letters that do not decompose into a base letter and a mark.
const undecomposed: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ı', 'i'],
  ['þ', 'th'],
  ['ð', 'd'],
]);

/** Typographic forms of the apostrophe and the hyphen become the plain one. */
function plain(character: string): string {
  if (/[\u2018\u2019\u201b\u02bc\u00b4`]/.test(character)) return "'";
  if (/[\u2010-\u2015\u2212]/.test(character)) return '-';
  if (/\s/.test(character)) return character === '\n' ? '\n' : ' ';
  return character;
}

function foldCharacter(character: string): string {
  if (character <= '\x7f') return plain(character.toLowerCase());
  const decomposed = character
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase();
  return [...decomposed].map((part) => undecomposed.get(part) ?? plain(part)).join('');
}

export function fold(original: string): FoldedText {
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const character of original) {
    const folded = foldCharacter(character);
    const end = at + character.length;
    for (let i = 0; i < folded.length; i++) {
      starts.push(at);
      ends.push(end);
    }
    // A mark that vanished belongs to the letter before it.
    if (folded.length === 0 && ends.length > 0) ends[ends.length - 1] = end;
    text += folded;
    at = end;
  }
  return { text, original, origin: (start, end) => ({ start: starts[start] ?? 0, end: ends[end - 1] ?? 0 }) };
}
