// SPDX-License-Identifier: EUPL-1.2
// A client of invented people and cases that lives in memory, so that screens can be tested apart from network and keys.
import type {
  BeraadClient,
  Fields,
  Finding,
  Guest,
  GuestCode,
  KnownRoomKind,
  ManagedAccount,
  Message,
  NewCase,
  NewConsult,
  NewReport,
  NewRouting,
  Outcome,
  Person,
  Problem,
  Room,
  Snapshot,
  StandIn,
  Thread,
} from '../../state/model';
import { emptySnapshot } from './fixture_data';

const ok = <T>(value: T): Outcome<T> => ({ ok: true, value });
export const problem = (reason: string, message: string, rule = ''): Problem => ({ reason, rule, message });
export const refuse = (reason: string, message: string, rule = ''): { ok: false; problem: Problem } => ({
  ok: false,
  problem: problem(reason, message, rule),
});

/** Everything asked of the client, in order, for a test to look at. */
export interface Asked {
  readonly what: string;
  readonly with: readonly unknown[];
}

export class FixtureClient implements BeraadClient {
  readonly asked: Asked[] = [];
  readonly people: Person[] = [];
  /** the answers a test wants instead of success, by the name of the request */
  readonly refusals = new Map<string, { ok: false; problem: Problem }>();
  /** words that count as identifying */
  identifying: readonly string[] = ['Noor', '06-12345678'];
  #snapshot: Snapshot;
  readonly #listeners = new Set<() => void>();
  readonly #drafts = new Map<string, string>();
  #made = 0;

  constructor(part: Partial<Snapshot> = {}) {
    this.#snapshot = { ...emptySnapshot, ...part };
  }

  change(part: Partial<Snapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...part };
    for (const listener of this.#listeners) listener();
  }
  changeRoom(id: string, change: (room: Room) => Room): void {
    this.change({ rooms: this.#snapshot.rooms.map((room) => (room.id === id ? change(room) : room)) });
  }
  #ask<T>(what: string, given: readonly unknown[], value: () => T): Promise<Outcome<T>> {
    this.asked.push({ what, with: given });
    const refusal = this.refusals.get(what);
    return Promise.resolve(refusal ?? ok(value()));
  }
  times(what: string): number {
    return this.asked.filter((one) => one.what === what).length;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
  snapshot(): Snapshot {
    return this.#snapshot;
  }

  signIn(login: string, passphrase: string, code: string): Promise<Outcome<void>> {
    return this.#ask('signIn', [login, passphrase, code], () => this.change({ screen: 'signed_in' }));
  }
  recover(login: string, recoveryCode: string, code: string): Promise<Outcome<void>> {
    return this.#ask('recover', [login, recoveryCode, code], () => this.change({ screen: 'replaced_passphrase_needed' }));
  }
  setPassphrase(passphrase: string): Promise<Outcome<void>> {
    return this.#ask('setPassphrase', [passphrase], () => this.change({ screen: 'signed_in' }));
  }
  unlock(passphrase: string): Promise<Outcome<void>> {
    return this.#ask('unlock', [passphrase], () => this.change({ screen: 'signed_in' }));
  }
  async lock(): Promise<void> {
    this.change({ screen: 'locked', lockWarning: false });
  }
  async signOut(): Promise<void> {
    this.change({ screen: 'signed_out', lockWarning: false, endedBecause: 'signed_out' });
  }
  touch(): void {
    this.asked.push({ what: 'touch', with: [] });
    if (this.#snapshot.lockWarning) this.change({ lockWarning: false });
  }
  setLang(lang: 'nl' | 'en'): void {
    this.change({ lang });
  }

  enrolStart(code: string) {
    return this.#ask('enrolStart', [code], () => ({
      login: 'j.bakker@school-eik',
      name: 'Joris Bakker',
      orgName: 'Scholengemeenschap De Eik',
      functie: 'medewerker',
      totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
      otpauth: 'otpauth://totp/Beraad:j.bakker@school-eik?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Beraad',
    }));
  }
  enrolFinish(code: string, totp: string, passphrase: string) {
    return this.#ask('enrolFinish', [code, totp, passphrase], () => ({ recoveryCode: '7K2M-QX4P-9TDH-3WBN-5RVC-8JYE-6G' }));
  }

  colleagues(): Promise<Outcome<readonly Person[]>> {
    return this.#ask('colleagues', [], () => this.people.filter((person) => person.orgName.startsWith('Scholen')));
  }
  consultPartners(caseId: string): Promise<Outcome<readonly Person[]>> {
    return this.#ask('consultPartners', [caseId], () => this.people.filter((person) => person.orgName.startsWith('Gemeente')));
  }
  officials(): Promise<Outcome<readonly Person[]>> {
    return this.#ask('officials', [], () => this.people.filter((person) => person.orgName.startsWith('Gemeente')));
  }
  passOn(input: NewRouting): Promise<Outcome<string>> {
    return this.#ask('passOn', [input], () => 'room-new');
  }
  openCase(input: NewCase): Promise<Outcome<string>> {
    return this.#ask('openCase', [input], () => 'case-new');
  }
  startConsult(input: NewConsult): Promise<Outcome<string>> {
    return this.#ask('startConsult', [input], () => 'room-new');
  }
  startReport(input: NewReport): Promise<Outcome<string>> {
    return this.#ask('startReport', [input], () => 'room-new');
  }
  removeIdentifying(room: string, item: string): Promise<Outcome<void>> {
    return this.#ask('removeIdentifying', [room, item], () => undefined);
  }
  revealSelf(room: string): Promise<Outcome<void>> {
    return this.#ask('revealSelf', [room], () => undefined);
  }
  standInsFor(rooms: readonly string[]): Promise<Outcome<readonly Person[]>> {
    return this.#ask('standInsFor', [rooms], () => this.people);
  }
  letStandIn(account: string, through: string, rooms: readonly string[]): Promise<Outcome<readonly StandIn[]>> {
    return this.#ask('letStandIn', [account, through, rooms], () => rooms.map((room) => ({ room, outcome: ok('added' as const) })));
  }
  endStandIn(account: string): Promise<Outcome<void>> {
    return this.#ask('endStandIn', [account], () => undefined);
  }
  pickUp(room: string): Promise<Outcome<void>> {
    return this.#ask('pickUp', [room], () =>
      this.changeRoom(room, (one) => ({ ...one, owner: one.participants.find((who) => who.me)?.leaf ?? '' })),
    );
  }
  record(caseId: string, record: string, fields: Fields, text: string, texts: Fields): Promise<Outcome<void>> {
    return this.#ask('record', [caseId, record, fields, text, texts], () => undefined);
  }
  recordInRoom(room: string, record: string, fields: Fields, text: string, texts: Fields): Promise<Outcome<void>> {
    return this.#ask('recordInRoom', [room, record, fields, text, texts], () => undefined);
  }
  makeKnown(caseId: string): Promise<Outcome<string>> {
    return this.#ask('makeKnown', [caseId], () => 'room-known');
  }
  openCaseRoom(caseId: string, kind: KnownRoomKind, noRelation: boolean): Promise<Outcome<string>> {
    return this.#ask('openCaseRoom', [caseId, kind, noRelation], () => 'room-opened');
  }
  invitable(room: string): Promise<Outcome<readonly Person[]>> {
    return this.#ask('invitable', [room], () => this.people);
  }
  inviteTo(room: string, account: string, through: string): Promise<Outcome<void>> {
    return this.#ask('inviteTo', [room, account, through], () => undefined);
  }
  answerInvitation(room: string, relation: boolean): Promise<Outcome<void>> {
    return this.#ask('answerInvitation', [room, relation], () => undefined);
  }
  declareRelation(room: string): Promise<Outcome<void>> {
    return this.#ask('declareRelation', [room], () => undefined);
  }

  refreshGuests(caseId: string): Promise<Outcome<void>> {
    return this.#ask('refreshGuests', [caseId], () => undefined);
  }
  openFamilyRoom(caseId: string): Promise<Outcome<string>> {
    return this.#ask('openFamilyRoom', [caseId], () => `room-${++this.#made}`);
  }
  inviteGuest(caseId: string, klass: Guest['klass'], account: string): Promise<Outcome<GuestCode>> {
    return this.#ask('inviteGuest', [caseId, klass, account], () => {
      return { login: 'gast-k7qf-3m2', name: 'Ouder 1', code: '7K3F-9Q2M-XW4T-ZB8C-R5HN-JD6P-01', expiresAt: Date.now() + 86_400_000 };
    });
  }
  endGuest(caseId: string, account: string): Promise<Outcome<void>> {
    return this.#ask('endGuest', [caseId, account], () => undefined);
  }
  openRoom(room: string): Promise<Outcome<void>> {
    return this.#ask('openRoom', [room], () => undefined);
  }
  loadOlder(room: string): Promise<Outcome<void>> {
    return this.#ask('loadOlder', [room], () =>
      this.changeRoom(room, (one) => ({
        ...one,
        historyLoaded: 'all',
        threads: one.threads.map((thread) => ({ ...thread, whole: true })),
      })),
    );
  }
  async check(_room: string, text: string): Promise<readonly Finding[]> {
    return this.identifying.flatMap((word) => {
      const start = text.indexOf(word);
      const what = /\d/.test(word) ? ('phone' as const) : ('identity_card' as const);
      return start < 0 ? [] : [{ start, end: start + word.length, what }];
    });
  }
  checkForCase(caseId: string, text: string): Promise<readonly Finding[]> {
    return this.check(caseId, text);
  }
  startThread(room: string, title: string, text: string): Promise<Outcome<string>> {
    return this.#ask('startThread', [room, title, text], () => 'thread-new');
  }
  send(room: string, thread: string, text: string, replyTo: string): Promise<Outcome<string>> {
    return this.#ask('send', [room, thread, text, replyTo], () => {
      this.#made += 1;
      const id = `made-${this.#made}`;
      this.#append(room, thread, id, text, replyTo);
      return id;
    });
  }
  #append(roomId: string, threadId: string, id: string, text: string, replyTo: string): void {
    const add = (room: Room, thread: Thread): Thread => {
      const message: Message = {
        id,
        seq: room.lastSeq + 1,
        thread: threadId,
        from: room.participants.find((who) => who.me)?.leaf ?? '',
        mine: true,
        at: Date.now(),
        text,
        title: '',
        replyTo,
        editedAt: 0,
        tombstone: false,
        removedBy: '',
        reactions: [],
        state: 'sent',
        deliveredTo: [],
        readBy: [],
      };
      return { ...thread, messages: [...thread.messages, message], lastAt: message.at };
    };
    this.changeRoom(roomId, (room) => ({
      ...room,
      lastSeq: room.lastSeq + 1,
      threads: room.threads.map((thread) => (thread.id === threadId ? add(room, thread) : thread)),
    }));
  }
  edit(room: string, item: string, text: string): Promise<Outcome<void>> {
    return this.#ask('edit', [room, item, text], () => undefined);
  }
  react(room: string, item: string, emoji: string, on: boolean): Promise<Outcome<void>> {
    return this.#ask('react', [room, item, emoji, on], () => undefined);
  }
  async markRead(room: string, thread: string, seq: number): Promise<void> {
    this.asked.push({ what: 'markRead', with: [room, thread, seq] });
  }

  draft(key: string): string {
    return this.#drafts.get(key) ?? '';
  }
  setDraft(key: string, text: string): void {
    this.#drafts.set(key, text);
  }

  refreshAccounts(): Promise<Outcome<void>> {
    return this.#ask('refreshAccounts', [], () => undefined);
  }
  invite(login: string, name: string, functie: string) {
    return this.#ask('invite', [login, name, functie], () => ({ code: 'W4QK-7MXP-2HTD', expiresAt: Date.now() + 7 * 86_400_000 }));
  }
  #setState(account: string, state: ManagedAccount['state']): void {
    this.change({ accounts: this.#snapshot.accounts.map((one) => (one.account === account ? { ...one, state } : one)) });
  }
  certify(account: string): Promise<Outcome<void>> {
    return this.#ask('certify', [account], () => this.#setState(account, 'active'));
  }
  block(account: string): Promise<Outcome<void>> {
    return this.#ask('block', [account], () => this.#setState(account, 'blocked'));
  }
}
