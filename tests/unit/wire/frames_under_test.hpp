// SPDX-License-Identifier: EUPL-1.2
// One good set of params for every method and path, as a client would send it; the values mean nothing, their shapes are right.
#pragma once
#include <string>
#include <vector>

#include "crypto/json.hpp"

namespace beraad::wire::testing {

struct GoodParams {
  std::string name;  // of the method or path
  crypto::Json params;
};

[[nodiscard]] std::vector<GoodParams> good_params();  // of every method, in the order of protocol.md
[[nodiscard]] std::vector<GoodParams> good_bodies();  // of every path

}  // namespace beraad::wire::testing
