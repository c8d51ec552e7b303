// SPDX-License-Identifier: EUPL-1.2
// prctl(2), setrlimit(2) and signals. Signals are taken by sigwait on the main thread: nothing ever runs in a signal handler.
#include "server/main/process.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <cerrno>
#include <csignal>

namespace beraad::main {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kDumpable = true;  // the leak check at the end traces its own process
#else
constexpr bool kDumpable = false;
#endif

sigset_t signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGHUP);
  return set;
}

Error system_error(std::string_view where) {
  return {Errc::kInternal, where, boost::system::error_code(errno, boost::system::system_category())};
}

}  // namespace

Result<void> harden_process() {
  ::umask(077);
  rlimit const no_core{0, 0};
  if (::setrlimit(RLIMIT_CORE, &no_core) != 0) return system_error("core file limit");
  if (!kDumpable && ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return system_error("not dumpable");
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return system_error("no new privileges");
  rlimit descriptors{};
  if (::getrlimit(RLIMIT_NOFILE, &descriptors) != 0) return system_error("descriptor limit");
  descriptors.rlim_cur = descriptors.rlim_max;
  if (::setrlimit(RLIMIT_NOFILE, &descriptors) != 0) return system_error("descriptor limit");
  if (std::signal(SIGPIPE, SIG_IGN) == SIG_ERR) return system_error("SIGPIPE");
  if (std::signal(SIGXFSZ, SIG_IGN) == SIG_ERR) return system_error("SIGXFSZ");
  return {};
}

void block_signals() {
  auto const set = signals();
  ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

Asked wait_for_signal() {
  auto const set = signals();
  int signal = 0;
  while (::sigwait(&set, &signal) != 0) {
  }
  return signal == SIGHUP ? Asked::kReload : Asked::kStop;
}

}  // namespace beraad::main
