// SPDX-License-Identifier: EUPL-1.2
// Prosody 0.12. Its Lua process is the one that is started.
#include <unistd.h>

#include "tests/bench/peers/xmpp_server.hpp"

namespace beraad::bench {
namespace {

constexpr char kProgram[] = "/usr/bin/prosody";

std::string storage(Archive archive) {
  if (archive == Archive::kOwn) return "storage = \"internal\"\n";
  return "storage = \"sql\"\nsql = { driver = \"SQLite3\", database = \"archive.sqlite\" }\n";
}

}  // namespace

std::optional<Command> prosody(test::Folder const& folder, std::uint16_t port, Archive archive) {
  if (::access(kProgram, X_OK) != 0) return std::nullopt;
  auto const root = folder.path().string();
  folder.write("data/.keep", "");
  folder.write("certs/.keep", "");
  folder.write("prosody.cfg.lua",
               "run_as_root = true\ndata_path = \"" + root + "/data\"\npidfile = \"" + root + "/prosody.pid\"\nlog = { warn = \"" + root +
                   "/prosody.log\" }\ninterfaces = { \"127.0.0.1\" }\nc2s_ports = {}\nc2s_direct_tls_ports = { " + std::to_string(port) +
                   " }\nssl = { certificate = \"" + root + "/cert.pem\", key = \"" + root +
                   "/key.pem\" }\nmodules_enabled = { \"saslauth\" }\nmodules_disabled = { \"s2s\" }\n" + storage(archive) +
                   "VirtualHost \"localhost\"\nauthentication = \"anonymous\"\nComponent \"rooms.localhost\" \"muc\"\n"
                   "modules_enabled = { \"muc_mam\" }\nmuc_room_locking = false\nmuc_log_all_rooms = true\n");
  return Command{{kProgram, "-F", "--config", root + "/prosody.cfg.lua"}, folder.path(), folder.path() / "said.log"};
}

}  // namespace beraad::bench
