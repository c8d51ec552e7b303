// SPDX-License-Identifier: EUPL-1.2
// A server in memory for tests of the client: keeps and passes on what clients send, as docs/protocol.md says, and can be told to misbehave.
// It judges nothing that clients must judge themselves.
import type { HttpReply, Socket, SocketEvents, Transport } from '../../api/transport';
import { fromBase64url, toBase64url } from '../../crypto/base64url';
import type { Bytes } from '../../crypto/bytes';
import { sha256 } from '../../crypto/hash';
import { builtInPolicy, builtInPolicyHash } from '../../policy/built_in_policy';
import { numberOf, stepAfterOpening } from '../../policy/steps';
import { issueCertificate, kPseudonymLabel } from '../../protocol/certificate';
import { type Id, newId } from '../../protocol/id';
import { decodeHeader, kFirstHead, nextHead, type StoredItem } from '../../protocol/item';
import { decodeEntry, type Op } from '../../protocol/log_entry';
import { decodeRecord } from '../../protocol/record';
import { type Signed, signedJson } from '../../protocol/signed';
import { type MemoryOrganisation, type MemoryRegion, statusList } from './memory_region';
import { headerOf, lastCounter, type MemoryRoom } from './memory_room';

// The tests' own frames: what a client sends is looked at as it comes.
// biome-ignore lint/suspicious/noExplicitAny: a test server trusts its clients
type Frame = any;

export interface MemoryAccount {
  readonly account: Id;
  readonly login: string;
  readonly name: string;
  readonly functie: string;
  readonly org: MemoryOrganisation;
  keys: Frame;
  cert: Signed | undefined;
}

export function bytesOf(text: string): Bytes {
  const bytes = fromBase64url(text);
  if (!bytes.ok) throw new Error('memory server: not base64url');
  return bytes.value;
}

export class MemoryServer {
  readonly accounts: MemoryAccount[] = [];
  readonly rooms = new Map<string, MemoryRoom>();
  readonly lines = new Set<MemoryLine>();
  revoked: Id[] = [];
  /** the methods whose answers are lost: the call is carried out, the line drops */
  loseAnswersOf = new Set<string>();
  /** the methods whose next call is refused, and the reason for it */
  readonly refuseOnce = new Map<string, string>();
  /** what somebody is told of every case, true or not */
  readonly tells = new Map<Id, Frame>();
  private cases: Frame[] = [];
  private statusNumber = 0;

  constructor(
    public region: MemoryRegion,
    readonly now: () => number,
  ) {}

  invite(login: string, name: string, functie: string, org: MemoryOrganisation): MemoryAccount {
    const account = { account: newId(), login, name, functie, org, keys: undefined, cert: undefined };
    this.accounts.push(account);
    return account;
  }

  async certify(account: MemoryAccount): Promise<void> {
    const from = this.now() - 1000;
    const { login: _, org, keys, cert: __, ...who } = account;
    const both = { sign: bytesOf(keys.sign), seal: bytesOf(keys.seal) };
    const times = { serial: newId(), from, to: from + 300 * 86_400_000 };
    account.cert = await issueCertificate(org.key, { kind: 'member', ...times, ...who, org: org.id, ...both });
  }

  post(path: string, body: Frame, line: { account: MemoryAccount | undefined }): Frame {
    const named = this.accounts.find(({ login }) => login === (body.login ?? body.code));
    const slotOf = (one: MemoryAccount, kind: string) => one.keys.slots.find((slot: Frame) => slot.kind === kind);
    const vault = (one: MemoryAccount) => ({
      ...{ account: one.account, login: one.login, version: one.keys.version, blob: one.keys.blob },
      slots: one.keys.slots.map(({ auth: _, ...slot }: Frame) => slot),
    });
    switch (path) {
      case '/api/enrol/start':
        return named && { ...this.about(named), totp_secret: 'AAAA', otpauth: 'otpauth://totp/x', org_name: named.org.name };
      case '/api/enrol/finish':
        if (named !== undefined) named.keys = { version: 1, ...body };
        return named && { account: named.account };
      case '/api/sign-in/start': {
        const { salt, m_kib, t, p } = slotOf(named as MemoryAccount, body.slot);
        return { salt, m_kib, t, p };
      }
      case '/api/sign-in/finish':
        if (named === undefined || slotOf(named, body.slot).auth !== body.auth) return undefined;
        line.account = named;
        return vault(named);
      case '/api/unlock':
        return line.account && slotOf(line.account, 'passphrase').auth === body.auth ? vault(line.account) : undefined;
      case '/api/session': {
        if (line.account === undefined) return { signed_in: false, login: '', salt: '', m_kib: 0, t: 0, p: 0 };
        const { salt, m_kib, t, p } = slotOf(line.account, 'passphrase');
        return { signed_in: true, login: line.account.login, salt, m_kib, t, p };
      }
      case '/api/sign-out':
        line.account = undefined;
        return {};
    }
    return undefined;
  }

  /** A result, or a word for why not. */
  async call(me: MemoryAccount, from: MemoryLine, method: string, params: Frame): Promise<Frame> {
    const room = this.rooms.get(params.room);
    const leaf = room?.members.get(me.account);
    const concernsRoom = typeof params.room === 'string' && method !== 'room.pseudonym';
    if (concernsRoom && (room === undefined || leaf === undefined)) return 'not_found';
    const refusal = this.refuseOnce.get(method);
    if (refusal !== undefined) {
      this.refuseOnce.delete(method);
      return refusal;
    }
    switch (method) {
      case 'session.hello': {
        const { org, cert } = me;
        const orgs = [this.region.service, this.region.gemeente, this.region.school].map((one) => signedJson(one.cert));
        const status = signedJson(await statusList(this.region, ++this.statusNumber, this.now(), this.revoked));
        return {
          ...{ ...this.about(me), org: org.id, server_time: this.now(), policy: toBase64url(await builtInPolicyHash()) },
          ...{ root: signedJson(this.region.root), orgs, status, cert: cert === undefined ? null : signedJson(cert) },
        };
      }
      case 'session.touch':
      case 'cursor.delivered':
      case 'cursor.read':
        if (room !== undefined && leaf !== undefined) this.moveCursor(room, from, { leaf, thread: params.thread ?? '', seq: params.seq });
        return {};
      case 'vault.put':
        if (params.version !== me.keys.version + 1) return 'conflict';
        me.keys = { ...params, slots: params.slots.length > 0 ? params.slots : me.keys.slots };
        return { version: params.version };
      case 'people.list':
        return { people: this.accounts.filter(({ cert }) => cert !== undefined).map((one) => this.person(one)) };
      case 'case.open': {
        const made = await this.make(params.case, params.room);
        const summary = {
          case: params.case,
          reference: 'ABCD-123',
          school: me.org.id,
          step: '1',
          phase: 'anonymous',
          age_band: params.age_band,
        };
        const opened = { lead: params.lead, opened_by: me.account, opened_at: this.now(), rooms: [made.id], school_name: me.org.name };
        const earlier = this.cases.find((one) => one.case === params.continues);
        const kept = {
          ...summary,
          ...opened,
          continues: params.continues,
          continued_by: '',
          elsewhere: [],
          members: [...made.members.keys()],
        };
        if (earlier !== undefined) {
          earlier.continued_by = params.case;
          this.tellCase(earlier, from);
        }
        this.cases.push(kept);
        this.tellCase(kept, from);
        return { case: this.caseFor(kept, me.account), room: this.announce(made, me, from) };
      }
      case 'invitation.list':
        return { invitations: [] };
      case 'case.list':
        return { cases: this.cases.filter(({ members }) => members.includes(me.account)).map((one) => this.caseFor(one, me.account)) };
      case 'room.pseudonym': {
        const { leaf: own, sign, seal } = params;
        const times = { serial: newId(), from: this.now() - 1000, to: this.now() + 300 * 86_400_000 };
        const school = params.show_school ? me.org.name : '';
        const certificate = { kind: 'pseudonym' as const, ...times, leaf: own, room: params.room, label: kPseudonymLabel, school };
        return {
          cert: signedJson(await issueCertificate(this.region.service.key, { ...certificate, sign: bytesOf(sign), seal: bytesOf(seal) })),
        };
      }
      case 'room.create': {
        const made = await this.make(params.case, params.room);
        const own = decodeEntry(bytesOf(params.room.entry.entry.b));
        if (own.ok && !made.members.has(me.account)) made.members.set(me.account, own.value.by);
        const opened = this.cases.find((one) => one.case === params.case);
        opened.rooms.push(made.id);
        this.move(opened, stepAfterOpening(builtInPolicy, params.room.kind, opened.step), from);
        return { room: this.announce(made, me, from) };
      }
      case 'room.list':
        return { rooms: [...this.rooms.values()].filter(({ members }) => members.has(me.account)).map((one) => this.summary(one, me)) };
      case 'room.log': {
        const own = (boxes: readonly Frame[]) => boxes.filter((box) => box.leaf === leaf);
        const entries = room?.entries.slice(params.from) ?? [];
        return {
          entries: entries.map(({ n, entry, certs }) => ({ n, ...entry, certs })),
          boxes: entries.flatMap(({ n, boxes }) => own(boxes).map(({ enc, ct }) => ({ n, enc, ct }))),
          shares: entries.map(({ n, share }) => ({ n, share })),
          more: false,
        };
      }
      case 'room.append': {
        const n = room?.entries.length ?? 0;
        const decoded = decodeEntry(bytesOf(params.entry.entry.b));
        if (!decoded.ok || decoded.value.n !== n) return 'stale_entry';
        room?.entries.push({ n, ...params.entry });
        if (room !== undefined && decoded.value.basis.event === 'room_closed') room.closed = true;
        this.tell(room as MemoryRoom, from, 'room.entry', { room: params.room, n });
        if (room !== undefined) this.follow(room, decoded.value.ops);
        return { n };
      }
      case 'room.pick_up':
        if (room === undefined || leaf === undefined) return 'not_found';
        room.owner = leaf;
        return { room: this.announce(room, me, from, 'room.changed') };
      case 'item.append':
        return this.append(room as MemoryRoom, from, params.item);
      case 'item.tombstone': {
        const buried: Frame[] = [];
        for (const [i, item] of (room?.items ?? []).entries()) {
          const header = decodeHeader(item.h);
          if (!header.ok || !params.items.includes(header.value.id)) continue;
          const gone: StoredItem = item.tombstone ? item : { ...item, c: await sha256(item.c), tombstone: true, removedBy: leaf as Id };
          if (room !== undefined) room.items[i] = gone;
          buried.push(this.sent(gone));
        }
        this.tell(room as MemoryRoom, from, 'item.tombstoned', { room: params.room, items: buried });
        return { items: buried };
      }
      case 'item.page': {
        const end = params.before === 0 ? (room?.items.length ?? 0) : params.before - 1;
        return this.page(room as MemoryRoom, Math.max(0, end - params.limit), end);
      }
      case 'item.since':
        return this.page(room as MemoryRoom, params.after, params.after + params.limit);
      case 'thread.list':
        return this.threads(room as MemoryRoom, params.after);
      case 'cursor.list':
        return { cursors: [...(room?.cursors.values() ?? [])] };
    }
    return 'not_found';
  }

  private about({ account, login, name, org, functie }: MemoryAccount) {
    return { account, login, name, org: org.id, functie };
  }

  private person(one: MemoryAccount) {
    const { account, name, functie, org, cert } = one;
    return { account, name, functie, org: org.id, org_name: org.name, cert: signedJson(cert as Signed) };
  }

  private async make(caseId: Id, { room, kind, entry, items }: Frame): Promise<MemoryRoom> {
    const decoded = decodeEntry(bytesOf(entry.entry.b));
    if (!decoded.ok) throw new Error('memory server: not an entry');
    const accounts = new Set(this.accounts.map(({ account }) => account));
    const members = new Map(decoded.value.ops.flatMap(({ leaf }) => (accounts.has(leaf as Id) ? [[leaf as Id, leaf as Id] as const] : [])));
    const common = { id: room, kind, caseId, createdAt: this.now(), entries: [{ n: 0, ...entry }], owner: '', closed: false };
    const made: MemoryRoom = { ...common, items: [], heads: [kFirstHead], members, cursors: new Map() };
    this.rooms.set(room, made);
    for (const item of items) await this.append(made, undefined, item);
    return made;
  }

  /** Whoever joins by name hears of the room, whoever goes nothing more of it. */
  private follow(room: MemoryRoom, ops: readonly Op[]): void {
    for (const { op, leaf } of ops) {
      const account = this.accounts.find((one) => one.account === leaf);
      if (account === undefined) continue;
      if (op === 'remove') room.members.delete(account.account);
      if (op !== 'add') continue;
      room.members.set(account.account, account.account);
      for (const line of this.lines) if (line.account === account) line.notify('room.new', { room: this.summary(room, account) });
    }
  }

  private announce(room: MemoryRoom, me: MemoryAccount, from: MemoryLine, method = 'room.new'): Frame {
    for (const line of this.lines) {
      const one = line.account;
      if (line !== from && one !== undefined && room.members.has(one.account)) line.notify(method, { room: this.summary(room, one) });
    }
    return this.summary(room, me);
  }

  private summary(room: MemoryRoom, reader: MemoryAccount): Frame {
    const leaf = room.members.get(reader.account) as Id;
    const unread = new Map<string, number>();
    for (const item of room.items) {
      const header = decodeHeader(item.h);
      if (!header.ok || header.value.type !== 'text' || header.value.from === leaf) continue;
      const { thread } = header.value;
      if (item.seq > (room.cursors.get(`${leaf}/${thread}`)?.seq ?? 0)) unread.set(thread, (unread.get(thread) ?? 0) + 1);
    }
    return {
      ...{
        room: room.id,
        case: reader.org.type === 'school' ? room.caseId : '',
        reference: 'EFGH-456',
        kind: room.kind,
        phase: 'anonymous',
      },
      ...{
        step: numberOf(this.cases.find((one) => one.case === room.caseId).step),
        n: room.entries.length - 1,
        leaf,
        own_ctr: lastCounter(room, leaf),
        owner: room.owner,
        created_at: room.createdAt,
        last_seq: room.items.length,
      },
      head: toBase64url(room.heads.at(-1) ?? kFirstHead),
      unread: [...unread].map(([thread, count]) => ({ thread, count })),
      closed: room.closed,
      tombstones: room.items.filter(({ tombstone }) => tombstone).length,
    };
  }

  private caseFor({ members: _, rooms, ...one }: Frame, reader: Id): Frame {
    return { ...one, rooms: rooms.filter((room: Id) => this.rooms.get(room)?.members.has(reader)), ...this.tells.get(reader) };
  }

  private tellCase(one: Frame, from: MemoryLine): void {
    for (const line of this.lines) {
      const reader = line.account?.account;
      if (line !== from && reader !== undefined && one.members.includes(reader)) {
        line.notify('case.changed', { case: this.caseFor(one, reader) });
      }
    }
  }

  /** Whoever asked for it hears of it only in the answer. */
  private move(one: Frame, step: string, from: MemoryLine): void {
    one.step = step;
    this.tellCase(one, from);
    for (const id of one.rooms) {
      const room = this.rooms.get(id);
      if (room !== undefined && from.account !== undefined) this.announce(room, from.account, from, 'room.changed');
    }
  }

  private async append(room: MemoryRoom, from: MemoryLine | undefined, { h, k, c, s }: Frame): Promise<Frame> {
    const item = { h: bytesOf(h), k: bytesOf(k), c: bytesOf(c), s: bytesOf(s) };
    const header = decodeHeader(item.h);
    if (!header.ok) return 'bad_request';
    const before = room.items.find((one) => headerOf(one)?.id === header.value.id);
    if (before !== undefined) {
      const same = toBase64url(before.h) === h;
      return same ? { seq: before.seq, at: before.at, head: toBase64url(room.heads[before.seq] ?? kFirstHead) } : 'conflict';
    }
    if (header.value.epoch !== room.entries.length - 1) return 'stale_epoch';
    if (header.value.ctr <= lastCounter(room, header.value.from)) return 'conflict';
    const stored: StoredItem = { seq: room.items.length + 1, at: this.now(), ...item, tombstone: false, removedBy: '' };
    room.items.push(stored);
    room.heads.push(await nextHead(room.heads.at(-1) ?? kFirstHead, item));
    if (from !== undefined) {
      this.tell(room, from, 'item.new', { room: room.id, item: this.sent(stored) });
      const record = decodeRecord(header.value.record);
      const to = record.ok && record.value.record === 'step' ? record.value.fields.get('to') : undefined;
      if (to !== undefined) {
        this.move(
          this.cases.find((one) => one.case === room.caseId),
          to,
          from,
        );
      }
    }
    return { seq: stored.seq, at: stored.at, head: toBase64url(room.heads.at(-1) ?? kFirstHead) };
  }

  private sent({ seq, at, h, k, c, s, tombstone, removedBy }: StoredItem): Frame {
    return { seq, at, h: toBase64url(h), k: toBase64url(k), c: toBase64url(c), s: toBase64url(s), tombstone, removed_by: removedBy };
  }

  private page(room: MemoryRoom, from: number, to: number): Frame {
    const items = room.items.slice(from, to).map((item) => this.sent(item));
    return { items, prev_head: toBase64url(room.heads[from] ?? kFirstHead), last_seq: room.items.length };
  }

  private threads(room: MemoryRoom, after: number): Frame {
    const starts = new Map<Id, { first: StoredItem; last_at: number }>();
    for (const item of room.items) {
      const header = decodeHeader(item.h);
      if (!header.ok || header.value.type !== 'text' || item.tombstone) continue;
      const { first } = starts.get(header.value.thread) ?? { first: item };
      starts.set(header.value.thread, { first, last_at: item.at });
    }
    const threads = [...starts.values()]
      .filter(({ first }) => first.seq > after)
      .map((start) => ({ ...start, first: this.sent(start.first) }));
    return { threads, more: false };
  }

  private moveCursor(room: MemoryRoom, from: MemoryLine, cursor: { leaf: Id; thread: string; seq: number }): void {
    room.cursors.set(`${cursor.leaf}/${cursor.thread}`, cursor);
    this.tell(room, from, 'cursor.moved', { room: room.id, ...cursor });
  }

  private tell(room: MemoryRoom, from: MemoryLine, method: string, params: Frame): void {
    for (const line of this.lines) {
      if (line !== from && line.account !== undefined && room.members.has(line.account.account)) line.notify(method, params);
    }
  }
}

/** One device's way to the server. */
export class MemoryLine implements Transport {
  account: MemoryAccount | undefined;
  reachable = true;
  private events: SocketEvents | undefined;
  private onlineAgain: () => void = () => undefined;

  constructor(private readonly server: MemoryServer) {}

  async post(path: string, body: string): Promise<HttpReply> {
    if (!this.reachable) throw new Error('unreachable');
    const answer = this.server.post(path, JSON.parse(body), this);
    if (answer !== undefined) return { status: 200, text: JSON.stringify(answer) };
    return { status: 401, text: JSON.stringify({ error: { reason: 'bad_credentials', message: 'no', retry_after_ms: 0 } }) };
  }

  connect(events: SocketEvents): Socket {
    queueMicrotask(() => {
      if (!this.reachable || this.account === undefined) {
        events.closed(1006);
        return;
      }
      this.events = events;
      this.server.lines.add(this);
      events.opened();
    });
    return { send: (text) => void this.answer(events, text), close: () => this.close(events) };
  }

  onOnline(listener: () => void): () => void {
    this.onlineAgain = listener;
    return () => undefined;
  }

  /** The network goes away, and comes back. */
  cut(): void {
    this.reachable = false;
    this.end(1006);
  }

  /** The server closes the line. */
  end(code: number): void {
    const { events } = this;
    this.events = undefined;
    this.server.lines.delete(this);
    events?.closed(code);
  }

  mend(): void {
    this.reachable = true;
    this.onlineAgain();
  }

  notify(method: string, params: Frame): void {
    this.events?.message(JSON.stringify({ jsonrpc: '2.0', method, params }));
  }

  private close(events: SocketEvents): void {
    if (this.events !== events) return;
    this.events = undefined;
    this.server.lines.delete(this);
  }

  private async answer(events: SocketEvents, text: string): Promise<void> {
    const { id, method, params } = JSON.parse(text);
    if (this.account === undefined || this.events !== events) return;
    const result = await this.server.call(this.account, this, method, params);
    if (this.server.loseAnswersOf.delete(method)) {
      this.cut();
      return;
    }
    if (this.events !== events) return;
    const error = { code: -32000, message: 'no', data: { reason: result, rule: '' } };
    events.message(JSON.stringify(typeof result === 'string' ? { jsonrpc: '2.0', id, error } : { jsonrpc: '2.0', id, result }));
  }
}
