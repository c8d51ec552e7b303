// SPDX-License-Identifier: EUPL-1.2
// The table of HTTP calls (protocol.md, section 9): a path, its body, its answer, and what it does to the cookie. Thread-safe.
#pragma once
#include <functional>
#include <span>
#include <string_view>

#include "server/app/service.hpp"
#include "server/wire/endpoint.hpp"

namespace beraad::wire {

using AnswerHttp = std::function<void(HttpAnswer)>;

struct HttpRoute {
  std::string_view path;
  // Answers exactly once, also when the body is not what this path takes.
  void (*run)(app::Service& service, HttpCall call, AnswerHttp answer);
};

[[nodiscard]] std::span<HttpRoute const> http_routes();
[[nodiscard]] HttpRoute const* find_http_route(std::string_view path);

[[nodiscard]] HttpAnswer refusal_answer(app::Refusal const& refusal, app::Lang lang);

}  // namespace beraad::wire
