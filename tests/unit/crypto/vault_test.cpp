// SPDX-License-Identifier: EUPL-1.2
// A person's vault, its slots, the recovery code and the pseudonym's keys.
#include <gtest/gtest.h>

#include "crypto/constant_time.hpp"
#include "crypto/labels.hpp"
#include "crypto/pseudonym.hpp"
#include "crypto/recovery_code.hpp"
#include "crypto/slot.hpp"
#include "crypto/vault.hpp"
#include "fixture_region.hpp"

namespace beraad::crypto {
namespace {

using test::seed_of;

constexpr std::string_view kLogin = "a.devries@school-eik";

Vault sample_vault(bool with_organisation) {
  Vault out{SigningKey::from_seed(seed_of("sign")), OpeningKey::from_private(seed_of("seal")), seed_of("pseudonym"), std::nullopt};
  if (with_organisation) out.organisation = SigningKey::from_seed(seed_of("org"));
  return out;
}

TEST(Vault, opens_with_its_key_login_and_version_and_with_no_other) {
  auto const key = seed_of("vault key");
  auto const blob = seal_vault(sample_vault(false), key, kLogin, 3);
  auto const opened = open_vault(blob, key, kLogin, 3);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->sign.verify_key(), sample_vault(false).sign.verify_key());
  EXPECT_EQ(opened->seal.seal_key(), sample_vault(false).seal.seal_key());
  EXPECT_TRUE(equal_in_constant_time(opened->pseudonym.view(), seed_of("pseudonym").view()));
  EXPECT_FALSE(opened->organisation.has_value());

  EXPECT_FALSE(open_vault(blob, seed_of("other key"), kLogin, 3));
  EXPECT_FALSE(open_vault(blob, key, "b.devries@school-eik", 3));
  EXPECT_FALSE(open_vault(blob, key, kLogin, 2)) << "an older version put back";
  EXPECT_FALSE(open_vault(View(blob).first(11), key, kLogin, 3));
  EXPECT_FALSE(open_vault({}, key, kLogin, 3));
}

TEST(Vault, of_a_beheerder_holds_the_organisations_key_too) {
  auto const key = seed_of("vault key");
  auto const opened = open_vault(seal_vault(sample_vault(true), key, kLogin, 1), key, kLogin, 1);
  ASSERT_TRUE(opened && opened->organisation);
  EXPECT_EQ(opened->organisation->verify_key(), SigningKey::from_seed(seed_of("org")).verify_key());
}

TEST(Login, is_lower_case_ascii_of_3_to_64_characters) {
  EXPECT_TRUE(is_login(kLogin));
  EXPECT_TRUE(is_login("abc"));
  for (std::string_view const login : {"", "ab", "A.devries", "a devries", "a/devries", "\xc3\xa9\xc3\xa9\xc3\xa9"})
    EXPECT_FALSE(is_login(login)) << login;
  EXPECT_FALSE(is_login(std::string(65, 'a')));
}

TEST(Slot, unwraps_the_vault_key_with_the_same_secret_login_and_parameters_only) {
  SlotParameters const slot{.kind = SlotKind::kRecovery, .salt = test::id_of<RoomId>("salt").bytes};
  auto const secret = seed_of("recovery");
  auto const master = slot_master(slot, secret.view().first<16>()).value();
  auto const vault_key = seed_of("vault key");
  auto const wrapped = wrap_vault_key(vault_key, master, slot, kLogin);
  EXPECT_EQ(wrapped.size(), kWrappedKeyBytes);
  EXPECT_TRUE(equal_in_constant_time(unwrap_vault_key(wrapped, master, slot, kLogin).value().view(), vault_key.view()));

  EXPECT_FALSE(unwrap_vault_key(wrapped, seed_of("other master"), slot, kLogin));
  EXPECT_FALSE(unwrap_vault_key(wrapped, master, slot, "someone.else"));
  auto other_salt = slot;
  other_salt.salt[0] = static_cast<Byte>(other_salt.salt[0] ^ 1);
  EXPECT_FALSE(unwrap_vault_key(wrapped, master, other_salt, kLogin));
  SlotParameters const other_kind{.kind = SlotKind::kPassphrase, .salt = slot.salt, .cost = kStandardCost};
  EXPECT_FALSE(unwrap_vault_key(wrapped, master, other_kind, kLogin));
}

TEST(Slot, refuses_costs_that_are_too_cheap_or_too_dear) {
  auto const with = [](std::uint32_t m_kib, std::uint32_t t, std::uint32_t p) {
    return is_acceptable({.kind = SlotKind::kPassphrase, .cost = {.m_kib = m_kib, .t = t, .p = p}});
  };
  EXPECT_TRUE(with(65'536, 3, 1));
  EXPECT_TRUE(with(1'048'576, 16, 1));
  EXPECT_FALSE(with(65'535, 3, 1));
  EXPECT_FALSE(with(65'536, 2, 1));
  EXPECT_FALSE(with(65'536, 3, 2));
  EXPECT_FALSE(with(1'048'577, 3, 1));
  EXPECT_FALSE(with(65'536, 17, 1));
  EXPECT_FALSE(with(0, 0, 0));
  EXPECT_FALSE(slot_master({.kind = SlotKind::kPassphrase, .cost = {.m_kib = 8, .t = 1, .p = 1}}, view_of("passphrase")));
  EXPECT_FALSE(slot_master({.kind = SlotKind::kRecovery, .cost = kStandardCost}, Bytes(16)));
  EXPECT_FALSE(slot_master({.kind = SlotKind::kRecovery}, Bytes(15)));
}

TEST(Slot, gives_the_server_an_auth_that_is_not_the_key) {
  auto const master = seed_of("master");
  EXPECT_FALSE(equal_in_constant_time(slot_auth(master, kLogin).view(), derive(master, "slot", {view_of(kLogin)}).view()));
  EXPECT_FALSE(equal_in_constant_time(slot_auth(master, kLogin).view(), slot_auth(master, "other.login").view()));
}

TEST(RecoveryCode, is_read_as_people_type_it) {
  auto const secret = SecretArray<16>(seed_of("recovery").view().first<16>());
  auto const code = recovery_code_of(secret);
  EXPECT_EQ(code.size(), 26U + 6U);
  auto typed = code;
  for (auto& c : typed) {
    if (c == '0') c = 'o';
    if (c == '1') c = 'l';
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '-') c = ' ';
  }
  for (auto const& text : {code, typed})
    EXPECT_TRUE(equal_in_constant_time(secret_of_recovery_code(text).value().view(), secret.view())) << text;
}

TEST(RecoveryCode, refuses_another_length_alphabet_or_ending) {
  EXPECT_EQ(recovery_code_of(SecretArray<16>{}), "0000-0000-0000-0000-0000-0000-00");
  for (auto const* const code :
       {"", "0000", "0000-0000-0000-0000-0000-0000-0", "0000-0000-0000-0000-0000-0000-000", "U000-0000-0000-0000-0000-0000-00",
        "0000-0000-0000-0000-0000-0000-01", "0000_0000-0000-0000-0000-0000-00"})
    EXPECT_FALSE(secret_of_recovery_code(code)) << code;
}

TEST(Pseudonym, is_the_same_on_every_device_and_unrelated_between_rooms) {
  auto const secret = seed_of("pseudonym");
  auto const here = pseudonym_keys(secret, test::id_of<RoomId>("one"));
  auto const again = pseudonym_keys(secret, test::id_of<RoomId>("one"));
  auto const there = pseudonym_keys(secret, test::id_of<RoomId>("two"));
  EXPECT_EQ(here.leaf, again.leaf);
  EXPECT_EQ(here.sign.verify_key(), again.sign.verify_key());
  EXPECT_EQ(here.seal.seal_key(), again.seal.seal_key());
  EXPECT_NE(here.leaf, there.leaf);
  EXPECT_NE(here.sign.verify_key(), there.sign.verify_key());
  EXPECT_NE(here.seal.seal_key(), there.seal.seal_key());
}

}  // namespace
}  // namespace beraad::crypto
