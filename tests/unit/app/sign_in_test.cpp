// SPDX-License-Identifier: EUPL-1.2
// Signing in: one answer for whatever is wrong, waits that grow and end, sessions that end when they should.
#include <gtest/gtest.h>

#include "region_under_test.hpp"
#include "server/app/me.hpp"
#include "server/app/sign_in_limits.hpp"

namespace beraad::app::testing {
namespace {

class SignInTest : public ::testing::Test {
 protected:
  SignInFinish attempt(std::string const& code, Secret32 const& auth, std::string const& address = "192.0.2.7") {
    return {mentor.login, SlotKind::kPassphrase, auth.clone(), code, address};
  }
  std::string_view reason_of(SignInFinish command) {
    auto const answer = region.post("", std::move(command));
    return answer ? "" : answer.error().reason;
  }
  RegionUnderTest region;
  Somebody& mentor = region.person("school-a", "medewerker");
  Secret32 const wrong = crypto::random_secret<32>();
};

TEST_F(SignInTest, the_right_passphrase_and_code_give_the_vault_and_a_session) {
  auto const answer = region.sign_in(mentor);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->vault.version, 1U);
  EXPECT_EQ(answer->vault.slots.size(), 2U);
  EXPECT_TRUE(region.ask(mentor, Hello{}));
}

TEST_F(SignInTest, the_recovery_code_signs_in_likewise) {
  SignInFinish const command{mentor.login, SlotKind::kRecovery, mentor.recovery_auth.clone(), region.fresh_code(mentor.account),
                             "192.0.2.7"};
  EXPECT_TRUE(region.post("", SignInFinish{command.login, command.slot, command.auth.clone(), command.code, command.remote_address}));
}

TEST_F(SignInTest, an_unknown_login_is_told_a_stable_salt_of_the_standard_shape) {
  auto const once = region.post("", SignInStart{"niemand@school-a", SlotKind::kPassphrase});
  auto const twice = region.post("", SignInStart{"niemand@school-a", SlotKind::kPassphrase});
  ASSERT_TRUE(once && twice);
  EXPECT_EQ(once->salt, twice->salt);
  EXPECT_EQ(once->cost, crypto::kStandardCost);
  auto const recovery = region.post("", SignInStart{"niemand@school-a", SlotKind::kRecovery});
  ASSERT_TRUE(recovery);
  EXPECT_NE(once->salt, recovery->salt) << "two real slots never share a salt";
  auto const other = region.post("", SignInStart{"iemand@school-a", SlotKind::kPassphrase});
  EXPECT_NE(once->salt, other->salt);
}

TEST_F(SignInTest, an_unknown_login_and_a_wrong_passphrase_are_refused_alike) {
  auto const code = region.fresh_code(mentor.account);
  auto const known = region.post("", attempt(code, wrong));
  auto const unknown = region.post("", SignInFinish{"niemand@school-a", SlotKind::kPassphrase, wrong.clone(), code, "192.0.2.7"});
  ASSERT_FALSE(known || unknown);
  EXPECT_EQ(known.error().reason, "bad_credentials");
  EXPECT_EQ(unknown.error().reason, known.error().reason);
  EXPECT_EQ(unknown.error().words.nl, known.error().words.nl);
}

TEST_F(SignInTest, neither_passphrase_nor_recovery_code_is_enough_without_the_second_factor) {
  for (auto const* code : {"", "00000", "0000000", "abcdef", "000000"}) {
    EXPECT_EQ(reason_of({mentor.login, SlotKind::kPassphrase, mentor.auth.clone(), code, "192.0.2.7"}), "bad_code") << code;
    EXPECT_EQ(reason_of({mentor.login, SlotKind::kRecovery, mentor.recovery_auth.clone(), code, "192.0.2.7"}), "bad_code") << code;
    region.wait(kFailureWindowMs);
  }
}

TEST_F(SignInTest, a_code_works_once) {
  auto const code = region.fresh_code(mentor.account);
  EXPECT_EQ(reason_of(attempt(code, mentor.auth)), "");
  EXPECT_EQ(reason_of(attempt(code, mentor.auth)), "used_code");
  EXPECT_EQ(reason_of(attempt("000000", mentor.auth)), "bad_code");
}

TEST_F(SignInTest, after_five_failures_the_wait_grows_and_ends) {
  auto const code = region.fresh_code(mentor.account);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(reason_of(attempt(code, wrong)), "bad_credentials");
  auto const sixth = region.post("", attempt(code, mentor.auth));
  ASSERT_FALSE(sixth);
  EXPECT_EQ(sixth.error().reason, "slow_down");
  EXPECT_EQ(sixth.error().retry_after_ms, 30'000U);
  region.wait(30'000);
  EXPECT_EQ(reason_of(attempt(code, wrong)), "bad_credentials");
  auto const seventh = region.post("", attempt(code, mentor.auth));
  ASSERT_FALSE(seventh);
  EXPECT_EQ(seventh.error().retry_after_ms, 60'000U);
  region.wait(60'000);
  EXPECT_EQ(reason_of(attempt(region.fresh_code(mentor.account), mentor.auth)), "");
}

TEST_F(SignInTest, an_unknown_login_has_to_wait_as_well) {
  for (int i = 0; i < 5; ++i)
    EXPECT_EQ(reason_of({"niemand@school-a", SlotKind::kPassphrase, wrong.clone(), "123456", "192.0.2.7"}), "bad_credentials");
  EXPECT_EQ(reason_of({"niemand@school-a", SlotKind::kPassphrase, wrong.clone(), "123456", "192.0.2.7"}), "slow_down");
}

TEST_F(SignInTest, a_wrong_code_counts_as_a_failure) {
  auto const code = region.fresh_code(mentor.account);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(reason_of(attempt("000000", mentor.auth)), "bad_code");
  EXPECT_EQ(reason_of(attempt(code, mentor.auth)), "slow_down");
}

TEST_F(SignInTest, an_address_is_slowed_down_after_a_hundred_failures) {
  for (int i = 0; i < 100; ++i)
    EXPECT_EQ(reason_of({"naam" + std::to_string(i), SlotKind::kPassphrase, wrong.clone(), "123456", "198.51.100.9"}), "bad_credentials");
  auto const code = region.fresh_code(mentor.account);
  EXPECT_EQ(reason_of(attempt(code, mentor.auth, "198.51.100.9")), "slow_down");
  EXPECT_EQ(reason_of(attempt(code, mentor.auth, "198.51.100.10")), "");
}

TEST(SignInLimits, the_wait_doubles_up_to_the_window) {
  EXPECT_EQ(wait_after(4), 0);
  EXPECT_EQ(wait_after(5), 30'000);
  EXPECT_EQ(wait_after(6), 60'000);
  EXPECT_EQ(wait_after(9), 480'000);
  EXPECT_EQ(wait_after(10), kFailureWindowMs);
  EXPECT_EQ(wait_after(1'000'000), kFailureWindowMs);
}

TEST_F(SignInTest, signing_in_again_replaces_the_session_of_that_browser) {
  auto const before = mentor.caller;
  auto const again = region.post(mentor.cookie, attempt(region.fresh_code(mentor.account), mentor.auth));
  ASSERT_TRUE(again);
  EXPECT_NE(again->cookie, mentor.cookie);
  auto const old = region.ask(before, Touch{});
  ASSERT_FALSE(old);
  EXPECT_EQ(old.error().reason, "not_signed_in");
}

TEST_F(SignInTest, a_session_ends_after_fifteen_idle_minutes) {
  region.wait(kSessionIdleMs - 1000);
  EXPECT_TRUE(region.ask(mentor, Touch{}));
  region.settle();
  region.wait(kSessionIdleMs - 1000);
  EXPECT_TRUE(region.ask(mentor, Touch{}));
  region.settle();
  region.wait(kSessionIdleMs);
  EXPECT_EQ(region.ask(mentor, Touch{}).error().reason, "not_signed_in");
}

TEST_F(SignInTest, looking_does_not_keep_a_session_alive) {
  region.wait(kSessionIdleMs / 2);
  EXPECT_TRUE(region.ask(mentor, ListRooms{}));
  region.settle();
  region.wait(kSessionIdleMs / 2);
  EXPECT_FALSE(region.ask(mentor, ListRooms{}));
}

TEST_F(SignInTest, a_session_ends_after_ten_hours_whatever_one_does) {
  auto const began = region.now();
  while (region.now() + kSessionIdleMs / 2 < began + kSessionMostMs) {
    region.wait(kSessionIdleMs / 2);
    ASSERT_TRUE(region.ask(mentor, Touch{}));
    region.settle();
  }
  region.wait(kSessionIdleMs / 2);
  EXPECT_FALSE(region.ask(mentor, Touch{}));
}

TEST_F(SignInTest, sign_out_ends_the_session_and_its_sockets) {
  EXPECT_TRUE(region.post(mentor.cookie, SignOut{}));
  region.settle();
  auto const ended = region.ear().of("session.ended");
  ASSERT_EQ(ended.size(), 1U);
  EXPECT_EQ(ended[0].reason, "signed_out");
  EXPECT_EQ(region.ask(mentor, Hello{}).error().reason, "not_signed_in");
}

TEST_F(SignInTest, unlocking_asks_for_the_passphrase_under_the_same_limits) {
  EXPECT_TRUE(region.post(mentor.cookie, Unlock{mentor.auth.clone(), "192.0.2.7"}));
  for (int i = 0; i < 5; ++i) EXPECT_EQ(region.post(mentor.cookie, Unlock{wrong.clone(), "192.0.2.7"}).error().reason, "bad_credentials");
  EXPECT_EQ(region.post(mentor.cookie, Unlock{mentor.auth.clone(), "192.0.2.7"}).error().reason, "slow_down");
  EXPECT_EQ(region.post("", Unlock{mentor.auth.clone(), "192.0.2.7"}).error().reason, "not_signed_in");
}

TEST_F(SignInTest, the_session_call_says_who_is_signed_in) {
  auto const mine = region.post(mentor.cookie, AskSession{});
  ASSERT_TRUE(mine);
  EXPECT_TRUE(mine->signed_in);
  EXPECT_EQ(mine->login, mentor.login);
  auto const nobody = region.post("", AskSession{});
  ASSERT_TRUE(nobody);
  EXPECT_FALSE(nobody->signed_in);
}

TEST_F(SignInTest, a_session_has_five_connections_at_most) {
  std::vector<Caller> open;
  for (std::uint64_t i = 1; i <= 5; ++i) {
    auto const connection = region.connect(mentor.cookie, i);
    ASSERT_TRUE(connection);
    open.push_back(*connection);
  }
  EXPECT_FALSE(region.connect(mentor.cookie, 6));
  region.service().disconnected(open[0]);
  EXPECT_TRUE(region.connect(mentor.cookie, 7));
  EXPECT_FALSE(region.connect("geen-koekje", 8));
}

TEST_F(SignInTest, an_open_connection_is_ended_when_its_session_runs_out) {
  ASSERT_TRUE(region.connect(mentor.cookie, 1));
  region.service().tend();
  EXPECT_TRUE(region.ear().of("session.ended").empty());
  region.wait(kSessionIdleMs);
  region.service().tend();
  ASSERT_FALSE(region.ear().of("session.ended").empty());
  EXPECT_EQ(region.ear().of("session.ended")[0].reason, "idle");
}

TEST_F(SignInTest, sessions_and_used_codes_outlive_a_restart) {
  auto const code = region.fresh_code(mentor.account);
  EXPECT_EQ(reason_of(attempt(code, mentor.auth)), "");
  region.restart();
  EXPECT_TRUE(region.ask(mentor, Hello{}));
  EXPECT_EQ(reason_of(attempt(code, mentor.auth)), "used_code");
}

}  // namespace
}  // namespace beraad::app::testing
