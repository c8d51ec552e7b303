// SPDX-License-Identifier: EUPL-1.2
// Turning to the gemeente: a `consult` or a `melding`, with all aandachtsfunctionarissen of the school's gemeente, under one's own name or a
// pseudonym.
import { kRoomCreate, kRoomPickUp, kRoomPseudonym } from '../api/methods';
import { toBase64url } from '../crypto/base64url';
import { equalConstantTime } from '../crypto/bytes';
import { kNoCase } from '../policy/log_facts';
import { isClosed, numberOf } from '../policy/steps';
import { type Id, newId } from '../protocol/id';
import type { Leaf } from '../protocol/trust';
import type { Cases } from './cases';
import type { LeafKeys } from './keys';
import type { NewReport, Outcome, Person } from './model';
import { composeRoom } from './new_room';
import { type KnownPerson, peopleFor, validLeaf, withoutLeaf } from './people';
import type { Rooms } from './rooms';
import { denied, notMade, refuse } from './words';
import type { WorkContext } from './work_context';

const kOpened = { consult: 'consult_opened', melding: 'report_opened' } as const;
export type GemeenteRoom = keyof typeof kOpened;

interface Asker {
  readonly keys: LeafKeys;
  readonly leaf: Leaf;
}

export class Consults {
  constructor(
    private readonly context: WorkContext,
    private readonly rooms: Rooms,
    private readonly cases: Cases,
    private readonly self: () => Promise<Leaf | undefined>,
  ) {}

  async partners(caseId: string): Promise<Outcome<readonly Person[]>> {
    const partners = await this.gemeente('consult', caseId);
    return partners.ok ? { ok: true, value: partners.value.map(withoutLeaf) } : partners;
  }

  /** The text has passed the check of rule 11. */
  async start(kind: GemeenteRoom, input: NewReport): Promise<Outcome<string>> {
    const lang = this.context.lang();
    const summary = this.cases.get(input.caseId);
    if (summary === undefined) return refuse('not_found', lang);
    if (isClosed(summary.step)) return denied(this.context.rules.policy.denials.case_closed, lang);
    await this.context.renew();
    const partners = await this.gemeente(kind, summary.id);
    if (!partners.ok) return partners;
    if (partners.value.length === 0) return refuse('no_partner', lang);
    const room = newId();
    const asker = input.as === 'name' ? await this.named() : await this.pseudonym(summary.id, room, input.showSchool);
    if (!asker.ok) return asker;
    const composed = await composeRoom(
      {
        ...{ room, case: kNoCase as Id, kind, phase: 'anonymous', step: numberOf(summary.step), event: kOpened[kind] },
        by: asker.value.keys,
        leaves: [asker.value.leaf, ...partners.value.map(({ leaf }) => leaf)],
        first: [{ type: 'text', text: input.text, title: input.title, replyTo: '' }],
      },
      this.context.rules,
      this.context.trust(),
      this.context.serverNow(),
    );
    if (!composed.ok) return notMade(composed.failure, this.context.rules.policy, lang);
    const created = await this.context.call(kRoomCreate, { case: summary.id, room: composed.value });
    if (!created.ok) return created;
    await this.cases.sync();
    await this.rooms.adopt(created.value);
    return { ok: true, value: room };
  }

  async pickUp(room: Id): Promise<Outcome<void>> {
    const picked = await this.context.call(kRoomPickUp, { room });
    if (!picked.ok) return picked;
    await this.rooms.adopt(picked.value);
    return { ok: true, value: undefined };
  }

  private async gemeente(kind: GemeenteRoom, caseId: string): Promise<Outcome<readonly KnownPerson[]>> {
    const summary = this.cases.get(caseId);
    if (summary === undefined) return refuse('not_found', this.context.lang());
    const people = await peopleFor(this.context, kind, summary.id);
    if (!people.ok) return people;
    return {
      ok: true,
      value: people.value.filter(({ leaf, functie }) => leaf.issuer.type === 'gemeente' && functie === 'aandachtsfunctionaris'),
    };
  }

  private async named(): Promise<Outcome<Asker>> {
    const leaf = await this.self();
    if (leaf === undefined) return refuse('not_certified', this.context.lang());
    return { ok: true, value: { keys: this.context.keys.asMember(), leaf } };
  }

  private async pseudonym(caseId: Id, room: Id, showSchool: boolean): Promise<Outcome<Asker>> {
    const keys = await this.context.keys.asPseudonym(room);
    const own = { leaf: keys.leaf, sign: toBase64url(keys.sign.publicKey), seal: toBase64url(keys.seal.publicKey) };
    const issued = await this.context.call(kRoomPseudonym, { case: caseId, room, ...own, show_school: showSchool });
    if (!issued.ok) return issued;
    const leaf = await validLeaf(this.context, this.context.trust(), issued.value);
    const certificate = leaf?.certificate;
    const mine =
      certificate?.kind === 'pseudonym' &&
      certificate.leaf === keys.leaf &&
      certificate.room === room &&
      equalConstantTime(certificate.sign, keys.sign.publicKey) &&
      equalConstantTime(certificate.seal, keys.seal.publicKey) &&
      (certificate.school === '') === !showSchool;
    // A certificate that says more than was asked (the school's name) would give away what the person chose to keep.
    if (leaf === undefined || !mine) return refuse('bad_pseudonym', this.context.lang());
    return { ok: true, value: { keys, leaf } };
  }
}
