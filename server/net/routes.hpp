// SPDX-License-Identifier: EUPL-1.2
// What a request header asks for, decided before its body is read: an answer that is ready, a call for the endpoint, or an upgrade. Pure.
#pragma once
#include <string>
#include <variant>
#include <vector>

#include "server/net/answer.hpp"
#include "server/net/request_head.hpp"
#include "server/net/static_files.hpp"

namespace beraad::net {

inline constexpr std::string_view kSubProtocol = "beraad.v1";
inline constexpr std::string_view kSessionCookie = "__Host-beraad";

// Who may speak to this server, from its origins: "https://h:8443" also allows the Host "h:8443".
class Origins {
 public:
  // kMalformed for anything but https://host or https://host:port in lower case.
  [[nodiscard]] static Result<Origins> of(std::vector<std::string> const& origins, std::uint16_t listening_port);
  [[nodiscard]] bool is_origin(std::string_view origin) const;
  [[nodiscard]] bool is_host(std::string_view host) const;

 private:
  std::vector<std::string> origins_;
  std::vector<std::string> hosts_;
};

struct PostRoute {
  std::string path;
  std::string session_cookie;
};
struct WebSocketRoute {
  std::string session_cookie;
  std::string key;  // Sec-WebSocket-Key
};
using Route = std::variant<Answer, PostRoute, WebSocketRoute>;

[[nodiscard]] Route route(RequestHead const& head, Origins const& origins, StaticFiles const& files);

}  // namespace beraad::net
