// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/scale/scene.hpp"

#include <cstdio>

namespace beraad::bench {
namespace {

test::TestRegion region_of_a_school() {
  test::TestRegion region;
  region.add("noord", "gemeente");
  region.add("eik", "school", "noord");
  return region;
}

}  // namespace

Scene::Scene(std::filesystem::path const& binary, std::size_t people)
    : region_(region_of_a_school()),
      server_(region_, {.messages_per_s = 1'000'000, .message_burst = 1'000'000, .connections = 12'000, .binary = binary}),
      cast_(server_.port(), region_) {
  std::fprintf(stderr, "enrolling %zu people\n", people);
  cast_.enrol(people);
}

Lines Scene::lines() {
  auto lines = open_lines(tls_, server_.port(), cast_.staff(), cast_.staff().size());
  for (auto const& line : lines) ask(*line, "session.touch");
  return lines;
}

LoadResult Scene::run(std::span<SenderRoom> rooms, unsigned seconds) {
  auto const open = lines();
  return run_load(rooms, open, server_.pid(), seconds);
}

}  // namespace beraad::bench
