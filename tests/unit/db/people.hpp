// SPDX-License-Identifier: EUPL-1.2
// Invented organisations, people, a case and a room, put into a store with one call each.
#pragma once
#include <string>
#include <string_view>

#include "db/stores.hpp"

namespace beraad::db {

// The same id for the same number, different ones for different numbers.
template <class I>
[[nodiscard]] I id_of(unsigned number) {
  I id;
  for (auto& byte : id.bytes) byte = 0xa5;
  id.bytes[14] = static_cast<crypto::Byte>(number >> 8);
  id.bytes[15] = static_cast<crypto::Byte>(number);
  return id;
}
[[nodiscard]] crypto::Hash hash_of(unsigned number);
[[nodiscard]] Signed signed_of(std::string_view text);

inline auto const kSchool = id_of<OrganisationId>(1);
inline auto const kGemeente = id_of<OrganisationId>(2);
inline auto const kMentor = id_of<AccountId>(1);
inline auto const kContact = id_of<AccountId>(2);
inline auto const kColleague = id_of<AccountId>(3);
inline auto const kCase = id_of<CaseId>(1);

[[nodiscard]] LeafId leaf_of(AccountId const& account);
[[nodiscard]] Account account_of(AccountId const& id, std::string_view login, OrganisationId const& org, std::string_view functie);

// A school with a mentor and a colleague, a gemeente with its contact, all active.
[[nodiscard]] Result<void> add_people(Stores& stores);
// add_people() and a case of the school.
[[nodiscard]] Result<void> add_case(Stores& stores);
// A room of that case, its log at entry 0 and these accounts in it.
[[nodiscard]] Result<RoomNo> add_room(Stores& stores, unsigned number, std::string_view kind, std::initializer_list<AccountId> members);

[[nodiscard]] Leaf member_leaf(AccountId const& account, std::uint64_t from_n);
[[nodiscard]] Item item_of(unsigned number, ThreadId const& thread, AccountId const& from, std::uint64_t seq, std::uint64_t ctr);
// The next item of the room, with the sender's next counter.
[[nodiscard]] Result<std::uint64_t> say(Stores& stores, RoomNo room, AccountId const& from, ThreadId const& thread, bool counts = true);

}  // namespace beraad::db
