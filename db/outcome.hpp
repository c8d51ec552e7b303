// SPDX-License-Identifier: EUPL-1.2
// What the number of changed rows means to a store.
#pragma once
#include <cstdint>
#include <string_view>

#include "crypto/result.hpp"

namespace beraad::db {

[[nodiscard]] inline Result<void> done(Result<std::int64_t> const& changed) {
  if (!changed) return changed.error();
  return {};
}

// The statement must have found its row; otherwise `code`.
[[nodiscard]] inline Result<void> changed_one(Result<std::int64_t> const& changed, Errc code, std::string_view where) {
  if (!changed) return changed.error();
  if (*changed == 0) return fail(code, where);
  return {};
}

}  // namespace beraad::db
