// SPDX-License-Identifier: EUPL-1.2
// The staff's connections, opened as their clients would open them.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/cast.hpp"
#include "tests/bench/load_line.hpp"

namespace beraad::bench {

inline constexpr std::size_t kLinesOfASession = 5;  // the server's bound

using Lines = std::vector<std::unique_ptr<LoadLine>>;

void say_hello(LoadLine& line);
// Whether this answers it well; throws when it is a refusal.
[[nodiscard]] bool is_welcome(std::string_view frame);
// Calls and waits for the answer, as it came; throws when it is a refusal.
std::string ask(LoadLine& line, std::string const& method, std::string const& params = "{}");

// A line that has said hello, as every client does first.
[[nodiscard]] std::unique_ptr<LoadLine> signed_in_line(TlsClient const& tls, std::uint16_t port, Staff const& who);

// This many lines, each of the next of the staff. The server closes whoever leaves its pings unanswered, so those there are listened to
// meanwhile.
[[nodiscard]] Lines open_lines(TlsClient const& tls, std::uint16_t port, std::vector<Staff> const& staff, std::size_t count);

}  // namespace beraad::bench
