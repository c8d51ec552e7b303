// SPDX-License-Identifier: EUPL-1.2
// Makes the region at the first test and ends its server after the last.
#include "tests/integration/stage_test.hpp"

#include <memory>

namespace beraad::test {
namespace {

std::unique_ptr<Stage> the_stage;

class Curtain : public testing::Environment {
 public:
  void TearDown() override { the_stage.reset(); }
};

testing::Environment* const curtain = testing::AddGlobalTestEnvironment(new Curtain);

}  // namespace

Stage& stage() {
  if (!the_stage) the_stage = std::make_unique<Stage>();
  return *the_stage;
}

}  // namespace beraad::test
