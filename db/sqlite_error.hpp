// SPDX-License-Identifier: EUPL-1.2
// What SQLite says, in the words of the house. The extended code stays in `cause`.
#pragma once
#include "crypto/result.hpp"

struct sqlite3;

namespace beraad::db {

// Of the call that has just failed on this connection with extended code `code`.
[[nodiscard]] Error error_of(sqlite3* handle, int code) noexcept;

}  // namespace beraad::db
