// SPDX-License-Identifier: EUPL-1.2
// The nonce says which chunk it is and whether it is the last, so that chunks cannot be dropped, doubled or reordered.
#include "crypto/file_chunks.hpp"

#include <algorithm>

#include "crypto/aead.hpp"
#include "crypto/labels.hpp"

namespace beraad::crypto {
namespace {

Nonce nonce_of(std::uint32_t index, bool last) {
  Nonce out{};
  auto const number = u32(index);
  std::copy(number.begin(), number.end(), out.begin() + 7);
  out[11] = last ? 1 : 0;
  return out;
}

Bytes aad_of(FileId const& file) {
  return lp({label("chunk"), file.view()});
}

bool is_chunk_size(std::uint32_t index, bool last, std::size_t size) {
  if (!last) return size == kChunkBytes;
  return size <= kChunkBytes && (size > 0 || index == 0);
}

}  // namespace

FileCipher::FileCipher(Secret32 const& key, FileId const& file) : key_(derive(key, "file", {file.view()})), file_(file) {}

Result<Bytes> FileCipher::seal_chunk(std::uint32_t index, bool last, View plaintext) const {
  if (!is_chunk_size(index, last, plaintext.size())) return fail(Errc::kMalformed, "chunk");
  return aes256_gcm_seal(key_, nonce_of(index, last), Aad(aad_of(file_)), plaintext);
}

Result<SecretBytes> FileCipher::open_chunk(std::uint32_t index, bool last, View ciphertext) const {
  auto plaintext = aes256_gcm_open(key_, nonce_of(index, last), Aad(aad_of(file_)), ciphertext);
  if (!plaintext || !is_chunk_size(index, last, plaintext->size())) return fail(Errc::kCrypto, "chunk");
  return plaintext;
}

std::vector<Bytes> FileCipher::seal(View plaintext) const {
  std::vector<Bytes> out;
  for (std::uint32_t index = 0;; ++index) {
    bool const last = plaintext.size() <= kChunkBytes;
    auto const take = std::min(plaintext.size(), kChunkBytes);
    out.push_back(seal_chunk(index, last, plaintext.first(take)).value());
    if (last) return out;
    plaintext = plaintext.subspan(take);
  }
}

Result<SecretBytes> FileCipher::open(std::span<Bytes const> chunks) const {
  if (chunks.empty()) return fail(Errc::kCrypto, "file");
  SecretBytes out(chunks.size() * kChunkBytes);
  std::size_t size = 0;
  for (std::size_t i = 0; i < chunks.size(); ++i) {
    auto const chunk = open_chunk(static_cast<std::uint32_t>(i), i + 1 == chunks.size(), chunks[i]);
    if (!chunk) return chunk.error();
    std::copy(chunk->view().begin(), chunk->view().end(), out.writable().begin() + static_cast<std::ptrdiff_t>(size));
    size += chunk->size();
  }
  out.truncate(size);
  return out;
}

}  // namespace beraad::crypto
