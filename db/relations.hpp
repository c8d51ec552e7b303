// SPDX-License-Identifier: EUPL-1.2
// Who declared what about a personal relation to the pupil of a case (rule 15), and who is invited to a room.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "crypto/ids.hpp"
#include "crypto/time_ms.hpp"
#include "db/connection.hpp"
#include "db/rooms.hpp"
#include "db/signed.hpp"

namespace beraad::db {

struct Declaration {
  CaseId of_case;
  AccountId account;
  RoomId room;  // for which it was made; it may not exist yet
  bool relation = false;
  TimeMs at = 0;
  Signed declaration;
};

struct RoomInvitation {
  RoomNo room{};
  AccountId account;
  LeafId by;
  TimeMs at = 0;
  crypto::Bytes enc{};  // the pupil's name, sealed to the invited person; empty of whoever had to leave
  crypto::Bytes ct{};
  std::uint64_t read_to = 0;  // of whoever had to leave: the newest item received
  TimeMs until = 0;           // for a limited time; 0: without an end
  std::optional<LeafId> stands_in_for{};
};

class Relations {
 public:
  explicit Relations(Connection& store) noexcept : store_(store) {}

  // A declared relation stays one.
  [[nodiscard]] Result<void> declare(Declaration const& declaration);
  // What this account declared for this room. kNotFound when nothing.
  [[nodiscard]] Result<Declaration> declared(RoomId const& room, AccountId const& account) const;
  // For whatever room of the case.
  [[nodiscard]] Result<bool> has_relation(CaseId const& of_case, AccountId const& account) const;

  // In place of an earlier one.
  [[nodiscard]] Result<void> invite(RoomInvitation const& invitation);
  [[nodiscard]] Result<RoomInvitation> invitation(RoomNo room, AccountId const& account) const;
  // The newest first.
  [[nodiscard]] Result<std::vector<RoomInvitation>> of_account(AccountId const& account) const;
  // In the order of inviting.
  [[nodiscard]] Result<std::vector<RoomInvitation>> of_room(RoomNo room) const;
  // Nothing happens when there is none.
  [[nodiscard]] Result<void> take_back(RoomNo room, AccountId const& account);

 private:
  Connection& store_;
};

}  // namespace beraad::db
