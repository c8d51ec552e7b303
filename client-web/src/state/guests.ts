// SPDX-License-Identifier: EUPL-1.2
// Parents and the pupil, in the room of step 4 (rules 4 and 5). Whoever of the school team is there admits by this device who used the code and
// was certified as a guest of this very case.
import { kGuestEnd, kGuestInvite, kGuestList, kRoomCreate } from '../api/methods';
import type { Notification } from '../api/notifications';
import type { GuestAnswer } from '../api/shapes';
import { mayOpenNow } from '../policy/records';
import { isClosed, numberOf } from '../policy/steps';
import { type Id, isId, newId } from '../protocol/id';
import type { Leaf } from '../protocol/trust';
import type { Cases } from './cases';
import { factsNow, problemOf } from './dossier';
import type { Case, Guest, GuestCode, Outcome } from './model';
import { composeRoom } from './new_room';
import { validLeaf } from './people';
import type { RoomReplica } from './room_replica';
import type { Rooms } from './rooms';
import { Serial } from './serial';
import { notMade, refuse } from './words';
import type { WorkContext } from './work_context';

const kKind = 'oudergesprek';

function here({ log }: RoomReplica, account: Id): Leaf | undefined {
  return log.leafAt(log.next - 1, account);
}

const done: Outcome<void> = { ok: true, value: undefined };

/** The certificate is of this very guest, as what they were invited as, for this very case: the server's word for it is not enough. */
export function isGuestOf(
  { leaf, certificate }: Pick<Leaf, 'leaf' | 'certificate'>,
  { account, klass }: Pick<GuestAnswer, 'account' | 'klass'>,
  caseId: Id,
): boolean {
  return certificate.kind === 'guest' && leaf === account && certificate.case === caseId && certificate.class === klass;
}

export class Guests {
  private readonly known = new Map<Id, readonly GuestAnswer[]>();
  /** One admission after another: two at once would be the same person twice. */
  private readonly turn = new Serial();

  constructor(
    private readonly context: WorkContext,
    private readonly rooms: Rooms,
    private readonly cases: Cases,
    private readonly self: () => Promise<Leaf | undefined>,
  ) {}

  of(caseId: string): Case['family'] {
    const summary = this.cases.get(caseId);
    const dossier = this.cases.team(caseId)?.dossier;
    if (summary === undefined || dossier === undefined) return undefined;
    const room = this.room(caseId);
    const guests = isId(caseId) ? (this.known.get(caseId) ?? []) : [];
    const { policy } = this.context.rules;
    const { decision, missing } = mayOpenNow(policy, factsNow(dossier, summary), kKind, summary.phase);
    const possible = decision.allowed || decision.code === 'condition_missing';
    if (!possible && room === undefined) return undefined;
    const present = new Set<string>(room?.log.state?.leaves.map(({ leaf }) => leaf));
    return {
      missing: possible ? missing.map((each) => problemOf(each, this.context.lang())) : [],
      room: room?.id ?? '',
      open: decision.allowed && !isClosed(summary.step),
      guests: guests.map(({ account, login, name, klass, state }) => {
        return { account, login, name, klass, state: state === 'active' && present.has(account) ? ('present' as const) : state };
      }),
    };
  }

  async list(caseId: string): Promise<Outcome<void>> {
    if (!isId(caseId) || this.cases.team(caseId) === undefined) return refuse('not_found', this.context.lang());
    const listed = await this.context.call(kGuestList, { case: caseId });
    if (!listed.ok) return listed;
    this.known.set(caseId, listed.value);
    this.context.changed();
    return this.admit(caseId);
  }

  async openRoom(caseId: string): Promise<Outcome<string>> {
    const lang = this.context.lang();
    const summary = this.cases.get(caseId);
    const team = this.cases.team(caseId)?.log.state?.leaves;
    const self = await this.self();
    if (summary === undefined || team === undefined) return refuse('not_found', lang);
    if (self === undefined) return refuse('not_certified', lang);
    await this.context.renew();
    const { rules } = this.context;
    const room = newId();
    const others = team.filter(({ leaf }) => leaf !== self.leaf);
    const plan = {
      ...{ room, case: summary.id, kind: kKind, phase: summary.phase, step: numberOf(summary.step), event: 'room_opened' as const },
      ...{ by: this.context.keys.asMember(), leaves: [self, ...others], first: [] },
    };
    const composed = await composeRoom(plan, rules, this.context.trust(), this.context.serverNow());
    if (!composed.ok) return notMade(composed.failure, rules.policy, lang);
    const created = await this.context.call(kRoomCreate, { case: summary.id, room: composed.value });
    if (!created.ok) return created;
    await this.rooms.adopt(created.value);
    await this.cases.sync();
    await this.list(caseId);
    return { ok: true, value: room };
  }

  async invite(caseId: string, klass: Guest['klass'], account: string): Promise<Outcome<GuestCode>> {
    if (!isId(caseId) || (account !== '' && !isId(account))) return refuse('not_found', this.context.lang());
    const invited = await this.context.call(kGuestInvite, { case: caseId, class: klass, account });
    if (!invited.ok) return invited;
    await this.list(caseId);
    const { guest, code, expiresAt } = invited.value;
    return { ok: true, value: { login: guest.login, name: guest.name, code, expiresAt } };
  }

  async end(caseId: string, account: string): Promise<Outcome<void>> {
    if (!isId(caseId) || !isId(account)) return refuse('not_found', this.context.lang());
    const ended = await this.context.call(kGuestEnd, { case: caseId, account });
    if (!ended.ok) return ended;
    const room = this.room(caseId);
    // Later nobody writes there any more, and an entry of the log would tell the others at which step the case is.
    if (room !== undefined && this.of(caseId)?.open && here(room, account) !== undefined) await this.rooms.remove(room.id, account);
    return this.list(caseId);
  }

  notified(notification: Notification): void {
    if (notification.kind === 'case.changed' && this.room(notification.case.id) !== undefined) void this.list(notification.case.id);
  }

  /** Who was certified while this device was away. */
  async admitAll(): Promise<void> {
    for (const { id } of this.cases.all()) if (this.room(id) !== undefined) await this.list(id);
  }

  private room(caseId: string): RoomReplica | undefined {
    return this.rooms.ofCase(caseId).find(({ summary }) => summary.kind === kKind);
  }

  private admit(caseId: Id): Promise<Outcome<void>> {
    return this.turn.run(async () => {
      const room = this.room(caseId);
      if (room === undefined || room.broken !== undefined || !room.ready || !this.of(caseId)?.open) return done;
      for (const guest of this.known.get(caseId) ?? []) {
        if (guest.state !== 'active' || guest.cert === null || here(room, guest.account) !== undefined) continue;
        await this.context.renew();
        const leaf = await validLeaf(this.context, this.context.trust(), guest.cert);
        if (leaf === undefined || !isGuestOf(leaf, guest, caseId)) continue;
        const added = await this.rooms.add(room.id, leaf);
        if (!added.ok) return added;
      }
      this.context.changed();
      return done;
    });
  }
}
