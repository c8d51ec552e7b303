// SPDX-License-Identifier: EUPL-1.2
// Who is invited to a room in which the pupil is known, and what they declared (rule 15). Whoever may invite admits by this device who
// declared, provably, to have no relation to the pupil, and removes who had to leave.
import { kInvitationAnswer, kInvitationList, kInvitationOfRoom, kRelationDeclare, kRoomInvite } from '../api/methods';
import type { Notification } from '../api/notifications';
import type { InvitationAnswer, InvitedAnswer } from '../api/shapes';
import { toBase64url } from '../crypto/base64url';
import { verifyKey } from '../crypto/ed25519';
import type { LeafFacts, RoomFacts } from '../policy/facts';
import { leafFactsOf, roomFactsOf } from '../policy/log_facts';
import { isOn, lacksWhoAdds, mayAdd } from '../policy/membership';
import { isRoomKind } from '../policy/words';
import { signDeclaration, verifyDeclaration } from '../protocol/declaration';
import type { Id } from '../protocol/id';
import { openInvitation, sealInvitation } from '../protocol/invitation';
import type { Term } from '../protocol/log_entry';
import { signedJson } from '../protocol/signed';
import { hasBeenRevoked, type Leaf } from '../protocol/trust';
import type { Cases } from './cases';
import type { Invitation, Invited, Outcome, Person, Room } from './model';
import { calledName } from './names';
import { peopleFor, validLeaf, withoutLeaf } from './people';
import type { RoomReplica } from './room_replica';
import type { Rooms } from './rooms';
import { Serial } from './serial';
import { refuse } from './words';
import type { WorkContext } from './work_context';

const done: Outcome<void> = { ok: true, value: undefined };

interface Known extends Invited {
  /** of who had to leave */
  readonly readTo: number;
  /** the leaf of who they will stand in for */
  readonly standsInFor: Id | '';
}

export class Invitations {
  private invitations: readonly Invitation[] = [];
  private readonly known = new Map<Id, readonly Known[]>();
  /** One admission after another: two at once would be the same person twice. */
  private readonly turn = new Serial();

  constructor(
    private readonly context: WorkContext,
    private readonly rooms: Rooms,
    private readonly cases: Cases,
  ) {}

  view(): readonly Invitation[] {
    return this.invitations;
  }

  of(room: RoomReplica): Pick<Room, 'canInvite' | 'lacksRegie' | 'invited' | 'relations'> {
    const known = this.known.get(room.id) ?? [];
    return {
      canInvite: this.mayInvite(room) || this.lacksRegie(room),
      lacksRegie: this.lacksRegie(room),
      invited: this.invitedTo(room),
      relations: known.filter(({ readTo, state }) => readTo > 0 && state === 'relation'),
    };
  }

  /** One's own invitations, each with the name that was sealed to one. */
  async list(): Promise<Outcome<void>> {
    const listed = await this.context.call(kInvitationList, {});
    if (!listed.ok) return listed;
    const opened = await Promise.all(listed.value.map((each) => this.opened(each)));
    this.invitations = opened.flatMap((each) => (each === undefined ? [] : [each]));
    this.context.changed();
    return done;
  }

  notified(notification: Notification): void {
    switch (notification.kind) {
      case 'invitation.new':
        void this.list();
        break;
      case 'invitation.answered':
        void this.admit(notification.room);
        break;
      case 'relation.declared':
        void this.putOut(notification.room, notification.leaf);
        break;
      case 'room.new':
        void this.list();
        break;
      default:
        break;
    }
  }

  /** What was answered, and who left, while this device was away. */
  async admitAll(): Promise<void> {
    for (const { id, caseId } of this.rooms.view()) if (caseId !== '') await this.admit(id as Id);
  }

  async invitable(room: Id): Promise<Outcome<readonly Person[]>> {
    const replica = this.rooms.get(room);
    if (replica === undefined || replica.summary.caseId === '') return refuse('not_found', this.context.lang());
    const people = await peopleFor(this.context, replica.summary.kind, replica.summary.caseId);
    if (!people.ok) return people;
    const here = new Set<string>(replica.log.state?.leaves.map(({ leaf }) => leaf));
    for (const { account } of this.known.get(room) ?? []) here.add(account);
    const others = people.value.filter(({ account, leaf }) => !here.has(account) && this.mayBring(replica, leaf));
    return { ok: true, value: others.map(withoutLeaf) };
  }

  /** For as long as `term` says; whoever stands in for one may be invited by anybody who takes part. */
  async invite(room: Id, account: string, term: Term): Promise<Outcome<void>> {
    const lang = this.context.lang();
    const replica = this.rooms.get(room);
    const caseId = replica?.summary.caseId ?? '';
    const card = this.cases.card(caseId);
    if (replica === undefined || caseId === '' || card === undefined) return refuse('not_found', lang);
    await this.context.renew();
    const people = await peopleFor(this.context, replica.summary.kind, caseId);
    if (!people.ok) return people;
    const person = people.value.find((each) => each.account === account);
    if (person === undefined) return refuse('not_found', lang);
    if (!this.declaresFirst(replica)) return this.bringBack(replica, person.leaf, term);
    const { givenName, familyName, birthDate } = card;
    const { leaf, certificate } = person.leaf;
    const sealed = await sealInvitation(certificate.seal, room, leaf, { givenName, familyName, birthDate });
    if (!sealed.ok) return refuse('certificate_revoked', lang);
    const { enc, ct } = sealed.value;
    const invited = await this.context.call(kRoomInvite, {
      ...{ room, account: leaf, enc: toBase64url(enc), ct: toBase64url(ct) },
      ...{ until: term.until, for: term.standsInFor },
    });
    return invited.ok ? this.read(replica) : invited;
  }

  async answer(room: Id, relation: boolean): Promise<Outcome<void>> {
    const invitation = this.invitations.find((each) => each.room === room);
    if (invitation === undefined) return refuse('not_found', this.context.lang());
    const declaration = await this.declaration(room, invitation.caseId as Id, relation);
    const answered = await this.context.call(kInvitationAnswer, { room, declaration });
    return answered.ok ? this.list() : answered;
  }

  /** Before a room is opened, and at any time later. */
  async declare(room: Id, caseId: Id, relation: boolean): Promise<Outcome<void>> {
    const declaration = await this.declaration(room, caseId, relation);
    const declared = await this.context.call(kRelationDeclare, { room, declaration });
    return declared.ok ? done : declared;
  }

  async declareRelation(room: Id): Promise<Outcome<void>> {
    const caseId = this.rooms.get(room)?.summary.caseId ?? '';
    return caseId === '' ? refuse('not_found', this.context.lang()) : this.declare(room, caseId, true);
  }

  private async declaration(room: Id, caseId: Id, relation: boolean) {
    const { keys } = this.context;
    const declared = { room, case: caseId, account: keys.account, relation, at: Math.round(this.context.serverNow()) };
    return signedJson(await signDeclaration(keys.person.sign, declared));
  }

  private async opened(answer: InvitationAnswer): Promise<Invitation | undefined> {
    const { keys } = this.context;
    const about = await openInvitation(keys.person.seal, answer.room, keys.account, answer);
    if (!about.ok) return undefined;
    const { enc: _, ct: __, ...told } = answer;
    return { ...told, ...about.value };
  }

  private invitedTo({ id, log }: RoomReplica): readonly Known[] {
    const present = new Set<string>(log.state?.leaves.map(({ leaf }) => leaf));
    return (this.known.get(id) ?? []).filter(({ readTo, account }) => readTo === 0 && !present.has(account));
  }

  /** Where nobody declares anything, whoever is brought back joins at once. */
  private async bringBack(replica: RoomReplica, leaf: Leaf, term: Term): Promise<Outcome<void>> {
    const added = await this.rooms.add(replica.id, leaf, term);
    if (added.ok && replica.summary.phase === 'identified') await this.showCard(replica);
    return added;
  }

  private isOpen({ log, summary }: RoomReplica): boolean {
    return !summary.closed && log.state?.closed === false;
  }

  /** One declares before one joins, so that people are invited: by regie, and by anybody who lets a colleague stand in. */
  private declaresFirst({ summary }: RoomReplica): boolean {
    return isRoomKind(summary.kind) && this.context.rules.policy.rooms[summary.kind].declaration;
  }

  private isInvitedTo(room: RoomReplica): boolean {
    return this.isOpen(room) && this.declaresFirst(room);
  }

  /** Whoever is blocked is out with the next entry. */
  private factsOf({ log, summary }: RoomReplica): { readonly self: LeafFacts; readonly facts: RoomFacts } | undefined {
    const now = this.context.serverNow();
    const found = log.state === undefined ? undefined : roomFactsOf(log.state, now);
    const self = found?.roster.find(({ leaf }) => leaf === log.me?.leaf);
    if (log.state === undefined || found === undefined || self === undefined) return undefined;
    const trust = this.context.trust();
    const blocked = new Set<string>(log.state.leaves.filter((seat) => hasBeenRevoked(trust, seat)).map(({ leaf }) => leaf));
    const roster = found.roster.filter(({ leaf, termOver }) => !termOver && !blocked.has(leaf));
    return { self, facts: { ...found, step: summary.step, roster } };
  }

  private mayInvite(room: RoomReplica): boolean {
    const found = this.isInvitedTo(room) ? this.factsOf(room) : undefined;
    const { policy } = this.context.rules;
    return found !== undefined && isOn(policy, policy.rooms[found.facts.kind].addBy, found.self, found.facts.step);
  }

  /** Of a room of a case that one knows: nobody is left of those who add others to it. */
  private lacksRegie(room: RoomReplica): boolean {
    const found = this.isOpen(room) && room.summary.caseId !== '' ? this.factsOf(room) : undefined;
    return found !== undefined && lacksWhoAdds(this.context.rules.policy, found.facts);
  }

  private mayBring(room: RoomReplica, leaf: Leaf): boolean {
    const found = this.factsOf(room);
    if (found === undefined) return false;
    return mayAdd(this.context.rules.policy, found.self, found.facts, leafFactsOf(leaf, this.context.serverNow()));
  }

  private async read(room: RoomReplica): Promise<Outcome<void>> {
    const invited = await this.context.call(kInvitationOfRoom, { room: room.id });
    if (!invited.ok) return invited;
    const known = await Promise.all(invited.value.map((each) => this.knownOf(room, each)));
    this.known.set(room.id, known);
    this.context.changed(room.id);
    return done;
  }

  /** By the certificate's own key, for this room of this case: the server's word for it is not enough. */
  private async knownOf(room: RoomReplica, answer: InvitedAnswer): Promise<Known> {
    const { id, summary, log } = room;
    const { account, cert, declaration, at, readTo, until, standsInFor } = answer;
    const leaf = await validLeaf(this.context, this.context.trust(), cert);
    const name = leaf?.certificate.kind === 'member' ? leaf.certificate : undefined;
    const key = leaf === undefined ? undefined : await verifyKey(leaf.certificate.sign);
    const verified = key?.ok !== true || declaration === null ? undefined : await verifyDeclaration(key.value, declaration);
    const declared = verified?.ok === true ? verified.value : undefined;
    const fits = declared?.room === id && declared.case === summary.caseId && declared.account === account && leaf?.leaf === account;
    // Whoever had to leave may have declared so in another room of the case.
    const relation = readTo > 0 || (fits && declared.relation);
    const state = relation ? 'relation' : fits ? 'declared' : 'waiting';
    const inPlaceOf = standsInFor === '' ? '' : calledName(log.lastKnown(standsInFor), this.context.lang());
    const who = { account, name: name?.name ?? '', functie: name?.functie ?? '', orgName: leaf?.issuer.name ?? '' };
    return { ...who, at, state, readTo, until, standsInFor, inPlaceOf };
  }

  /** Everybody who declared to have no relation: added, with the card and the ground, which were there before them. */
  private admit(room: Id): Promise<void> {
    return this.turn.run(async () => {
      const replica = this.rooms.get(room);
      if (replica === undefined || replica.broken !== undefined || !this.isInvitedTo(replica)) return;
      if (!(await this.read(replica)).ok) return;
      if (this.mayInvite(replica)) await this.removeLeft(replica);
      const waiting = this.invitedTo(replica).filter(({ state }) => state === 'declared');
      if (waiting.length === 0 || replica.summary.caseId === '') return;
      await this.context.renew();
      const people = await peopleFor(this.context, replica.summary.kind, replica.summary.caseId);
      if (!people.ok) return;
      for (const { account, until, standsInFor } of waiting) {
        const person = people.value.find((each) => each.account === account);
        if (person !== undefined && (await this.rooms.add(room, person.leaf, { until, standsInFor })).ok) await this.showCard(replica);
      }
      await this.read(replica);
    });
  }

  private async showCard({ id, summary }: RoomReplica): Promise<void> {
    for (const payload of this.cases.known(summary.caseId)) await this.rooms.post(id, payload);
  }

  private putOut(room: Id, leaf: Id): Promise<void> {
    return this.turn.run(async () => {
      const replica = this.rooms.get(room);
      if (replica === undefined || !this.mayInvite(replica)) return;
      await this.rooms.remove(room, leaf);
      await this.read(replica);
    });
  }

  /** Whoever had to leave while nobody who may remove was there. */
  private async removeLeft(replica: RoomReplica): Promise<void> {
    const left = new Set<string>((this.known.get(replica.id) ?? []).filter(({ readTo }) => readTo > 0).map(({ account }) => account));
    for (const { leaf } of replica.log.state?.leaves ?? []) if (left.has(leaf)) await this.rooms.remove(replica.id, leaf);
  }
}
