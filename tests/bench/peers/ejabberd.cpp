// SPDX-License-Identifier: EUPL-1.2
// ejabberd 23.01, started as its own script does, but as this user and without a node name. erl becomes the process that serves.
#include "tests/bench/peers/xmpp_server.hpp"

namespace beraad::bench {
namespace {

namespace fs = std::filesystem;

// The folder of Erlang libraries that has ejabberd: Debian keeps it with the architecture's.
std::optional<std::string> libraries() {
  std::error_code ignored;
  for (auto const& architecture : fs::directory_iterator("/usr/lib", ignored)) {
    for (auto const& library : fs::directory_iterator(architecture, ignored)) {
      if (library.path().filename().string().starts_with("ejabberd-")) return architecture.path().string();
    }
  }
  return std::nullopt;
}

std::string configuration(std::string const& root, std::uint16_t port, Archive archive) {
  return "hosts: [localhost]\nloglevel: warning\ncertfiles: [" + root + "/cert.pem, " + root +
         "/key.pem]\nlisten:\n  - port: " + std::to_string(port) +
         "\n    ip: \"127.0.0.1\"\n    module: ejabberd_c2s\n    tls: true\n    access: all\n    shaper: none\n"
         "auth_method: anonymous\nanonymous_protocol: sasl_anon\nallow_multiple_connections: true\n" +
         (archive == Archive::kSqlite ? "default_db: sql\nsql_type: sqlite\nsql_database: " + root + "/archive.sqlite\n" : "") +
         "modules:\n  mod_muc:\n    host: rooms.localhost\n    access: all\n    access_create: all\n    default_room_options:\n"
         "      mam: true\n      persistent: true\n  mod_mam: {}\n";
}

}  // namespace

std::optional<Command> ejabberd(test::Folder const& folder, std::uint16_t port, Archive archive) {
  auto const with = libraries();
  if (!with) return std::nullopt;
  auto const root = folder.path().string();
  folder.write("ejabberd.yml", configuration(root, port, archive));
  return Command{{"erl", "+K", "true", "+P", "250000", "-noinput", "-mnesia", "dir", "\"" + root + "/spool\"", "-s", "ejabberd"},
                 folder.path(),
                 folder.path() / "said.log",
                 {{"ERL_LIBS", *with},
                  {"EJABBERD_CONFIG_PATH", root + "/ejabberd.yml"},
                  {"EJABBERD_LOG_PATH", root + "/ejabberd.log"},
                  {"ERL_CRASH_DUMP", root + "/crash.dump"},
                  {"HOME", root}}};
}

}  // namespace beraad::bench
