// SPDX-License-Identifier: EUPL-1.2
// Reads an object with exactly the fields a decoder asks for: a missing, wrong or left-over field refuses the whole.
//
//   decode(bytes, (o) => ({ room: o.id('room'), n: o.int('n') }))

import { fromBase64url } from '../crypto/base64url';
import type { Bytes } from '../crypto/bytes';
import { fail, ok, type Result } from '../crypto/result';
import { type Id, isId } from './id';
import { type Json, type JsonLimits, type JsonObject, kObjectLimits, parseJson } from './json';

class Malformed extends Error {}

function refuse(): never {
  throw new Malformed();
}

export class ObjectReader {
  private readonly left_: Set<string>;
  private readonly object_: JsonObject;

  constructor(value: Json) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) refuse();
    this.object_ = value as JsonObject;
    this.left_ = new Set(Object.keys(this.object_));
  }

  /** Any value, to be decoded elsewhere. */
  value(name: string): Json {
    if (!this.left_.delete(name)) refuse();
    return this.object_[name] as Json;
  }

  /** Whether the field is there; for the few envelopes (JSON-RPC) that differ by it. */
  has(name: string): boolean {
    return Object.hasOwn(this.object_, name);
  }

  /** Whether the field is there and is a list; for the one place that takes either. */
  hasList(name: string): boolean {
    return this.has(name) && Array.isArray(this.object_[name]);
  }

  /** Of the fields not asked for yet, for an object whose names are not fixed. */
  names(): readonly string[] {
    return [...this.left_];
  }

  int(name: string, min = 0, max = Number.MAX_SAFE_INTEGER): number {
    const value = this.value(name);
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max ? value : refuse();
  }

  string(name: string): string {
    const value = this.value(name);
    return typeof value === 'string' ? value : refuse();
  }

  bool(name: string): boolean {
    const value = this.value(name);
    return typeof value === 'boolean' ? value : refuse();
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T {
    const value = this.string(name);
    return allowed.find((one) => one === value) ?? refuse();
  }

  id(name: string): Id {
    const value = this.string(name);
    return isId(value) ? value : refuse();
  }

  idOrEmpty(name: string): Id | '' {
    const value = this.string(name);
    return value === '' || isId(value) ? value : refuse();
  }

  /** base64url; of exactly `length` bytes when it is given. */
  bytes(name: string, length?: number): Bytes {
    const value = fromBase64url(this.string(name));
    return value.ok && (length === undefined || value.value.length === length) ? value.value : refuse();
  }

  /** base64url of `length` bytes, or "" (no bytes). */
  bytesOrEmpty(name: string, length: number): Bytes {
    const value = this.bytes(name);
    return value.length === 0 || value.length === length ? value : refuse();
  }

  object<T>(name: string, read: (inner: ObjectReader) => T): T {
    return readObject(this.value(name), read);
  }

  objectOrNull<T>(name: string, read: (inner: ObjectReader) => T): T | null {
    const value = this.value(name);
    return value === null ? null : readObject(value, read);
  }

  objects<T>(name: string, read: (inner: ObjectReader) => T, max = Number.MAX_SAFE_INTEGER): readonly T[] {
    return this.array(name, max).map((value) => readObject(value, read));
  }

  strings(name: string, max = Number.MAX_SAFE_INTEGER): readonly string[] {
    return this.array(name, max).map((value) => (typeof value === 'string' ? value : refuse()));
  }

  ids(name: string, max = Number.MAX_SAFE_INTEGER): readonly Id[] {
    return this.strings(name, max).map((value) => (isId(value) ? value : refuse()));
  }

  /** For a decoder that finds values that cannot stand together. */
  refuse(): never {
    refuse();
  }

  private array(name: string, max: number): readonly Json[] {
    const value = this.value(name);
    return Array.isArray(value) && value.length <= max ? (value as readonly Json[]) : refuse();
  }

  /** Called by the functions below: nothing may be left over. */
  end(): void {
    if (this.left_.size > 0) refuse();
  }
}

function readObject<T>(value: Json, read: (reader: ObjectReader) => T): T {
  const reader = new ObjectReader(value);
  const out = read(reader);
  reader.end();
  return out;
}

/** The only place where a refusal inside a reader turns into a value. */
export function decodeValue<T>(value: Json, read: (reader: ObjectReader) => T): Result<T> {
  try {
    return ok(readObject(value, read));
  } catch (error) {
    if (error instanceof Malformed) return fail('malformed', 'object');
    throw error;
  }
}

export function decode<T>(input: Uint8Array | string, read: (reader: ObjectReader) => T, limits: JsonLimits = kObjectLimits): Result<T> {
  const value = parseJson(input, limits);
  return value.ok ? decodeValue(value.value, read) : value;
}
