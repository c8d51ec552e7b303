// SPDX-License-Identifier: EUPL-1.2
// The length in 7, 16 or 64 bits, the shortest that holds it.
#include "server/net/text_frame.hpp"

#include <cstdint>

namespace beraad::net {
namespace {

constexpr char kFinalText = '\x81';
constexpr std::size_t kMost7Bits = 125;
constexpr char kIn16Bits = 126;
constexpr char kIn64Bits = 127;
constexpr std::size_t kLongestHeader = 10;

void append_big_endian(std::string& to, std::uint64_t value, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) to.push_back(static_cast<char>(value >> shift & 0xff));
}

}  // namespace

TextFrame text_frame(std::string_view payload) {
  std::string frame;
  frame.reserve(kLongestHeader + payload.size());
  frame.push_back(kFinalText);
  if (payload.size() <= kMost7Bits) {
    frame.push_back(static_cast<char>(payload.size()));
  } else if (payload.size() <= 0xffff) {
    frame.push_back(kIn16Bits);
    append_big_endian(frame, payload.size(), 2);
  } else {
    frame.push_back(kIn64Bits);
    append_big_endian(frame, payload.size(), 8);
  }
  frame.append(payload);
  return {std::make_shared<std::string const>(std::move(frame))};
}

}  // namespace beraad::net
