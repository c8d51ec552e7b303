// SPDX-License-Identifier: EUPL-1.2
// The cases one knows: those of one's own school, and those in which the pupil was made known. The signal is only the school team's.
import { kCaseList, kCaseOpen } from '../api/methods';
import type { CaseSummary } from '../api/shapes';
import { leafFactsOf } from '../policy/log_facts';
import { isOn } from '../policy/membership';
import { mayOpenNow } from '../policy/records';
import { numberOf, regie } from '../policy/steps';
import { type Id, isId, newId } from '../protocol/id';
import type { GroundPayload, IdentityPayload, Payload, SignalPayload } from '../protocol/payload';
import type { Leaf } from '../protocol/trust';
import { dossierView, factsNow, problemOf } from './dossier';
import type { Case, GroundCard, IdentityCard, KnownRoomKind, NewCase, Outcome, Person, Signal } from './model';
import { calledName } from './names';
import { composeRoom } from './new_room';
import { peopleFor, withoutLeaf } from './people';
import type { RoomReplica } from './room_replica';
import type { Rooms } from './rooms';
import { notMade, problem, refuse } from './words';
import type { WorkContext } from './work_context';

function signalOf({ behaviour, context, source, kind }: SignalPayload): Signal {
  return { behaviour, context, source, kind };
}

function cardOf({ givenName, familyName, birthDate, contact, aliases }: IdentityPayload): IdentityCard {
  return { givenName, familyName, birthDate, contact, aliases };
}

const kKnownRooms = ['melding', 'weegtafel', 'casusoverleg', 'opvolging', 'overdracht'] as const satisfies readonly KnownRoomKind[];

function groundOf({ type: _, ...ground }: GroundPayload): GroundCard {
  return ground;
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

  all(): readonly CaseSummary[] {
    return [...this.summaries.values()];
  }

  /** The words of rule 11; undefined for whoever does not hold the card. */
  card(id: string): IdentityCard | undefined {
    const identity = this.newestOf(id, 'identity');
    return identity === undefined ? undefined : cardOf(identity);
  }

  /** The card and the ground, for a room in which the pupil is known; nothing before that. */
  known(id: string): readonly Payload[] {
    const [identity, ground] = [this.newestOf(id, 'identity'), this.newestOf(id, 'ground')];
    return identity === undefined || ground === undefined ? [] : [identity, ground];
  }

  view(): readonly Case[] {
    const lang = this.context.lang();
    const { policy } = this.context.rules;
    return [...this.summaries.values()]
      .sort((a, b) => b.openedAt - a.openedAt)
      .map((summary) => {
        const { id, reference, step, phase, ageBand, openedAt, rooms, schoolName, continues, continuedBy } = summary;
        const team = this.team(id);
        const signal = newest(team, 'signal');
        const identity = this.newestOf(id, 'identity');
        const ground = this.newestOf(id, 'ground');
        const family = this.context.family(id);
        const read = team ?? this.rooms.ofCase(id).find(({ dossier }) => dossier !== undefined);
        return {
          ...{ id, reference, step, phase, ageBand, openedAt, rooms, schoolName, continues, continuedBy },
          mySide: team === undefined ? ('other' as const) : ('school' as const),
          regie: regie(policy, numberOf(step)) === 'gemeente' ? ('gemeente' as const) : ('school' as const),
          leadName: calledName(team?.log.lastKnown(summary.lead), lang),
          ...(signal === undefined ? {} : { signal: signalOf(signal) }),
          ...(identity === undefined ? {} : { identity: cardOf(identity) }),
          ...(ground === undefined ? {} : { ground: groundOf(ground) }),
          ...(family === undefined ? {} : { family }),
          openable: this.openable(summary, read),
          elsewhere: summary.elsewhere.map((kind) => ({ kind, problem: problem('room_open', lang) })),
          ...dossierView(policy, summary, read, lang),
        };
      });
  }

  /** The newest of a type in any of the case's rooms that are here; the school team's own where one is in it. */
  private newestOf<T extends Payload['type']>(id: string, type: T): Extract<Payload, { type: T }> | undefined {
    const others = this.rooms.ofCase(id).filter(({ summary }) => summary.phase === 'identified');
    return [this.team(id), ...others].map((room) => newest(room, type)).find((payload) => payload !== undefined);
  }

  private openable(summary: CaseSummary, read: RoomReplica | undefined): Case['openable'] {
    const { policy } = this.context.rules;
    const dossier = read?.dossier;
    const self = read?.log.me === undefined ? undefined : read.log.lastKnown(read.log.me.leaf);
    if (dossier === undefined || self === undefined) return [];
    const facts = factsNow(dossier, summary);
    const open = this.rooms.ofCase(summary.id).filter((room) => room.summary.phase === 'identified' && !room.summary.closed);
    const possible = kKnownRooms.filter((kind) => {
      const opener = leafFactsOf(self, this.context.serverNow());
      return isOn(policy, policy.rooms[kind].openBy, opener, numberOf(facts.step)) && !open.some((room) => room.summary.kind === kind);
    });
    return possible.flatMap((kind) => {
      const { decision, missing } = mayOpenNow(policy, facts, kind, 'identified');
      if (!decision.allowed && decision.code !== 'condition_missing') return [];
      if (summary.elsewhere.includes(kind)) return [{ kind, missing: [problem('room_open', this.context.lang())] }];
      return [{ kind, missing: missing.filter(dossier.knows).map((each) => problemOf(each, this.context.lang())) }];
    });
  }

  /** The room in which the case is kept, as far as it is known here. */
  team(id: string): RoomReplica | undefined {
    const rooms = this.get(id)?.rooms.map((room) => this.rooms.get(room));
    return rooms?.find((room) => room?.summary.kind === 'schoolteam');
  }

  private readRecords(id: string): void {
    const [first] = this.rooms.ofCase(id).filter(({ admitsRecords, items }) => admitsRecords && items.complete);
    if (first !== undefined) this.rooms.readRecords(first.id);
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
    const { continues } = input;
    if (self === undefined) return refuse('not_certified', lang);
    if (continues !== '' && !isId(continues)) return refuse('not_found', lang);
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
    const opened = await this.context.call(kCaseOpen, { case: id, age_band: input.ageBand, lead, room: room.value, continues });
    if (!opened.ok) return opened;
    this.changed(opened.value.case);
    await this.rooms.adopt(opened.value.room);
    // The server tells others that the earlier case goes on; this device asks.
    if (continues !== '') await this.sync();
    return { ok: true, value: id };
  }
}
