// SPDX-License-Identifier: EUPL-1.2
// Strict JSON of docs/protocol.md section 1: no duplicate names, no number but 0 … 2^53-1, no lone surrogate, bounded depth and size.

import { type Bytes, fromUtf8, utf8 } from '../crypto/bytes';
import { fail, ok, type Result } from '../crypto/result';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

export interface JsonLimits {
  readonly maxBytes: number;
  readonly maxDepth: number;
  /** JSON-RPC's error codes are negative; nothing else of the protocol is. */
  readonly negativeIntegers?: boolean;
}

/** The limits of a signed object. */
export const kObjectLimits: JsonLimits = { maxBytes: 64 * 1024, maxDepth: 16 };

/**
 * Walks a text that JSON.parse has accepted, so that only what JSON.parse lets pass is left to look for.
 * Returns false at a repeated name, a number that is not a plain non-negative safe integer, or too deep a nesting.
 */
function passesStrictRules(text: string, { maxDepth, negativeIntegers = false }: JsonLimits): boolean {
  const integer = negativeIntegers ? /^(?:0|-?[1-9][0-9]{0,15})$/ : /^(?:0|[1-9][0-9]{0,15})$/;
  const names: (Set<string> | undefined)[] = [];
  const token = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]|-?[0-9][0-9.eE+-]*/g;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const found = match[0];
    const first = found.charAt(0);
    if (first === '{' || first === '[') {
      names.push(first === '{' ? new Set() : undefined);
      if (names.length > maxDepth) return false;
    } else if (first === '}' || first === ']') {
      names.pop();
    } else if (first === '"') {
      if (match[1] === undefined) continue;
      const name: unknown = JSON.parse(found.slice(0, found.length - match[1].length));
      const seen = names.at(-1);
      if (typeof name !== 'string' || seen === undefined || seen.has(name)) return false;
      seen.add(name);
    } else if (!integer.test(found) || !Number.isSafeInteger(Number(found))) {
      return false;
    }
  }
  return true;
}

/** A `\ud800` escape without its other half: JSON.parse keeps it, UTF-8 cannot express it. */
function hasLoneSurrogate(value: Json): boolean {
  if (typeof value === 'string') return /\p{Surrogate}/u.test(value);
  if (Array.isArray(value)) return value.some(hasLoneSurrogate);
  if (value !== null && typeof value === 'object') {
    return Object.entries(value).some(([name, inner]) => hasLoneSurrogate(name) || hasLoneSurrogate(inner));
  }
  return false;
}

function tooLarge(input: Uint8Array | string, maxBytes: number): boolean {
  if (typeof input !== 'string') return input.byteLength > maxBytes;
  // A UTF-16 unit is one to three bytes of UTF-8: only what lies between has to be measured.
  return input.length > maxBytes || (input.length * 3 > maxBytes && utf8(input).length > maxBytes);
}

export function parseJson(input: Uint8Array | string, limits: JsonLimits = kObjectLimits): Result<Json> {
  if (tooLarge(input, limits.maxBytes)) return fail('malformed', 'json size');
  const text = typeof input === 'string' ? ok(input) : fromUtf8(input);
  if (!text.ok) return text;
  let value: Json;
  try {
    value = JSON.parse(text.value) as Json;
  } catch {
    return fail('malformed', 'json');
  }
  return passesStrictRules(text.value, limits) && !hasLoneSurrogate(value) ? ok(value) : fail('malformed', 'json');
}

/** One object as the protocol sends it. */
export function jsonBytes(value: JsonObject): Bytes {
  return utf8(JSON.stringify(value));
}
