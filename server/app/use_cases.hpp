// SPDX-License-Identifier: EUPL-1.2
// The shape of every use case, and the list of them. A reading is one look at the store. A writing is prepared on a reading thread, where
// what is dear is done (signatures), and committed on the writer's, where what may have changed meanwhile is looked at again. What needs no
// preparation goes to the writer at once.
#pragma once
#include <concepts>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "crypto/room_state.hpp"
#include "db/stores.hpp"
#include "server/app/commands.hpp"
#include "server/app/me.hpp"
#include "server/app/news.hpp"
#include "server/app/outcome.hpp"
#include "server/app/world.hpp"

namespace beraad::app {

// Whoever comes over HTTP without having signed in (or before that is known).
struct Visitor {
  SessionHash session{};
};

// An answer or refusal that leaves its trace in the store either way: a failed attempt is counted. An Outcome that is an error undoes
// everything instead.
template <class Answer>
struct Verdict {
  // Of an Outcome only: were it to take a Refusal, an Outcome<Verdict> could not tell the two kinds of refusal apart.
  template <std::same_as<Outcome<Answer>> O>
  explicit Verdict(O given) : outcome(std::move(given)) {}
  Outcome<Answer> outcome;
};
template <class Answer>
[[nodiscard]] Verdict<Answer> answered(Answer answer) {
  return Verdict<Answer>(Outcome<Answer>(std::move(answer)));
}
template <class Answer>
[[nodiscard]] Verdict<Answer> refused(Refusal const& refusal) {
  return Verdict<Answer>(Outcome<Answer>(refusal));
}

// --- before sign-in

[[nodiscard]] Outcome<SlotParameters> look(World const&, db::Stores const&, Visitor const&, SignInStart const&);
[[nodiscard]] Outcome<SessionState> look(World const&, db::Stores const&, Visitor const&, AskSession const&);
[[nodiscard]] Outcome<Verdict<SignedIn>> commit(World const&, db::Stores&, Visitor const&, SignInFinish const&, News&);
[[nodiscard]] Outcome<Verdict<Enrolment>> commit(World const&, db::Stores&, Visitor const&, EnrolStart const&, News&);
[[nodiscard]] Outcome<Verdict<Enrolled>> commit(World const&, db::Stores&, Visitor const&, EnrolFinish const&, News&);
[[nodiscard]] Outcome<Verdict<Vault>> commit(World const&, db::Stores&, Visitor const&, Unlock const&, News&);
[[nodiscard]] Outcome<Done> commit(World const&, db::Stores&, Visitor const&, SignOut const&, News&);

// --- readings

[[nodiscard]] Outcome<Welcome> look(World const&, db::Stores const&, Me const&, Hello const&);
[[nodiscard]] inline Outcome<Done> look(World const&, db::Stores const&, Me const&, Touch const&) {
  return Done{};
}
[[nodiscard]] Outcome<People> look(World const&, db::Stores const&, Me const&, ListPeople const&);
[[nodiscard]] Outcome<Cases> look(World const&, db::Stores const&, Me const&, ListCases const&);
[[nodiscard]] Outcome<Rooms> look(World const&, db::Stores const&, Me const&, ListRooms const&);
[[nodiscard]] Outcome<LogPage> look(World const&, db::Stores const&, Me const&, ReadLog const&);
[[nodiscard]] Outcome<ItemPage> look(World const&, db::Stores const&, Me const&, PageItems const&);
[[nodiscard]] Outcome<ItemPage> look(World const&, db::Stores const&, Me const&, ItemsSince const&);
[[nodiscard]] Outcome<Threads> look(World const&, db::Stores const&, Me const&, ListThreads const&);
[[nodiscard]] Outcome<Cursors> look(World const&, db::Stores const&, Me const&, ListCursors const&);
[[nodiscard]] Outcome<Invitations> look(World const&, db::Stores const&, Me const&, ListInvitations const&);
[[nodiscard]] Outcome<InvitedPeople> look(World const&, db::Stores const&, Me const&, ListInvited const&);
[[nodiscard]] Outcome<Accounts> look(World const&, db::Stores const&, Me const&, ListAccounts const&);
[[nodiscard]] Outcome<Guests> look(World const&, db::Stores const&, Me const&, ListGuests const&);
[[nodiscard]] Outcome<PseudonymIssued> look(World const&, db::Stores const&, Me const&, IssuePseudonym const&);

// --- writings that need no preparation

[[nodiscard]] Outcome<Done> commit(World const&, db::Stores&, Me const&, MoveDelivered const&, News&);
[[nodiscard]] Outcome<Done> commit(World const&, db::Stores&, Me const&, MoveRead const&, News&);
[[nodiscard]] Outcome<Done> commit(World const&, db::Stores&, Me const&, InviteToRoom const&, News&);
[[nodiscard]] Outcome<Done> commit(World const&, db::Stores&, Me const&, AnswerInvitation const&, News&);
[[nodiscard]] Outcome<RemovedItems> commit(World const&, db::Stores&, Me const&, RemoveItems const&, News&);
[[nodiscard]] Outcome<Done> commit(World const&, db::Stores&, Me const&, DeclareRelation const&, News&);
[[nodiscard]] Outcome<Invited> commit(World const&, db::Stores&, Me const&, Invite const&, News&);
[[nodiscard]] Outcome<Done> commit(World const&, db::Stores&, Me const&, Certify const&, News&);
[[nodiscard]] Outcome<Done> commit(World const&, db::Stores&, Me const&, Block const&, News&);
[[nodiscard]] Outcome<GuestInvited> commit(World const&, db::Stores&, Me const&, InviteGuest const&, News&);
[[nodiscard]] Outcome<Done> commit(World const&, db::Stores&, Me const&, EndGuest const&, News&);
[[nodiscard]] Outcome<VaultPut> commit(World const&, db::Stores&, Me const&, PutVault const&, News&);

// --- writings that are prepared

struct PreparedEntry {
  crypto::VerifiedEntry verified;
  RoomStateNow before;  // nullptr for entry 0
};
struct VerifiedItem {
  crypto::ItemHeader header;
  Item const* item = nullptr;  // of the command, which the call keeps
};
struct PreparedRoom {
  PreparedEntry entry;
  std::vector<VerifiedItem> items;
};
struct PreparedPickUp {
  LeafId leaf;  // as which the rules allow it
};
struct PreparedItem {
  RoomStateNow room;  // against which the signature was looked at; nullptr: there is none
  Outcome<crypto::ItemHeader> header;
  bool holds = false;  // the signature
};

[[nodiscard]] Outcome<PreparedRoom> prepare(World const&, db::Stores const&, Me const&, OpenCase const&);
[[nodiscard]] Outcome<CaseOpened> commit(World const&, db::Stores&, Me const&, OpenCase const&, PreparedRoom const&, News&);

[[nodiscard]] Outcome<PreparedRoom> prepare(World const&, db::Stores const&, Me const&, CreateRoom const&);
[[nodiscard]] Outcome<RoomSummary> commit(World const&, db::Stores&, Me const&, CreateRoom const&, PreparedRoom const&, News&);

[[nodiscard]] Outcome<PreparedEntry> prepare(World const&, db::Stores const&, Me const&, AppendEntry const&);
[[nodiscard]] Outcome<EntryAppended> commit(World const&, db::Stores&, Me const&, AppendEntry const&, PreparedEntry const&, News&);

[[nodiscard]] Outcome<PreparedPickUp> prepare(World const&, db::Stores const&, Me const&, PickUp const&);
[[nodiscard]] Outcome<RoomSummary> commit(World const&, db::Stores&, Me const&, PickUp const&, PreparedPickUp const&, News&);

// The hot path: who asks is found by the writer, whose pages are at hand, and the store is not read at all for a room that is known.
// At once, where the call comes in, when the room is kept in memory.
[[nodiscard]] std::optional<PreparedItem> prepare_at_once(World const&, AppendItem const&);
[[nodiscard]] Outcome<PreparedItem> prepare(World const&, db::Stores const&, AppendItem const&);
[[nodiscard]] Outcome<ItemAppended> commit(World const&, db::Stores&, Me const&, AppendItem const&, PreparedItem const&, News&);

}  // namespace beraad::app
