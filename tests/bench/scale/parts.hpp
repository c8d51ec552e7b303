// SPDX-License-Identifier: EUPL-1.2
// What grows, one function each: it makes a scene of its own and adds what it measured to the table.
#pragma once
#include <cstdint>
#include <filesystem>
#include <vector>

#include "tests/bench/scale/growth.hpp"

namespace beraad::bench {

struct Sizes {
  std::filesystem::path server;  // the binary
  unsigned seconds = 8;          // of each load
  std::vector<std::size_t> idle{1'000, 10'000};
  std::size_t people_in_rooms = 512;  // however many are in one
  std::vector<std::size_t> members{8, 16, 32, 64};
  std::vector<std::size_t> rooms{50, 200, 1'000};
  std::size_t people_of_rooms = 800;
  std::vector<std::uint64_t> stored{0, 100'000, 500'000, 2'000'000};
  std::size_t stored_rooms = 1'000;
  std::uint64_t history = 100'000;
  std::size_t active_rooms = 50;  // where something else grows; of kMembers each
  std::size_t sign_ins = 500;
  std::size_t reconnecting = 10'000;
};

inline constexpr std::size_t kMembers = 8;

// The same in small, for trying it out.
[[nodiscard]] Sizes quick_sizes();

// Idle connections.
void grow_connections(Sizes const& sizes, Growth& growth);
// The members of a room, with as many people in all.
void grow_members(Sizes const& sizes, Growth& growth);
// The rooms that are active.
void grow_rooms(Sizes const& sizes, Growth& growth);
// The items in the store, then those of one room; with the start on such a store.
void grow_store(Sizes const& sizes, Growth& growth);
// A load that the server can carry, and people who all sign in at once meanwhile.
void grow_sign_ins(Sizes const& sizes, Growth& growth);
// Everybody who is connected loses the connection at one moment, and comes back.
void grow_reconnections(Sizes const& sizes, Growth& growth);

}  // namespace beraad::bench
