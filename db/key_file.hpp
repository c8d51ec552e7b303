// SPDX-License-Identifier: EUPL-1.2
// A file of exactly 32 secret bytes that only this service's user can read. Also fits a pepper or a service's signing seed.
#pragma once
#include <filesystem>

#include "crypto/result.hpp"
#include "crypto/secret.hpp"

namespace beraad::db {

// kNotFound; kPermissions when it is no plain file, not ours, or anybody else has any right to it; kMalformed when not 32 bytes.
// A file that nobody can write (mode 0400, as a systemd credential) is good too.
[[nodiscard]] Result<crypto::Secret32> read_key_file(std::filesystem::path const& file);

// 32 new random bytes, mode 0600, durable before it returns. kConflict when the file exists: a key is never replaced by accident.
[[nodiscard]] Result<crypto::Secret32> create_key_file(std::filesystem::path const& file);

}  // namespace beraad::db
