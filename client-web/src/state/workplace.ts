// SPDX-License-Identifier: EUPL-1.2
// Everything that exists only while somebody is signed in and unlocked: keys, region, rooms, cases. Thrown away whole by lock and sign-out.
import type { Clock } from '../api/clock';
import type { Connection } from '../api/connection';
import { kHello, kTouch, kVaultPut, type SlotNewJson } from '../api/methods';
import type { Notification } from '../api/notifications';
import type { HelloAnswer } from '../api/shapes';
import { toBase64url } from '../crypto/base64url';
import { equalConstantTime } from '../crypto/bytes';
import type { Id } from '../protocol/id';
import type { Leaf, Trust } from '../protocol/trust';
import { sealVault } from '../protocol/vault';
import { Accounts } from './accounts';
import { Cases } from './cases';
import { Consults } from './consults';
import { Guests } from './guests';
import { Invitations } from './invitations';
import type { Keys } from './keys';
import { KnownRooms } from './known_rooms';
import type { Lang, Me, Outcome } from './model';
import type { Outbox } from './outbox';
import { ownLeaf } from './people';
import { Records } from './records';
import { type PinnedRegion, trustFrom } from './region';
import { revealSelf } from './reveals';
import { Rooms } from './rooms';
import { Routing } from './routing';
import type { Rules } from './rules';
import { StandIns } from './stand_ins';
import { Talk } from './talk';
import { type LocalReason, refuse } from './words';
import type { WorkContext } from './work_context';

/** How old the last word on certificates and revocations may be when something is sealed. */
const kFreshMs = 5 * 60_000;

export interface Surroundings {
  readonly clock: Clock;
  readonly connection: Connection;
  readonly region: PinnedRegion;
  readonly rules: Rules;
  readonly outbox: Outbox;
  lang(): Lang;
  changed(): void;
  /** The server speaks for another region or other rules than this build: no use in trying again. */
  impossible(reason: LocalReason): void;
}

interface Greeted {
  readonly hello: HelloAnswer;
  readonly trust: Trust;
  readonly self: Leaf | undefined;
  readonly at: number;
}

export class Workplace {
  readonly rooms: Rooms;
  readonly cases: Cases;
  readonly consults: Consults;
  readonly accounts: Accounts;
  readonly talk: Talk;
  readonly records: Records;
  readonly invitations: Invitations;
  readonly standIns: StandIns;
  readonly guests: Guests;
  readonly knownRooms: KnownRooms;
  readonly routing: Routing;
  loaded = false;
  /** True once the server has greeted and `me` is known; false when all was over before. */
  readonly begun: Promise<boolean>;
  private begin: (begun: boolean) => void = () => undefined;
  private greeted: Greeted | undefined;
  private readonly context: WorkContext;

  constructor(
    private readonly around: Surroundings,
    readonly keys: Keys,
  ) {
    const { clock, connection, rules, outbox } = around;
    this.begun = new Promise((resolve) => {
      this.begin = resolve;
    });
    this.context = {
      keys,
      rules,
      outbox,
      clock,
      trust: () => this.known().trust,
      lang: () => around.lang(),
      serverNow: () => this.serverNow(),
      online: () => connection.isOnline(),
      caseOf: (id) => this.cases.get(id),
      invited: (room) => this.invitations.of(room),
      family: (caseId) => this.guests.of(caseId),
      renew: (always) => this.renew(always),
      call: (method, params) => connection.call(method, params),
      recorded: (room) => this.rooms.readRecords(room),
      changed: (room) => {
        this.rooms.stale(room);
        around.changed();
      },
    };
    const self = () => this.self();
    this.rooms = new Rooms(this.context);
    this.cases = new Cases(this.context, this.rooms, self);
    this.consults = new Consults(this.context, this.rooms, this.cases, self);
    this.accounts = new Accounts(this.context, () => this.known().hello.org);
    this.talk = new Talk(this.context, this.rooms, this.cases);
    this.records = new Records(this.context, this.rooms, this.cases);
    this.invitations = new Invitations(this.context, this.rooms, this.cases);
    this.standIns = new StandIns(this.context, this.rooms, this.invitations, () => this.me);
    this.guests = new Guests(this.context, this.rooms, this.cases, self);
    this.routing = new Routing(this.context, this.rooms, self);
    this.knownRooms = new KnownRooms(this.context, this.rooms, this.cases, this.invitations, self);
  }

  get me(): Me | undefined {
    if (this.greeted === undefined) return undefined;
    const { account, login, name, org, functie } = this.greeted.hello;
    const issuer = this.greeted.trust.issuers.find(({ certificate }) => certificate.org === org)?.certificate;
    const { fingerprint: rootFingerprint } = this.around.region;
    const certified = this.greeted.self !== undefined;
    return { account, login, name, org, orgName: issuer?.name ?? '', orgType: issuer?.type ?? '', functie, certified, rootFingerprint };
  }

  /** The server's clock minus this device's. */
  private get clockOffsetMs(): number {
    return this.greeted === undefined ? 0 : this.greeted.hello.serverTime - this.greeted.at;
  }

  /** Says hello and lists what there is. What the lists name is filled in afterwards, by `fill`. */
  async greet(): Promise<boolean> {
    const greeted = await this.hello();
    if (!greeted.ok) return false;
    await this.certifySelf();
    const lists = [await this.rooms.list(), await this.cases.sync(), await this.invitations.list()];
    if (this.me?.functie === 'beheerder') lists.push(await this.accounts.sync());
    this.loaded = lists.every(({ ok }) => ok);
    this.around.changed();
    return this.loaded;
  }

  async fill(): Promise<void> {
    await this.rooms.fill();
    await this.invitations.admitAll();
    await this.guests.admitAll();
    this.around.changed();
  }

  notified(notification: Notification): void {
    if (notification.kind === 'case.changed') this.cases.changed(notification.case);
    else this.rooms.notified(notification);
    this.invitations.notified(notification);
    this.guests.notified(notification);
  }

  async revealSelf(room: Id): Promise<Outcome<void>> {
    return revealSelf(this.context, this.rooms, await this.self(), room);
  }

  /** The server answers in the language it was greeted in. */
  async speak(): Promise<void> {
    this.rooms.stale();
    if (this.greeted !== undefined) await this.hello();
  }

  /** The server's session lives as long as the person is active. */
  touch(): void {
    void this.context.call(kTouch, {});
  }

  async replaceVaultSlots(slots: readonly SlotNewJson[]): Promise<Outcome<void>> {
    const { login, vault, vaultKey, version } = this.keys;
    const next = version + 1;
    const blob = toBase64url(await sealVault(vaultKey, login, next, vault));
    const put = await this.context.call(kVaultPut, { version: next, blob, slots });
    if (!put.ok) return put;
    this.keys.replaced(put.value);
    return { ok: true, value: undefined };
  }

  wipe(): void {
    this.begin(false);
    this.rooms.stop();
    this.keys.wipe();
  }

  private serverNow(): number {
    return this.around.clock.now() + this.clockOffsetMs;
  }

  private known(): Greeted {
    if (this.greeted === undefined) throw new Error('workplace: nothing runs before the greeting');
    return this.greeted;
  }

  private async hello(): Promise<Outcome<void>> {
    const { connection, region, rules, clock, lang } = this.around;
    const hello = await connection.call(kHello, { lang: lang() });
    if (!hello.ok) return hello;
    const trust = await trustFrom(region, hello.value, this.greeted?.trust);
    const sameAccount = hello.value.account === this.keys.account && hello.value.login === this.keys.login;
    if (!trust.ok || !sameAccount) return this.impossible('other_region');
    if (!equalConstantTime(hello.value.policy, rules.policyHash)) return this.impossible('other_policy');
    this.greeted = { hello: hello.value, trust: trust.value, self: undefined, at: clock.now() };
    this.greeted = { ...this.greeted, self: await ownLeaf(this.context, hello.value.cert) };
    this.begin(true);
    // Who is blocked is seen in every room.
    this.rooms.stale();
    this.around.changed();
    return { ok: true, value: undefined };
  }

  private impossible(reason: LocalReason): Outcome<void> {
    this.around.impossible(reason);
    return refuse(reason, this.around.lang());
  }

  private async renew(always = false): Promise<void> {
    if (always || this.around.clock.now() - this.known().at >= kFreshMs) await this.hello();
  }

  /** A certificate may have been made since the greeting. */
  private async self(): Promise<Leaf | undefined> {
    if (this.known().self === undefined) await this.hello();
    else await this.renew();
    return this.known().self;
  }

  /** The first beheerder of an organisation has its key in the vault, and nobody before them to sign their certificate. */
  private async certifySelf(): Promise<void> {
    const { hello, trust } = this.known();
    const key = this.keys.person.org?.publicKey;
    const issuer = trust.issuers.find(({ certificate }) => certificate.org === hello.org)?.certificate;
    if (hello.cert !== null || key === undefined || issuer === undefined || !equalConstantTime(key, issuer.key)) return;
    const certified = await this.accounts.certify(hello.account);
    if (certified.ok) await this.hello();
  }
}
