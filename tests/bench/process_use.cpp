// SPDX-License-Identifier: EUPL-1.2
// proc(5): stat, statm, status and clear_refs.
#include "tests/bench/process_use.hpp"

#include <unistd.h>

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

namespace beraad::bench {

double cpu_seconds(pid_t process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/stat");
  std::string line;
  std::getline(file, line);
  // The name may hold anything; after its bracket comes field 3. User and system time are fields 14 and 15.
  std::istringstream fields(line.substr(line.rfind(')') + 1));
  std::string skipped;
  for (int field = 3; field < 14; ++field) fields >> skipped;
  double user = 0, system = 0;
  if (!(fields >> user >> system)) throw std::runtime_error("the server is gone");
  return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

std::uint64_t rss_kib(pid_t process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/statm");
  std::uint64_t pages = 0, resident = 0;
  if (!(file >> pages >> resident)) throw std::runtime_error("the server is gone");
  return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)) / 1024;
}

std::uint64_t peak_rss_kib(pid_t process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/status");
  for (std::string word; file >> word;) {
    std::uint64_t kib = 0;
    if (word == "VmHWM:" && file >> kib) return kib;
  }
  throw std::runtime_error("the server is gone");
}

void forget_peak(pid_t process) {
  constexpr char kPeak[] = "5";
  if (!(std::ofstream("/proc/" + std::to_string(process) + "/clear_refs") << kPeak << std::flush)) throw std::runtime_error("clear_refs");
}

}  // namespace beraad::bench
