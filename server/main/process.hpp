// SPDX-License-Identifier: EUPL-1.2
// What the process does to itself before it reads a key, and how it hears that it should stop.
#pragma once
#include "crypto/result.hpp"

namespace beraad::main {

// No core files, not to be traced, no new privileges, files for the owner only, as many descriptors as are allowed. A peer that went away
// and a file that may not grow are errors of the write that meets them, not the end of the process.
[[nodiscard]] Result<void> harden_process();
// What an operator asks of a running server: SIGTERM or SIGINT, and SIGHUP.
enum class Asked { kStop, kReload };
// From here on these signals wait to be asked for, in every thread that comes after.
void block_signals();
[[nodiscard]] Asked wait_for_signal();

}  // namespace beraad::main
