// SPDX-License-Identifier: EUPL-1.2
// Waarneming: a colleague with the same functie takes one's place for a while, under their own name. Where one declares before one joins they do
// so too; everywhere else they are there at once.
import { isRoomKind } from '../policy/words';
import { type Id, isId } from '../protocol/id';
import type { Term } from '../protocol/log_entry';
import type { Seat } from '../protocol/room_state';
import { endOf } from './days';
import type { Invitations } from './invitations';
import type { Me, Outcome, Person, StandIn } from './model';
import { type KnownPerson, peopleFor, withoutLeaf } from './people';
import type { RoomReplica } from './room_replica';
import type { Rooms } from './rooms';
import { refuse } from './words';
import type { WorkContext } from './work_context';

const done: Outcome<void> = { ok: true, value: undefined };

export class StandIns {
  constructor(
    private readonly context: WorkContext,
    private readonly rooms: Rooms,
    private readonly invitations: Invitations,
    private readonly me: () => Me | undefined,
  ) {}

  /** Whoever can be in all of these rooms. */
  async candidates(rooms: readonly string[]): Promise<Outcome<readonly Person[]>> {
    let all: readonly KnownPerson[] | undefined;
    for (const room of this.replicas(rooms)) {
      const here = await this.colleagues(room);
      if (!here.ok) return here;
      all = (all ?? here.value).filter(({ account }) => here.value.some((each) => each.account === account));
    }
    return { ok: true, value: (all ?? []).map(withoutLeaf) };
  }

  async let(account: string, through: string, rooms: readonly string[]): Promise<Outcome<readonly StandIn[]>> {
    const until = endOf(through);
    if (until === undefined) return refuse('not_a_day', this.context.lang());
    const results: StandIn[] = [];
    for (const room of this.replicas(rooms)) results.push({ room: room.id, outcome: await this.letIn(room, account, until) });
    this.context.changed();
    return { ok: true, value: results };
  }

  async end(account: string): Promise<Outcome<void>> {
    for (const id of this.rooms.view().map(({ id }) => id)) {
      const room = this.rooms.get(id);
      const own = room?.log.me?.leaf;
      const seat = room === undefined ? undefined : here(room, account);
      if (room === undefined || seat === undefined || own === undefined || seat.standsInFor !== own) continue;
      const removed = await this.rooms.remove(room.id, seat.leaf);
      if (!removed.ok) return removed;
    }
    return done;
  }

  private replicas(rooms: readonly string[]): readonly RoomReplica[] {
    return rooms.flatMap((room) => this.rooms.get(room) ?? []);
  }

  private async colleagues(room: RoomReplica): Promise<Outcome<readonly KnownPerson[]>> {
    const { kind, caseId } = room.summary;
    const people = await peopleFor(this.context, kind, caseId);
    if (!people.ok) return people;
    const me = this.me();
    const same = ({ account, functie, leaf }: KnownPerson) =>
      account !== me?.account && functie === me?.functie && leaf.certificate.kind === 'member' && leaf.certificate.org === me.org;
    const mostDays = this.context.rules.policy.waarnemingDays;
    return { ok: true, value: people.value.filter(same).map((each) => ({ ...each, mostDays })) };
  }

  private async letIn(room: RoomReplica, account: string, until: number): Promise<StandIn['outcome']> {
    const lang = this.context.lang();
    const own = room.log.me?.leaf;
    const { kind } = room.summary;
    if (own === undefined || !isId(account) || !isRoomKind(kind)) return refuse('not_found', lang);
    const term: Term = { until, standsInFor: own };
    if (this.context.rules.policy.rooms[kind].declaration) {
      const invited = await this.invitations.invite(room.id, account, term);
      return invited.ok ? { ok: true, value: 'invited' } : invited;
    }
    await this.context.renew();
    const people = await this.colleagues(room);
    if (!people.ok) return people;
    const person = people.value.find((each) => each.account === account);
    if (person === undefined) return refuse('not_found', lang);
    const added = await this.rooms.add(room.id, person.leaf, term);
    return added.ok ? { ok: true, value: 'added' } : added;
  }
}

function here({ log }: RoomReplica, account: string): Seat | undefined {
  return log.leafAt(log.next - 1, account as Id);
}
