// SPDX-License-Identifier: EUPL-1.2
// What a process used of the machine, from /proc. Throws when it is gone.
#pragma once
#include <sys/types.h>

#include <cstdint>

namespace beraad::bench {

// User and system time of all its threads.
[[nodiscard]] double cpu_seconds(pid_t process);
[[nodiscard]] std::uint64_t rss_kib(pid_t process);
// The most it ever had, since it began or since forget_peak().
[[nodiscard]] std::uint64_t peak_rss_kib(pid_t process);
void forget_peak(pid_t process);

}  // namespace beraad::bench
