// SPDX-License-Identifier: EUPL-1.2
#include "tests/unit/db/people.hpp"

namespace beraad::db {

crypto::Hash hash_of(unsigned number) {
  crypto::Hash hash{};
  hash[0] = 0x5a;
  hash[30] = static_cast<crypto::Byte>(number >> 8);
  hash[31] = static_cast<crypto::Byte>(number);
  return hash;
}

Signed signed_of(std::string_view text) {
  Signed object;
  object.b = crypto::copy_of(crypto::view_of(text));
  object.s.fill(7);
  return object;
}

LeafId leaf_of(AccountId const& account) {
  return {account.bytes};
}

Account account_of(AccountId const& id, std::string_view login, OrganisationId const& org, std::string_view functie) {
  Account a;
  a.id = id;
  a.login = login;
  a.name = std::string("Naam van ") + std::string(login);
  a.org = org;
  a.functie = functie;
  a.account_class = "member";
  return a;
}

namespace {

Organisation organisation_of(OrganisationId const& id, std::string_view type, std::string_view name, OrganisationId const& gemeente) {
  return {id, std::string(type), std::string(name), gemeente, {id.bytes}, signed_of(name)};
}

Result<void> add_active(Stores& stores, AccountId const& id, std::string_view login, OrganisationId const& org, std::string_view functie) {
  if (auto added = stores.accounts.add(account_of(id, login, org, functie)); !added) return added;
  if (auto enrolled = stores.accounts.enrol(id, hash_of(1), hash_of(2)); !enrolled) return enrolled;
  return stores.accounts.certify(id, {signed_of(login), {id.bytes}});
}

}  // namespace

Result<void> add_people(Stores& stores) {
  if (auto put = stores.organisations.put(organisation_of(kGemeente, "gemeente", "Gemeente Elst", {})); !put) return put;
  if (auto put = stores.organisations.put(organisation_of(kSchool, "school", "De Eik", kGemeente)); !put) return put;
  if (auto added = add_active(stores, kMentor, "mentor", kSchool, "medewerker"); !added) return added;
  if (auto added = add_active(stores, kColleague, "collega", kSchool, "medewerker"); !added) return added;
  return add_active(stores, kContact, "contact", kGemeente, "aandachtsfunctionaris");
}

Result<void> add_case(Stores& stores) {
  if (auto added = add_people(stores); !added) return added;
  return stores.cases.add({kCase, "BERK-1", kSchool, kMentor, "1", "anonymous", "12-15", kMentor, 1000});
}

Result<RoomNo> add_room(Stores& stores, unsigned number, std::string_view kind, std::initializer_list<AccountId> members) {
  Room room;
  room.id = id_of<RoomId>(number);
  room.of_case = kCase;
  room.school = kSchool;
  room.reference = "ROOM-" + std::to_string(number);
  room.kind = kind;
  room.phase = "anonymous";
  room.step = 1;
  room.entry_hash = hash_of(number);
  room.founder = kMentor;
  room.created_at = 1000 + number;
  auto no = stores.rooms.add(room);
  if (!no) return no;
  if (auto logged = stores.log.append(*no, {0, signed_of("entry 0"), hash_of(number), {}}); !logged) return logged.error();
  for (AccountId const& account : members)
    if (auto added = stores.rooms.add_leaf(*no, member_leaf(account, 0)); !added) return added.error();
  return no;
}

Leaf member_leaf(AccountId const& account, std::uint64_t from_n) {
  Leaf leaf;
  leaf.leaf = leaf_of(account);
  leaf.account = account;
  leaf.org = account == kContact ? kGemeente : kSchool;
  leaf.leaf_class = "member";
  leaf.functie = "medewerker";
  leaf.from_n = from_n;
  leaf.serial = {account.bytes};
  leaf.cert = signed_of("cert");
  return leaf;
}

Item item_of(unsigned number, ThreadId const& thread, AccountId const& from, std::uint64_t seq, std::uint64_t ctr) {
  Item item;
  item.seq = seq;
  item.id = id_of<ItemId>(number);
  item.thread = thread;
  item.from = leaf_of(from);
  item.type = "text";
  item.counts = true;
  item.ctr = ctr;
  item.at = 5000 + static_cast<TimeMs>(number);
  item.h = crypto::copy_of(crypto::view_of("header"));
  item.c = crypto::Bytes(272, static_cast<crypto::Byte>(number));
  item.head = hash_of(static_cast<unsigned>(seq));
  return item;
}

Result<std::uint64_t> say(Stores& stores, RoomNo room, AccountId const& from, ThreadId const& thread, bool counts) {
  auto const now = stores.rooms.find(room);
  if (!now) return now.error();
  auto const leaf = stores.rooms.leaf_of_account(room, from);
  if (!leaf) return leaf.error();
  auto const seq = now->last_seq + 1;
  auto item = item_of(static_cast<unsigned>(seq), thread, from, seq, leaf->last_ctr + 1);
  item.counts = counts;
  if (auto appended = stores.items.append(room, leaf->no, item); !appended) return appended.error();
  return seq;
}

}  // namespace beraad::db
