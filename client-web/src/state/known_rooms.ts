// SPDX-License-Identifier: EUPL-1.2
// The rooms in which the pupil is known: the act by which the school makes it so (rule 9), and those that are opened after it.
import { kRoomCreate } from '../api/methods';
import { kNoCase } from '../policy/log_facts';
import { numberOf } from '../policy/steps';
import { type Id, newId } from '../protocol/id';
import type { GroundPayload, Payload } from '../protocol/payload';
import type { Leaf } from '../protocol/trust';
import type { Cases } from './cases';
import type { Invitations } from './invitations';
import type { CaseRecord, KnownRoomKind, Outcome } from './model';
import { composeRoom } from './new_room';
import { peopleFor } from './people';
import type { Rooms } from './rooms';
import { notMade, refuse } from './words';
import type { WorkContext } from './work_context';

const kGrounds: Readonly<Record<string, string>> = {
  ground_consent: 'toestemming',
  ground_known: 'bekendgemaakt',
  ground_risk: 'veiligheidsrisico',
};

/** The ground as the dossier of the school has it last; undefined when there is none. */
function groundOf(records: readonly CaseRecord[]): GroundPayload | undefined {
  const recorded = records.findLast(({ record }) => record in kGrounds);
  if (recorded === undefined) return undefined;
  const { record, fields, text, texts, by, at } = recorded;
  const approval = records.findLast((each) => each.record === 'ground_approval' && each.at >= at);
  const { on = '', whom = '', inform_by: informBy = '' } = fields;
  return { type: 'ground', ground: kGrounds[record] ?? '', on, whom, informBy, text, texts, by, approvedBy: approval?.by ?? '' };
}

export class KnownRooms {
  constructor(
    private readonly context: WorkContext,
    private readonly rooms: Rooms,
    private readonly cases: Cases,
    private readonly invitations: Invitations,
    private readonly self: () => Promise<Leaf | undefined>,
  ) {}

  /** To the people of the gemeente in the anonymous report, and the colleagues who took part in it under their own name. */
  async makeKnown(caseId: string): Promise<Outcome<string>> {
    const lang = this.context.lang();
    const found = this.cases.view().find(({ id }) => id === caseId);
    const card = found?.identity;
    const ground = groundOf(found?.records ?? []);
    const report = this.rooms.ofCase(caseId).find(({ summary }) => summary.kind === 'melding' && !summary.closed);
    const self = await this.self();
    if (found === undefined || card === undefined || ground === undefined) return refuse('room_not_ready', lang);
    if (self === undefined) return refuse('not_certified', lang);
    const named = (report?.log.state?.leaves ?? []).filter(({ certificate }) => certificate.kind === 'member');
    const others = named.filter(({ leaf }) => leaf !== self.leaf);
    // Without a report of one's own to take its people from: everybody at the gemeente who may be there.
    const people = others.length > 0 ? { ok: true as const, value: others } : await this.gemeente(found.id);
    if (!people.ok) return people;
    if (people.value.length === 0) return refuse('no_partner', lang);
    return this.make(
      'melding',
      'report_opened',
      kNoCase as Id,
      found.id as Id,
      newId(),
      [self, ...people.value],
      [{ type: 'identity', ...card }, ground],
    );
  }

  async open(caseId: string, kind: KnownRoomKind, noRelation: boolean): Promise<Outcome<string>> {
    const lang = this.context.lang();
    const { policy } = this.context.rules;
    const summary = this.cases.get(caseId);
    const known = this.cases.known(caseId);
    const self = await this.self();
    if (summary === undefined || kind === 'melding') return refuse('not_found', lang);
    if (known.length === 0) return refuse('room_not_ready', lang);
    if (self === undefined) return refuse('not_certified', lang);
    const room = newId();
    if (policy.rooms[kind].declaration) {
      const declared = noRelation ? await this.invitations.declare(room, summary.id, false) : refuse('declaration_missing', lang, '15');
      if (!declared.ok) return declared;
    }
    return this.make(kind, 'room_opened', summary.id, summary.id, room, [self, ...this.reportSchool(caseId, kind)], known);
  }

  /** The handover is with the school, which knows the pupil anyway. */
  private reportSchool(caseId: string, kind: KnownRoomKind): readonly Leaf[] {
    if (kind !== 'overdracht') return [];
    const report = this.rooms.ofCase(caseId).find(({ summary }) => summary.kind === 'melding' && summary.phase === 'identified');
    return (report?.log.state?.leaves ?? []).filter(({ issuer, certificate }) => issuer.type === 'school' && certificate.kind === 'member');
  }

  private async gemeente(caseId: string): Promise<Outcome<readonly Leaf[]>> {
    const people = await peopleFor(this.context, 'melding', caseId as Id);
    if (!people.ok) return people;
    return { ok: true, value: people.value.map(({ leaf }) => leaf).filter(({ issuer }) => issuer.type === 'gemeente') };
  }

  private async make(
    kind: string,
    event: 'report_opened' | 'room_opened',
    named: Id,
    caseId: Id,
    room: Id,
    leaves: readonly Leaf[],
    first: readonly Payload[],
  ): Promise<Outcome<string>> {
    await this.context.renew();
    const step = numberOf(this.cases.get(caseId)?.step ?? '1');
    const by = this.context.keys.asMember();
    const { rules } = this.context;
    const plan = { room, case: named, kind, phase: 'identified' as const, step, event, by, leaves, first };
    const composed = await composeRoom(plan, rules, this.context.trust(), this.context.serverNow());
    if (!composed.ok) return notMade(composed.failure, rules.policy, this.context.lang());
    const created = await this.context.call(kRoomCreate, { case: caseId, room: composed.value });
    if (!created.ok) return created;
    await this.rooms.adopt(created.value);
    await Promise.all([this.cases.sync(), this.rooms.list()]);
    return { ok: true, value: room };
  }
}
