// SPDX-License-Identifier: EUPL-1.2
// What an item says, by type (docs/protocol.md section 6).

import { toBase64url } from '../crypto/base64url';
import type { Bytes } from '../crypto/bytes';
import type { Result } from '../crypto/result';
import type { Id } from './id';
import { type JsonObject, jsonBytes } from './json';
import { decode, type ObjectReader } from './object_reader';
import { readSigned, type Signed, signedJson } from './signed';

export interface TextPayload {
  readonly type: 'text';
  readonly text: string;
  /** names the thread; only on its first item */
  readonly title: string;
  readonly replyTo: Id | '';
}
export interface EditPayload {
  readonly type: 'edit';
  readonly ref: Id;
  readonly text: string;
}
export interface ReactionPayload {
  readonly type: 'reaction';
  readonly ref: Id;
  readonly emoji: string;
  readonly on: boolean;
}
export interface SignalPayload {
  readonly type: 'signal';
  readonly behaviour: string;
  readonly context: string;
  readonly source: string;
  readonly kind: string;
}
export interface IdentityPayload {
  readonly type: 'identity';
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: string;
  readonly contact: string;
  readonly aliases: readonly string[];
}
export interface FilePayload {
  readonly type: 'file';
  readonly file: Id;
  readonly key: Bytes;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly chunks: number;
}
/** The words that go with a record; what it states stands in the header (record.ts). */
export interface RecordPayload {
  readonly type: 'record';
  readonly text: string;
  /** what the policy's row asks for besides, by its name */
  readonly texts: Readonly<Record<string, string>>;
}
/** On which ground the pupil's card stands in this room (rule 9). */
export interface GroundPayload {
  readonly type: 'ground';
  readonly ground: string;
  /** days, yyyy-mm-dd */
  readonly on: string;
  readonly whom: string;
  readonly informBy: string;
  readonly text: string;
  readonly texts: Readonly<Record<string, string>>;
  /** names */
  readonly by: string;
  readonly approvedBy: string;
}
/** Whoever is here under a pseudonym says who they are: their certificate, and that they are this pseudonym, signed with its key (rule 10). */
export interface RevealPayload {
  readonly type: 'reveal';
  readonly cert: Signed;
  readonly reveal: Signed;
}
export type Payload =
  | TextPayload
  | EditPayload
  | ReactionPayload
  | SignalPayload
  | IdentityPayload
  | FilePayload
  | RecordPayload
  | GroundPayload
  | RevealPayload;
export type ItemType = Payload['type'];

export const kItemTypes = [
  'text',
  'edit',
  'reaction',
  'signal',
  'identity',
  'file',
  'record',
  'ground',
  'reveal',
] as const satisfies readonly ItemType[];

function readTexts(o: ObjectReader): Readonly<Record<string, string>> {
  return Object.fromEntries(o.names().map((name) => [name, o.string(name)]));
}

function readPayload(type: ItemType, o: ObjectReader): Payload {
  switch (type) {
    case 'text':
      return { type, text: o.string('text'), title: o.string('title'), replyTo: o.idOrEmpty('reply_to') };
    case 'edit':
      return { type, ref: o.id('ref'), text: o.string('text') };
    case 'reaction':
      return { type, ref: o.id('ref'), emoji: o.string('emoji'), on: o.bool('on') };
    case 'signal':
      return { type, behaviour: o.string('behaviour'), context: o.string('context'), source: o.string('source'), kind: o.string('kind') };
    case 'identity': {
      const name = { givenName: o.string('given_name'), familyName: o.string('family_name') };
      return { type, ...name, birthDate: o.string('birth_date'), contact: o.string('contact'), aliases: o.strings('aliases') };
    }
    case 'file': {
      const file = { file: o.id('file'), key: o.bytes('key', 32), name: o.string('name'), mediaType: o.string('media_type') };
      return { type, ...file, size: o.int('size'), chunks: o.int('chunks', 1) };
    }
    case 'record':
      return { type, text: o.string('text'), texts: o.object('texts', readTexts) };
    case 'ground': {
      const ground = { ground: o.string('ground'), on: o.string('on'), whom: o.string('whom'), informBy: o.string('inform_by') };
      const words = { text: o.string('text'), texts: o.object('texts', readTexts) };
      return { type, ...ground, ...words, by: o.string('by'), approvedBy: o.string('approved_by') };
    }
    case 'reveal':
      return { type, cert: o.object('cert', readSigned), reveal: o.object('reveal', readSigned) };
  }
}

export function decodePayload(type: ItemType, bytes: Bytes): Result<Payload> {
  return decode(bytes, (o) => readPayload(type, o));
}

function payloadJson(payload: Payload): JsonObject {
  switch (payload.type) {
    case 'text':
      return { text: payload.text, title: payload.title, reply_to: payload.replyTo };
    case 'edit':
      return { ref: payload.ref, text: payload.text };
    case 'reaction':
      return { ref: payload.ref, emoji: payload.emoji, on: payload.on };
    case 'signal':
      return { behaviour: payload.behaviour, context: payload.context, source: payload.source, kind: payload.kind };
    case 'identity': {
      const { givenName: given_name, familyName: family_name, birthDate: birth_date, contact, aliases } = payload;
      return { given_name, family_name, birth_date, contact, aliases };
    }
    case 'file': {
      const { file, key, name, mediaType: media_type, size, chunks } = payload;
      return { file, key: toBase64url(key), name, media_type, size, chunks };
    }
    case 'record':
      return { text: payload.text, texts: payload.texts };
    case 'ground': {
      const { ground, on, whom, informBy: inform_by, text, texts, by, approvedBy: approved_by } = payload;
      return { ground, on, whom, inform_by, text, texts, by, approved_by };
    }
    case 'reveal':
      return { cert: signedJson(payload.cert), reveal: signedJson(payload.reveal) };
  }
}

export function encodePayload(payload: Payload): Bytes {
  return jsonBytes(payloadJson(payload));
}
