// SPDX-License-Identifier: EUPL-1.2
// A server that stores nothing and checks nothing: a frame names a room and goes, as it is, to every other connection of that room; the
// sender gets a short acknowledgement. Connections say with the value of their cookie, "ROOM.MEMBER", where they are.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace beraad::bench {

inline constexpr unsigned kBroadcastThreads = 2;  // as many as the product's network room has

// The value of a field of the frame; "" when it has none. Frames are {"room":"…","id":"…",…} without escapes.
[[nodiscard]] std::string_view field_of(std::string_view frame, std::string_view name);
[[nodiscard]] std::string acknowledgement_of(std::string_view frame);
// Of "ROOM.MEMBER".
[[nodiscard]] std::string room_of_cookie(std::string_view cookie);

// What the load generator waits for on the standard output.
void say_listening(unsigned port);

// Both run until the process ends; cert.pem and key.pem are in the folder.
void broadcast_with_beast(std::filesystem::path const& folder);
void broadcast_with_net(std::filesystem::path const& folder);

}  // namespace beraad::bench
