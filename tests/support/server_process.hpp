// SPDX-License-Identifier: EUPL-1.2
// The real beraad-server as a child process: its own folder, its own store, port 0. It can be killed and started again on the same store.
#pragma once
#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/folder.hpp"
#include "tests/support/region.hpp"
#include "tests/support/wire_schema.hpp"

namespace beraad::test {

struct ServerChoice {
  unsigned messages_per_s = 20;  // as security.md sets it; a load generator may raise both
  unsigned message_burst = 40;
  unsigned connections = 10'000;
  std::filesystem::path binary{};  // "": the one that was built with these tests
};

// How a start ended that did not succeed.
struct FailedStart {
  int exit_code = 0;
  std::string said;                  // what it added to the log: the words for the operator, and the log's own lines
  std::vector<std::string> changed;  // files and folders that are not as they were before it, the log itself left out
};

class ServerProcess {
 public:
  // Listens when it returns; throws with the server's last words when it does not start.
  explicit ServerProcess(TestRegion const& region, ServerChoice choice = {});
  ServerProcess(ServerProcess const&) = delete;
  ServerProcess& operator=(ServerProcess const&) = delete;
  ~ServerProcess();

  [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
  [[nodiscard]] std::uint16_t metrics_port() const noexcept { return metrics_port_; }
  [[nodiscard]] pid_t pid() const noexcept { return pid_; }
  [[nodiscard]] std::filesystem::path folder() const { return folder_.path(); }

  // SIGKILL: nothing is flushed, nobody is told.
  void kill_hard();
  // SIGTERM, and its exit code.
  int stop();
  // After either; on the port it had.
  void start_again();
  // The same, when it must end by itself instead. Throws when it listens all the same.
  [[nodiscard]] FailedStart fail_to_start();
  // The configuration of the next start.
  [[nodiscard]] Json& settings() noexcept { return settings_; }
  // No file of it grows beyond this many bytes, as on a disk without room; 0: as far as it likes.
  void limit_files(std::uint64_t bytes) const;

 private:
  void start();
  // Standard output of the child, from which nothing was read yet.
  [[nodiscard]] int spawn();
  int wait_for_end(int signal);

  Folder folder_;
  std::filesystem::path binary_;
  Json settings_;
  std::uint16_t port_ = 0;
  std::uint16_t metrics_port_ = 0;
  pid_t pid_ = 0;
};

}  // namespace beraad::test
