// SPDX-License-Identifier: EUPL-1.2
// The cases of one's own school: opening one, and the signal and the pupil's card, which only its school team can read.
import { kCaseList, kCaseOpen } from '../api/methods';
import type { CaseSummary } from '../api/shapes';
import { numberOf, regie } from '../policy/steps';
import { type Id, isId, newId } from '../protocol/id';
import type { IdentityPayload, Payload, SignalPayload } from '../protocol/payload';
import type { Leaf } from '../protocol/trust';
import { dossierView } from './dossier';
import type { Case, IdentityCard, NewCase, Outcome, Person, Signal } from './model';
import { calledName } from './names';
import { composeRoom } from './new_room';
import { peopleFor, withoutLeaf } from './people';
import type { RoomReplica } from './room_replica';
import type { Rooms } from './rooms';
import { notMade, refuse } from './words';
import type { WorkContext } from './work_context';

function signalOf({ behaviour, context, source, kind }: SignalPayload): Signal {
  return { behaviour, context, source, kind };
}

function cardOf({ givenName, familyName, birthDate, contact, aliases }: IdentityPayload): IdentityCard {
  return { givenName, familyName, birthDate, contact, aliases };
}

/** The newest of a type among what this device has of the room. */
function newest<T extends Payload['type']>(team: RoomReplica | undefined, type: T): Extract<Payload, { type: T }> | undefined {
  const payloads = team?.items.all.map(({ payload }) => payload) ?? [];
  return payloads.findLast((payload): payload is Extract<Payload, { type: T }> => payload?.type === type);
}

export class Cases {
  private summaries = new Map<Id, CaseSummary>();

  constructor(
    private readonly context: WorkContext,
    private readonly rooms: Rooms,
    private readonly self: () => Promise<Leaf | undefined>,
  ) {}

  async sync(): Promise<Outcome<void>> {
    const cases = await this.context.call(kCaseList, {});
    if (!cases.ok) return cases;
    this.summaries = new Map(cases.value.map((one) => [one.id, one]));
    for (const { id } of cases.value) this.readRecords(id);
    this.context.changed();
    return { ok: true, value: undefined };
  }

  changed(summary: CaseSummary): void {
    this.summaries.set(summary.id, summary);
    this.readRecords(summary.id);
    this.context.changed();
  }

  get(id: string): CaseSummary | undefined {
    return isId(id) ? this.summaries.get(id) : undefined;
  }

  /** The words of rule 11; undefined for whoever does not hold the card. */
  card(id: string): IdentityCard | undefined {
    const identity = newest(this.team(id), 'identity');
    return identity === undefined ? undefined : cardOf(identity);
  }

  view(): readonly Case[] {
    const lang = this.context.lang();
    return [...this.summaries.values()]
      .sort((a, b) => b.openedAt - a.openedAt)
      .map((summary) => {
        const { id, reference, step, phase, ageBand, openedAt, rooms } = summary;
        const team = this.team(id);
        const signal = newest(team, 'signal');
        const identity = newest(team, 'identity');
        return {
          ...{ id, reference, step, phase, ageBand, openedAt, rooms },
          regie: regie(this.context.rules.policy, numberOf(step)) === 'gemeente' ? ('gemeente' as const) : ('school' as const),
          leadName: calledName(team?.log.lastKnown(summary.lead), lang),
          ...(signal === undefined ? {} : { signal: signalOf(signal) }),
          ...(identity === undefined ? {} : { identity: cardOf(identity) }),
          ...dossierView(this.context.rules.policy, summary, team, lang),
        };
      });
  }

  /** The room in which the case is kept, as far as it is known here. */
  team(id: string): RoomReplica | undefined {
    const rooms = this.get(id)?.rooms.map((room) => this.rooms.get(room));
    return rooms?.find((room) => room?.summary.kind === 'schoolteam');
  }

  private readRecords(id: string): void {
    const team = this.team(id);
    if (team !== undefined) this.rooms.readRecords(team.id);
  }

  async colleagues(): Promise<Outcome<readonly Person[]>> {
    const people = await peopleFor(this.context, 'schoolteam', '');
    if (!people.ok) return people;
    return { ok: true, value: people.value.filter(({ account }) => account !== this.context.keys.account).map(withoutLeaf) };
  }

  /** The case, its school team, the signal and the card: all of it or nothing. */
  async open(input: NewCase): Promise<Outcome<string>> {
    const lang = this.context.lang();
    const self = await this.self();
    if (self === undefined) return refuse('not_certified', lang);
    const people = await peopleFor(this.context, 'schoolteam', '');
    if (!people.ok) return people;
    const team: Leaf[] = [];
    for (const account of new Set(input.team)) {
      const found = people.value.find((person) => person.account === account);
      if (found === undefined) return refuse('not_found', lang);
      if (found.leaf.leaf !== self.leaf) team.push(found.leaf);
    }
    const lead = input.lead === '' ? self.leaf : [self, ...team].find(({ leaf }) => leaf === input.lead)?.leaf;
    if (lead === undefined) return refuse('lead_not_in_team', lang);
    const id = newId();
    const room = await composeRoom(
      {
        ...{ room: newId(), case: id, kind: 'schoolteam', phase: 'anonymous', step: 1, event: 'case_opened' },
        by: this.context.keys.asMember(),
        leaves: [self, ...team],
        first: [
          { type: 'signal', ...input.signal },
          { type: 'identity', ...input.identity },
        ],
      },
      this.context.rules,
      this.context.trust(),
      this.context.serverNow(),
    );
    if (!room.ok) return notMade(room.failure, this.context.rules.policy, lang);
    const opened = await this.context.call(kCaseOpen, { case: id, age_band: input.ageBand, lead, room: room.value });
    if (!opened.ok) return opened;
    this.changed(opened.value.case);
    await this.rooms.adopt(opened.value.room);
    return { ok: true, value: id };
  }
}
