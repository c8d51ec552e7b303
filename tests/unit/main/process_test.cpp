// SPDX-License-Identifier: EUPL-1.2
// What the process does to itself before it reads a key. In a child, since it cannot be taken back.
#include "server/main/process.hpp"

#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace beraad::main {
namespace {

// What `holds` answers in a process that protected itself.
bool in_protected_process(bool (*holds)()) {
  auto const child = ::fork();
  if (child == 0) ::_exit(harden_process() && holds() ? 0 : 1);
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

TEST(process, leaves_no_core_file) {
  EXPECT_TRUE(in_protected_process([] {
    rlimit limit{1, 1};
    return ::getrlimit(RLIMIT_CORE, &limit) == 0 && limit.rlim_cur == 0 && limit.rlim_max == 0;
  }));
}

#if !defined(__SANITIZE_ADDRESS__)  // whose leak check reads its own process
TEST(process, memory_is_not_read_by_other_processes_of_the_same_user) {
  EXPECT_TRUE(in_protected_process([] { return ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0; }));
}
#endif

TEST(process, gains_no_rights_later) {
  EXPECT_TRUE(in_protected_process([] { return ::prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1; }));
}

TEST(process, makes_no_file_that_others_may_read) {
  EXPECT_TRUE(in_protected_process([] { return ::umask(0) == 077; }));
}

}  // namespace
}  // namespace beraad::main
