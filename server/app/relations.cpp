// SPDX-License-Identifier: EUPL-1.2
// Inviting somebody to a room in which the pupil is known, their declaration, and what happens at once when somebody declares a relation.
#include "server/app/relations.hpp"

#include <algorithm>

#include "crypto/declaration.hpp"
#include "server/app/summaries.hpp"
#include "server/app/use_cases.hpp"
#include "server/domain/log_facts.hpp"
#include "server/domain/membership.hpp"

namespace beraad::app {
namespace {

// How far a declaration's own time may be from the server's.
constexpr TimeMs kMostApartMs = TimeMs{5} * 60 * 1000;

Refusal denied(World const& world, domain::DenialCode code) {
  return world.policy.deny(code).denial();
}

bool is_blocked(crypto::Trust const& trust, crypto::RoomState const& state, LeafId const& id) {
  auto const* const leaf = crypto::find_leaf(state.roster, id);
  return leaf != nullptr && is_revoked(trust, leaf->who);
}

struct Host {
  RoomSeen seen;
  domain::RoomFacts facts;
  domain::LeafFacts own;
};

// The room, for somebody who takes part in it.
Outcome<Host> host(World const& world, db::Stores const& stores, Me const& me, RoomId const& id) {
  auto seen = find_room(stores, id, me.id());
  if (!seen) return seen.error();
  auto const state = world.rooms.of(stores, world.trust(), seen->room);
  if (!state) return state.error();
  auto facts = room_facts_now(**state, static_cast<int>(seen->room.step));
  auto const* const own = crypto::find_leaf((*state)->roster, seen->leaf.leaf);
  if (!facts || own == nullptr) return Fault::kInternal;
  if (!world.policy.room(facts->kind).declaration) return denied(world, domain::DenialCode::kNotYoursToAdd);
  // Whoever is blocked is out with the next entry.
  std::erase_if(facts->roster, [&](domain::LeafFacts const& each) { return is_blocked(world.trust(), **state, each.leaf); });
  return Host{std::move(*seen), std::move(*facts), facts_now(world, *own)};
}

Outcome<Invitation> invitation_for(db::Stores const& stores, db::RoomInvitation const& stored) {
  auto const room = stores.rooms.find(stored.room);
  if (!room) return room.error();
  auto const kind = domain::of_word<RoomKind>(room->kind);
  auto const school = stores.organisations.find(room->school);
  auto const by = stores.accounts.person(account_of(stored.by));
  if (!kind) return Fault::kInternal;
  if (!school) return school.error();
  if (!by) return by.error();
  Invitation out{room->id,     room->of_case, *kind,      room->reference, school->name, by->name,
                 by->org_name, stored.at,     stored.enc, stored.ct,       stored.until, {}};
  if (!stored.stands_in_for) return out;
  auto const absent = stores.accounts.person(account_of(*stored.stands_in_for));
  if (!absent) return absent.error();
  out.for_name = absent->name;
  return out;
}

// Signed by the caller, for this room of this case, now.
Outcome<crypto::Declaration> declared_by(World const& world, Me const& me, RoomId const& room, CaseId const& of_case,
                                         Signed const& object) {
  if (!me.is_active() || !me.account.certificate) return denied(world, domain::DenialCode::kCertificateInvalid);
  auto const who = world.trust().verify_leaf(loaded(me.account.certificate->cert), world.now);
  if (!who) return denied(world, domain::DenialCode::kCertificateInvalid);
  auto declaration = crypto::verify_declaration(crypto::sign_of(who->certificate), object);
  if (!declaration) return Fault::kBadSignature;
  bool const fits = declaration->room == room && declaration->case_id == of_case && declaration->account == me.id();
  bool const fresh = declaration->at <= world.now + kMostApartMs && declaration->at + kMostApartMs >= world.now;
  if (!fits || !fresh) return Fault::kBadRequest;
  return std::move(*declaration);
}

Outcome<Done> keep(db::Stores& stores, World const& world, crypto::Declaration const& declaration, Signed const& object) {
  db::Declaration const record{declaration.case_id, declaration.account, declaration.room, declaration.relation, world.now, stored(object)};
  if (auto const kept = stores.relations.declare(record); !kept) return kept.error();
  return Done{};
}

Outcome<std::uint64_t> received_by(db::Stores const& stores, db::RoomNo room, LeafId const& leaf) {
  auto const cursors = stores.cursors.of_room(room);
  if (!cursors) return cursors.error();
  std::uint64_t most = 0;
  for (auto const& each : *cursors)
    if (each.leaf == leaf) most = std::max(most, each.seq);
  return most;
}

// This person reads and hears nothing more of the room; the roster's keys change with the entry of whoever removes the leaf.
Outcome<Done> put_out(World const& world, db::Stores& stores, db::Room const& room, db::Leaf const& leaf, News& news) {
  auto const read_to = received_by(stores, room.no, leaf.leaf);
  if (!read_to) return read_to.error();
  // After the newest entry: the one that says so is still to come.
  if (auto const removed = stores.rooms.remove_leaf(room.no, leaf.leaf, room.n + 1); !removed) return removed.error();
  db::RoomInvitation left{room.no, leaf.account, leaf.leaf, world.now};
  left.read_to = *read_to;
  if (auto const kept = stores.relations.invite(left); !kept) return kept.error();
  auto others = stores.rooms.accounts(room.no);
  if (!others) return others.error();
  news.relation_declared(std::move(*others), room.id, leaf.leaf, *read_to);
  return Done{};
}

Outcome<Done> put_out_everywhere(World const& world, db::Stores& stores, Me const& me, CaseSeen const& seen, News& news) {
  for (auto const& room : seen.rooms) {
    auto const kind = domain::of_word<RoomKind>(room.kind);
    if (!kind) return Fault::kInternal;
    if (world.policy.room(*kind).relation_allowed || room.phase != domain::word_of(Phase::kIdentified)) continue;
    auto const leaf = stores.rooms.leaf_of_account(room.no, me.id());
    if (!leaf && leaf.error().code == Errc::kNotFound) continue;
    if (!leaf) return leaf.error();
    if (auto const out = put_out(world, stores, room, *leaf, news); !out) return out.error();
  }
  auto const ended = stores.sessions.revoke_account(me.id(), world.now);
  if (!ended) return ended.error();
  for (auto const& session : *ended) news.session_ended(session, "relation_declared");
  return Done{};
}

}  // namespace

Outcome<Done> check_relations(World const& world, db::Stores const& stores, CaseId const& of_case, RoomId const& room,
                              domain::RoomRules const& rules, std::vector<Behind> const& joining) {
  if (rules.relation_allowed) return Done{};
  for (auto const& each : joining) {
    auto const relation = stores.relations.has_relation(of_case, each.account);
    if (!relation) return relation.error();
    if (*relation) return denied(world, domain::DenialCode::kRelationDeclared);
    if (!rules.declaration) continue;
    auto const declared = stores.relations.declared(room, each.account);
    if (!declared && declared.error().code == Errc::kNotFound) return denied(world, domain::DenialCode::kDeclarationMissing);
    if (!declared) return declared.error();
    if (declared->of_case != of_case) return denied(world, domain::DenialCode::kDeclarationMissing);
  }
  return Done{};
}

Result<void> end_terms(db::Stores& stores, TimeMs now) {
  auto const over = stores.rooms.terms_over(now);
  if (!over) return over.error();
  for (auto const& each : *over) {
    auto const room = stores.rooms.find(each.room);
    if (!room) return room.error();
    if (auto const removed = stores.rooms.remove_leaf(room->no, each.leaf, room->n + 1); !removed) return removed.error();
  }
  return {};
}

Outcome<Done> commit(World const& world, db::Stores& stores, Me const& me, InviteToRoom const& command, News& news) {
  auto const by = host(world, stores, me, command.room);
  if (!by) return by.error();
  auto const& room = by->seen.room;
  if (room.closed) return Fault::kRoomClosed;
  auto const person = stores.accounts.person(command.account);
  if (!person) return person.error();
  auto const who = world.trust().verify_leaf(loaded(person->cert), world.now);
  if (!who) return denied(world, domain::DenialCode::kCertificateInvalid);
  auto facts = domain::leaf_facts_of(*who, world.now);
  auto const relation = stores.relations.has_relation(room.of_case, command.account);
  if (!relation) return relation.error();
  facts.relation_declared = *relation;
  if (by->facts.find(facts.leaf) != nullptr) return denied(world, domain::DenialCode::kAlreadyAMember);
  bool const for_oneself = command.stands_in_for == by->own.leaf;
  if (!for_oneself && !domain::may_add(world.policy, by->own, by->facts, facts)) return denied(world, domain::DenialCode::kNotYoursToAdd);
  facts.until = command.until;
  facts.stands_in_for = command.stands_in_for;
  if (auto const joins = domain::may_join(world.policy, facts, by->facts); !joins.allowed()) return joins.denial();
  if (auto const term = domain::term_fits(world.policy, facts, by->facts, world.now); !term.allowed()) return term.denial();

  db::RoomInvitation invitation{room.no,   command.account, by->seen.leaf.leaf, world.now, Bytes(command.enc.begin(), command.enc.end()),
                                command.ct};
  invitation.until = command.until;
  if (!command.stands_in_for.is_zero()) invitation.stands_in_for = command.stands_in_for;
  if (auto const invited = stores.relations.invite(invitation); !invited) return invited.error();
  auto told = invitation_for(stores, invitation);
  if (!told) return told.error();
  news.invitation_new(command.account, std::move(*told));
  return Done{};
}

Outcome<Invitations> look(World const&, db::Stores const& stores, Me const& me, ListInvitations const&) {
  auto const all = stores.relations.of_account(me.id());
  if (!all) return all.error();
  Invitations out;
  for (auto const& each : *all) {
    if (each.ct.empty()) continue;
    auto const room = stores.rooms.find(each.room);
    if (!room) return room.error();
    auto const declared = stores.relations.declared(room->id, me.id());
    if (declared || room->closed) continue;
    if (declared.error().code != Errc::kNotFound) return declared.error();
    auto invitation = invitation_for(stores, each);
    if (!invitation) return invitation.error();
    out.invitations.push_back(std::move(*invitation));
  }
  return out;
}

Outcome<Done> commit(World const& world, db::Stores& stores, Me const& me, AnswerInvitation const& command, News& news) {
  auto const room = stores.rooms.find(command.room);
  if (!room) return room.error();
  if (auto const invited = stores.relations.invitation(room->no, me.id()); !invited) return invited.error();
  auto const declaration = declared_by(world, me, room->id, room->of_case, command.declaration);
  if (!declaration) return declaration.error();
  if (auto const kept = keep(stores, world, *declaration, command.declaration); !kept) return kept.error();
  auto members = stores.rooms.accounts(room->no);
  if (!members) return members.error();
  news.invitation_answered(std::move(*members), room->id);
  if (!declaration->relation) return Done{};
  // Whoever is in other rooms of the case already leaves them with this answer.
  auto const seen = case_around(stores, *room);
  if (!seen) return seen.error();
  bool takes_part = false;
  for (auto const& each : seen->rooms) takes_part = takes_part || (shows_case(each) && stores.rooms.leaf_of_account(each.no, me.id()));
  return takes_part ? put_out_everywhere(world, stores, me, *seen, news) : Outcome<Done>(Done{});
}

Outcome<InvitedPeople> look(World const& world, db::Stores const& stores, Me const& me, ListInvited const& command) {
  auto const by = host(world, stores, me, command.room);
  if (!by) return by.error();
  auto const all = stores.relations.of_room(by->seen.room.no);
  if (!all) return all.error();
  bool const adds = domain::is_on(world.policy, world.policy.room(by->facts.kind).add_by, by->own, by->facts.step);
  InvitedPeople out;
  for (auto const& each : *all) {
    if (!adds && each.stands_in_for != by->own.leaf && each.by != by->own.leaf) continue;
    auto const person = stores.accounts.person(each.account);
    if (!person && person.error().code == Errc::kNotFound) continue;
    if (!person) return person.error();
    InvitedPerson invited{{person->account, person->name, person->functie, person->org, person->org_name, loaded(person->cert)},
                          each.at,
                          {},
                          each.read_to,
                          each.until,
                          each.stands_in_for.value_or(LeafId{})};
    auto const declared = stores.relations.declared(by->seen.room.id, each.account);
    if (declared)
      invited.declaration = loaded(declared->declaration);
    else if (declared.error().code != Errc::kNotFound)
      return declared.error();
    out.invited.push_back(std::move(invited));
  }
  return out;
}

Outcome<Done> commit(World const& world, db::Stores& stores, Me const& me, DeclareRelation const& command, News& news) {
  auto const peeked = crypto::decode_declaration(command.declaration.b);
  if (!peeked) return Fault::kBadRequest;
  auto const seen = find_known_case(stores, peeked->case_id, me.id());
  if (!seen) return seen.error();
  auto const declaration = declared_by(world, me, command.room, seen->record.id, command.declaration);
  if (!declaration) return declaration.error();
  if (auto const kept = keep(stores, world, *declaration, command.declaration); !kept) return kept.error();
  return declaration->relation ? put_out_everywhere(world, stores, me, *seen, news) : Outcome<Done>(Done{});
}

}  // namespace beraad::app
