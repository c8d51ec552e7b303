// SPDX-License-Identifier: EUPL-1.2
// The client's core: who is signed in, the connection, the lock, and behind them the workplace. One thread; nothing secret is ever stored.
import { AccountsHttp } from '../api/accounts_http';
import { BackOff, deviceChance } from '../api/back_off';
import { type Clock, kDeviceClock } from '../api/clock';
import { Connection, type ConnectionState } from '../api/connection';
import type { Transport } from '../api/transport';
import { wipe } from '../crypto/bytes';
import { type Id, isId } from '../protocol/id';
import { Drafts, keepsTyped } from './drafts';
import type { Keys } from './keys';
import { type LockState, LockTimer } from './lock_timer';
import type { BeraadClient, Finding, Lang, ManagedAccount, NewCase, NewConsult, Outcome, Person, Problem, Snapshot } from './model';
import { Outbox } from './outbox';
import { type PinnedRegion, pinnedRegion } from './region';
import { builtInRules, type Rules } from './rules';
import { type Recovered, SignIn } from './sign_in';
import { SnapshotStore } from './snapshot_store';
import { refuse, worded } from './words';
import { Workplace } from './workplace';

export interface ClientOptions {
  readonly transport: Transport;
  /** what the key ceremony wrote to root.txt */
  readonly rootCertificate: string;
  readonly clock?: Clock;
  /** numbers in [0, 1) for spreading reconnections */
  readonly chance?: () => number;
}

export async function createClient(options: ClientOptions): Promise<Client> {
  const region = await pinnedRegion(options.rootCertificate);
  if (!region.ok) throw new Error('this build carries no root certificate of a region');
  return new Client(options, region.value, await builtInRules());
}

/** A little more than the server may have heard of the person after this device did. */
const kSessionCheckMs = 90_000;

const done: Outcome<void> = { ok: true, value: undefined };

export class Client implements BeraadClient {
  private readonly clock: Clock;
  private readonly http: AccountsHttp;
  private readonly signing: SignIn;
  private readonly connection: Connection;
  private readonly lockTimer: LockTimer;
  private readonly store = new SnapshotStore(() => this.render());
  private readonly drafts = new Drafts();
  private readonly outbox = new Outbox();
  private readonly chance: () => number;

  private screen: Snapshot['screen'] = 'starting';
  private language: Lang = 'nl';
  private line: ConnectionState = 'offline';
  private lockState: LockState = { locksAt: 0, warning: false };
  private endedBecause = '';
  private lastLogin = '';
  private workplace: Workplace | undefined;
  private recovered: Recovered | undefined;

  constructor(
    { transport, clock = kDeviceClock, chance = deviceChance }: ClientOptions,
    private readonly region: PinnedRegion,
    private readonly rules: Rules,
  ) {
    this.clock = clock;
    this.chance = chance;
    this.http = new AccountsHttp(transport, () => this.language);
    this.signing = new SignIn(this.http, () => this.language);
    this.connection = new Connection(transport, clock, chance, {
      greet: async () => (await this.workplace?.greet()) ?? false,
      notification: (notification) => this.workplace?.notified(notification),
      stateChanged: (state) => this.lineChanged(state),
      ended: (reason) => this.end(reason),
      stillSignedIn: async () => {
        const session = await this.http.session();
        return session.ok ? session.value.signedIn : undefined;
      },
    });
    this.lockTimer = new LockTimer(clock, {
      changed: (state) => {
        this.lockState = state;
        this.store.changed();
      },
      lock: () => void this.lockUnattended(),
      touchServer: () => this.workplace?.touch(),
    });
  }

  /** Finds out whether a session is still alive: then it only has to be unlocked. Tries until the server answers. */
  async start(): Promise<void> {
    const backOff = new BackOff(this.chance);
    for (;;) {
      const session = await this.http.session();
      if (this.screen !== 'starting') return;
      if (session.ok) {
        this.lastLogin = session.value.login;
        this.show(session.value.signedIn ? 'locked' : 'signed_out');
        return;
      }
      await new Promise<void>((resolve) => this.clock.after(backOff.nextMs(), resolve));
    }
  }

  subscribe(listener: () => void): () => void {
    return this.store.subscribe(listener);
  }

  snapshot(): Snapshot {
    return this.store.get();
  }

  async signIn(login: string, passphrase: string, code: string): Promise<Outcome<void>> {
    const keys = await this.signing.withPassphrase(login, passphrase, code);
    if (!keys.ok) return this.worded(keys);
    this.enter(keys.value, 'signed_in');
    return done;
  }

  async recover(login: string, recoveryCode: string, code: string): Promise<Outcome<void>> {
    const recovered = await this.signing.withRecoveryCode(login, recoveryCode, code);
    if (!recovered.ok) return this.worded(recovered);
    this.recovered = recovered.value;
    this.enter(recovered.value.keys, 'replaced_passphrase_needed');
    return done;
  }

  async setPassphrase(passphrase: string): Promise<Outcome<void>> {
    if (this.recovered === undefined || this.workplace === undefined) return refuse('not_signed_in', this.language);
    const { keys, recoverySecret } = this.recovered;
    const slots = await this.signing.slotsFor(keys, passphrase, recoverySecret);
    if (!slots.ok) return this.worded(slots);
    const put = await this.workplace.replaceVaultSlots(slots.value);
    if (!put.ok) return this.worded(put);
    this.forgetRecovery();
    this.show('signed_in');
    return done;
  }

  async unlock(passphrase: string): Promise<Outcome<void>> {
    const keys = await this.signing.unlock(passphrase);
    if (keys.ok) {
      this.enter(keys.value, 'signed_in');
      return done;
    }
    if (keys.problem.reason === 'not_signed_in') this.end('expired');
    return this.worded(keys);
  }

  async lock(): Promise<void> {
    if (this.screen === 'replaced_passphrase_needed') return this.end('idle');
    if (this.screen !== 'signed_in') return;
    this.leave();
    this.show('locked');
  }

  /** The server's session runs out about when this lock falls; then only a whole sign-in helps, and the screen should say so. */
  private async lockUnattended(): Promise<void> {
    await this.lock();
    this.clock.after(kSessionCheckMs, async () => {
      if (this.screen !== 'locked') return;
      const session = await this.http.session();
      if (this.screen === 'locked' && session.ok && !session.value.signedIn) this.end('idle');
    });
  }

  async signOut(): Promise<void> {
    const told = this.http.signOut();
    this.end('signed_out');
    await told;
  }

  touch(): void {
    this.lockTimer.touch();
  }

  setLang(lang: Lang): void {
    this.language = lang;
    this.workplace?.rooms.stale();
    this.store.changed();
  }

  async enrolStart(
    code: string,
  ): Promise<Outcome<{ login: string; name: string; orgName: string; functie: string; totpSecret: string; otpauth: string }>> {
    const started = await this.signing.enrolStart(code);
    if (!started.ok) return this.worded(started);
    const { login, name, orgName, functie, totpSecret, otpauth } = started.value;
    return { ok: true, value: { login, name, orgName, functie, totpSecret, otpauth } };
  }

  async enrolFinish(code: string, totp: string, passphrase: string): Promise<Outcome<{ recoveryCode: string }>> {
    const recoveryCode = await this.signing.enrolFinish(code, totp, passphrase);
    return recoveryCode.ok ? { ok: true, value: { recoveryCode: recoveryCode.value } } : this.worded(recoveryCode);
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
    return this.at(async (work) => {
      const texts = [input.title, input.question];
      if (texts.some((text) => text.trim() === '')) return refuse('empty_text', this.language);
      const named = texts.some((text) => work.talk.checkForCase(input.caseId, text).length > 0);
      return named ? refuse('identifying_words', this.language, '11') : work.consults.start(input);
    });
  }

  pickUp(room: string): Promise<Outcome<void>> {
    return this.inRoom(room, (work, id) => work.consults.pickUp(id));
  }

  openRoom(room: string): Promise<Outcome<void>> {
    return this.at((work) => work.rooms.open(room));
  }

  loadOlder(room: string): Promise<Outcome<void>> {
    return this.at(async (work) => (await work.rooms.get(room)?.loadOlder()) ?? refuse('not_found', this.language));
  }

  async check(room: string, text: string): Promise<readonly Finding[]> {
    return this.workplace?.talk.check(room, text) ?? [];
  }

  async checkForCase(caseId: string, text: string): Promise<readonly Finding[]> {
    return this.workplace?.talk.checkForCase(caseId, text) ?? [];
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

  react(room: string, item: string, emoji: string, on: boolean): Promise<Outcome<void>> {
    return this.at((work) => work.talk.react(room, item, emoji, on));
  }

  async markRead(room: string, thread: string, seq: number): Promise<void> {
    if (isId(room) && isId(thread)) this.workplace?.rooms.markRead(room, thread, seq);
  }

  draft(key: string): string {
    return this.drafts.get(key);
  }

  setDraft(key: string, text: string): void {
    this.drafts.set(key, text);
  }

  refreshAccounts(): Promise<Outcome<void>> {
    return this.at((work) => work.accounts.sync());
  }

  invite(login: string, name: string, functie: string): Promise<Outcome<{ code: string; expiresAt: number }>> {
    return this.at((work) => work.accounts.invite(login, name, functie));
  }

  certify(account: string): Promise<Outcome<void>> {
    return this.at((work) => work.accounts.certify(account, ''));
  }

  /** A parent or pupil takes part in one case only; their certificate says which. */
  certifyGuest(account: string, caseId: string): Promise<Outcome<void>> {
    return this.at(async (work) => (isId(caseId) ? work.accounts.certify(account, caseId) : refuse('not_found', this.language)));
  }

  block(account: string): Promise<Outcome<void>> {
    return this.at((work) => work.accounts.block(account));
  }

  /** Ends the connection and forgets everything; the session on the server stays. For programs that stop. */
  close(): void {
    this.end('');
  }

  private enter(keys: Keys, screen: 'signed_in' | 'replaced_passphrase_needed'): void {
    this.leave();
    if (keys.login !== this.lastLogin) this.wipeTyped();
    this.lastLogin = keys.login;
    this.endedBecause = '';
    const { clock, connection, region, rules, outbox } = this;
    this.workplace = new Workplace(
      {
        ...{ clock, connection, region, rules, outbox },
        lang: () => this.language,
        changed: () => this.store.changed(),
        impossible: (reason) => this.end(reason),
      },
      keys,
    );
    this.show(screen);
    this.lockTimer.start();
    this.connection.start();
  }

  /** Nothing of the keys or of what they opened stays. What was typed stays for who comes back. */
  private leave(): void {
    this.lockTimer.stop();
    this.connection.stop();
    this.workplace?.wipe();
    this.workplace = undefined;
  }

  private end(reason: string): void {
    this.leave();
    this.forgetRecovery();
    if (!keepsTyped(reason)) this.wipeTyped();
    this.endedBecause = reason;
    this.show('signed_out');
  }

  private forgetRecovery(): void {
    if (this.recovered !== undefined) wipe(this.recovered.recoverySecret);
    this.recovered = undefined;
  }

  private wipeTyped(): void {
    this.lastLogin = '';
    this.drafts.wipe();
    this.outbox.wipe();
  }

  private lineChanged(state: ConnectionState): void {
    this.line = state;
    this.store.changed();
    if (state === 'online') void this.workplace?.fill();
  }

  private show(screen: Snapshot['screen']): void {
    this.screen = screen;
    this.store.publish();
  }

  private async at<T>(work: (workplace: Workplace) => Promise<Outcome<T>> | Outcome<T>): Promise<Outcome<T>> {
    const { workplace } = this;
    if (workplace === undefined) return refuse(this.screen === 'locked' ? 'locked' : 'not_signed_in', this.language);
    if (workplace.me === undefined) return refuse('offline', this.language);
    return this.worded(await work(workplace));
  }

  private inRoom<T>(room: string, work: (workplace: Workplace, room: Id) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    return this.at(async (workplace) => (isId(room) ? work(workplace, room) : refuse('not_found', this.language)));
  }

  private worded<T>(outcome: Outcome<T>): Outcome<T>;
  private worded(outcome: { readonly ok: false; readonly problem: Problem }): { readonly ok: false; readonly problem: Problem };
  private worded<T>(outcome: Outcome<T>): Outcome<T> {
    return outcome.ok ? outcome : { ok: false, problem: worded(outcome.problem, this.language) };
  }

  private render(): Snapshot {
    const { workplace, screen } = this;
    const me = screen === 'signed_in' ? workplace?.me : undefined;
    const accounts: readonly ManagedAccount[] = workplace?.accounts.view() ?? [];
    return {
      screen,
      lang: this.language,
      ...(me === undefined ? {} : { me }),
      connection: this.line,
      locksAt: this.lockState.locksAt === 0 ? 0 : this.lockState.locksAt + (workplace?.clockOffsetMs ?? 0),
      lockWarning: this.lockState.warning,
      endedBecause: this.endedBecause,
      cases: workplace?.cases.view() ?? [],
      rooms: workplace?.rooms.view() ?? [],
      accounts,
      loaded: workplace?.loaded ?? false,
    };
  }
}
