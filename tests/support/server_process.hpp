// SPDX-License-Identifier: EUPL-1.2
// The real beraad-server as a child process: its own folder, its own store, port 0. It can be killed and started again on the same store.
#pragma once
#include <sys/types.h>

#include <cstdint>
#include <filesystem>

#include "tests/support/folder.hpp"
#include "tests/support/region.hpp"

namespace beraad::test {

struct ServerChoice {
  unsigned messages_per_s = 20;  // as security.md sets it; a load generator may raise both
  unsigned message_burst = 40;
  std::filesystem::path binary{};  // "": the one that was built with these tests
};

class ServerProcess {
 public:
  // Listens when it returns; throws with the server's last words when it does not start.
  explicit ServerProcess(TestRegion const& region, ServerChoice choice = {});
  ServerProcess(ServerProcess const&) = delete;
  ServerProcess& operator=(ServerProcess const&) = delete;
  ~ServerProcess();

  [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
  [[nodiscard]] pid_t pid() const noexcept { return pid_; }
  [[nodiscard]] std::filesystem::path folder() const { return folder_.path(); }

  // SIGKILL: nothing is flushed, nobody is told.
  void kill_hard();
  // SIGTERM, and its exit code.
  int stop();
  // After either; on the port it had.
  void start_again();

 private:
  void write_configuration() const;
  void start();
  int wait_for_end(int signal);

  Folder folder_;
  ServerChoice choice_;
  std::uint16_t port_ = 0;
  pid_t pid_ = 0;
};

}  // namespace beraad::test
