// SPDX-License-Identifier: EUPL-1.2
// A server on a fresh store, a school's staff in it, and their connections.
#pragma once
#include <cstddef>
#include <span>

#include "tests/bench/load.hpp"
#include "tests/support/server_process.hpp"

namespace beraad::bench {

class Scene {
 public:
  Scene(std::filesystem::path const& binary, std::size_t people);

  [[nodiscard]] test::ServerProcess& server() noexcept { return server_; }
  [[nodiscard]] Cast& cast() noexcept { return cast_; }
  [[nodiscard]] TlsClient const& tls() const noexcept { return tls_; }

  // One line for each of the staff. Everybody does something, so that no session runs out in a long measurement.
  [[nodiscard]] Lines lines();
  // A closed load on new lines.
  [[nodiscard]] LoadResult run(std::span<SenderRoom> rooms, unsigned seconds);

 private:
  test::TestRegion region_;
  test::ServerProcess server_;
  TlsClient tls_;
  Cast cast_;
};

}  // namespace beraad::bench
