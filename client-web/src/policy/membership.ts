// SPDX-License-Identifier: EUPL-1.2
// Who may be in a room, open one, and write what in it. The same names, verdicts and order of checks as server/domain/membership.cpp.

import type { LeafFacts, RoomFacts } from './facts';
import { type Decision, deny, isContentless, kAllowed, type MemberSelector, type Policy, type RoomRules, type Sides } from './policy';
import { regie } from './steps';
import type { ItemType, RoomKind } from './words';

export const kMostLeaves = 64;
export const kDayMs = 86_400_000;

/** The organisation type for which a leaf acts: a pseudonym acts for a school, a guest for nobody (''). */
export function sideOf(leaf: LeafFacts): string {
  switch (leaf.leafClass) {
    case 'member':
      return leaf.orgType;
    case 'guest':
      return '';
    case 'pseudonym':
      return 'school';
  }
}

/** Does the leaf act for one of these sides, when the case is at this step? */
export function isOn(policy: Policy, sides: Sides, leaf: LeafFacts, step: number): boolean {
  const side = sideOf(leaf);
  return side !== '' && sides.some((each) => side === (each === 'regie' ? regie(policy, step) : each));
}

/** The selector that knows this person's class, organisation type and functie, in whatever phase. */
function selectorOf(rules: RoomRules, leaf: LeafFacts): MemberSelector | undefined {
  return rules.members.find(
    (each) => each.leafClass === leaf.leafClass && each.orgTypes.includes(leaf.orgType) && each.functies.includes(leaf.functie),
  );
}

/** A pseudonym is made for one room, a guest's certificate for one case. */
function isMadeFor(leaf: LeafFacts, room: RoomFacts): boolean {
  switch (leaf.leafClass) {
    case 'member':
      return true;
    case 'guest':
      return leaf.caseId === room.caseId;
    case 'pseudonym':
      return leaf.room === room.room;
  }
}

/** Another organisation of a type of which only one takes part. A pseudonym stands for a school that its peers may not know. */
function meetsAnotherOrganisation(rules: RoomRules, leaf: LeafFacts, room: RoomFacts): boolean {
  const side = sideOf(leaf);
  if (leaf.organisation === '' || !rules.oneOrganisationOf.includes(side)) return false;
  return room.roster.some(
    (each) => each.leaf !== leaf.leaf && sideOf(each) === side && each.organisation !== '' && each.organisation !== leaf.organisation,
  );
}

function momentFits(policy: Policy, rules: RoomRules, room: RoomFacts): Decision {
  if (!rules.phases.includes(room.phase)) return deny(policy, 'phase_not_allowed');
  if (!rules.steps.includes(room.step)) return deny(policy, 'step_not_allowed');
  return kAllowed;
}

/** May this person be added to this room as it is now? */
/** Where nobody is left of those who add others: then whoever acts for an organisation brings back one of them. */
export function lacksWhoAdds(policy: Policy, { kind, step, roster }: RoomFacts): boolean {
  return !roster.some((each) => isOn(policy, policy.rooms[kind].addBy, each, step));
}

/** May this author bring this candidate in? Whether the candidate fits is `mayJoin`'s to say. */
export function mayAdd(policy: Policy, author: LeafFacts, room: RoomFacts, candidate: LeafFacts): boolean {
  const adds = (each: LeafFacts) => isOn(policy, policy.rooms[room.kind].addBy, each, room.step);
  return adds(author) || (sideOf(author) !== '' && adds(candidate) && lacksWhoAdds(policy, room));
}

export function mayJoin(policy: Policy, candidate: LeafFacts, room: RoomFacts): Decision {
  const rules = policy.rooms[room.kind];
  if (room.caseClosed) return deny(policy, 'case_closed');
  if (!candidate.certificateValid) return deny(policy, 'certificate_invalid');
  if (isContentless(policy, candidate.functie)) return deny(policy, 'contentless_functie');
  const selector = selectorOf(rules, candidate);
  if (selector === undefined) return deny(policy, candidate.leafClass === 'guest' ? 'ouders_sluiten_niet_aan' : 'functie_not_in_room');
  if (!isMadeFor(candidate, room)) return deny(policy, 'certificate_invalid');
  if (candidate.relationDeclared && !rules.relationAllowed) return deny(policy, 'relation_declared');
  const moment = momentFits(policy, rules, room);
  if (!moment.allowed) return moment;
  if (!selector.phases.includes(room.phase)) return deny(policy, 'phase_not_allowed');
  if (rules.convenant && room.phase === 'identified' && !candidate.convenantValid) return deny(policy, 'convenant_missing');
  if (meetsAnotherOrganisation(rules, candidate, room)) return deny(policy, 'other_organisation');
  return kAllowed;
}

/** A colleague with the same functie in the same organisation, who stands in for nobody else; and not for longer than whom it stands in for. */
function mayStandInFor(absent: LeafFacts, candidate: LeafFacts): boolean {
  const members = absent.leafClass === 'member' && candidate.leafClass === 'member';
  const same = absent.organisation === candidate.organisation && absent.functie === candidate.functie;
  const inTime = absent.until === 0 || candidate.until <= absent.until;
  return members && same && inTime && absent.standsInFor === '' && absent.leaf !== candidate.leaf;
}

/**
 * For how long somebody joins a room at `at`: whoever is invited for a limited time, or stands in for a colleague who is in it (waarneming),
 * has an end to it, and nobody else has.
 */
export function termFits(policy: Policy, candidate: LeafFacts, room: RoomFacts, at: number): Decision {
  const { until, standsInFor } = candidate;
  const days = mostDays(policy, room.kind, candidate, standsInFor !== '');
  if (days === 0) return until === 0 ? kAllowed : deny(policy, 'entry_malformed');
  if (until <= at || until - at > days * kDayMs) return deny(policy, 'term_missing');
  if (standsInFor === '') return kAllowed;
  const absent = room.roster.find(({ leaf }) => leaf === standsInFor);
  return absent !== undefined && mayStandInFor(absent, candidate) ? kAllowed : deny(policy, 'not_a_colleague');
}

/** For how many days somebody takes part at most; 0: without an end. */
export function mostDays(policy: Policy, kind: RoomKind, leaf: LeafFacts, standsIn: boolean): number {
  return standsIn ? policy.waarnemingDays : (selectorOf(policy.rooms[kind], leaf)?.termDays ?? 0);
}

/** May this person open a room of room.kind? `room` is the room as it would begin: its roster is not looked at. */
export function mayOpen(policy: Policy, opener: LeafFacts, room: RoomFacts): Decision {
  const joins = mayJoin(policy, opener, { ...room, roster: [] });
  if (!joins.allowed) return joins;
  const rules = policy.rooms[room.kind];
  if (!isOn(policy, rules.openBy, opener, room.step)) return deny(policy, 'not_yours_to_open');
  const opening = rules.openings.find(({ phase }) => phase === room.phase);
  if (opening === undefined) return deny(policy, 'phase_not_allowed');
  return opening.steps.includes(room.step) ? kAllowed : deny(policy, 'step_not_allowed');
}

/** May this person put an item of this type into the room? */
export function mayAppendItem(policy: Policy, sender: LeafFacts, room: RoomFacts, type: ItemType): Decision {
  const rules = policy.rooms[room.kind];
  if (!room.roster.some(({ leaf }) => leaf === sender.leaf)) return deny(policy, 'not_a_member');
  if (room.caseClosed) return deny(policy, 'case_closed');
  if (room.closed) return deny(policy, 'room_closed');
  if (!sender.certificateValid) return deny(policy, 'certificate_invalid');
  if (sender.termOver) return deny(policy, 'term_over');
  if (sender.relationDeclared && !rules.relationAllowed) return deny(policy, 'relation_declared');
  const moment = momentFits(policy, rules, room);
  if (!moment.allowed) return moment;
  const admits = rules.itemTypes.includes(type) || (room.phase === 'identified' && rules.identifiedItemTypes.includes(type));
  // There is something to reveal for whoever is here under a pseudonym, and for nobody else (rule 10).
  const nothingToReveal = type === 'reveal' && sender.leafClass !== 'pseudonym';
  return admits && !nothingToReveal ? kAllowed : deny(policy, 'item_type_not_allowed');
}

/**
 * May this person take away, for everybody, the words of an item of this type, because they make the pupil identifiable (rule 11)? Also where
 * nothing can be written any more.
 */
export function mayRemoveItem(policy: Policy, reporter: LeafFacts, room: RoomFacts, type: ItemType): Decision {
  if (!room.roster.some(({ leaf }) => leaf === reporter.leaf)) return deny(policy, 'not_a_member');
  if (!reporter.certificateValid) return deny(policy, 'certificate_invalid');
  if (reporter.termOver) return deny(policy, 'term_over');
  // A room that names its case is the school's own, or one in which the pupil is known.
  if (room.phase === 'identified' || policy.rooms[room.kind].namesCase) return deny(policy, 'pupil_is_known');
  return type === 'text' || type === 'edit' ? kAllowed : deny(policy, 'item_type_not_allowed');
}

/** May this person take on a room that waits for somebody (room.pick_up)? */
export function mayPickUp(policy: Policy, member: LeafFacts, room: RoomFacts): Decision {
  if (!room.roster.some(({ leaf }) => leaf === member.leaf)) return deny(policy, 'not_a_member');
  if (room.caseClosed) return deny(policy, 'case_closed');
  if (room.closed) return deny(policy, 'room_closed');
  if (member.termOver) return deny(policy, 'term_over');
  return isOn(policy, policy.rooms[room.kind].pickUpBy, member, room.step) ? kAllowed : deny(policy, 'not_yours_to_pick_up');
}
