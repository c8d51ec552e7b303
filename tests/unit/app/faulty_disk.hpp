// SPDX-License-Identifier: EUPL-1.2
// A disk that fails when it is told to: a SQLite VFS in front of the real one, for every file that is opened after it was put in place.
#pragma once
#include <cstdint>

namespace beraad::app::testing {

enum class DiskFault {
  kFailing,  // a write, sync or truncation is refused
  kTorn,     // the same, and half of what was to be written is there
  kFull,     // no space is left
};

namespace faulty_disk {

// Once in a process, before the first store is opened; it stays.
void put_in_place();
// From the k-th change on (a write, a sync or a truncation; 1 is the next) all fail until heal(), or that one alone.
void fail_from(std::uint64_t k, DiskFault fault);
void fail_once(std::uint64_t k, DiskFault fault);
void heal();
// Whether it came to that since it was told to.
[[nodiscard]] bool has_failed();

}  // namespace faulty_disk
}  // namespace beraad::app::testing
