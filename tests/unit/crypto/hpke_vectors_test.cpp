// SPDX-License-Identifier: EUPL-1.2
// HPKE against RFC 9180's vectors of our suite, and what it refuses.
#include <gtest/gtest.h>

#include "crypto/encoding.hpp"
#include "crypto/hpke.hpp"
#include "vector_files.hpp"

namespace beraad::crypto {
namespace {

using test::fixed_at;
using test::hex_at;
using test::secret_at;

TEST(Hpke, seals_and_opens_as_the_vectors_of_rfc_9180) {
  std::size_t messages = 0;
  for (auto const& vector : test::read_json(test::vectors_directory() / "published" / "hpke_rfc9180_base_x25519.json")) {
    if (vector.at("aead_id") != 2) continue;
    auto const recipient = OpeningKey::from_private(secret_at(vector, "skRm"));
    auto const ephemeral = OpeningKey::from_private(secret_at(vector, "skEm"));
    EXPECT_EQ(to_hex(recipient.seal_key().bytes), vector.at("pkRm"));
    auto const info = hex_at(vector, "info");
    for (auto const& message : vector.at("encryptions")) {
      auto const aad = hex_at(message, "aad");
      auto const plaintext = hex_at(message, "pt");
      if (message.at("nonce") == vector.at("base_nonce")) {
        auto const sealed = hpke_seal(recipient.seal_key(), Info(info), Aad(aad), plaintext, ephemeral);
        ASSERT_TRUE(sealed);
        EXPECT_EQ(to_hex(sealed->enc), vector.at("enc"));
        EXPECT_EQ(to_hex(sealed->ciphertext), message.at("ct"));
        auto const opened = hpke_open(recipient, Info(info), Aad(aad), sealed->enc, sealed->ciphertext);
        EXPECT_EQ(copy_of(opened.value().view()), plaintext);
      }
      auto const again = aes256_gcm_seal(secret_at(vector, "key"), fixed_at<12>(message, "nonce"), Aad(aad), plaintext);
      EXPECT_EQ(to_hex(again), message.at("ct"));
      ++messages;
    }
  }
  EXPECT_EQ(messages, 6U);
}

class HpkeRefusal : public ::testing::Test {
 protected:
  OpeningKey recipient_ = OpeningKey::generate();
  Bytes info_ = copy_of(view_of("info"));
  Bytes aad_ = copy_of(view_of("aad"));
  Sealed sealed_ = hpke_seal(recipient_.seal_key(), Info(info_), Aad(aad_), view_of("secret")).value();
};

TEST_F(HpkeRefusal, of_another_recipient_info_or_aad) {
  EXPECT_TRUE(hpke_open(recipient_, Info(info_), Aad(aad_), sealed_.enc, sealed_.ciphertext));
  EXPECT_FALSE(hpke_open(OpeningKey::generate(), Info(info_), Aad(aad_), sealed_.enc, sealed_.ciphertext));
  EXPECT_FALSE(hpke_open(recipient_, Info(aad_), Aad(aad_), sealed_.enc, sealed_.ciphertext));
  EXPECT_FALSE(hpke_open(recipient_, Info(info_), Aad(info_), sealed_.enc, sealed_.ciphertext));
  static_assert(!std::is_convertible_v<Info, Aad> && !std::is_convertible_v<Aad, Info>);
}

TEST_F(HpkeRefusal, of_every_flipped_bit_and_every_cut) {
  for (std::size_t i = 0; i < sealed_.ciphertext.size() * 8; ++i) {
    auto changed = sealed_.ciphertext;
    changed[i / 8] = static_cast<Byte>(changed[i / 8] ^ (1U << (i % 8)));
    EXPECT_FALSE(hpke_open(recipient_, Info(info_), Aad(aad_), sealed_.enc, changed)) << i;
  }
  for (std::size_t size = 0; size < sealed_.ciphertext.size(); ++size)
    EXPECT_FALSE(hpke_open(recipient_, Info(info_), Aad(aad_), sealed_.enc, View(sealed_.ciphertext).first(size))) << size;
}

TEST_F(HpkeRefusal, of_a_point_of_low_order_both_ways) {
  for (auto const* const point : {"0000000000000000000000000000000000000000000000000000000000000000",
                                  "0100000000000000000000000000000000000000000000000000000000000000",
                                  "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                                  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"}) {
    auto const low = test::fixed_of<32>(test::hex(point));
    EXPECT_FALSE(hpke_open(recipient_, Info(info_), Aad(aad_), low, sealed_.ciphertext)) << point;
    EXPECT_FALSE(hpke_seal(SealKey{low}, Info(info_), Aad(aad_), view_of("secret"))) << point;
  }
}

}  // namespace
}  // namespace beraad::crypto
