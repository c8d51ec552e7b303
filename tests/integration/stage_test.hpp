// SPDX-License-Identifier: EUPL-1.2
// The one region that the integration tests share. A test that leaves it changed opens cases of its own.
#pragma once
#include <gtest/gtest.h>

#include "tests/support/stage.hpp"

namespace beraad::test {

[[nodiscard]] Stage& stage();

inline std::string id_text(auto const& id) {
  return text_of_id(id);
}

}  // namespace beraad::test
