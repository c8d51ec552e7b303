// SPDX-License-Identifier: EUPL-1.2
// Files in chunks.
#include "crypto/file_chunks.hpp"

#include <gtest/gtest.h>

#include "fixture_region.hpp"

namespace beraad::crypto {
namespace {

using test::id_of;
using test::seed_of;

Bytes content_of(std::size_t size) {
  Bytes out(size);
  for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<Byte>(i % 251);
  return out;
}

TEST(Files, come_back_at_every_size_around_a_chunk) {
  FileCipher const cipher(seed_of("file key"), id_of<FileId>("file"));
  struct Row {
    std::size_t size, chunks;
  };
  constexpr Row kRows[] = {
      {0, 1}, {1, 1}, {kChunkBytes - 1, 1}, {kChunkBytes, 1}, {kChunkBytes + 1, 2}, {2 * kChunkBytes, 2}, {2 * kChunkBytes + 5, 3}};
  for (auto const& row : kRows) {
    auto const content = content_of(row.size);
    auto const chunks = cipher.seal(content);
    EXPECT_EQ(chunks.size(), row.chunks) << row.size;
    EXPECT_EQ(copy_of(cipher.open(chunks).value().view()), content) << row.size;
  }
}

TEST(Files, that_are_cut_doubled_reordered_or_of_another_file_are_refused) {
  FileCipher const cipher(seed_of("file key"), id_of<FileId>("file"));
  auto const chunks = cipher.seal(content_of(2 * kChunkBytes + 5));
  EXPECT_FALSE(cipher.open({}));
  EXPECT_FALSE(cipher.open(std::span(chunks).first(2))) << "the last chunk is missing";
  EXPECT_FALSE(cipher.open(std::span(chunks).last(2))) << "the first chunk is missing";
  EXPECT_FALSE(cipher.open(std::vector<Bytes>{chunks[0], chunks[1], chunks[2], chunks[2]})) << "the last chunk twice";
  EXPECT_FALSE(cipher.open(std::vector<Bytes>{chunks[1], chunks[0], chunks[2]}));
  EXPECT_FALSE(FileCipher(seed_of("file key"), id_of<FileId>("other")).open(chunks));
  EXPECT_FALSE(FileCipher(seed_of("other key"), id_of<FileId>("file")).open(chunks));
}

TEST(Files, have_no_short_chunk_before_the_last_and_no_empty_one_after_another) {
  FileCipher const cipher(seed_of("file key"), id_of<FileId>("file"));
  EXPECT_FALSE(cipher.seal_chunk(0, false, content_of(5)));
  EXPECT_FALSE(cipher.seal_chunk(1, true, {}));
  EXPECT_FALSE(cipher.seal_chunk(0, true, content_of(kChunkBytes + 1)));
  EXPECT_TRUE(cipher.seal_chunk(0, true, {}));
}

}  // namespace
}  // namespace beraad::crypto
