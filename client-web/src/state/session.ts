// SPDX-License-Identifier: EUPL-1.2
// Who is signed in: from nobody to signed in, locked and out again; with it live the connection, the lock's timer and the workplace.
import { AccountsHttp } from '../api/accounts_http';
import { BackOff, deviceChance } from '../api/back_off';
import { type Clock, kDeviceClock } from '../api/clock';
import { Connection, type ConnectionState } from '../api/connection';
import type { Transport } from '../api/transport';
import { wipe } from '../crypto/bytes';
import { Drafts, keepsTyped } from './drafts';
import type { Keys } from './keys';
import { type LockState, LockTimer } from './lock_timer';
import type { Lang, Outcome, Snapshot } from './model';
import { Outbox } from './outbox';
import type { PinnedRegion } from './region';
import type { Rules } from './rules';
import { type Recovered, SignIn } from './sign_in';
import { type LocalReason, refuse } from './words';
import { Workplace } from './workplace';

export interface SessionOptions {
  readonly transport: Transport;
  readonly clock?: Clock;
  /** numbers in [0, 1) for spreading reconnections */
  readonly chance?: () => number;
}

/** A little more than the server may have heard of the person after this device did. */
const kSessionCheckMs = 90_000;
/** Signing in waits no longer than this for the greeting over the new connection. */
const kGreetWithinMs = 20_000;
/** Signing out waits no longer than this for what the server should still hear. */
const kFlushWithinMs = 1_000;

const done: Outcome<void> = { ok: true, value: undefined };

/** What of a snapshot is about the session itself. */
export type SessionView = Pick<Snapshot, 'screen' | 'lang' | 'lockedLogin' | 'connection' | 'locksAt' | 'lockWarning' | 'endedBecause'>;

export class Session {
  readonly drafts = new Drafts();
  readonly signing: SignIn;
  private readonly clock: Clock;
  private readonly http: AccountsHttp;
  private readonly connection: Connection;
  private readonly lockTimer: LockTimer;
  private readonly outbox = new Outbox();
  private readonly chance: () => number;

  private screen: Snapshot['screen'] = 'starting';
  private language: Lang = 'nl';
  private line: ConnectionState = 'offline';
  private lockState: LockState = { locksAt: 0, warning: false };
  private endedBecause = '';
  private lastLogin = '';
  private refusedBecause: LocalReason | undefined;
  private workplace_: Workplace | undefined;
  private recovered: Recovered | undefined;

  /** `publish` shows at once what must not be seen any longer; `changed` may gather. */
  constructor(
    { transport, clock = kDeviceClock, chance = deviceChance }: SessionOptions,
    private readonly region: PinnedRegion,
    private readonly rules: Rules,
    private readonly show_: { changed(): void; publish(): void },
  ) {
    this.clock = clock;
    this.chance = chance;
    this.http = new AccountsHttp(transport, () => this.language);
    this.signing = new SignIn(this.http, () => this.language);
    this.connection = new Connection(transport, clock, chance, {
      greet: async () => (await this.workplace_?.greet()) ?? false,
      notification: (notification) => this.workplace_?.notified(notification),
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
        this.show_.changed();
      },
      lock: () => void this.lockUnattended(),
      touchServer: () => this.workplace_?.touch(),
    });
  }

  get lang(): Lang {
    return this.language;
  }

  /** Only while somebody is signed in and unlocked. */
  get workplace(): Workplace | undefined {
    return this.workplace_;
  }

  get isLocked(): boolean {
    return this.screen === 'locked';
  }

  view(): SessionView {
    const { locksAt, warning } = this.lockState;
    return {
      screen: this.screen,
      lang: this.language,
      lockedLogin: this.screen === 'locked' ? this.lastLogin : '',
      connection: this.line,
      locksAt,
      lockWarning: warning,
      endedBecause: this.endedBecause,
    };
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

  async signIn(login: string, passphrase: string, code: string): Promise<Outcome<void>> {
    const keys = await this.signing.withPassphrase(login, passphrase, code);
    if (!keys.ok) return keys;
    return this.enter(keys.value, 'signed_in');
  }

  async recover(login: string, recoveryCode: string, code: string): Promise<Outcome<void>> {
    const recovered = await this.signing.withRecoveryCode(login, recoveryCode, code);
    if (!recovered.ok) return recovered;
    this.forgetRecovery();
    this.recovered = recovered.value;
    return this.enter(recovered.value.keys, 'replaced_passphrase_needed');
  }

  async setPassphrase(passphrase: string): Promise<Outcome<void>> {
    if (this.recovered === undefined || this.workplace_ === undefined) return refuse('not_signed_in', this.language);
    const { keys, recoverySecret } = this.recovered;
    const slots = await this.signing.slotsFor(keys, passphrase, recoverySecret);
    if (!slots.ok) return slots;
    const put = await this.workplace_.replaceVaultSlots(slots.value);
    if (!put.ok) return put;
    this.forgetRecovery();
    this.show('signed_in');
    return done;
  }

  async unlock(passphrase: string): Promise<Outcome<void>> {
    const keys = await this.signing.unlock(passphrase);
    if (keys.ok) return this.enter(keys.value, 'signed_in');
    if (keys.problem.reason === 'not_signed_in') this.end('expired');
    return keys;
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
    const late = new Promise<void>((resolve) => this.clock.after(kFlushWithinMs, resolve));
    await Promise.race([this.workplace_?.rooms.flush(), late]);
    const told = this.http.signOut();
    this.end('signed_out');
    await told;
  }

  touch(): void {
    this.lockTimer.touch();
  }

  setLang(lang: Lang): void {
    this.language = lang;
    void this.workplace_?.speak();
    this.show_.changed();
  }

  /** The screens change once the server has greeted: before that one does not know who one is here. */
  private async enter(keys: Keys, screen: 'signed_in' | 'replaced_passphrase_needed'): Promise<Outcome<void>> {
    this.leave();
    if (keys.login !== this.lastLogin) this.wipeTyped();
    this.lastLogin = keys.login;
    this.endedBecause = '';
    this.refusedBecause = undefined;
    const { clock, connection, region, rules, outbox } = this;
    const workplace = new Workplace(
      {
        ...{ clock, connection, region, rules, outbox },
        lang: () => this.language,
        changed: () => this.show_.changed(),
        impossible: (reason) => {
          this.refusedBecause = reason;
          this.end(reason);
        },
      },
      keys,
    );
    this.workplace_ = workplace;
    this.connection.start();
    const cancel = this.clock.after(kGreetWithinMs, () => workplace.wipe());
    const begun = await workplace.begun;
    cancel();
    if (!begun) {
      if (this.workplace_ === workplace) this.leave();
      return refuse(this.refusedBecause ?? 'offline', this.language);
    }
    this.show(screen);
    this.lockTimer.start();
    return done;
  }

  /** Nothing of the keys or of what they opened stays. What was typed stays for who comes back. */
  private leave(): void {
    this.lockTimer.stop();
    this.workplace_?.wipe();
    this.connection.stop();
    this.workplace_ = undefined;
  }

  /** Signed out, for whatever reason; '' when a program just stops. */
  end(reason: string): void {
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
    this.show_.changed();
    if (state === 'online') void this.workplace_?.fill();
  }

  private show(screen: Snapshot['screen']): void {
    this.screen = screen;
    this.show_.publish();
  }
}
