// SPDX-License-Identifier: EUPL-1.2
// What can be asked, as decoded and not yet believed. Each command names the answer it gets; protocol.md, sections 9 and 10.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "crypto/secret.hpp"
#include "server/app/outcome.hpp"
#include "server/app/shapes.hpp"

namespace beraad::app {

// Sign-in and enrolment, over HTTP.

struct SignInStart {
  using Answer = SlotParameters;
  std::string login;
  SlotKind slot{};
};

struct SignInFinish {
  using Answer = SignedIn;
  std::string login;
  SlotKind slot{};
  Secret32 auth;
  std::string code;
  std::string remote_address;  // counted, never stored or logged
};

struct Unlock {
  using Answer = Vault;
  Secret32 auth;
  std::string remote_address;
};

struct SignOut {
  using Answer = Done;
};

struct AskSession {
  using Answer = SessionState;
};

struct EnrolStart {
  using Answer = Enrolment;
  std::string code;
  std::string remote_address;
};

struct EnrolFinish {
  using Answer = Enrolled;
  std::string code;
  std::string totp;
  VerifyKey sign{};
  SealKey seal{};
  Bytes blob;
  std::vector<NewSlot> slots;
  std::string remote_address;
};

// Over the WebSocket.

struct Hello {
  using Answer = Welcome;
};
struct Touch {
  using Answer = Done;
};

struct ListPeople {
  using Answer = People;
  RoomKind kind{};
  CaseId of_case;  // zero: the case does not exist yet
};

struct OpenCase {
  using Answer = CaseOpened;
  CaseId id;
  AgeBand age_band{};
  LeafId lead;
  NewRoom room;
  CaseId continues{};  // an earlier, closed case of the school; zero: none
};
struct ListCases {
  using Answer = Cases;
};

struct IssuePseudonym {
  using Answer = PseudonymIssued;
  CaseId of_case;
  RoomId room;
  LeafId leaf;
  VerifyKey sign{};
  SealKey seal{};
  bool show_school = false;
};

struct CreateRoom {
  using Answer = RoomSummary;
  CaseId of_case;
  NewRoom room;
};
struct ListRooms {
  using Answer = Rooms;
};
struct ReadLog {
  using Answer = LogPage;
  RoomId room;
  std::uint64_t from = 0;
};
struct AppendEntry {
  using Answer = EntryAppended;
  RoomId room;
  NewEntry entry;
};
struct PickUp {
  using Answer = RoomSummary;
  RoomId room;
};

struct InviteToRoom {
  using Answer = Done;
  RoomId room;
  AccountId account;
  crypto::Array<32> enc{};
  Bytes ct;
  TimeMs until = 0;        // for a limited time; 0: without an end
  LeafId stands_in_for{};  // zero: for nobody
};
struct ListInvitations {
  using Answer = Invitations;
};
struct AnswerInvitation {
  using Answer = Done;
  RoomId room;
  Signed declaration;
};
struct ListInvited {
  using Answer = InvitedPeople;
  RoomId room;
};
struct DeclareRelation {
  using Answer = Done;
  RoomId room;  // may be one that is about to be made
  Signed declaration;
};

struct AppendItem {
  using Answer = ItemAppended;
  RoomId room;
  Item item;
};
inline constexpr std::size_t kMostRemoved = 64;

// They make the pupil identifiable: a message and what it was changed into.
struct RemoveItems {
  using Answer = RemovedItems;
  RoomId room;
  std::vector<ItemId> items;
};
struct PageItems {
  using Answer = ItemPage;
  RoomId room;
  std::uint64_t before = 0;  // 0: the newest
  std::uint64_t limit = 0;   // 1-100
};
struct ItemsSince {
  using Answer = ItemPage;
  RoomId room;
  std::uint64_t after = 0;
  std::uint64_t limit = 0;
};

struct ListThreads {
  using Answer = Threads;
  RoomId room;
  std::uint64_t after = 0;  // the sequence of the last thread's first item, 0: from the start
  std::uint64_t limit = 0;  // 1-100
};

struct MoveDelivered {
  using Answer = Done;
  RoomId room;
  std::uint64_t seq = 0;
};
struct MoveRead {
  using Answer = Done;
  RoomId room;
  ThreadId thread;
  std::uint64_t seq = 0;
};
struct ListCursors {
  using Answer = Cursors;
  RoomId room;
};

struct ListAccounts {
  using Answer = Accounts;
};
struct Invite {
  using Answer = Invited;
  std::string login;
  std::string name;
  std::string functie;
};
struct Certify {
  using Answer = Done;
  AccountId account;
  Signed cert;
};
struct Block {
  using Answer = Done;
  AccountId account;
};

struct ListGuests {
  using Answer = Guests;
  CaseId of_case;
};
struct InviteGuest {
  using Answer = GuestInvited;
  CaseId of_case;
  GuestClass klass{};
  AccountId account;  // zero: somebody new; otherwise the code of this one was lost
};
struct EndGuest {
  using Answer = Done;
  CaseId of_case;
  AccountId account;
};

struct PutVault {
  using Answer = VaultPut;
  std::uint64_t version = 0;
  Bytes blob;
  std::vector<NewSlot> slots;  // empty: unchanged
};

}  // namespace beraad::app
