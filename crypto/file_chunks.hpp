// SPDX-License-Identifier: EUPL-1.2
// Files, sealed chunk by chunk under a key that travels inside an item (protocol.md section 7).
#pragma once
#include <span>
#include <vector>

#include "crypto/ids.hpp"
#include "crypto/result.hpp"
#include "crypto/secret.hpp"

namespace beraad::crypto {

inline constexpr std::size_t kChunkBytes = 64 * 1024;

class FileCipher {
 public:
  FileCipher(Secret32 const& key, FileId const& file);
  // All chunks but the last hold exactly kChunkBytes; only the only one may be empty. kMalformed otherwise.
  [[nodiscard]] Result<Bytes> seal_chunk(std::uint32_t index, bool last, View plaintext) const;
  [[nodiscard]] Result<SecretBytes> open_chunk(std::uint32_t index, bool last, View ciphertext) const;
  [[nodiscard]] std::vector<Bytes> seal(View plaintext) const;
  // kCrypto unless these are all the file's chunks, in order, the last one marked.
  [[nodiscard]] Result<SecretBytes> open(std::span<Bytes const> chunks) const;

 private:
  Secret32 key_;
  FileId file_;
};

}  // namespace beraad::crypto
