// SPDX-License-Identifier: EUPL-1.2
// E-mail addresses, web addresses and names on social media in a folded text.

import type { Span } from './folded_text';

function spans(text: string, pattern: RegExp): Span[] {
  return [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

const at = '(?: ?@ ?| ?[([{]at[)\\]}] ?| apenstaart(?:je)? )';
const dot = '(?:\\.| ?[([{](?:dot|punt)[)\\]}] ?| punt )';
const emailPattern = new RegExp(`(?<![a-z0-9._%+-])[a-z0-9._%+-]+${at}[a-z0-9-]+(?:${dot}[a-z0-9-]+)*${dot}[a-z]{2,}`, 'g');

export function emailSpans(text: string): Span[] {
  return spans(text, emailPattern);
}

// Endings that are Dutch words too (de, me, net, tv, app) count only before a path: "op school.de leraar" is a slip of the space bar.
const schemePattern = /(?:https?:\/\/|www\.)[^\s<>"]+/g;
const domainPattern =
  /(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:(?:nl|com|org|eu|be|io|gg|amsterdam|frl|co|uk)(?![\w-])(?:\/[^\s<>"]*)?|[a-z]{2,10}\/[^\s<>"]+)/g;

export function urlSpans(text: string): Span[] {
  return [...spans(text, schemePattern), ...spans(text, domainPattern)];
}

const handlePattern = /(?<![\w@.])@[a-z0-9_](?:[\w.-]*\w)?/g;
const platform = '(?:insta(?:gram)?|snap(?:chat)?|tiktok|discord|telegram|twitter|facebook|fb|roblox|steam|signal|twitch|youtube|bereal)';
const namedPattern = new RegExp(`\\b${platform}(?:[ -]?(?:account|naam|profiel|handle|tag))?(?: is| heet)? ?[:=] ?[\\w.-]{2,}`, 'g');
const heetPattern = new RegExp(`\\b${platform}[ -]?(?:account|naam|profiel|handle|tag) (?:is|heet) [\\w.-]{2,}`, 'g');
const discordPattern = /\b[\w.]{2,32}#\d{4}\b/g;

export function handleSpans(text: string): Span[] {
  return [handlePattern, namedPattern, heetPattern, discordPattern].flatMap((pattern) => spans(text, pattern));
}
