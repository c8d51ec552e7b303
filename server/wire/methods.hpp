// SPDX-License-Identifier: EUPL-1.2
// The table of methods: a name, how its params are read, what is asked of the service, how the answer is written. Thread-safe.
#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string_view>

#include "server/app/caller.hpp"
#include "server/app/outcome.hpp"
#include "server/app/service.hpp"
#include "server/wire/endpoint.hpp"
#include "server/wire/json_rpc.hpp"

namespace beraad::wire {

// Where an answer goes; called exactly once.
using AnswerJson = std::function<void(app::Outcome<Json>)>;

struct Method {
  std::string_view name;
  // False: the params are not what this method takes, nothing was asked and nothing will be answered.
  bool (*run)(app::Service& service, app::Caller const& caller, Json const& params, std::optional<app::Lang>& lang, AnswerJson answer);
};

[[nodiscard]] std::span<Method const> methods();
[[nodiscard]] Method const* find_method(std::string_view name);

}  // namespace beraad::wire
