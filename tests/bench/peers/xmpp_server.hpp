// SPDX-License-Identifier: EUPL-1.2
// XMPP servers with rooms whose messages are archived, each in a folder of its own: anybody may sign in and make rooms, nothing is slowed
// down.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>

#include "tests/bench/peers/child.hpp"
#include "tests/support/folder.hpp"

namespace beraad::bench {

// Where a server keeps the archives: in files or tables of its own kind, or in SQLite.
enum class Archive { kOwn, kSqlite };

// The folder has cert.pem and key.pem. Nothing when the server is not installed.
[[nodiscard]] std::optional<Command> prosody(test::Folder const& folder, std::uint16_t port, Archive archive);
[[nodiscard]] std::optional<Command> ejabberd(test::Folder const& folder, std::uint16_t port, Archive archive);

}  // namespace beraad::bench
