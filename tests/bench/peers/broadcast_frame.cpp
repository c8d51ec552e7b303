// SPDX-License-Identifier: EUPL-1.2
// Frames are searched, not parsed: parsing is not what is measured.
#include <iostream>

#include "tests/bench/peers/broadcast.hpp"

namespace beraad::bench {

std::string_view field_of(std::string_view frame, std::string_view name) {
  auto const mark = "\"" + std::string(name) + "\":\"";
  auto const at = frame.find(mark);
  if (at == std::string_view::npos) return {};
  auto const value = frame.substr(at + mark.size());
  return value.substr(0, value.find('"'));
}

std::string acknowledgement_of(std::string_view frame) {
  return "{\"id\":\"" + std::string(field_of(frame, "id")) + "\"}";
}

std::string room_of_cookie(std::string_view cookie) {
  return std::string(cookie.substr(0, cookie.find('.')));
}

void say_listening(unsigned port) {
  std::cout << "listening https://127.0.0.1:" << port << std::endl;
}

}  // namespace beraad::bench
