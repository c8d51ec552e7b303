// SPDX-License-Identifier: EUPL-1.2
// The only place above the store where time comes from; tests bring their own.
#pragma once
#include <chrono>
#include <functional>

#include "crypto/time_ms.hpp"

namespace beraad::app {

using Clock = std::function<TimeMs()>;  // callable from any thread

[[nodiscard]] inline Clock system_clock() {
  return [] {
    using namespace std::chrono;
    return TimeMs{duration_cast<milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count()};
  };
}

}  // namespace beraad::app
