// SPDX-License-Identifier: EUPL-1.2
// The shapes of docs/protocol.md section 10 and their readers. What is signed or sealed stays bytes here: the protocol room judges it.
import type { Bytes } from '../crypto/bytes';
import { isRoomKind, type RoomKind } from '../policy/words';
import type { Id } from '../protocol/id';
import { readStoredItem, type StoredItem } from '../protocol/item';
import type { Term } from '../protocol/log_entry';
import type { ObjectReader } from '../protocol/object_reader';
import { kRecordSteps, type RecordStep } from '../protocol/record';
import { readSigned, type Signed } from '../protocol/signed';
import type { SlotKind } from '../protocol/slot';

export interface SlotParameters {
  readonly salt: Bytes;
  readonly mKib: number;
  readonly t: number;
  readonly p: number;
}

export function readSlotParameters(o: ObjectReader): SlotParameters {
  return { salt: o.bytes('salt', 16), mKib: o.int('m_kib'), t: o.int('t'), p: o.int('p') };
}

export interface VaultSlot extends SlotParameters {
  readonly kind: SlotKind;
  readonly wrapped: Bytes;
}

export interface VaultAnswer {
  readonly account: Id;
  readonly login: string;
  readonly version: number;
  readonly blob: Bytes;
  readonly slots: readonly VaultSlot[];
}

export function readVault(o: ObjectReader): VaultAnswer {
  return {
    account: o.id('account'),
    login: o.string('login'),
    version: o.int('version', 1),
    blob: o.bytes('blob'),
    slots: o.objects('slots', (slot) => ({
      kind: slot.oneOf('kind', ['passphrase', 'recovery'] as const),
      ...readSlotParameters(slot),
      wrapped: slot.bytes('wrapped'),
    })),
  };
}

export interface ItemPage {
  readonly items: readonly StoredItem[];
  /** the chain's head before the first of them */
  readonly prevHead: Bytes;
  readonly lastSeq: number;
}

export function readItemPage(o: ObjectReader): ItemPage {
  return { items: o.objects('items', readStoredItem, 100), prevHead: o.bytes('prev_head', 32), lastSeq: o.int('last_seq') };
}

export interface ThreadStart {
  readonly first: StoredItem;
  readonly lastAt: number;
}

export interface ThreadPage {
  readonly threads: readonly ThreadStart[];
  readonly more: boolean;
}

export function readThreadPage(o: ObjectReader): ThreadPage {
  const threads = o.objects('threads', (thread) => ({ first: thread.object('first', readStoredItem), lastAt: thread.int('last_at') }), 100);
  return { threads, more: o.bool('more') };
}

export interface LogEntry {
  readonly n: number;
  readonly b: Bytes;
  readonly s: Bytes;
  readonly certs: readonly Signed[];
}

export interface LogPage {
  readonly entries: readonly LogEntry[];
  readonly boxes: readonly { readonly n: number; readonly enc: Bytes; readonly ct: Bytes }[];
  readonly shares: readonly { readonly n: number; readonly share: Bytes }[];
  readonly more: boolean;
}

export function readLogPage(o: ObjectReader): LogPage {
  return {
    entries: o.objects('entries', (entry) => ({
      n: entry.int('n'),
      b: entry.bytes('b'),
      s: entry.bytes('s', 64),
      certs: entry.objects('certs', readSigned, 64),
    })),
    boxes: o.objects('boxes', (box) => ({ n: box.int('n'), enc: box.bytes('enc', 32), ct: box.bytes('ct', 48) })),
    shares: o.objects('shares', (share) => ({ n: share.int('n'), share: share.bytes('share', 32) })),
    more: o.bool('more'),
  };
}

export interface RoomSummary {
  /** how many of its items are tombstones */
  readonly tombstones: number;
  readonly room: Id;
  readonly caseId: Id | '';
  readonly reference: string;
  readonly kind: string;
  readonly phase: 'anonymous' | 'identified';
  readonly step: number;
  readonly n: number;
  readonly leaf: Id;
  /** the counter of its newest item here, also of one that is not loaded or cannot be read any more */
  readonly ownCtr: number;
  readonly owner: Id | '';
  readonly createdAt: number;
  readonly lastSeq: number;
  readonly head: Bytes;
  readonly unread: readonly { readonly thread: Id; readonly count: number }[];
  readonly closed: boolean;
}

export function readRoomSummary(o: ObjectReader): RoomSummary {
  return {
    tombstones: o.int('tombstones'),
    room: o.id('room'),
    caseId: o.idOrEmpty('case'),
    reference: o.string('reference'),
    kind: o.string('kind'),
    phase: o.oneOf('phase', ['anonymous', 'identified'] as const),
    step: o.int('step', 1, 8),
    n: o.int('n'),
    leaf: o.id('leaf'),
    ownCtr: o.int('own_ctr'),
    owner: o.idOrEmpty('owner'),
    createdAt: o.int('created_at'),
    lastSeq: o.int('last_seq'),
    head: o.bytes('head', 32),
    unread: o.objects('unread', (unread) => ({ thread: unread.id('thread'), count: unread.int('count') })),
    closed: o.bool('closed'),
  };
}

export interface CaseSummary {
  readonly id: Id;
  readonly reference: string;
  /** org id of the school */
  readonly school: Id;
  readonly step: RecordStep;
  readonly phase: 'anonymous' | 'identified';
  readonly ageBand: '<12' | '12-15' | '16-17' | '18+';
  readonly lead: Id;
  readonly openedBy: Id;
  readonly openedAt: number;
  readonly rooms: readonly Id[];
  readonly schoolName: string;
  /** the earlier and the later episode; '' where there is none that one may know */
  readonly continues: Id | '';
  readonly continuedBy: Id | '';
  /** kinds of room that are open without oneself, of those one could open */
  readonly elsewhere: readonly RoomKind[];
}

export function readCaseSummary(o: ObjectReader): CaseSummary {
  return {
    id: o.id('case'),
    reference: o.string('reference'),
    school: o.id('school'),
    step: o.oneOf('step', kRecordSteps),
    phase: o.oneOf('phase', ['anonymous', 'identified'] as const),
    ageBand: o.oneOf('age_band', ['<12', '12-15', '16-17', '18+'] as const),
    lead: o.id('lead'),
    openedBy: o.id('opened_by'),
    openedAt: o.int('opened_at'),
    rooms: o.ids('rooms'),
    schoolName: o.string('school_name'),
    continues: o.idOrEmpty('continues'),
    continuedBy: o.idOrEmpty('continued_by'),
    elsewhere: o.strings('elsewhere').filter(isRoomKind),
  };
}

export interface PersonAnswer {
  readonly account: Id;
  readonly name: string;
  readonly functie: string;
  readonly org: Id;
  readonly orgName: string;
  readonly cert: Signed;
}

export function readPerson(o: ObjectReader): PersonAnswer {
  return {
    account: o.id('account'),
    name: o.string('name'),
    functie: o.string('functie'),
    org: o.id('org'),
    orgName: o.string('org_name'),
    cert: o.object('cert', readSigned),
  };
}

export interface InvitationAnswer {
  readonly room: Id;
  readonly caseId: Id;
  readonly kind: string;
  readonly reference: string;
  readonly schoolName: string;
  readonly byName: string;
  readonly byOrgName: string;
  readonly at: number;
  readonly enc: Bytes;
  readonly ct: Bytes;
  /** for a limited time; 0: without an end */
  readonly until: number;
  /** in whose place; '': nobody's */
  readonly forName: string;
}

export function readInvitation(o: ObjectReader): InvitationAnswer {
  return {
    room: o.id('room'),
    caseId: o.id('case'),
    kind: o.string('kind'),
    reference: o.string('reference'),
    schoolName: o.string('school_name'),
    byName: o.string('by_name'),
    byOrgName: o.string('by_org_name'),
    at: o.int('at'),
    enc: o.bytes('enc', 32),
    ct: o.bytes('ct'),
    until: o.int('until'),
    forName: o.string('for_name'),
  };
}

export interface InvitedAnswer extends PersonAnswer, Term {
  readonly at: number;
  readonly declaration: Signed | null;
  /** of who had to leave: the newest item received */
  readonly readTo: number;
}

export function readInvited(o: ObjectReader): InvitedAnswer {
  const declaration = o.objectOrNull('declaration', readSigned);
  const term = { until: o.int('until'), standsInFor: o.idOrEmpty('for') };
  return { ...readPerson(o), at: o.int('at'), declaration, readTo: o.int('read_to'), ...term };
}

export interface Cursor {
  readonly leaf: Id;
  /** "" for the cursor of what was delivered */
  readonly thread: Id | '';
  readonly seq: number;
}

export function readCursor(o: ObjectReader): Cursor {
  return { leaf: o.id('leaf'), thread: o.idOrEmpty('thread'), seq: o.int('seq') };
}

export interface AccountAnswer {
  readonly account: Id;
  readonly login: string;
  readonly name: string;
  readonly functie: string;
  readonly state: 'invited' | 'pending' | 'active' | 'blocked';
  /** no bytes while the person has not enrolled */
  readonly sign: Bytes;
  readonly seal: Bytes;
  readonly cert: Signed | null;
  /** of a guest: the one case it is for */
  readonly caseId: Id | '';
}

export function readAccount(o: ObjectReader): AccountAnswer {
  return {
    account: o.id('account'),
    login: o.string('login'),
    name: o.string('name'),
    functie: o.string('functie'),
    state: o.oneOf('state', ['invited', 'pending', 'active', 'blocked'] as const),
    sign: o.bytesOrEmpty('sign', 32),
    seal: o.bytesOrEmpty('seal', 32),
    cert: o.objectOrNull('cert', readSigned),
    caseId: o.idOrEmpty('case'),
  };
}

export interface GuestAnswer {
  readonly account: Id;
  readonly login: string;
  readonly name: string;
  readonly klass: 'ouder' | 'leerling';
  readonly state: 'invited' | 'pending' | 'active' | 'blocked';
  readonly cert: Signed | null;
}

export function readGuest(o: ObjectReader): GuestAnswer {
  return {
    account: o.id('account'),
    login: o.string('login'),
    name: o.string('name'),
    klass: o.oneOf('class', ['ouder', 'leerling'] as const),
    state: o.oneOf('state', ['invited', 'pending', 'active', 'blocked'] as const),
    cert: o.objectOrNull('cert', readSigned),
  };
}

export interface HelloAnswer {
  readonly account: Id;
  readonly login: string;
  readonly name: string;
  readonly org: Id;
  readonly functie: string;
  readonly serverTime: number;
  readonly policy: Bytes;
  readonly root: Signed;
  readonly orgs: readonly Signed[];
  readonly status: Signed;
  readonly cert: Signed | null;
}

export function readHello(o: ObjectReader): HelloAnswer {
  return {
    account: o.id('account'),
    login: o.string('login'),
    name: o.string('name'),
    org: o.id('org'),
    functie: o.string('functie'),
    serverTime: o.int('server_time'),
    policy: o.bytes('policy', 32),
    root: o.object('root', readSigned),
    orgs: o.objects('orgs', readSigned),
    status: o.object('status', readSigned),
    cert: o.objectOrNull('cert', readSigned),
  };
}
