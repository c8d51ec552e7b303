// SPDX-License-Identifier: EUPL-1.2
// What the server tells unasked, decoded.
import { fail, type Result } from '../crypto/result';
import type { Id } from '../protocol/id';
import { readStoredItem, type StoredItem } from '../protocol/item';
import type { Json } from '../protocol/json';
import { decodeValue, type ObjectReader } from '../protocol/object_reader';
import {
  type CaseSummary,
  type Cursor,
  type InvitationAnswer,
  type RoomSummary,
  readCaseSummary,
  readCursor,
  readInvitation,
  readRoomSummary,
} from './shapes';

export type Notification =
  | { readonly kind: 'item.new'; readonly room: Id; readonly item: StoredItem }
  | { readonly kind: 'item.tombstoned'; readonly room: Id; readonly items: readonly StoredItem[] }
  | { readonly kind: 'room.new' | 'room.changed'; readonly room: RoomSummary }
  | { readonly kind: 'room.entry'; readonly room: Id; readonly n: number }
  | ({ readonly kind: 'cursor.moved'; readonly room: Id } & Cursor)
  | { readonly kind: 'case.changed'; readonly case: CaseSummary }
  | { readonly kind: 'invitation.new'; readonly invitation: InvitationAnswer }
  | { readonly kind: 'invitation.answered'; readonly room: Id }
  | { readonly kind: 'relation.declared'; readonly room: Id; readonly leaf: Id; readonly readTo: number }
  | { readonly kind: 'session.ended'; readonly reason: string };

type Readers = { readonly [K in Notification['kind']]: (o: ObjectReader) => Notification };

const readers: Readers = {
  'item.new': (o) => ({ kind: 'item.new', room: o.id('room'), item: o.object('item', readStoredItem) }),
  'item.tombstoned': (o) => ({ kind: 'item.tombstoned', room: o.id('room'), items: o.objects('items', readStoredItem) }),
  'room.new': (o) => ({ kind: 'room.new', room: o.object('room', readRoomSummary) }),
  'room.changed': (o) => ({ kind: 'room.changed', room: o.object('room', readRoomSummary) }),
  'room.entry': (o) => ({ kind: 'room.entry', room: o.id('room'), n: o.int('n') }),
  'cursor.moved': (o) => ({ kind: 'cursor.moved', room: o.id('room'), ...readCursor(o) }),
  'case.changed': (o) => ({ kind: 'case.changed', case: o.object('case', readCaseSummary) }),
  'invitation.new': (o) => ({ kind: 'invitation.new', invitation: o.object('invitation', readInvitation) }),
  'invitation.answered': (o) => ({ kind: 'invitation.answered', room: o.id('room') }),
  'relation.declared': (o) => ({ kind: 'relation.declared', room: o.id('room'), leaf: o.id('leaf'), readTo: o.int('read_to') }),
  'session.ended': (o) => ({ kind: 'session.ended', reason: o.string('reason') }),
};

function isKind(method: string): method is Notification['kind'] {
  return Object.hasOwn(readers, method);
}

export function decodeNotification(method: string, params: Json): Result<Notification> {
  return isKind(method) ? decodeValue(params, readers[method]) : fail('malformed', 'notification');
}
