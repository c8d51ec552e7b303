// SPDX-License-Identifier: EUPL-1.2
// The vectors that stand in the standards themselves.
#include <argon2.h>
#include <gtest/gtest.h>

#include "crypto/argon2id.hpp"
#include "crypto/ed25519.hpp"
#include "crypto/encoding.hpp"
#include "crypto/hkdf.hpp"
#include "crypto/sha256.hpp"
#include "crypto/totp.hpp"
#include "crypto/x25519.hpp"
#include "vector_files.hpp"

namespace beraad::crypto {
namespace {

using test::fixed_of;
using test::hex;

Bytes range(int from, int to) {
  Bytes out;
  for (int i = from; i <= to; ++i) out.push_back(static_cast<Byte>(i));
  return out;
}

TEST(Sha256, gives_the_digests_of_fips_180_4_whole_and_in_pieces) {
  EXPECT_EQ(to_hex(sha256(view_of("abc"))), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(sha256({})), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  Sha256 pieces;
  EXPECT_EQ(pieces.update(view_of("a")).update({}).update(view_of("bc")).finish(), sha256(view_of("abc")));
  EXPECT_EQ(pieces.finish(), sha256({})) << "a finished computation starts anew";
}

TEST(Hkdf, gives_the_keys_of_rfc_5869) {
  struct Row {
    Bytes ikm, salt, info;
    std::string_view prk, okm;
  };
  Row const rows[] = {
      {Bytes(22, 0x0b), range(0x00, 0x0c), range(0xf0, 0xf9), "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
       "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"},
      {range(0x00, 0x4f), range(0x60, 0xaf), range(0xb0, 0xff), "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244",
       "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
       "cc30c58179ec3e87c14c01d5c1f3434f1d87"},
      {Bytes(22, 0x0b),
       {},
       {},
       "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
       "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"}};
  for (auto const& row : rows) {
    auto const prk = hkdf_extract(row.salt, row.ikm);
    EXPECT_EQ(to_hex(prk.view()), row.prk);
    EXPECT_EQ(to_hex(hkdf_expand(prk.view(), row.info, row.okm.size() / 2).value().view()), row.okm);
  }
  EXPECT_FALSE(hkdf_expand(Bytes(32), {}, kHkdfMaxBytes + 1));
}

TEST(Ed25519, gives_the_signatures_of_rfc_8032) {
  struct Row {
    std::string_view seed, key, message, signature;
  };
  constexpr Row kRows[] = {
      {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
       "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
       "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
      {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
       "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
       "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
      {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
       "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
       "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"}};
  for (auto const& row : kRows) {
    auto const key = SigningKey::from_seed(Secret32(fixed_of<32>(hex(row.seed))));
    EXPECT_EQ(to_hex(key.verify_key().bytes), row.key);
    EXPECT_EQ(to_hex(key.sign(hex(row.message))), row.signature);
    EXPECT_TRUE(verify_ed25519(key.verify_key(), hex(row.message), hex(row.signature)));
    EXPECT_FALSE(verify_ed25519(key.verify_key(), hex("00"), hex(row.signature)));
  }
}

TEST(X25519, gives_the_shared_secret_of_rfc_7748) {
  auto const bob =
      OpeningKey::from_private(Secret32(fixed_of<32>(hex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"))));
  EXPECT_EQ(to_hex(bob.seal_key().bytes), "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
  SealKey const alice{fixed_of<32>(hex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"))};
  EXPECT_EQ(to_hex(bob.agree(alice).value().view()), "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
}

// Our function has neither of the optional inputs of the RFC's vector, so the vector proves the library and a second value our use of it.
TEST(Argon2id, is_the_function_of_rfc_9106) {
  Bytes password(32, 0x01), salt(16, 0x02), secret(8, 0x03), associated(12, 0x04), tag(32);
  argon2_context context{};
  context.out = tag.data();
  context.outlen = 32;
  context.pwd = password.data();
  context.pwdlen = 32;
  context.salt = salt.data();
  context.saltlen = 16;
  context.secret = secret.data();
  context.secretlen = 8;
  context.ad = associated.data();
  context.adlen = 12;
  context.t_cost = 3;
  context.m_cost = 32;
  context.lanes = context.threads = 4;
  context.version = ARGON2_VERSION_13;
  ASSERT_EQ(argon2id_ctx(&context), ARGON2_OK);
  EXPECT_EQ(to_hex(tag), "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");

  auto const ours = argon2id(view_of("password"), view_of("somesalt"), {.m_kib = 65'536, .t = 2, .p = 1});
  EXPECT_EQ(to_hex(ours.value().view()), "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7");
  EXPECT_FALSE(argon2id(view_of("password"), view_of("short"), {.m_kib = 64, .t = 1, .p = 1}));
  EXPECT_FALSE(argon2id(view_of("password"), view_of("somesalt"), {.m_kib = 64, .t = 0, .p = 1}));
}

TEST(Totp, gives_the_codes_of_rfc_6238) {
  struct Row {
    TimeMs at;
    std::string_view code;
  };
  constexpr Row kRows[] = {{59'000, "94287082"},
                           {1'111'111'109'000, "07081804"},
                           {1'111'111'111'000, "14050471"},
                           {1'234'567'890'000, "89005924"},
                           {2'000'000'000'000, "69279037"},
                           {20'000'000'000'000, "65353130"}};
  auto const secret = view_of("12345678901234567890");
  for (auto const& row : kRows) {
    EXPECT_EQ(totp_code(secret, totp_step(row.at), 8), row.code);
    EXPECT_EQ(totp_code(secret, totp_step(row.at)), row.code.substr(2));
  }
}

TEST(Totp, accepts_one_step_either_way_and_says_which) {
  auto const secret = view_of("12345678901234567890");
  TimeMs const now = 1'234'567'890'000;
  auto const step = totp_step(now);
  EXPECT_EQ(totp_match(secret, totp_code(secret, step), now).value(), step);
  EXPECT_EQ(totp_match(secret, totp_code(secret, step - 1), now).value(), step - 1);
  EXPECT_EQ(totp_match(secret, totp_code(secret, step + 1), now).value(), step + 1);
  EXPECT_FALSE(totp_match(secret, totp_code(secret, step + 2), now));
  EXPECT_FALSE(totp_match(secret, totp_code(secret, step - 2), now));
  EXPECT_FALSE(totp_match(secret, "", now));
  EXPECT_EQ(to_base32(view_of("foobar")), "MZXW6YTBOI");
}

}  // namespace
}  // namespace beraad::crypto
