// SPDX-License-Identifier: EUPL-1.2
// The things that commands carry and answers are made of (protocol.md, sections 9 and 10), as plain values.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "crypto/certificate.hpp"
#include "crypto/ed25519.hpp"
#include "crypto/epoch.hpp"
#include "crypto/ids.hpp"
#include "crypto/item.hpp"
#include "crypto/secret.hpp"
#include "crypto/signed_object.hpp"
#include "crypto/slot.hpp"
#include "crypto/time_ms.hpp"
#include "crypto/x25519.hpp"
#include "server/domain/words.hpp"

namespace beraad::app {

using crypto::Box;
using crypto::Bytes;
using crypto::GuestClass;
using crypto::Hash;
using crypto::Item;
using crypto::SealKey;
using crypto::Secret32;
using crypto::Signed;
using crypto::SlotKind;
using crypto::SlotParameters;
using crypto::VerifyKey;
using domain::AgeBand;
using domain::Phase;
using domain::RoomKind;
using domain::Step;

inline constexpr std::size_t kMaxFirstItems = 4;
inline constexpr std::size_t kMaxLoginBytes = 64;
inline constexpr std::size_t kMaxNameBytes = 200;
inline constexpr std::size_t kMaxVaultBytes = 4096;
inline constexpr std::uint64_t kMaxPage = 100;
inline constexpr std::size_t kMaxInvitationBytes = 1024;

// Persons.

struct Slot {
  SlotParameters parameters;
  Bytes wrapped;
};
struct NewSlot {
  Slot slot;
  Secret32 auth;
};
struct Vault {
  AccountId account;
  std::string login;
  std::uint64_t version = 0;
  Bytes blob;
  std::vector<Slot> slots;
};
struct SignedIn {
  Vault vault;
  std::string cookie;  // the new session's secret, b64u; kept nowhere else
};
struct SessionState {
  bool signed_in = false;
  std::string login;
  SlotParameters passphrase;  // zero when not signed in
};
struct Enrolment {
  AccountId account;
  std::string login;
  std::string name;
  OrganisationId org;
  std::string org_name;
  std::string functie;
  std::string totp_secret;  // base32
  std::string otpauth;
};
struct Enrolled {
  AccountId account;
};
struct VaultPut {
  std::uint64_t version = 0;
};
struct Welcome {
  AccountId account;
  std::string login;
  std::string name;
  OrganisationId org;
  std::string functie;
  TimeMs server_time = 0;
  Hash policy{};
  Signed root;
  std::vector<Signed> orgs;
  Signed status;
  std::optional<Signed> cert;
};
struct Person {
  AccountId account;
  std::string name;
  std::string functie;
  OrganisationId org;
  std::string org_name;
  Signed cert;
};
struct People {
  std::vector<Person> people;
};

// Rooms and cases.

struct NewEntry {
  Signed entry;
  std::vector<Signed> certs;  // one for each add and replace, in the order of the ops
  std::vector<Box> boxes;     // in roster order
  Secret32 share;
};
struct NewRoom {
  RoomId room;
  RoomKind kind{};
  NewEntry entry;
  std::vector<Item> items;
};
struct Unread {
  ThreadId thread;
  std::uint64_t count = 0;
};
struct RoomSummary {
  RoomId room;
  CaseId of_case;  // zero for whoever is not of the case's school, while the room is anonymous
  std::string reference;
  RoomKind kind{};
  Phase phase{};
  std::uint64_t step = 0;
  std::uint64_t n = 0;
  LeafId leaf;                // the reader's own
  std::uint64_t own_ctr = 0;  // of its newest item here, also from before it was removed and added again
  LeafId owner;               // of who picked it up, or zero
  TimeMs created_at = 0;
  std::uint64_t last_seq = 0;
  Hash head{};
  std::vector<Unread> unread;
  bool closed = false;
  std::uint64_t tombstones = 0;
};
struct Rooms {
  std::vector<RoomSummary> rooms;
};
struct CaseSummary {
  CaseId id;
  std::string reference;
  OrganisationId school;
  Step step{};
  Phase phase{};
  AgeBand age_band{};
  LeafId lead;
  AccountId opened_by;
  TimeMs opened_at = 0;
  std::vector<RoomId> rooms;  // those the reader takes part in
  std::string school_name;
  CaseId continues{};                 // zero: none that the reader knows
  CaseId continued_by{};              // likewise
  std::vector<RoomKind> elsewhere{};  // kinds of room that are open without the reader, who could open one otherwise
};
struct Cases {
  std::vector<CaseSummary> cases;
};
struct CaseOpened {
  CaseSummary of_case;
  RoomSummary room;
};
struct PseudonymIssued {
  Signed cert;
};
struct LogPage {
  struct Entry {
    std::uint64_t n = 0;
    Signed entry;
    std::vector<Signed> certs;
  };
  struct OwnBox {
    std::uint64_t n = 0;
    crypto::Array<32> enc{};
    crypto::Array<48> ct{};
  };
  struct Share {
    std::uint64_t n = 0;
    Secret32 share;
  };
  std::vector<Entry> entries;
  std::vector<OwnBox> boxes;
  std::vector<Share> shares;
  bool more = false;
};
struct EntryAppended {
  std::uint64_t n = 0;
};

// Invitations to rooms in which nobody with a relation to the pupil takes part.

struct Invitation {
  RoomId room;
  CaseId of_case;
  RoomKind kind{};
  std::string reference;
  std::string school_name;
  std::string by_name;
  std::string by_org_name;
  TimeMs at = 0;
  Bytes enc;  // the pupil's name, sealed to the invited person
  Bytes ct;
  TimeMs until = 0;
  std::string for_name;  // in whose place; "": nobody's
};
struct Invitations {
  std::vector<Invitation> invitations;
};
struct InvitedPerson {
  Person person;
  TimeMs at = 0;
  std::optional<Signed> declaration;
  std::uint64_t read_to = 0;  // of who had to leave: the newest item received
  TimeMs until = 0;
  LeafId stands_in_for{};
};
struct InvitedPeople {
  std::vector<InvitedPerson> invited;
};

// Items and how far they were seen.

struct StoredItem {
  std::uint64_t seq = 0;
  TimeMs at = 0;
  Bytes h;
  Hash k{};
  Bytes c;  // of a tombstone: SHA-256 of what was there
  crypto::Signature s{};
  bool tombstone = false;
  LeafId removed_by{};  // of a tombstone; otherwise zero
};
struct RemovedItems {
  std::vector<StoredItem> items;  // as they are now
};
struct ItemAppended {
  std::uint64_t seq = 0;
  TimeMs at = 0;
  Hash head{};
};
struct ItemPage {
  std::vector<StoredItem> items;
  Hash prev_head{};
  std::uint64_t last_seq = 0;
};
struct ThreadStart {
  StoredItem first;
  TimeMs last_at = 0;
};
struct Threads {
  std::vector<ThreadStart> threads;
  bool more = false;
};
struct Cursor {
  LeafId leaf;
  ThreadId thread;  // zero: delivered
  std::uint64_t seq = 0;
};
struct Cursors {
  std::vector<Cursor> cursors;
};

// Accounts, for their organisation's beheerder.

enum class AccountState { kInvited, kPending, kActive, kBlocked };
struct ManagedAccount {
  AccountId account;
  std::string login;
  std::string name;
  std::string functie;
  AccountState state{};
  VerifyKey sign;  // zero while invited
  SealKey seal;
  std::optional<Signed> cert;
  CaseId of_case;  // of a guest; zero for everybody else
};
struct Accounts {
  std::vector<ManagedAccount> accounts;
};
struct Invited {
  AccountId account;
  std::string code;
  TimeMs expires_at = 0;
};

// Guests of a case, for its schoolteam.

struct Guest {
  AccountId account;
  std::string login;
  std::string name;
  GuestClass klass{};
  AccountState state{};
  std::optional<Signed> cert;
};
struct Guests {
  std::vector<Guest> guests;
};
struct GuestInvited {
  Guest guest;
  std::string code;
  TimeMs expires_at = 0;
};

}  // namespace beraad::app
