// SPDX-License-Identifier: EUPL-1.2
// Tables session and sign_in_failure.
#include "db/sessions.hpp"

#include "db/outcome.hpp"

namespace beraad::db {
namespace {

Session read_session(Row& row) {
  Session s;
  row.into(s.hash, s.account, s.created_at, s.last_seen_at, s.expires_at, s.revoked_at);
  return s;
}

SessionHash read_hash(Row& row) {
  SessionHash hash{};
  row.into(hash);
  return hash;
}

SignInFailures read_failures(Row& row) {
  SignInFailures failures;
  row.into(failures.count, failures.first_at, failures.last_at);
  return failures;
}

}  // namespace

Result<Session> Sessions::find(SessionHash const& hash) const {
  return store_.one("SELECT hash, account, created_at, last_seen_at, expires_at, revoked_at FROM session WHERE hash = ?1", read_session,
                    hash);
}

Result<std::vector<Session>> Sessions::of_account(AccountId const& account) const {
  return store_.all(
      "SELECT hash, account, created_at, last_seen_at, expires_at, revoked_at FROM session "
      "WHERE account = ?1 AND revoked_at IS NULL ORDER BY created_at",
      read_session, account);
}

Result<void> Sessions::add(Session const& s) {
  return done(
      store_.run("INSERT INTO session(hash, account, created_at, last_seen_at, expires_at, revoked_at) "
                 "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                 s.hash, s.account, s.created_at, s.last_seen_at, s.expires_at, s.revoked_at));
}

Result<void> Sessions::seen(SessionHash const& hash, TimeMs at) {
  return changed_one(store_.run("UPDATE session SET last_seen_at = max(last_seen_at, ?2) WHERE hash = ?1 AND revoked_at IS NULL", hash, at),
                     Errc::kNotFound, "no such session");
}

Result<void> Sessions::revoke(SessionHash const& hash, TimeMs at) {
  return done(store_.run("UPDATE session SET revoked_at = ?2 WHERE hash = ?1 AND revoked_at IS NULL", hash, at));
}

Result<std::vector<SessionHash>> Sessions::revoke_account(AccountId const& account, TimeMs at) {
  return store_.all("UPDATE session SET revoked_at = ?2 WHERE account = ?1 AND revoked_at IS NULL RETURNING hash", read_hash, account, at);
}

Result<bool> Sessions::any_run_out(TimeMs now, TimeMs unused_since) const {
  return store_.value<bool>("SELECT EXISTS(SELECT 1 FROM session WHERE revoked_at IS NULL AND (expires_at <= ?1 OR last_seen_at <= ?2))",
                            now, unused_since);
}

Result<std::int64_t> Sessions::revoke_run_out(TimeMs now, TimeMs unused_since) {
  return store_.run("UPDATE session SET revoked_at = ?1 WHERE revoked_at IS NULL AND (expires_at <= ?1 OR last_seen_at <= ?2)", now,
                    unused_since);
}

Result<std::int64_t> Sessions::purge(TimeMs expired_before) {
  return store_.run("DELETE FROM session WHERE expires_at < ?1", expired_before);
}

Result<SignInFailures> FailureCounters::find(FailureOf kind, crypto::Array<32> const& subject) const {
  auto found =
      store_.one("SELECT count, first_at, last_at FROM sign_in_failure WHERE kind = ?1 AND subject = ?2", read_failures, kind, subject);
  if (!found && found.error().code == Errc::kNotFound) return SignInFailures{};
  return found;
}

Result<SignInFailures> FailureCounters::add(FailureOf kind, crypto::Array<32> const& subject, TimeMs at, TimeMs window_ms) {
  return store_.one(
      "INSERT INTO sign_in_failure(kind, subject, count, first_at, last_at) VALUES (?1, ?2, 1, ?3, ?3) "
      "ON CONFLICT(kind, subject) DO UPDATE SET count = iif(first_at + ?4 > ?3, count + 1, 1), "
      "first_at = iif(first_at + ?4 > ?3, first_at, ?3), last_at = ?3 RETURNING count, first_at, last_at",
      read_failures, kind, subject, at, window_ms);
}

Result<void> FailureCounters::clear(FailureOf kind, crypto::Array<32> const& subject) {
  return done(store_.run("DELETE FROM sign_in_failure WHERE kind = ?1 AND subject = ?2", kind, subject));
}

Result<std::int64_t> FailureCounters::purge(TimeMs last_before) {
  return store_.run("DELETE FROM sign_in_failure WHERE last_at < ?1", last_before);
}

}  // namespace beraad::db
