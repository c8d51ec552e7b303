// SPDX-License-Identifier: EUPL-1.2
// The server says on its standard output where it listens; its log goes to a file in its folder.
#include "tests/support/server_process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "crypto/random.hpp"
#include "tests/support/wire_schema.hpp"

namespace beraad::test {
namespace {

void write_private(std::filesystem::path const& file, std::string_view bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
  ::chmod(file.c_str(), S_IRUSR | S_IWUSR);
}

void write_key(std::filesystem::path const& file, crypto::Secret32 const& key) {
  write_private(file, crypto::text_of(key.view()));
}

std::string text_of_file(std::filesystem::path const& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

// The first line of what the pipe carries; "" when it ends before.
std::string first_line(int pipe) {
  std::string line;
  for (char c = 0; ::read(pipe, &c, 1) == 1 && c != '\n';) line += c;
  return line;
}

}  // namespace

ServerProcess::ServerProcess(TestRegion const& region, ServerChoice choice) : choice_(choice) {
  write_certificate(folder_);
  ::chmod((folder_.path() / "key.pem").c_str(), S_IRUSR | S_IWUSR);
  folder_.write("web/index.html", "<!doctype html><title>Beraad</title>");
  std::filesystem::create_directories(folder_.path() / "store");
  std::filesystem::create_directories(folder_.path() / "shares");
  write_private(folder_.path() / "region.json", region.file());
  write_key(folder_.path() / "region.key", region.service_key().seed());
  for (auto const* name : {"store.key", "shares.key", "pepper.key"}) write_key(folder_.path() / name, crypto::random_secret<32>());
  start();
}

ServerProcess::~ServerProcess() {
  if (pid_ != 0) wait_for_end(SIGKILL);
}

void ServerProcess::write_configuration() const {
  Json const json{{"listen", {{"address", "127.0.0.1"}, {"port", port_}}},
                  {"origins", {"https://beraad.test"}},
                  {"tls", {{"certificate", "cert.pem"}, {"key", "key.pem"}}},
                  {"store", {{"file", "store/beraad.db"}, {"key", "store.key"}}},
                  {"share_store", {{"file", "shares/shares.db"}, {"key", "shares.key"}}},
                  {"pepper", "pepper.key"},
                  {"region", {{"file", "region.json"}, {"key", "region.key"}}},
                  {"web_root", "web"},
                  {"limits", {{"messages_per_s", choice_.messages_per_s}, {"message_burst", choice_.message_burst}}}};
  write_private(folder_.path() / "beraad.json", json.dump(2));
}

void ServerProcess::start() {
  write_configuration();
  auto const config = (folder_.path() / "beraad.json").string();
  auto const log = (folder_.path() / "server.log").string();
  auto const binary = choice_.binary.empty() ? std::string(BERAAD_SERVER) : choice_.binary.string();
  std::array<int, 2> pipe{};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  pid_ = ::fork();
  if (pid_ == 0) {
    ::dup2(pipe[1], STDOUT_FILENO);
    ::dup2(::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, S_IRUSR | S_IWUSR), STDERR_FILENO);
    ::execl(binary.c_str(), binary.c_str(), "--config", config.c_str(), nullptr);
    ::_exit(127);
  }
  ::close(pipe[1]);
  auto const line = first_line(pipe[0]);
  ::close(pipe[0]);
  auto const colon = line.rfind(':');
  if (!line.starts_with("listening ") || colon == std::string::npos) {
    wait_for_end(SIGKILL);
    throw std::runtime_error("the server does not start: " + text_of_file(log));
  }
  port_ = static_cast<std::uint16_t>(std::stoul(line.substr(colon + 1)));
}

int ServerProcess::wait_for_end(int signal) {
  int status = 0;
  ::kill(pid_, signal);
  ::waitpid(pid_, &status, 0);
  pid_ = 0;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void ServerProcess::kill_hard() {
  wait_for_end(SIGKILL);
}
int ServerProcess::stop() {
  return wait_for_end(SIGTERM);
}
void ServerProcess::start_again() {
  start();
}

}  // namespace beraad::test
