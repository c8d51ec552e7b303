// SPDX-License-Identifier: EUPL-1.2
// People who all sign in at the same moment, each on a new connection. A thread of its own; the passphrase's Argon2id is left out.
#pragma once
#include <atomic>
#include <cstdint>
#include <exception>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "tests/bench/cast.hpp"
#include "tests/bench/tls_line.hpp"

namespace beraad::bench {

class Storm {
 public:
  // Waits until everybody has a code of the second factor that was not used.
  Storm(TlsClient const& tls, std::uint16_t port, std::span<Staff> who);
  Storm(Storm const&) = delete;
  Storm& operator=(Storm const&) = delete;
  ~Storm();

  void begin();
  [[nodiscard]] bool is_over() const noexcept { return over_; }

  // Once it is over. How long each took to be signed in since it began, ascending; throws when somebody was refused.
  [[nodiscard]] std::vector<std::int64_t> took_ns();

 private:
  void run() noexcept;

  TlsClient const& tls_;
  std::uint16_t port_;
  std::span<Staff> who_;
  std::vector<std::int64_t> took_ns_;
  std::exception_ptr failure_;
  std::atomic<bool> over_{false};
  std::thread thread_;
};

}  // namespace beraad::bench
