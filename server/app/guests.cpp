// SPDX-License-Identifier: EUPL-1.2
// Parents and the pupil as guests of one case, for the talk of step 4 (rules 4 and 5): who of its schoolteam invites them, by a code that
// is used once, and ends their account. Their names are kept nowhere: a guest is called after the place at the table.
#include <algorithm>
#include <cctype>

#include "crypto/random.hpp"
#include "server/app/account_keeping.hpp"
#include "server/app/case_records.hpp"
#include "server/app/new_room.hpp"
#include "server/app/summaries.hpp"
#include "server/app/use_cases.hpp"
#include "server/domain/steps.hpp"

namespace beraad::app {
namespace {

constexpr std::size_t kMostGuests = 8;
constexpr int kLoginTries = 8;

std::string_view called(GuestClass klass) noexcept {
  return klass == GuestClass::kOuder ? "Ouder" : "Leerling";
}

Outcome<Guest> guest_of(db::Account const& account) {
  auto const klass = crypto::guest_class_of(account.account_class);
  if (!klass) return Fault::kInternal;
  Guest out{account.id, account.login, account.name, *klass, state_of(account), std::nullopt};
  if (account.certificate && account.state == db::AccountState::kActive) out.cert = loaded(account.certificate->cert);
  return out;
}

// A guest of this case; another's is as absent as none.
Outcome<db::Account> own_guest(db::Stores const& stores, CaseId const& of_case, AccountId const& id) {
  auto account = stores.accounts.find(id);
  if (!account) return account.error();
  if (account->of_case != of_case) return Fault::kNotFound;
  return std::move(*account);
}

// What has to be true for the room in which they are spoken with, or will be: an account takes a day or two to be ready.
Outcome<Done> may_invite_now(World const& world, db::Stores const& stores, CaseSeen const& seen) {
  auto facts = case_facts(world.policy, stores, seen);
  if (!facts) return facts.error();
  if (domain::is_closed(facts->step)) return world.policy.deny(domain::DenialCode::kCaseClosed).denial();
  auto const* const opening = world.policy.room(RoomKind::kOudergesprek).opening(facts->phase);
  if (opening != nullptr && domain::number_of(facts->step) < opening->steps.back())
    facts->step = domain::of_word<Step>(std::to_string(opening->steps.back())).value_or(facts->step);
  auto const may = domain::may_open_now(world.policy, *facts, RoomKind::kOudergesprek, facts->phase);
  if (!may.allowed()) return may.decision.denial();
  return Done{};
}

// Nothing that says who it is, not even to the server.
std::string guest_login() {
  auto login = "gast-" + random_reference();
  std::transform(login.begin(), login.end(), login.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return login;
}

Outcome<db::Account> add_guest(db::Stores& stores, CaseSeen const& seen, GuestClass klass, db::Invitation const& invitation) {
  auto const present = stores.accounts.guests_of(seen.record.id);
  if (!present) return present.error();
  auto const open =
      std::count_if(present->begin(), present->end(), [](auto const& each) { return each.state != db::AccountState::kBlocked; });
  if (static_cast<std::size_t>(open) >= kMostGuests) return Fault::kTooManyGuests;
  auto const word = crypto::word_of(klass);
  auto const before = std::count_if(present->begin(), present->end(), [&](auto const& each) { return each.account_class == word; });

  db::Account account;
  account.id = crypto::random_id<AccountId>();
  account.name = std::string(called(klass)) + " " + std::to_string(before + 1);
  account.org = seen.record.school;
  account.functie = word;
  account.account_class = word;
  account.state = db::AccountState::kInvited;
  account.invitation = invitation;
  account.of_case = seen.record.id;
  for (int i = 0; i < kLoginTries; ++i) {
    account.login = guest_login();
    auto const added = stores.accounts.add(account);
    if (added) return account;
    if (added.error().code != Errc::kConflict) return added.error();
  }
  return Fault::kInternal;
}

}  // namespace

Outcome<Guests> look(World const&, db::Stores const& stores, Me const& me, ListGuests const& command) {
  auto const seen = find_case(stores, command.of_case, me.id());
  if (!seen) return seen.error();
  auto const all = stores.accounts.guests_of(seen->record.id);
  if (!all) return all.error();
  Guests out;
  for (auto const& each : *all) {
    auto guest = guest_of(each);
    if (!guest) return guest.error();
    out.guests.push_back(std::move(*guest));
  }
  return out;
}

Outcome<GuestInvited> commit(World const& world, db::Stores& stores, Me const& me, InviteGuest const& command, News&) {
  auto const seen = find_case(stores, command.of_case, me.id());
  if (!seen) return seen.error();
  if (auto const may = may_invite_now(world, stores, *seen); !may) return may.error();
  auto fresh = fresh_code(world.now);
  if (command.account.is_zero()) {
    auto const added = add_guest(stores, *seen, command.klass, fresh.invitation);
    if (!added) return added.error();
    auto guest = guest_of(*added);
    if (!guest) return guest.error();
    return GuestInvited{std::move(*guest), std::move(fresh.code), fresh.invitation.expires_at};
  }
  auto const present = own_guest(stores, seen->record.id, command.account);
  if (!present) return present.error();
  if (auto const again = invite_again(stores, *present, fresh.invitation); !again) return again.error();
  auto guest = guest_of(*present);
  if (!guest) return guest.error();
  return GuestInvited{std::move(*guest), std::move(fresh.code), fresh.invitation.expires_at};
}

Outcome<Done> commit(World const& world, db::Stores& stores, Me const& me, EndGuest const& command, News& news) {
  auto const seen = find_case(stores, command.of_case, me.id());
  if (!seen) return seen.error();
  auto const guest = own_guest(stores, seen->record.id, command.account);
  if (!guest) return guest.error();
  return end_account(world, stores, *guest, news);
}

}  // namespace beraad::app
