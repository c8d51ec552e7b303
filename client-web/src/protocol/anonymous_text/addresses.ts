// SPDX-License-Identifier: EUPL-1.2
// Dutch postal codes and street names with a number in a folded text.

import type { FoldedText, Span } from './folded_text';

// Two-letter words and abbreviations that follow a number in ordinary sentences: "in 2024 is hij", "2015 IS", "1500 km".
const pairWords: ReadonlySet<string> = new Set(
  'aan al as at be cd cm da de dl do dr dt eb ec ee ei el en er eu ex fg ga ge gr ha he ho hs ik in is ja je jl km kg la le lo ma me mg ml mm na nb no nr nu of oh om op ov pa pc pk po re rk so st te tv uw va vo vs wc we wo xl ze zo vwo'.split(
    ' ',
  ),
);

const postalPattern = /(?<![\d.,])[1-9]\d{3}(?<gap>[ -]?)(?<letters>[a-z]{2})(?![a-z0-9])/g;

export function postalCodeSpans(folded: FoldedText): Span[] {
  const out: Span[] = [];
  for (const match of folded.text.matchAll(postalPattern)) {
    const { gap = '', letters = '' } = match.groups ?? {};
    const end = match.index + match[0].length;
    const { start: from, end: to } = folded.origin(end - 2, end);
    const capitals = /^[A-Z]{2}$/.test(folded.original.slice(from, to));
    const looksLikeYear = /^(?:19|20)/.test(match[0]);
    // The post never issues SA, SD and SS.
    if (/^s[ads]$/.test(letters)) continue;
    if (pairWords.has(letters) && (!capitals || (looksLikeYear && gap !== ''))) continue;
    out.push({ start: match.index, end });
  }
  return out;
}

const suffix =
  '(?:straat|straatje|str\\.?|laan|weg|plein|gracht|kade|singel|dijk|steeg|hof|hofje|pad|dreef|park|plantsoen|markt|wal|haven|brink|veld|kamp|akker|hage|horst|erf|stede|poort|zoom|werf|boulevard|allee|warande|hoeve|borg|weide|beemd|donk|meent|gaarde)';
// Ordinary places that end like a street: "op het schoolplein 3 jongens".
const notStreets: ReadonlySet<string> = new Set(
  'schoolplein speelplein fietspad voetpad zebrapad schoolhof onderweg snelweg autoweg vanweg aanweg sportveld speelveld voetbalveld hockeyveld trainingsveld grasveld sportpark pretpark skatepark speelpark attractiepark zwembad supermarkt jaarmarkt kerstmarkt arbeidsmarkt woningmarkt huizenmarkt woonwijk nieuwbouwwijk achterstandswijk middelpad levenspad bospad zijpad omweg uitweg kruisweg spoorweg waterweg luchthaven jachthaven slagveld speerpunt waddenzee ijsberg toegangspoort trainingskamp zomerkamp schoolkamp kindertehuis weekeinde uiteinde'.split(
    ' ',
  ),
);
const number = '\\d{1,5}(?![.:]?\\d)(?: ?[a-z](?![a-z])|-\\d+| ?bis| ?hs)?';
// A number of people, times or hours is not the number of a house.
const counted =
  '(?! ?(?:uur|keer|maal|x\\b|jaar|jarige|leerling|jongen|meisje|kind|mensen|personen|docent|ouder|minuten|min\\b|dagen|weken|maanden|meter|km|%|euro|procent|groepj|van de|a \\d|tot \\d|of \\d))';
const streetPattern = new RegExp(
  `(?<![\\w'.-])(?<street>[a-z'.-]{2,}${suffix}|(?:oude|nieuwe|grote|kleine|lange|korte|hoge|lage) ?${suffix}) ${number}(?![a-z\\d])${counted}`,
  'g',
);
const laanVanPattern = new RegExp(
  `(?<![\\w'-])(?:laan|plein|weg|hof|park|kade|straat) (?:van|der|de|het|'t) (?:[a-z'-]+ ){0,3}[a-z'-]+ ${number}(?![a-z\\d])${counted}`,
  'g',
);
const livesPattern = new RegExp(
  `\\b(?:woont|wonen|woonachtig|wonend|woonadres|huisadres|adres)(?: is|:)?(?: (?:op|aan|in|bij|te))?(?: (?:de|het|een|nummer|nr))* (?:[a-z'-]+ ){0,3}${number} ?(?=$|[\\n.,;)]|(?:in|te)\\b|[1-9]\\d{3} ?[a-z]{2}\\b)`,
  'g',
);

export function addressSpans({ text }: FoldedText): Span[] {
  const out: Span[] = [];
  for (const pattern of [streetPattern, laanVanPattern, livesPattern]) {
    for (const match of text.matchAll(pattern)) {
      if (notStreets.has(match.groups?.street ?? '')) continue;
      out.push({ start: match.index, end: match.index + match[0].trimEnd().length });
    }
  }
  return out;
}
