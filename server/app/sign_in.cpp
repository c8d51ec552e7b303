// SPDX-License-Identifier: EUPL-1.2
// Signing in with a passphrase or a recovery code, always with a second factor, and out again (protocol.md, section 9).
#include "crypto/random.hpp"
#include "crypto/sha256.hpp"
#include "crypto/totp.hpp"
#include "server/app/sign_in_limits.hpp"
#include "server/app/slots.hpp"
#include "server/app/use_cases.hpp"

namespace beraad::app {
namespace {

template <class Answer>
Outcome<Verdict<Answer>> failed(World const& world, db::Stores& stores, Attempt const& attempt, Fault fault) {
  if (auto const counted = count_failure(world, stores, attempt); !counted) return counted.error();
  return refused<Answer>(fault);
}

// kConflict when the code was used, kCrypto when it is none of the three.
Result<void> use_code(World const& world, db::Stores& stores, AccountId const& account, std::string_view code) {
  auto const totp = stores.accounts.totp(account);
  if (!totp) return totp.error();
  auto const step = crypto::totp_match(totp->secret.view(), code, world.now);
  if (!step) return step.error();
  return stores.accounts.use_totp_step(account, static_cast<std::int64_t>(*step));
}

struct NewSession {
  std::string cookie;
};

Outcome<NewSession> begin_session(World const& world, db::Stores& stores, AccountId const& account) {
  auto const secret = crypto::random_secret<32>();
  db::Session const session{crypto::sha256(secret.view()), account, world.now, world.now, world.now + kSessionMostMs, std::nullopt};
  if (auto const added = stores.sessions.add(session); !added) return added.error();
  return NewSession{to_b64u(secret.view())};
}

Outcome<Done> end_session(World const& world, db::Stores& stores, SessionHash const& session, std::string_view reason, News& news) {
  auto const found = stores.sessions.find(session);
  if (!found) return found.error().code == Errc::kNotFound ? Outcome<Done>(Done{}) : Outcome<Done>(found.error());
  if (auto const revoked = stores.sessions.revoke(session, world.now); !revoked) return revoked.error();
  news.session_ended(session, reason);
  return Done{};
}

bool is_absent(Result<Keyhole> const& keyhole) {
  return !keyhole && keyhole.error().code == Errc::kNotFound;
}

}  // namespace

Outcome<SlotParameters> look(World const& world, db::Stores const& stores, Visitor const&, SignInStart const& command) {
  auto const unknown = false_parameters(world, command.login, command.slot);
  auto const keyhole = find_keyhole(stores, command.login, command.slot);
  if (keyhole) return parameters_of(keyhole->slot, command.slot);
  if (!is_absent(keyhole)) return keyhole.error();
  return unknown;
}

Outcome<Verdict<SignedIn>> commit(World const& world, db::Stores& stores, Visitor const& visitor, SignInFinish const& command, News& news) {
  Attempt const attempt{command.login, command.remote_address};
  if (auto const may = may_attempt(world, stores, attempt); !may) return refused<SignedIn>(may.error());

  auto const keyhole = find_keyhole(stores, command.login, command.slot);
  if (!keyhole && !is_absent(keyhole)) return keyhole.error();
  if (!fits(world, keyhole, command.auth)) return failed<SignedIn>(world, stores, attempt, Fault::kBadCredentials);
  if (auto const code = use_code(world, stores, keyhole->account.id, command.code); !code) {
    if (code.error().code == Errc::kConflict) return refused<SignedIn>(Fault::kUsedCode);
    if (code.error().code == Errc::kCrypto) return failed<SignedIn>(world, stores, attempt, Fault::kBadCode);
    return code.error();
  }

  if (auto const forgotten = forget_failures(world, stores, attempt); !forgotten) return forgotten.error();
  if (auto const ended = end_session(world, stores, visitor.session, "replaced", news); !ended) return ended.error();
  auto session = begin_session(world, stores, keyhole->account.id);
  if (!session) return session.error();
  auto vault = vault_of(stores, keyhole->account);
  if (!vault) return vault.error();
  return answered(SignedIn{std::move(*vault), std::move(session->cookie)});
}

Outcome<Verdict<Vault>> commit(World const& world, db::Stores& stores, Visitor const& visitor, Unlock const& command, News& news) {
  auto const me = who_is(stores, world.now, {ConnectionId::kNone, visitor.session, {}});
  if (!me) return refused<Vault>(me.error());
  Attempt const attempt{me->account.login, command.remote_address};
  if (auto const may = may_attempt(world, stores, attempt); !may) return refused<Vault>(may.error());
  auto const keyhole = find_keyhole(stores, me->account.login, SlotKind::kPassphrase);
  if (!keyhole && !is_absent(keyhole)) return keyhole.error();
  if (!fits(world, keyhole, command.auth)) return failed<Vault>(world, stores, attempt, Fault::kBadCredentials);
  if (auto const forgotten = forget_failures(world, stores, attempt); !forgotten) return forgotten.error();
  if (auto const seen = stores.sessions.seen(visitor.session, world.now); !seen) return seen.error();
  news.person_seen(visitor.session);
  return Verdict<Vault>(vault_of(stores, me->account));
}

Outcome<Done> commit(World const& world, db::Stores& stores, Visitor const& visitor, SignOut const&, News& news) {
  return end_session(world, stores, visitor.session, "signed_out", news);
}

Outcome<SessionState> look(World const& world, db::Stores const& stores, Visitor const& visitor, AskSession const&) {
  auto const me = who_is(stores, world.now, {ConnectionId::kNone, visitor.session, {}});
  if (!me) return me.error().reason == "not_signed_in" ? Outcome<SessionState>(SessionState{}) : Outcome<SessionState>(me.error());
  auto const slot = stores.vaults.slot(me->id(), crypto::word_of(SlotKind::kPassphrase));
  if (!slot) return slot.error();
  return SessionState{true, me->account.login, parameters_of(*slot, SlotKind::kPassphrase)};
}

}  // namespace beraad::app
