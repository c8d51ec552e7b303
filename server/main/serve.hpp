// SPDX-License-Identifier: EUPL-1.2
// The wiring of the rooms, from an opened store to a clean end.
#pragma once
#include <string>

#include "crypto/result.hpp"
#include "server/main/configuration.hpp"

namespace beraad::main {

// Why the server could not start: words for the operator.
struct NotStarted {
  Error error;
  std::string words;
};

// Starts everything, says on standard output where it listens ("metrics URL" when there are any, then "listening URL"), waits for SIGTERM
// or SIGINT and stops in order. At SIGHUP the configuration's file is read again, and its certificate and web files are taken over. These
// signals are blocked before.
[[nodiscard]] boost::system::result<void, NotStarted> serve(Configuration configuration, std::filesystem::path const& file,
                                                            net::Log const& log);

}  // namespace beraad::main
