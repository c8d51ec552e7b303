// SPDX-License-Identifier: EUPL-1.2
// A text message as a server puts it on the wire: one final frame, unmasked (RFC 6455 section 5.2). Encoded once for all its receivers.
#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace beraad::net {

struct TextFrame {
  std::shared_ptr<std::string const> bytes;
};

[[nodiscard]] TextFrame text_frame(std::string_view payload);

}  // namespace beraad::net
