// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "tests/bench/scale/parts.hpp"
#include "tests/bench/scale/scene.hpp"

namespace beraad::bench {

void grow_members(Sizes const& sizes, Growth& growth) {
  Scene scene(sizes.server, sizes.people_in_rooms);
  auto& rooms = scene.cast().rooms();
  for (auto const members : sizes.members) {
    auto const count = sizes.people_in_rooms / members;
    scene.cast().open_rooms(count, members);
    auto const load = scene.run(std::span(rooms).last(count), sizes.seconds);
    growth.add_load("members", std::to_string(members) + " in each of " + std::to_string(count) + " rooms", load);
  }
}

void grow_rooms(Sizes const& sizes, Growth& growth) {
  Scene scene(sizes.server, sizes.people_of_rooms);
  scene.cast().open_rooms(*std::max_element(sizes.rooms.begin(), sizes.rooms.end()), kMembers);
  for (auto const count : sizes.rooms) {
    auto const load = scene.run(std::span(scene.cast().rooms()).first(count), sizes.seconds);
    growth.add_load("rooms", std::to_string(count) + " active", load);
  }
}

}  // namespace beraad::bench
