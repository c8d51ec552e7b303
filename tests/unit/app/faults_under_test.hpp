// SPDX-License-Identifier: EUPL-1.2
// A region on a disk that fails at its k-th change, for every k, in every way in which a disk fails.
#pragma once
#include "consultation_under_test.hpp"
#include "faulty_disk.hpp"

namespace beraad::app::testing {

struct WithFaultyDisk {
  WithFaultyDisk() { faulty_disk::put_in_place(); }
};

struct DiskKind {
  char const* name;
  DiskFault fault;
  bool lasts;  // until the disk is mended; otherwise one change alone fails
};

class FaultsTest : private WithFaultyDisk, public ConsultationTest, public ::testing::WithParamInterface<DiskKind> {
 protected:
  void SetUp() override { begin_consult(); }
  void TearDown() override {
    EXPECT_GT(refused_, 0U) << "the disk never failed";
    region.verify_files();
    region.restart();
    ASSERT_TRUE(region.sign_in(mentor));
    auto const kept = region.ask(mentor, PageItems{team.id, 0, 1});
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->last_seq, said_);
  }

  // Asks on a disk that fails at its k-th change, for k = 1, 2, … until it no longer comes to that; what is refused is asked again on a
  // sound one. `prepare` makes what is asked, on a sound disk; `done` is told every answer.
  template <class Prepare, class Ask, class Done>
  void for_every_change(Prepare prepare, Ask ask, Done done) {
    auto const& [name, fault, lasts] = GetParam();
    for (std::uint64_t k = 1;; ++k) {
      ASSERT_LT(k, 200U) << "a change of so many writes";
      auto const prepared = prepare();
      if (lasts)
        faulty_disk::fail_from(k, fault);
      else
        faulty_disk::fail_once(k, fault);
      auto answer = ask(prepared);
      faulty_disk::heal();
      bool const met = faulty_disk::has_failed();
      if (!answer) {
        ASSERT_TRUE(met) << answer.error().words.en;
        EXPECT_EQ(reason(answer), fault == DiskFault::kFull ? "busy" : "internal") << "change " << k;
        EXPECT_FALSE(nl(answer).empty());
        ++refused_;
        answer = ask(prepared);
      }
      ASSERT_TRUE(answer) << "change " << k << ", again: " << answer.error().words.en;
      done(*answer);
      if (!met) return;
    }
  }
  [[nodiscard]] auto asked_by(Somebody& who) {
    return [this, &who](auto const& command) { return region.ask(who, command); };
  }
  static constexpr auto kNothing = [] { return 0; };

  std::uint64_t said_ = 0;  // in the schoolteam

 private:
  std::size_t refused_ = 0;
};

[[nodiscard]] inline std::vector<DiskKind> every_kind_of_disk() {
  return {{"fails_once", DiskFault::kFailing, false}, {"fails_from_then_on", DiskFault::kFailing, true},
          {"tears_once", DiskFault::kTorn, false},    {"tears_from_then_on", DiskFault::kTorn, true},
          {"is_full_once", DiskFault::kFull, false},  {"is_full", DiskFault::kFull, true}};
}
[[nodiscard]] inline std::string name_of(::testing::TestParamInfo<DiskKind> const& each) {
  return each.param.name;
}

}  // namespace beraad::app::testing
