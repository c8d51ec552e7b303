// SPDX-License-Identifier: EUPL-1.2
#include "tests/integration/operator.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

#include "db/key_file.hpp"

namespace beraad::test {

OpenedStore::OpenedStore() {
  if (stage().server().stop() != 0) throw std::runtime_error("the server did not stop");
}

db::DatabaseKeys OpenedStore::keys() {
  auto const folder = stage().server().folder();
  return {*db::read_key_file(folder / "store.key"), *db::read_key_file(folder / "shares.key")};
}

db::Database& OpenedStore::database() {
  auto const folder = stage().server().folder();
  if (!database_) database_ = *db::Database::open({folder / "store" / "beraad.db", folder / "shares" / "shares.db"}, keys(), {});
  return *database_;
}

OpenedStore::~OpenedStore() {
  database_.reset();
  stage().server().start_again();
  stage().reconnect();
}

std::string shown_by_the_web_client(std::string const& name, std::vector<RoomId> const& rooms) {
  auto& s = stage();
  std::filesystem::path const tools = BERAAD_CLIENT_WEB;
  auto const tsx = (tools / "node_modules/.bin/tsx").string();
  if (!std::filesystem::exists(tsx)) return "";
  auto& person = s[name].person;
  std::vector<std::string> words{tsx,
                                 (tools / "tools/shown_rooms.ts").string(),
                                 "https://localhost:" + std::to_string(s.server().port()),
                                 (s.server().folder() / "cert.pem").string(),
                                 s.region().root_text(),
                                 person.login,
                                 person.passphrase,
                                 person.next_code()};
  for (auto const& each : rooms) words.push_back(id_text(each));
  std::vector<char*> arguments;
  for (auto& each : words) arguments.push_back(each.data());
  arguments.push_back(nullptr);

  std::array<int, 2> pipe{};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, pipe[1], STDOUT_FILENO);
  pid_t child = 0;
  auto const failed = ::posix_spawn(&child, tsx.c_str(), &files, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  ::close(pipe[1]);
  if (failed != 0) throw std::runtime_error("the web client does not start");
  std::string out;
  std::array<char, 4096> part;
  for (ssize_t got = 0; (got = ::read(pipe[0], part.data(), part.size())) > 0;) out.append(part.data(), static_cast<std::size_t>(got));
  ::close(pipe[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  if (status != 0) throw std::runtime_error("the web client ended with " + std::to_string(status));
  return out;
}

Json room_in(Json const& shown, RoomId const& room) {
  for (auto const& each : shown.at("rooms"))
    if (each.at("id") == id_text(room)) return each;
  return nullptr;
}

}  // namespace beraad::test
