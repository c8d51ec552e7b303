// SPDX-License-Identifier: EUPL-1.2
// Every call of docs/protocol.md section 10: its name, what it takes, and the reader of what it gives.
import type { Bytes } from '../crypto/bytes';
import type { Id } from '../protocol/id';
import { type ItemJson, readStoredItem, type StoredItem } from '../protocol/item';
import type { JsonObject } from '../protocol/json';
import type { ObjectReader } from '../protocol/object_reader';
import { readSigned, type SignedJson } from '../protocol/signed';
import type { SlotKind } from '../protocol/slot';
import * as shapes from './shapes';

export interface Method<P extends JsonObject, R> {
  readonly name: string;
  readonly decode: (reader: ObjectReader) => R;
  /** Carries the type of the params; never there. */
  readonly params?: P;
}

function method<P extends JsonObject, R>(name: string, decode: (reader: ObjectReader) => R): Method<P, R> {
  return { name, decode };
}

const nothing = (): undefined => undefined;
const readRoom = (o: ObjectReader) => o.object('room', shapes.readRoomSummary);

// What goes out is written with `type`, not `interface`: only an alias is also a JsonObject.
export type NewEntryJson = {
  readonly entry: SignedJson;
  readonly certs: readonly SignedJson[];
  readonly boxes: readonly { readonly leaf: string; readonly enc: string; readonly ct: string }[];
  readonly share: string;
};
export type NewRoomJson = { readonly room: Id; readonly kind: string; readonly entry: NewEntryJson; readonly items: readonly ItemJson[] };
export type SlotNewJson = {
  readonly kind: SlotKind;
  readonly salt: string;
  readonly m_kib: number;
  readonly t: number;
  readonly p: number;
  readonly wrapped: string;
  readonly auth: string;
};

type Empty = Record<string, never>;
type InRoom = { readonly room: Id };

export const kHello = method<{ lang: string }, shapes.HelloAnswer>('session.hello', shapes.readHello);
export const kTouch = method<Empty, undefined>('session.touch', nothing);

export const kPeople = method<{ kind: string; case: Id | '' }, readonly shapes.PersonAnswer[]>('people.list', (o) =>
  o.objects('people', shapes.readPerson),
);

export const kCaseOpen = method<
  { case: Id; age_band: string; lead: Id; room: NewRoomJson; continues: Id | '' },
  { readonly case: shapes.CaseSummary; readonly room: shapes.RoomSummary }
>('case.open', (o) => ({ case: o.object('case', shapes.readCaseSummary), room: readRoom(o) }));
export const kCaseList = method<Empty, readonly shapes.CaseSummary[]>('case.list', (o) => o.objects('cases', shapes.readCaseSummary));

export const kRoomPseudonym = method<
  { case: Id; room: Id; leaf: Id; sign: string; seal: string; show_school: boolean },
  ReturnType<typeof readSigned>
>('room.pseudonym', (o) => o.object('cert', readSigned));
export const kRoomCreate = method<{ case: Id; room: NewRoomJson }, shapes.RoomSummary>('room.create', readRoom);
export const kRoomList = method<Empty, readonly shapes.RoomSummary[]>('room.list', (o) => o.objects('rooms', shapes.readRoomSummary));
export const kRoomLog = method<{ room: Id; from: number }, shapes.LogPage>('room.log', shapes.readLogPage);
export const kRoomAppend = method<{ room: Id; entry: NewEntryJson }, number>('room.append', (o) => o.int('n'));
export const kRoomPickUp = method<InRoom, shapes.RoomSummary>('room.pick_up', readRoom);

export const kRoomInvite = method<{ room: Id; account: Id; enc: string; ct: string; until: number; for: Id | '' }, undefined>(
  'room.invite',
  nothing,
);
export const kInvitationList = method<Empty, readonly shapes.InvitationAnswer[]>('invitation.list', (o) =>
  o.objects('invitations', shapes.readInvitation),
);
export const kInvitationAnswer = method<{ room: Id; declaration: SignedJson }, undefined>('invitation.answer', nothing);
export const kInvitationOfRoom = method<InRoom, readonly shapes.InvitedAnswer[]>('invitation.of_room', (o) =>
  o.objects('invited', shapes.readInvited),
);
export const kRelationDeclare = method<{ room: Id; declaration: SignedJson }, undefined>('relation.declare', nothing);

export interface ItemAppended {
  readonly seq: number;
  readonly at: number;
  readonly head: Bytes;
}
export const kItemAppend = method<{ room: Id; item: ItemJson }, ItemAppended>('item.append', (o) => ({
  seq: o.int('seq', 1),
  at: o.int('at'),
  head: o.bytes('head', 32),
}));
export const kItemTombstone = method<{ room: Id; items: readonly Id[] }, readonly StoredItem[]>('item.tombstone', (o) =>
  o.objects('items', readStoredItem),
);
export const kItemPage = method<{ room: Id; before: number; limit: number }, shapes.ItemPage>('item.page', shapes.readItemPage);
export const kItemSince = method<{ room: Id; after: number; limit: number }, shapes.ItemPage>('item.since', shapes.readItemPage);
export const kThreadList = method<{ room: Id; after: number; limit: number }, shapes.ThreadPage>('thread.list', shapes.readThreadPage);

export const kCursorDelivered = method<{ room: Id; seq: number }, undefined>('cursor.delivered', nothing);
export const kCursorRead = method<{ room: Id; thread: Id; seq: number }, undefined>('cursor.read', nothing);
export const kCursorList = method<InRoom, readonly shapes.Cursor[]>('cursor.list', (o) => o.objects('cursors', shapes.readCursor));

export const kAccountList = method<Empty, readonly shapes.AccountAnswer[]>('account.list', (o) =>
  o.objects('accounts', shapes.readAccount),
);
export const kAccountInvite = method<
  { login: string; name: string; functie: string },
  { readonly account: Id; readonly code: string; readonly expiresAt: number }
>('account.invite', (o) => ({ account: o.id('account'), code: o.string('code'), expiresAt: o.int('expires_at') }));
export const kAccountCertify = method<{ account: Id; cert: SignedJson }, undefined>('account.certify', nothing);
export const kAccountBlock = method<{ account: Id }, undefined>('account.block', nothing);

export const kGuestList = method<{ case: Id }, readonly shapes.GuestAnswer[]>('guest.list', (o) => o.objects('guests', shapes.readGuest));
export const kGuestInvite = method<
  { case: Id; class: 'ouder' | 'leerling'; account: Id | '' },
  { readonly guest: shapes.GuestAnswer; readonly code: string; readonly expiresAt: number }
>('guest.invite', (o) => ({ guest: o.object('guest', shapes.readGuest), code: o.string('code'), expiresAt: o.int('expires_at') }));
export const kGuestEnd = method<{ case: Id; account: Id }, undefined>('guest.end', nothing);

export const kVaultPut = method<{ version: number; blob: string; slots: readonly SlotNewJson[] }, number>('vault.put', (o) =>
  o.int('version', 1),
);
