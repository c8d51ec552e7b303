// SPDX-License-Identifier: EUPL-1.2
// Sessions end when they are told to, and failures are counted within their window.
#include "db/sessions.hpp"

#include "tests/unit/db/people.hpp"
#include "tests/unit/db/temporary_store.hpp"

namespace beraad::db {
namespace {

class SessionsOf : public StoreTest {
 protected:
  void SetUp() override {
    open();
    ASSERT_OK(write([](Stores& stores) -> Result<void> {
      if (auto added = add_people(stores); !added) return added;
      for (unsigned i = 1; i <= 2; ++i)
        if (auto added = stores.sessions.add({hash_of(i), kMentor, 100, 100, 1000, {}}); !added) return added;
      return stores.sessions.add({hash_of(3), kContact, 100, 100, 2000, {}});
    }));
  }
  Result<Session> find(unsigned number) {
    return read([=](Stores const& stores) { return stores.sessions.find(hash_of(number)); });
  }
};

TEST_F(SessionsOf, last_seen_moves_forward_only) {
  ASSERT_OK(write([](Stores& stores) { return stores.sessions.seen(hash_of(1), 300); }));
  ASSERT_OK(write([](Stores& stores) { return stores.sessions.seen(hash_of(1), 200); }));
  EXPECT_EQ(find(1)->last_seen_at, 300);
}

TEST_F(SessionsOf, revoked_session_stays_revoked) {
  ASSERT_OK(write([](Stores& stores) { return stores.sessions.revoke(hash_of(1), 400); }));
  ASSERT_OK(write([](Stores& stores) { return stores.sessions.revoke(hash_of(1), 500); }));
  EXPECT_EQ(find(1)->revoked_at, 400);
  EXPECT_EQ(code_of(write([](Stores& stores) { return stores.sessions.seen(hash_of(1), 600); })), Errc::kNotFound);
  EXPECT_EQ(read([](Stores const& stores) { return stores.sessions.of_account(kMentor); })->size(), 1U);
}

TEST_F(SessionsOf, revoking_an_account_names_the_sessions_that_were_alive) {
  ASSERT_OK(write([](Stores& stores) { return stores.sessions.revoke(hash_of(1), 400); }));
  auto const ended = write([](Stores& stores) { return stores.sessions.revoke_account(kMentor, 500); });
  ASSERT_OK(ended);
  EXPECT_EQ(*ended, std::vector{hash_of(2)});
  EXPECT_FALSE(find(3)->revoked_at);
}

TEST_F(SessionsOf, expired_sessions_are_forgotten) {
  EXPECT_EQ(write([](Stores& stores) { return stores.sessions.purge(1500); }).value(), 2);
  EXPECT_EQ(code_of(find(1)), Errc::kNotFound);
  EXPECT_OK(find(3));
}

TEST_F(SessionsOf, failures_are_counted_within_the_window_and_apart) {
  auto const fail_at = [this](FailureOf kind, unsigned subject, TimeMs at) {
    return write([=](Stores& stores) { return stores.failures.add(kind, hash_of(subject), at, 900); })->count;
  };
  EXPECT_EQ(fail_at(FailureOf::kAccount, 1, 1000), 1);
  EXPECT_EQ(fail_at(FailureOf::kAccount, 1, 1800), 2);
  EXPECT_EQ(fail_at(FailureOf::kAddress, 1, 1800), 1);
  EXPECT_EQ(fail_at(FailureOf::kAccount, 2, 1800), 1);
  EXPECT_EQ(fail_at(FailureOf::kAccount, 1, 1900), 1);
  auto const found = read([](Stores const& stores) { return stores.failures.find(FailureOf::kAccount, hash_of(1)); });
  ASSERT_OK(found);
  EXPECT_EQ(found->first_at, 1900);
  EXPECT_EQ(found->last_at, 1900);

  ASSERT_OK(write([](Stores& stores) { return stores.failures.clear(FailureOf::kAccount, hash_of(1)); }));
  EXPECT_EQ(read([](Stores const& stores) { return stores.failures.find(FailureOf::kAccount, hash_of(1)); })->count, 0);
  EXPECT_EQ(write([](Stores& stores) { return stores.failures.purge(5000); }).value(), 2);
}

}  // namespace
}  // namespace beraad::db
