// SPDX-License-Identifier: EUPL-1.2
// The kernel kills the child when this process ends in whatever way.
#include "tests/bench/peers/child.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>

#include "tests/support/folder.hpp"

namespace beraad::bench {
namespace {

[[noreturn]] void become(Command& command) {
  std::vector<char*> words;
  for (auto& word : command.words) words.push_back(word.data());
  words.push_back(nullptr);
  for (auto const& [name, value] : command.environment) ::setenv(name.c_str(), value.c_str(), 1);
  auto const said = ::open(command.said.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
  ::dup2(said, STDOUT_FILENO);
  ::dup2(said, STDERR_FILENO);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::chdir(command.folder.c_str()) == 0) ::execvp(words[0], words.data());
  ::_exit(127);
}

}  // namespace

Child::Child(Command command) : command_(std::move(command)), pid_(::fork()) {
  if (pid_ == 0) become(command_);
  if (pid_ < 0) throw std::runtime_error("no process");
}

Child::~Child() {
  if (pid_ == 0) return;
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
}

std::string Child::said_so_far() {
  auto const ended = ::waitpid(pid_, nullptr, WNOHANG) == pid_;
  if (ended) pid_ = 0;
  auto said = test::bytes_of(command_.said);
  if (ended) throw std::runtime_error(command_.words.front() + " has ended: " + said);
  return said;
}

void Child::wait_for_success() {
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = 0;
  if (status != 0) throw std::runtime_error(command_.words.front() + " failed: " + test::bytes_of(command_.said));
}

}  // namespace beraad::bench
