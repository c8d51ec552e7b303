// SPDX-License-Identifier: EUPL-1.2
// The edge cases of Project Wycheproof. Counts are pinned, so that a file that is cut short is noticed.
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

#include "crypto/aead.hpp"
#include "crypto/ed25519.hpp"
#include "crypto/encoding.hpp"
#include "crypto/hkdf.hpp"
#include "crypto/hmac.hpp"
#include "crypto/x25519.hpp"
#include "vector_files.hpp"

namespace beraad::crypto {
namespace {

using test::fixed_at;
using test::hex;
using test::hex_at;
using test::integer_at;
using test::secret_at;
using test::text_at;

struct Counts {
  std::size_t valid = 0;
  std::size_t invalid = 0;
};

// Runs every case of a file; the check says whether we accept it, and must agree with the file.
template <class Check>
Counts run(std::string const& file, Check const& accepts) {
  Counts counts;
  auto const vectors = test::read_json(test::vectors_directory() / "published" / file);
  for (auto const& group : vectors.at("testGroups")) {
    for (auto const& one : group.at("tests")) {
      std::optional<bool> const accepted = accepts(group, one);
      if (!accepted) continue;
      bool const valid = one.at("result") != "invalid";
      ++(valid ? counts.valid : counts.invalid);
      EXPECT_EQ(*accepted, valid) << file << " " << one.at("tcId") << " " << one.at("comment");
    }
  }
  return counts;
}

TEST(Wycheproof, aes_gcm_with_our_sizes) {
  auto const counts = run("wycheproof_aes_gcm_test.json", [](Json const& group, Json const& one) -> std::optional<bool> {
    if (group.at("keySize") != 256 || group.at("ivSize") != 96 || group.at("tagSize") != 128) return std::nullopt;
    auto const key = secret_at(one, "key");
    auto const nonce = fixed_at<12>(one, "iv");
    auto const aad = hex_at(one, "aad");
    auto const sealed = hex(text_at(one, "ct") + text_at(one, "tag"));
    auto const opened = aes256_gcm_open(key, nonce, Aad(aad), sealed);
    if (!opened) return false;
    EXPECT_EQ(to_hex(opened->view()), one.at("msg"));
    EXPECT_EQ(aes256_gcm_seal(key, nonce, Aad(aad), opened->view()), sealed);
    return true;
  });
  EXPECT_EQ(counts.valid, 39U);
  EXPECT_EQ(counts.invalid, 27U);
}

TEST(Wycheproof, ed25519_strictly) {
  auto const counts = run("wycheproof_ed25519_test.json", [](Json const& group, Json const& one) -> std::optional<bool> {
    VerifyKey const key{fixed_at<32>(group.at("publicKey"), "pk")};
    return verify_ed25519(key, hex_at(one, "msg"), hex_at(one, "sig")).has_value();
  });
  EXPECT_EQ(counts.valid, 88U);
  EXPECT_EQ(counts.invalid, 63U);
}

TEST(Wycheproof, x25519_with_every_zero_secret_refused) {
  std::size_t zero = 0;
  auto const counts = run("wycheproof_x25519_test.json", [&zero](Json const&, Json const& one) -> std::optional<bool> {
    auto const shared = OpeningKey::from_private(secret_at(one, "private")).agree(SealKey{fixed_at<32>(one, "public")});
    auto const& flags = one.at("flags");
    if (std::find(flags.begin(), flags.end(), "ZeroSharedSecret") != flags.end()) {
      ++zero;
      EXPECT_FALSE(shared) << one.at("tcId");
      return std::nullopt;
    }
    return shared.has_value() && to_hex(shared->view()) == one.at("shared");
  });
  EXPECT_EQ(counts.valid, 487U);
  EXPECT_EQ(counts.invalid, 0U);
  EXPECT_EQ(zero, 31U);
}

TEST(Wycheproof, hkdf_sha256) {
  auto const counts = run("wycheproof_hkdf_sha256_test.json", [](Json const&, Json const& one) -> std::optional<bool> {
    auto const prk = hkdf_extract(hex_at(one, "salt"), hex_at(one, "ikm"));
    auto const okm = hkdf_expand(prk.view(), hex_at(one, "info"), integer_at(one, "size"));
    return okm.has_value() && to_hex(okm->view()) == one.at("okm");
  });
  EXPECT_EQ(counts.valid, 83U);
  EXPECT_EQ(counts.invalid, 3U);
}

TEST(Wycheproof, hmac_sha256) {
  auto const counts = run("wycheproof_hmac_sha256_test.json", [](Json const&, Json const& one) -> std::optional<bool> {
    auto const tag = hmac_sha256(hex_at(one, "key"), hex_at(one, "msg"));
    return to_hex(tag).starts_with(text_at(one, "tag"));
  });
  EXPECT_EQ(counts.valid, 66U);
  EXPECT_EQ(counts.invalid, 108U);
}

TEST(Ed25519, refuses_keys_and_points_of_small_order_that_satisfy_the_equation) {
  // With a key of small order, R = a point of small order and S = 0 hold for some messages; never for us.
  Bytes const points[] = {test::hex("0100000000000000000000000000000000000000000000000000000000000000"),
                          test::hex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
                          test::hex("0000000000000000000000000000000000000000000000000000000000000000"),
                          test::hex("0000000000000000000000000000000000000000000000000000000000000080"),
                          test::hex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
                          test::hex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85"),
                          test::hex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
                          test::hex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa")};
  for (auto const& a : points) {
    EXPECT_FALSE(is_acceptable(VerifyKey{test::fixed_of<32>(a)}));
    for (auto const& r : points) {
      Bytes signature = r;
      signature.resize(64);
      for (Byte message = 0; message < 16; ++message)
        EXPECT_FALSE(verify_ed25519(VerifyKey{test::fixed_of<32>(a)}, Bytes{message}, signature));
    }
  }
}

}  // namespace
}  // namespace beraad::crypto
