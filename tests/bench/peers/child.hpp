// SPDX-License-Identifier: EUPL-1.2
// A program as a child process, which does not outlive this one. What it says goes to a file.
#pragma once
#include <sys/types.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace beraad::bench {

struct Command {
  std::vector<std::string> words;                    // the program first, looked up in PATH
  std::filesystem::path folder;                      // where it runs
  std::filesystem::path said;                        // its standard output and error
  std::map<std::string, std::string> environment{};  // added to this process's
};

class Child {
 public:
  explicit Child(Command command);
  Child(Child const&) = delete;
  Child& operator=(Child const&) = delete;
  ~Child();  // kills it
  [[nodiscard]] pid_t pid() const noexcept { return pid_; }
  // All it has said. Throws with it when the process has ended.
  [[nodiscard]] std::string said_so_far();
  // Waits for its end. Throws with what it said unless it is 0.
  void wait_for_success();

 private:
  Command command_;
  pid_t pid_;
};

}  // namespace beraad::bench
