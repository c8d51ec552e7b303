// SPDX-License-Identifier: EUPL-1.2
// Makes the region at the first test and ends its server after the last.
#include "tests/integration/stage_test.hpp"

#include <chrono>
#include <memory>

namespace beraad::test {
namespace {

using Clock = std::chrono::steady_clock;

std::unique_ptr<Stage> the_stage;
Clock::time_point connected_at;

// The server closes a line that stays silent for a minute, and no test speaks on all of them.
void connect_again_now_and_then() {
  if (!the_stage || Clock::now() - connected_at < std::chrono::seconds(20)) return;
  connected_at = Clock::now();
  try {
    the_stage->reconnect();
  } catch (std::exception const& why) {
    ADD_FAILURE() << "nobody can connect again: " << why.what();
  }
}

class Prompter : public testing::EmptyTestEventListener {
  void OnTestSuiteStart(testing::TestSuite const&) override { connect_again_now_and_then(); }
  void OnTestStart(testing::TestInfo const&) override { connect_again_now_and_then(); }
};

class Curtain : public testing::Environment {
 public:
  void SetUp() override { testing::UnitTest::GetInstance()->listeners().Append(new Prompter); }
  void TearDown() override { the_stage.reset(); }
};

testing::Environment* const curtain = testing::AddGlobalTestEnvironment(new Curtain);

}  // namespace

Stage& stage() {
  if (!the_stage) {
    the_stage = std::make_unique<Stage>();
    connected_at = Clock::now();
  }
  return *the_stage;
}

}  // namespace beraad::test
