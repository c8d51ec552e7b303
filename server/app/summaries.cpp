// SPDX-License-Identifier: EUPL-1.2
// Words in the store that are not words of the rules mean a damaged store, and are told as an internal failure.
#include "server/app/summaries.hpp"

#include <algorithm>

#include "server/domain/membership.hpp"

namespace beraad::app {

namespace {

constexpr std::string_view kMember = "member";

}  // namespace

bool shows_case(db::Room const& room) {
  return room.kind == domain::word_of(RoomKind::kSchoolteam) || room.phase == domain::word_of(Phase::kIdentified);
}

Outcome<RoomSummary> summary_of(domain::Policy const& policy, db::RoomView const& view, db::Account const& reader) {
  auto const& room = view.room;
  auto const kind = domain::of_word<RoomKind>(room.kind);
  auto const phase = domain::of_word<Phase>(room.phase);
  if (!kind || !phase) return Fault::kInternal;
  RoomSummary out;
  out.room = room.id;
  bool const of_own_school = room.school == reader.org && !policy.room(*kind).begins_case;
  if (of_own_school || shows_case(room)) out.of_case = room.of_case;
  out.reference = room.reference;
  out.kind = *kind;
  out.phase = *phase;
  out.step = static_cast<std::uint64_t>(room.step);
  out.n = room.n;
  out.leaf = view.leaf;
  out.own_ctr = view.last_ctr;
  out.owner = room.owner.value_or(LeafId{});
  out.created_at = room.created_at;
  out.last_seq = room.last_seq;
  out.head = room.head;
  for (auto const& each : view.unread) out.unread.push_back({each.thread, each.count});
  out.closed = room.closed;
  out.tombstones = view.tombstones;
  auto const& steps = policy.room(*kind).steps;
  bool const over = std::find(steps.begin(), steps.end(), room.step) == steps.end();
  if (reader.account_class != kMember && over) {
    out.step = static_cast<std::uint64_t>(steps.back());
    out.closed = true;
  }
  return out;
}

Outcome<RoomSummary> room_for(domain::Policy const& policy, db::Stores const& stores, db::RoomNo room, AccountId const& reader) {
  auto const account = stores.accounts.find(reader);
  if (!account) return account.error();
  auto const view = stores.rooms.view(room, reader);
  if (!view) return view.error();
  return summary_of(policy, *view, *account);
}

namespace {

// Whether this account may know the case; the id when it may.
Outcome<CaseId> if_known(db::Stores const& stores, CaseId const& id, AccountId const& reader) {
  auto const seen = find_known_case(stores, id, reader);
  if (seen) return id;
  return seen.error().reason == Refusal(Fault::kNotFound).reason ? Outcome<CaseId>(CaseId{}) : Outcome<CaseId>(seen.error());
}

// For whom this account would open a room.
Outcome<domain::LeafFacts> opener_of(db::Stores const& stores, AccountId const& reader) {
  auto const account = stores.accounts.find(reader);
  if (!account) return account.error();
  auto const organisation = stores.organisations.find(account->org);
  if (!organisation) return organisation.error();
  domain::LeafFacts out;
  out.leaf_class = account->account_class == kMember ? domain::LeafClass::kMember : domain::LeafClass::kGuest;
  out.org_type = organisation->type;
  return out;
}

// What a case goes on from, or went on as, is told to whoever knows that other case too.
Outcome<Done> add_links(db::Stores const& stores, db::Case const& of_case, AccountId const& reader, CaseSummary& out) {
  if (of_case.continues) {
    auto const known = if_known(stores, *of_case.continues, reader);
    if (!known) return known.error();
    out.continues = *known;
  }
  auto const after = stores.cases.after(of_case.id);
  if (!after && after.error().code == Errc::kNotFound) return Done{};
  if (!after) return after.error();
  auto const known = if_known(stores, after->id, reader);
  if (!known) return known.error();
  out.continued_by = *known;
  return Done{};
}

}  // namespace

Outcome<CaseSummary> case_for(domain::Policy const& policy, db::Stores const& stores, db::Case const& of_case, AccountId const& reader) {
  auto const step = domain::of_word<Step>(of_case.step);
  auto const phase = domain::of_word<Phase>(of_case.phase);
  auto const age_band = domain::of_word<AgeBand>(of_case.age_band);
  if (!step || !phase || !age_band) return Fault::kInternal;
  CaseSummary out{of_case.id,
                  of_case.reference,
                  of_case.school,
                  *step,
                  *phase,
                  *age_band,
                  LeafId{of_case.lead.bytes},
                  of_case.opened_by,
                  of_case.opened_at,
                  {},
                  {},
                  {},
                  {}};
  auto const school = stores.organisations.find(of_case.school);
  if (!school) return school.error();
  out.school_name = school->name;
  auto const rooms = stores.rooms.of_case(of_case.id);
  if (!rooms) return rooms.error();
  bool of_team = false;
  std::vector<db::Room> mine;
  std::vector<db::Room> others;
  for (auto const& room : *rooms) {
    auto const leaf = stores.rooms.leaf_of_account(room.no, reader);
    if (!leaf && leaf.error().code != Errc::kNotFound) return leaf.error();
    if (!leaf) {
      others.push_back(room);
      continue;
    }
    of_team = of_team || room.kind == domain::word_of(RoomKind::kSchoolteam);
    mine.push_back(room);
  }
  auto const links = add_links(stores, of_case, reader, out);
  if (!links) return links.error();
  // That an anonymous question or report is about this case is for its school alone to know.
  for (auto const& room : mine)
    if (of_team || shows_case(room)) out.rooms.push_back(room.id);
  auto const opener = opener_of(stores, reader);
  if (!opener) return opener.error();
  for (auto const& room : others) {
    auto const kind = domain::of_word<RoomKind>(room.kind);
    if (!kind) return Fault::kInternal;
    bool const told = !room.closed && (of_team || shows_case(room));
    if (told && domain::is_on(policy, policy.room(*kind).open_by, *opener, static_cast<int>(room.step))) out.elsewhere.push_back(*kind);
  }
  return out;
}

namespace {

Outcome<CaseSeen> whole_case(db::Stores const& stores, CaseId const& id) {
  auto record = stores.cases.find(id);
  if (!record) return record.error();
  auto rooms = stores.rooms.of_case(id);
  if (!rooms) return rooms.error();
  auto const team =
      std::find_if(rooms->begin(), rooms->end(), [](db::Room const& each) { return each.kind == domain::word_of(RoomKind::kSchoolteam); });
  auto schoolteam = team == rooms->end() ? std::nullopt : std::optional(*team);
  return CaseSeen{std::move(*record), std::move(schoolteam), std::move(*rooms)};
}

}  // namespace

Outcome<CaseSeen> find_case(db::Stores const& stores, CaseId const& id, AccountId const& reader) {
  auto seen = whole_case(stores, id);
  if (!seen) return seen.error();
  if (!seen->schoolteam) return Fault::kNotFound;
  if (auto const mine = stores.rooms.leaf_of_account(seen->schoolteam->no, reader); !mine) return mine.error();
  return seen;
}

Outcome<CaseSeen> find_known_case(db::Stores const& stores, CaseId const& id, AccountId const& reader) {
  auto seen = whole_case(stores, id);
  if (!seen) return seen.error();
  for (auto const& room : seen->rooms) {
    if (!shows_case(room)) continue;
    auto const mine = stores.rooms.leaf_of_account(room.no, reader);
    if (mine && mine->leaf_class == kMember) return seen;
    if (!mine && mine.error().code != Errc::kNotFound) return mine.error();
  }
  return Fault::kNotFound;
}

Outcome<CaseSeen> case_around(db::Stores const& stores, db::Room const& room) {
  return whole_case(stores, room.of_case);
}

Outcome<RoomSeen> find_room(db::Stores const& stores, RoomId const& id, AccountId const& reader) {
  auto room = stores.rooms.find(id);
  if (!room) return room.error();
  auto leaf = stores.rooms.leaf_of_account(room->no, reader);
  if (!leaf) return leaf.error();
  return RoomSeen{std::move(*room), std::move(*leaf)};
}

}  // namespace beraad::app
