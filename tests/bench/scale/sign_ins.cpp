// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "tests/bench/latency.hpp"
#include "tests/bench/scale/parts.hpp"
#include "tests/bench/scale/scene.hpp"
#include "tests/bench/scale/storm.hpp"

namespace beraad::bench {
namespace {

constexpr double kCarried = 0.3;  // of what a closed load reaches

// The same load before, during and after.
void measure_storm(std::string const& part, Scene& scene, std::span<Staff> who, double messages_per_s, Sizes const& sizes, Growth& growth) {
  Storm storm(scene.tls(), scene.server().port(), who);
  auto const lines = scene.lines();
  Load load(scene.cast().rooms(), lines, scene.server().pid(), messages_per_s);
  load.warm_up();
  growth.add_load(part, "before the sign-ins", load.measure(std::chrono::seconds(sizes.seconds)));
  storm.begin();
  auto during = load.measure_while([&] { return !storm.is_over(); });
  auto const took = storm.took_ns();
  auto after = load.measure(std::chrono::seconds(sizes.seconds));
  after.undelivered = load.finish();
  growth.add_load(part, std::to_string(who.size()) + " sign in at once", during);
  growth.add_load(part, "after them", after);
  auto const all = std::to_string(took.size()) + " sign-ins at once, answered: ";
  growth.add_figure(part, all + "half of them within", ms_at(took, 0.5), "ms");
  growth.add_figure(part, all + "all of them within", ms_at(took, 1), "ms");
}

}  // namespace

void grow_sign_ins(Sizes const& sizes, Growth& growth) {
  auto const members = sizes.active_rooms * kMembers;
  Scene scene(sizes.server, std::max(members, 2 * sizes.sign_ins));
  scene.cast().open_rooms(sizes.active_rooms, kMembers);
  auto const closed = scene.run(scene.cast().rooms(), sizes.seconds);
  growth.add_load("carried", "all that it can", closed);
  auto const messages_per_s = kCarried * static_cast<double>(closed.acks) / closed.seconds;
  {
    auto const lines = scene.lines();
    auto const paced = run_load(scene.cast().rooms(), lines, scene.server().pid(), 2 * sizes.seconds, messages_per_s);
    growth.add_load("carried", "30 % of that", paced);
  }
  auto const staff = std::span(scene.cast().staff());
  measure_storm("storm 30 %", scene, staff.first(sizes.sign_ins), messages_per_s, sizes, growth);
  measure_storm("storm full", scene, staff.last(sizes.sign_ins), 0, sizes, growth);
}

}  // namespace beraad::bench
