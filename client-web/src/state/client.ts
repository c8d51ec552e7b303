// SPDX-License-Identifier: EUPL-1.2
// The client's core: everything the screens may ask, put to the session and the workplace. One thread; nothing secret is ever stored.
import { type Id, isId } from '../protocol/id';
import type { GemeenteRoom } from './consults';
import { endOf } from './days';
import type {
  BeraadClient,
  Fields,
  Finding,
  Guest,
  GuestCode,
  KnownRoomKind,
  Lang,
  NewCase,
  NewConsult,
  NewReport,
  NewRouting,
  Outcome,
  Person,
  Snapshot,
  StandIn,
} from './model';
import { pinnedRegion } from './region';
import { builtInRules } from './rules';
import { Session, type SessionOptions } from './session';
import { SnapshotStore } from './snapshot_store';
import { refuse, worded } from './words';
import type { Workplace } from './workplace';

export interface ClientOptions extends SessionOptions {
  /** what the key ceremony wrote to root.txt */
  readonly rootCertificate: string;
}

export async function createClient(options: ClientOptions): Promise<Client> {
  const region = await pinnedRegion(options.rootCertificate);
  if (!region.ok) throw new Error('this build carries no root certificate of a region');
  const rules = await builtInRules();
  return new Client((show) => new Session(options, region.value, rules, show));
}

export class Client implements BeraadClient {
  private readonly store = new SnapshotStore(() => this.render());
  private readonly session: Session;

  constructor(sessionOf: (show: SnapshotStore) => Session) {
    this.session = sessionOf(this.store);
  }

  /** Finds out whether a session is still alive: then it only has to be unlocked. Tries until the server answers. */
  start(): Promise<void> {
    return this.session.start();
  }

  subscribe(listener: () => void): () => void {
    return this.store.subscribe(listener);
  }

  snapshot(): Snapshot {
    return this.store.get();
  }

  signIn(login: string, passphrase: string, code: string): Promise<Outcome<void>> {
    return this.worded(this.session.signIn(login, passphrase, code));
  }

  recover(login: string, recoveryCode: string, code: string): Promise<Outcome<void>> {
    return this.worded(this.session.recover(login, recoveryCode, code));
  }

  setPassphrase(passphrase: string): Promise<Outcome<void>> {
    return this.worded(this.session.setPassphrase(passphrase));
  }

  unlock(passphrase: string): Promise<Outcome<void>> {
    return this.worded(this.session.unlock(passphrase));
  }

  lock(): Promise<void> {
    return this.session.lock();
  }

  signOut(): Promise<void> {
    return this.session.signOut();
  }

  touch(): void {
    this.session.touch();
  }

  setLang(lang: Lang): void {
    this.session.setLang(lang);
  }

  async enrolStart(
    code: string,
  ): Promise<Outcome<{ login: string; name: string; orgName: string; functie: string; totpSecret: string; otpauth: string }>> {
    const started = await this.worded(this.session.signing.enrolStart(code));
    if (!started.ok) return started;
    const { login, name, orgName, functie, totpSecret, otpauth } = started.value;
    return { ok: true, value: { login, name, orgName, functie, totpSecret, otpauth } };
  }

  async enrolFinish(code: string, totp: string, passphrase: string): Promise<Outcome<{ recoveryCode: string }>> {
    const recoveryCode = await this.worded(this.session.signing.enrolFinish(code, totp, passphrase));
    return recoveryCode.ok ? { ok: true, value: { recoveryCode: recoveryCode.value } } : recoveryCode;
  }

  colleagues(): Promise<Outcome<readonly Person[]>> {
    return this.at((work) => work.cases.colleagues());
  }

  consultPartners(caseId: string): Promise<Outcome<readonly Person[]>> {
    return this.at((work) => work.consults.partners(caseId));
  }

  openCase(input: NewCase): Promise<Outcome<string>> {
    return this.at((work) => work.cases.open(input));
  }

  startConsult(input: NewConsult): Promise<Outcome<string>> {
    const { question: text, ...rest } = input;
    return this.turnTo('consult', { ...rest, text });
  }

  startReport(input: NewReport): Promise<Outcome<string>> {
    return this.turnTo('melding', input);
  }

  officials(): Promise<Outcome<readonly Person[]>> {
    return this.at((work) => work.routing.officials());
  }

  passOn(input: NewRouting): Promise<Outcome<string>> {
    return this.atGemeente('', [input.title, input.text], (work) => work.routing.passOn(input));
  }

  pickUp(room: string): Promise<Outcome<void>> {
    return this.inRoom(room, (work, id) => work.consults.pickUp(id));
  }

  record(caseId: string, record: string, fields: Fields, text: string, texts: Fields = {}): Promise<Outcome<void>> {
    return this.at((work) => work.records.record(caseId, record, fields, text, texts));
  }

  recordInRoom(room: string, record: string, fields: Fields, text: string, texts: Fields = {}): Promise<Outcome<void>> {
    return this.inRoom(room, async (work, id) => {
      const named = [text, ...Object.values(texts)].some((words) => work.talk.check(id, words).length > 0);
      return named ? refuse('identifying_words', this.session.lang, '11') : work.records.recordInRoom(id, record, fields, text, texts);
    });
  }

  makeKnown(caseId: string): Promise<Outcome<string>> {
    return this.at((work) => work.knownRooms.makeKnown(caseId));
  }

  openCaseRoom(caseId: string, kind: KnownRoomKind, noRelation: boolean): Promise<Outcome<string>> {
    return this.at((work) => work.knownRooms.open(caseId, kind, noRelation));
  }

  invitable(room: string): Promise<Outcome<readonly Person[]>> {
    return this.inRoom(room, (work, id) => work.invitations.invitable(id));
  }

  inviteTo(room: string, account: string, through: string): Promise<Outcome<void>> {
    const until = through === '' ? 0 : endOf(through);
    if (until === undefined) return Promise.resolve(refuse('not_a_day', this.session.lang));
    return this.inRoom(room, (work, id) => work.invitations.invite(id, account, { until, standsInFor: '' }));
  }

  revealSelf(room: string): Promise<Outcome<void>> {
    return this.inRoom(room, (work, id) => work.revealSelf(id));
  }

  standInsFor(rooms: readonly string[]): Promise<Outcome<readonly Person[]>> {
    return this.at((work) => work.standIns.candidates(rooms));
  }

  letStandIn(account: string, through: string, rooms: readonly string[]): Promise<Outcome<readonly StandIn[]>> {
    return this.at((work) => work.standIns.let(account, through, rooms));
  }

  endStandIn(account: string): Promise<Outcome<void>> {
    return this.at((work) => work.standIns.end(account));
  }

  answerInvitation(room: string, relation: boolean): Promise<Outcome<void>> {
    return this.inRoom(room, (work, id) => work.invitations.answer(id, relation));
  }

  declareRelation(room: string): Promise<Outcome<void>> {
    return this.inRoom(room, (work, id) => work.invitations.declareRelation(id));
  }

  refreshGuests(caseId: string): Promise<Outcome<void>> {
    return this.at((work) => work.guests.list(caseId));
  }

  openFamilyRoom(caseId: string): Promise<Outcome<string>> {
    return this.at((work) => work.guests.openRoom(caseId));
  }

  inviteGuest(caseId: string, klass: Guest['klass'], account: string): Promise<Outcome<GuestCode>> {
    return this.at((work) => work.guests.invite(caseId, klass, account));
  }

  endGuest(caseId: string, account: string): Promise<Outcome<void>> {
    return this.at((work) => work.guests.end(caseId, account));
  }

  openRoom(room: string): Promise<Outcome<void>> {
    return this.at((work) => work.rooms.open(room));
  }

  loadOlder(room: string): Promise<Outcome<void>> {
    return this.at(async (work) => (await work.rooms.get(room)?.loadOlder()) ?? refuse('not_found', this.session.lang));
  }

  async check(room: string, text: string): Promise<readonly Finding[]> {
    return this.session.workplace?.talk.check(room, text) ?? [];
  }

  async checkForCase(caseId: string, text: string): Promise<readonly Finding[]> {
    return this.session.workplace?.talk.checkForCase(caseId, text) ?? [];
  }

  startThread(room: string, title: string, text: string): Promise<Outcome<string>> {
    return this.at((work) => work.talk.startThread(room, title, text));
  }

  send(room: string, thread: string, text: string, replyTo: string): Promise<Outcome<string>> {
    return this.at((work) => work.talk.send(room, thread, text, replyTo));
  }

  edit(room: string, item: string, text: string): Promise<Outcome<void>> {
    return this.at((work) => work.talk.edit(room, item, text));
  }

  removeIdentifying(room: string, item: string): Promise<Outcome<void>> {
    return this.at((work) => work.talk.remove(room, item));
  }

  react(room: string, item: string, emoji: string, on: boolean): Promise<Outcome<void>> {
    return this.at((work) => work.talk.react(room, item, emoji, on));
  }

  async markRead(room: string, thread: string, seq: number): Promise<void> {
    if (isId(room) && isId(thread)) this.session.workplace?.rooms.markRead(room, thread, seq);
  }

  draft(key: string): string {
    return this.session.drafts.get(key);
  }

  setDraft(key: string, text: string): void {
    this.session.drafts.set(key, text);
  }

  refreshAccounts(): Promise<Outcome<void>> {
    return this.at((work) => work.accounts.sync());
  }

  invite(login: string, name: string, functie: string): Promise<Outcome<{ code: string; expiresAt: number }>> {
    return this.at((work) => work.accounts.invite(login, name, functie));
  }

  certify(account: string): Promise<Outcome<void>> {
    return this.at((work) => work.accounts.certify(account));
  }

  block(account: string): Promise<Outcome<void>> {
    return this.at((work) => work.accounts.block(account));
  }

  /** Ends the connection and forgets everything; the session on the server stays. For programs that stop. */
  close(): void {
    this.session.end('');
  }

  private async at<T>(work: (workplace: Workplace) => Promise<Outcome<T>> | Outcome<T>): Promise<Outcome<T>> {
    const { workplace, isLocked, lang } = this.session;
    if (workplace === undefined) return refuse(isLocked ? 'locked' : 'not_signed_in', lang);
    if (workplace.me === undefined) return refuse('offline', lang);
    return this.worded(work(workplace));
  }

  private turnTo(kind: GemeenteRoom, input: NewReport): Promise<Outcome<string>> {
    return this.atGemeente(input.caseId, [input.title, input.text], (work) => work.consults.start(kind, input));
  }

  /** The gemeente reads these texts: nothing in them may name the pupil. */
  private atGemeente<T>(
    caseId: string,
    texts: readonly string[],
    work: (workplace: Workplace) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    return this.at(async (workplace) => {
      if (texts.some((text) => text.trim() === '')) return refuse('empty_text', this.session.lang);
      const named = texts.some((text) => workplace.talk.checkForCase(caseId, text).length > 0);
      return named ? refuse('identifying_words', this.session.lang, '11') : work(workplace);
    });
  }

  private inRoom<T>(room: string, work: (workplace: Workplace, room: Id) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    return this.at(async (workplace) => (isId(room) ? work(workplace, room) : refuse('not_found', this.session.lang)));
  }

  private async worded<T>(asked: Promise<Outcome<T>> | Outcome<T>): Promise<Outcome<T>> {
    const outcome = await asked;
    return outcome.ok ? outcome : { ok: false, problem: worded(outcome.problem, this.session.lang) };
  }

  private render(): Snapshot {
    const { workplace } = this.session;
    const session = this.session.view();
    const me = session.screen === 'signed_in' ? workplace?.me : undefined;
    return {
      ...session,
      ...(me === undefined ? {} : { me }),
      cases: workplace?.cases.view() ?? [],
      rooms: workplace?.rooms.view() ?? [],
      invitations: workplace?.invitations.view() ?? [],
      accounts: workplace?.accounts.view() ?? [],
      loaded: workplace?.loaded ?? false,
    };
  }
}
