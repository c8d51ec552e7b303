// SPDX-License-Identifier: EUPL-1.2
// Sessions, known by the hash of their cookie, and the counters of failed sign-ins.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "crypto/ids.hpp"
#include "crypto/time_ms.hpp"
#include "db/connection.hpp"

namespace beraad::db {

using SessionHash = crypto::Array<32>;

struct Session {
  SessionHash hash{};
  AccountId account;
  TimeMs created_at = 0;
  TimeMs last_seen_at = 0;
  TimeMs expires_at = 0;
  std::optional<TimeMs> revoked_at;
};

class Sessions {
 public:
  explicit Sessions(Connection& store) noexcept : store_(store) {}

  [[nodiscard]] Result<Session> find(SessionHash const& hash) const;
  // Not revoked.
  [[nodiscard]] Result<std::vector<Session>> of_account(AccountId const& account) const;
  [[nodiscard]] Result<void> add(Session const& session);
  // Only forward, and never on a revoked session.
  [[nodiscard]] Result<void> seen(SessionHash const& hash, TimeMs at);
  [[nodiscard]] Result<void> revoke(SessionHash const& hash, TimeMs at);
  // Revokes all of an account; the hashes of those that were alive.
  [[nodiscard]] Result<std::vector<SessionHash>> revoke_account(AccountId const& account, TimeMs at);
  // Those that expired by now, or that nobody used since `unused_since`: whether there are some that are not revoked, and revoking them;
  // the number of them.
  [[nodiscard]] Result<bool> any_run_out(TimeMs now, TimeMs unused_since) const;
  [[nodiscard]] Result<std::int64_t> revoke_run_out(TimeMs now, TimeMs unused_since);
  // Forgets what expired before; the number of them.
  [[nodiscard]] Result<std::int64_t> purge(TimeMs expired_before);

 private:
  Connection& store_;
};

enum class FailureOf { kAccount = 1, kAddress = 2 };

struct SignInFailures {
  std::int64_t count = 0;  // within the window
  TimeMs first_at = 0;
  TimeMs last_at = 0;
};

// The subject is a keyed hash of a login or an address: neither is stored. Unknown logins are counted like known ones.
class FailureCounters {
 public:
  explicit FailureCounters(Connection& store) noexcept : store_(store) {}

  // All zero when there are none.
  [[nodiscard]] Result<SignInFailures> find(FailureOf kind, crypto::Array<32> const& subject) const;
  // One more; counting starts anew when the first of them is older than the window.
  [[nodiscard]] Result<SignInFailures> add(FailureOf kind, crypto::Array<32> const& subject, TimeMs at, TimeMs window_ms);
  [[nodiscard]] Result<void> clear(FailureOf kind, crypto::Array<32> const& subject);
  [[nodiscard]] Result<std::int64_t> purge(TimeMs last_before);

 private:
  Connection& store_;
};

}  // namespace beraad::db
