// SPDX-License-Identifier: EUPL-1.2
// A certificate for one room that names nobody (protocol.md, section 3). It is written nowhere until a room uses it.
#include "server/app/pseudonyms.hpp"
#include "server/app/summaries.hpp"
#include "server/app/use_cases.hpp"

namespace beraad::app {
namespace {

// Whole days, so that the time of asking does not tell two people of one school apart, nor ties a pseudonym to what else happened then.
TimeMs start_of_day(TimeMs at) {
  return at - at % kDayMs;
}

// Nobody takes the leaf id that a named member would have.
Outcome<Done> check_leaf(db::Stores const& stores, LeafId const& leaf) {
  auto const account = stores.accounts.find(account_of(leaf));
  if (account) return Fault::kPseudonymRefused;
  return account.error().code == Errc::kNotFound ? Outcome<Done>(Done{}) : Outcome<Done>(account.error());
}

// A room that is not there yet may be anybody's; one that is there must be of this case.
Outcome<Done> check_room(db::Stores const& stores, CaseId const& of_case, IssuePseudonym const& command) {
  auto const room = stores.rooms.find(command.room);
  if (!room) return room.error().code == Errc::kNotFound ? Outcome<Done>(Done{}) : Outcome<Done>(room.error());
  if (room->of_case != of_case) return Fault::kNotFound;
  return Done{};
}

}  // namespace

Outcome<PseudonymIssued> look(World const& world, db::Stores const& stores, Me const& me, IssuePseudonym const& command) {
  auto const seen = find_case(stores, command.of_case, me.id());
  if (!seen) return seen.error();
  if (auto const room = check_room(stores, seen->record.id, command); !room) return room.error();
  if (auto const leaf = check_leaf(stores, command.leaf); !leaf) return leaf.error();
  auto const school = organisation_of(world, me.account);
  if (!school) return school.error();

  crypto::PseudonymCertificate certificate;
  certificate.leaf = command.leaf;
  certificate.room = command.room;
  certificate.school = command.show_school ? school->name : "";
  certificate.sign = command.sign;
  certificate.seal = command.seal;
  certificate.head.from = start_of_day(world.now);
  certificate.head.to = certificate.head.from + crypto::kMaxLeafCertificateMs;
  certificate.head.serial = pseudonym_serial(world, me.id(), certificate);
  return PseudonymIssued{crypto::issue(crypto::LeafCertificate(certificate), world.region_key)};
}

}  // namespace beraad::app
