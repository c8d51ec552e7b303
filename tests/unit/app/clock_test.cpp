// SPDX-License-Identifier: EUPL-1.2
// The machine's clock jumps, back and ahead: nothing is lost or put in another order, and nothing that ended begins again.
#include <thread>

#include "consultation_under_test.hpp"
#include "server/app/me.hpp"

namespace beraad::app::testing {
namespace {

constexpr TimeMs kMinuteMs = 60'000;
constexpr TimeMs kHourMs = 60 * kMinuteMs;

// Some hours after everybody was certified, so that going back an hour does not go back to before that.
class ClockTest : public ConsultationTest {
 protected:
  void SetUp() override {
    region.wait(2 * kHourMs);
    for (auto* each : {&mentor, &colleague, &official}) ASSERT_TRUE(region.sign_in(*each));
  }
  // What the service does by itself on its own threads.
  void let_sessions_end() {
    region.service().tend();
    auto const some = [now = region.now()](db::Stores const& stores) { return stores.sessions.any_run_out(now, now - kSessionIdleMs); };
    while (region.in_store<bool>(some)) std::this_thread::yield();
  }
};

TEST_F(ClockTest, messages_follow_each_other_whatever_the_clock_says) {
  begin_consult();
  append(mentor, consult, *masked);
  region.wait(-kHourMs);
  append(official, consult, gemeente);
  region.wait(2 * kMinuteMs);
  append(mentor, consult, *masked);
  region.restart();
  auto const page = region.ask(official, PageItems{consult.id, 0, 10});
  ASSERT_TRUE(page);
  ASSERT_EQ(page->items.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(page->items[i].seq, i + 1);
  EXPECT_LT(page->items[1].at, page->items[0].at) << "the times are what the clock said";
  EXPECT_EQ(region.ask(official, ListRooms{})->rooms.at(0).last_seq, 3U);
}

TEST_F(ClockTest, a_code_that_was_used_is_not_taken_again_when_its_time_comes_back) {
  auto const code = region.fresh_code(colleague.account);
  auto const finish = [&] {
    return region.post("", SignInFinish{colleague.login, SlotKind::kPassphrase, colleague.auth.clone(), code, "192.0.2.1"});
  };
  ASSERT_TRUE(finish());
  region.wait(10 * kMinuteMs);
  region.wait(-10 * kMinuteMs);
  EXPECT_EQ(reason(finish()), "used_code");
  region.wait(10 * kMinuteMs);
  EXPECT_TRUE(region.sign_in(colleague)) << "once the clock is right again";
}

TEST_F(ClockTest, a_session_that_ended_stays_ended_when_the_clock_goes_back) {
  begin_case();
  region.wait(16 * kMinuteMs);
  EXPECT_EQ(reason(region.ask(mentor, ListRooms{})), "not_signed_in");
  let_sessions_end();
  region.wait(-16 * kMinuteMs);
  EXPECT_EQ(reason(region.ask(mentor, ListRooms{})), "not_signed_in");
  EXPECT_FALSE(region.connect(mentor.cookie, 77)) << "nor by its cookie";
  ASSERT_TRUE(region.sign_in(mentor));
  EXPECT_EQ(region.ask(mentor, ListRooms{})->rooms.size(), 1U);
}

TEST_F(ClockTest, whoever_was_blocked_stays_blocked) {
  begin_case();
  auto& beheerder = region.beheerder("school-a");
  ASSERT_TRUE(region.sign_in(beheerder));
  ASSERT_TRUE(region.ask(beheerder, Block{colleague.account}));
  region.wait(-kHourMs);
  EXPECT_FALSE(region.sign_in(colleague));
  EXPECT_EQ(reason(region.ask(mentor, AppendItem{team.id, team.item(me)})), "stale_epoch") << "nothing is sealed to them";
}

}  // namespace
}  // namespace beraad::app::testing
