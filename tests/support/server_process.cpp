// SPDX-License-Identifier: EUPL-1.2
// The server says on its standard output where it listens; its log goes to a file in its folder.
#include "tests/support/server_process.hpp"

#include <fcntl.h>
#include <linux/capability.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <stdexcept>

#include "crypto/random.hpp"
#include "crypto/sha256.hpp"

namespace beraad::test {
namespace {

void write_private(std::filesystem::path const& file, std::string_view bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
  ::chmod(file.c_str(), S_IRUSR | S_IWUSR);
}

void write_key(std::filesystem::path const& file, crypto::Secret32 const& key) {
  write_private(file, crypto::text_of(key.view()));
}

// The next line of what the pipe carries; "" at its end.
std::string next_line(int pipe) {
  std::string line;
  for (char c = 0; ::read(pipe, &c, 1) == 1 && c != '\n';) line += c;
  return line;
}

// "listening https://127.0.0.1:8443"
std::uint16_t port_in(std::string const& line) {
  return static_cast<std::uint16_t>(std::stoul(line.substr(line.rfind(':') + 1)));
}

constexpr char kLog[] = "server.log";

// Kind, mode and content of everything in the folder but the log.
std::map<std::string, std::string> contents_of(std::filesystem::path const& folder) {
  std::map<std::string, std::string> out;
  for (auto const& each : std::filesystem::recursive_directory_iterator(folder)) {
    if (each.path().filename() == kLog) continue;
    struct stat status {};
    ::stat(each.path().c_str(), &status);
    auto& content = out[each.path().lexically_relative(folder).string()];
    content = std::to_string(status.st_mode) + " ";
    if (each.is_regular_file()) content += to_b64u(crypto::sha256(crypto::view_of(bytes_of(each.path()))));
  }
  return out;
}

std::vector<std::string> differences(std::map<std::string, std::string> const& before, std::map<std::string, std::string> const& after) {
  std::vector<std::string> out;
  for (auto const& [path, content] : before) {
    if (auto const now = after.find(path); now == after.end() || now->second != content) out.push_back(path);
  }
  for (auto const& [path, content] : after) {
    if (!before.contains(path)) out.push_back(path);
  }
  return out;
}

// What a sanitizer found in the server fails the whole run, also where the server is killed and tells no exit code.
void end_on_a_sanitizers_report(std::string const& log) {
  constexpr int kFound = 66;
  auto const report = log.find("Sanitizer: ");
  if (report == std::string::npos) return;
  std::fputs(log.c_str() + log.rfind('\n', report) + 1, stderr);
  std::_Exit(kFound);
}

Json settings_of(ServerChoice const& choice) {
  return {{"listen", {{"address", "127.0.0.1"}, {"port", 0}}},
          {"origins", {"https://beraad.test", "https://localhost:0"}},
          {"tls", {{"certificate", "cert.pem"}, {"key", "key.pem"}}},
          {"store", {{"file", "store/beraad.db"}, {"key", "store.key"}}},
          {"share_store", {{"file", "shares/shares.db"}, {"key", "shares.key"}}},
          {"pepper", "pepper.key"},
          {"region", {{"file", "region.json"}, {"key", "region.key"}}},
          {"web_root", "web"},
          {"metrics_port", 0},
          {"limits",
           {{"connections", choice.connections}, {"messages_per_s", choice.messages_per_s}, {"message_burst", choice.message_burst}}}};
}

}  // namespace

ServerProcess::ServerProcess(TestRegion const& region, ServerChoice choice)
    : binary_(choice.binary.empty() ? std::filesystem::path(BERAAD_SERVER) : choice.binary), settings_(settings_of(choice)) {
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

int ServerProcess::spawn() {
  auto const config = (folder_.path() / "beraad.json").string();
  auto const log = (folder_.path() / kLog).string();
  std::array<int, 2> pipe{};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  pid_ = ::fork();
  if (pid_ == 0) {
    ::dup2(pipe[1], STDOUT_FILENO);
    ::dup2(::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, S_IRUSR | S_IWUSR), STDERR_FILENO);
    ::prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0);  // root, too, may write only what its mode says
    ::execl(binary_.c_str(), binary_.c_str(), "--config", config.c_str(), nullptr);
    ::_exit(127);
  }
  ::close(pipe[1]);
  return pipe[0];
}

void ServerProcess::start() {
  write_private(folder_.path() / "beraad.json", settings_.dump(2));
  auto const pipe = spawn();
  auto line = next_line(pipe);
  for (; line.starts_with("metrics "); line = next_line(pipe)) metrics_port_ = port_in(line);
  ::close(pipe);
  if (!line.starts_with("listening ")) {
    wait_for_end(SIGKILL);
    throw std::runtime_error("the server does not start: " + bytes_of(folder_.path() / kLog));
  }
  port_ = port_in(line);
  settings_["listen"]["port"] = port_;
}

FailedStart ServerProcess::fail_to_start() {
  write_private(folder_.path() / "beraad.json", settings_.dump(2));
  auto const before = contents_of(folder_.path());
  auto const log_bytes = std::filesystem::file_size(folder_.path() / kLog);
  auto const pipe = spawn();
  auto const line = next_line(pipe);
  ::close(pipe);
  if (!line.empty()) {
    wait_for_end(SIGKILL);
    throw std::runtime_error("the server starts: " + line);
  }
  FailedStart out;
  out.exit_code = wait_for_end(0);
  out.said = bytes_of(folder_.path() / kLog).substr(log_bytes);
  out.changed = differences(before, contents_of(folder_.path()));
  return out;
}

int ServerProcess::wait_for_end(int signal) {
  int status = 0;
  ::kill(pid_, signal);
  ::waitpid(pid_, &status, 0);
  pid_ = 0;
  end_on_a_sanitizers_report(bytes_of(folder_.path() / kLog));
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

void ServerProcess::limit_files(std::uint64_t bytes) const {
  rlimit limit{};
  ::prlimit(pid_, RLIMIT_FSIZE, nullptr, &limit);
  limit.rlim_cur = bytes == 0 ? limit.rlim_max : bytes;
  if (::prlimit(pid_, RLIMIT_FSIZE, &limit, nullptr) != 0) throw std::runtime_error("no limit");
}

}  // namespace beraad::test
