// SPDX-License-Identifier: EUPL-1.2
// persons.json
#include "crypto/encoding.hpp"
#include "crypto/labels.hpp"
#include "crypto/slot.hpp"
#include "crypto/vault.hpp"
#include "fixture_region.hpp"
#include "vector_writer.hpp"

namespace beraad::crypto::test {
namespace {

constexpr std::string_view kLogin = "a.devries@school-eik";
constexpr std::string_view kSalt = "000102030405060708090a0b0c0d0e0f";

void slots(VectorFile& file) {
  Json const passphrase = {{"kind", "passphrase"},
                           {"secret", to_hex(view_of("vijf woorden voor een kluis"))},
                           {"salt", kSalt},
                           {"m_kib", 65'536},
                           {"t", 3},
                           {"p", 1}};
  file.add("the master of a passphrase", "slot_master", passphrase);
  struct Row {
    char const* name;
    Json change;
  };
  Row const rows[] = {{"too little memory", {{"m_kib", 65'535}}},
                      {"too much memory", {{"m_kib", 1'048'577}}},
                      {"too few passes", {{"t", 2}}},
                      {"too many passes", {{"t", 17}}},
                      {"two lanes", {{"p", 2}}}};
  for (auto const& row : rows) file.refuse(std::string("a passphrase with ") + row.name, "slot_master", with(passphrase, row.change));
  Json const recovery = {
      {"kind", "recovery"}, {"secret", "ffeeddccbbaa99887766554433221100"}, {"salt", kSalt}, {"m_kib", 0}, {"t", 0}, {"p", 0}};
  file.add("the master of a recovery code", "slot_master", recovery);
  file.refuse("a recovery code of 15 bytes", "slot_master", with(recovery, {{"secret", "eeddccbbaa99887766554433221100"}}));

  auto const master = seed_of("master");
  file.add("an auth", "slot_auth", {{"master", to_hex(master.view())}, {"login", kLogin}});
  for (auto const kind : {SlotKind::kPassphrase, SlotKind::kRecovery}) {
    SlotParameters slot{.kind = kind, .salt = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}};
    if (kind == SlotKind::kPassphrase) slot.cost = kStandardCost;
    auto const wrapped = wrap_vault_key(seed_of("vault key"), master, slot, kLogin, Nonce{7});
    Json const good = {{"master", to_hex(master.view())}, {"login", kLogin},  {"kind", word_of(kind)}, {"salt", kSalt},
                       {"m_kib", slot.cost.m_kib},        {"t", slot.cost.t}, {"p", slot.cost.p},      {"wrapped", to_hex(wrapped)}};
    auto const name = "a slot of kind " + std::string(word_of(kind));
    file.add(name, "slot_unwrap", good);
    file.refuse(name + " for another login", "slot_unwrap", with(good, {{"login", "b.devries@school-eik"}}));
    file.refuse(name + " with another salt", "slot_unwrap", with(good, {{"salt", flipped(std::string(kSalt))}}));
    file.refuse(name + " with a flipped bit", "slot_unwrap", with(good, {{"wrapped", flipped(good.at("wrapped"), 20)}}));
    file.refuse(name + " with another master", "slot_unwrap", with(good, {{"master", flipped(good.at("master"))}}));
  }
}

void vaults(VectorFile& file) {
  Vault vault{SigningKey::from_seed(seed_of("sign")), OpeningKey::from_private(seed_of("seal")), seed_of("pseudonym"), std::nullopt};
  auto const key = seed_of("vault key");
  Json const good = {
      {"vault_key", to_hex(key.view())}, {"login", kLogin}, {"version", 3}, {"blob", to_hex(seal_vault(vault, key, kLogin, 3, Nonce{9}))}};
  file.add("a vault", "vault_open", good);
  file.refuse("a vault of an older version put back", "vault_open", with(good, {{"version", 4}}));
  file.refuse("a vault of another login", "vault_open", with(good, {{"login", "b.devries@school-eik"}}));
  file.refuse("a vault with a flipped bit", "vault_open", with(good, {{"blob", flipped(good.at("blob"), 30)}}));
  vault.organisation = SigningKey::from_seed(seed_of("org"));
  file.add("a vault of a beheerder", "vault_open", with(good, {{"blob", to_hex(seal_vault(vault, key, kLogin, 3, Nonce{10}))}}));

  auto const sealed_text = [&](std::string_view json) {
    Nonce const nonce{11};
    auto const aad = lp({label("vault"), view_of(kLogin), u64(3)});
    return to_hex(nonce) + to_hex(aes256_gcm_seal(key, nonce, Aad(aad), view_of(json)));
  };
  auto const b64 = to_b64u(bytes_of("x"));
  auto const keys = R"("sign":")" + b64 + R"(","seal":")" + b64 + R"(","pseudonym":")" + b64 + "\"";
  file.add("a vault with its fields in another order", "vault_open",
           with(good, {{"blob", sealed_text(R"({"org":"",)" + keys + R"(,"v":1})")}}));
  file.refuse("a vault with an unknown field", "vault_open",
              with(good, {{"blob", sealed_text(R"({"org":"",)" + keys + R"(,"v":1,"x":1})")}}));
  file.refuse("a vault without a field", "vault_open", with(good, {{"blob", sealed_text("{" + keys + R"(,"v":1})")}}));
  file.refuse("a vault of another form", "vault_open", with(good, {{"blob", sealed_text(R"({"org":"",)" + keys + R"(,"v":2})")}}));
}

}  // namespace

void write_persons() {
  VectorFile file("persons");
  slots(file);
  vaults(file);
  for (auto const* const secret :
       {"00000000000000000000000000000000", "ffffffffffffffffffffffffffffffff", "000102030405060708090a0b0c0d0e0f"})
    file.add(std::string("the recovery code of ") + secret, "recovery_encode", {{"secret", secret}});
  for (auto const* const code : {"0000-0000-0000-0000-0000-0000-00", "zzzz zzzz zzzz zzzz zzzz zzzz zw", "OIL0OIL0OIL0OIL0OIL0OIL0OG"})
    file.add(std::string("the secret of ") + code, "recovery_decode", {{"code", code}});
  for (auto const* const code :
       {"", "0000", "0000-0000-0000-0000-0000-0000-01", "U000-0000-0000-0000-0000-0000-00", "0000-0000-0000-0000-0000-0000-000"})
    file.refuse(std::string("the recovery code ") + code, "recovery_decode", {{"code", code}});
  for (auto const* const room : {"one", "two"})
    file.add(std::string("the keys of a pseudonym in room ") + room, "pseudonym_keys",
             {{"pseudonym", to_hex(bytes_of("pseudonym"))}, {"room", to_hex(id_of<RoomId>(room).view())}});
  file.write();
}

}  // namespace beraad::crypto::test
