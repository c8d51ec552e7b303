// SPDX-License-Identifier: EUPL-1.2
// Who plays: one school's staff, enrolled and signed in through the public protocol, and schoolteam rooms of theirs.
#pragma once
#include <string>
#include <vector>

#include "crypto/ed25519.hpp"
#include "crypto/ids.hpp"
#include "crypto/secret.hpp"
#include "crypto/sha256.hpp"
#include "crypto/signed_object.hpp"
#include "crypto/trust.hpp"
#include "crypto/x25519.hpp"
#include "tests/support/region.hpp"
#include "tests/support/room_draft.hpp"

namespace beraad::test {
class Connection;
}

namespace beraad::bench {

// A signed-in member of the school's staff. No passphrase: the master secret it would lead to is drawn at random, which the server cannot
// tell and which leaves Argon2id, a client's work, out of the measurement.
struct Staff {
  std::string login, name, functie;
  AccountId account;
  std::string cookie;
  crypto::Signed cert;
  crypto::SigningKey sign;
  crypto::OpeningKey seal;
  // For signing in once more: what the master secret leads to, the second factor, and the last step of it that was used.
  std::string auth;
  crypto::Bytes totp;
  std::uint64_t totp_step = 0;
};

// A room as its one sender needs it.
struct SenderRoom {
  RoomId room;
  std::size_t sender = 0;           // index in the staff
  std::vector<std::size_t> others;  // the other members
  LeafId leaf;
  crypto::SigningKey sign;
  std::uint64_t epoch = 0;
  ThreadId thread;
  crypto::Secret32 thread_key;
  std::uint64_t ctr = 0;
  std::uint64_t seq = 0;
  crypto::Hash head{};
};

class Cast {
 public:
  explicit Cast(std::uint16_t port, test::TestRegion& region);
  void enrol(std::size_t staff);
  // After those that are there. Room r takes the next `members` of the staff, around and around; the sender is another member each time.
  void open_rooms(std::size_t rooms, std::size_t members);

  [[nodiscard]] std::vector<Staff>& staff() noexcept { return staff_; }
  [[nodiscard]] std::vector<SenderRoom>& rooms() noexcept { return rooms_; }

 private:
  [[nodiscard]] Staff enrol_with(std::string const& code) const;
  void certify(test::Connection& line, Staff& person) const;
  [[nodiscard]] SenderRoom open_room(std::vector<std::size_t> const& members);
  // Changes that add members[first] up to members[end].
  [[nodiscard]] std::vector<test::Change> added(std::vector<std::size_t> const& members, std::size_t first, std::size_t end) const;
  [[nodiscard]] test::WrittenEntry add_members(test::Connection& line, RoomId const& id, test::OwnLeaf const& own,
                                               std::vector<test::Change> changes) const;

  std::uint16_t port_;
  crypto::Trust trust_;
  test::TestOrganisation const& school_;
  Staff beheerder_;
  std::vector<Staff> staff_;
  std::vector<SenderRoom> rooms_;
};

}  // namespace beraad::bench
