// SPDX-License-Identifier: EUPL-1.2
// What the process does to itself before it reads a key, and how it hears that it should stop.
#pragma once
#include "crypto/result.hpp"

namespace beraad::main {

// No core files, not to be traced, no new privileges, files for the owner only, as many descriptors as are allowed. A peer that went away
// and a file that may not grow are errors of the write that meets them, not the end of the process.
[[nodiscard]] Result<void> harden_process();
// Before any thread is started, so that all of them inherit it.
void block_stop_signals();
// Waits for SIGTERM or SIGINT.
void wait_for_stop_signal();

}  // namespace beraad::main
