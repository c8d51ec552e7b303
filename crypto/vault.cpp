// SPDX-License-Identifier: EUPL-1.2
// The vault's JSON, sealed. The server never opens one: the parser's own copies of the text are not wiped.
#include "crypto/vault.hpp"

#include <algorithm>

#include "crypto/ids.hpp"
#include "crypto/labels.hpp"
#include "crypto/object_reader.hpp"

namespace beraad::crypto {
namespace {

constexpr std::size_t kMaxVaultBytes = 4096;

Bytes aad_of(std::string_view login, std::uint64_t version) {
  return lp({label("vault"), view_of(login), u64(version)});
}

Secret32 take_secret(ObjectReader& reader, std::string_view name) {
  auto bytes = reader.bytes32(name);
  Secret32 out(bytes);
  wipe(bytes);
  return out;
}

Result<Vault> vault_of_json(Json const& value) {
  ObjectReader reader(value);
  reader.constant("v", 1);
  auto sign = SigningKey::from_seed(take_secret(reader, "sign"));
  auto seal = OpeningKey::from_private(take_secret(reader, "seal"));
  auto pseudonym = take_secret(reader, "pseudonym");
  std::optional<SigningKey> organisation;
  auto org = reader.b64u("org", 32);
  if (!org.empty()) organisation = SigningKey::from_seed(reader.take(Secret32::of(org), "org"));
  wipe(org);
  if (auto const read = reader.finish(); !read) return read.error();
  return Vault{std::move(sign), std::move(seal), std::move(pseudonym), std::move(organisation)};
}

}  // namespace

bool is_login(std::string_view login) noexcept {
  return login.size() >= 3 && login.size() <= 64 && std::all_of(login.begin(), login.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '@' || c == '-';
         });
}

Vault new_vault() {
  return {SigningKey::generate(), OpeningKey::generate(), random_secret<32>(), std::nullopt};
}

Bytes seal_vault(Vault const& vault, Secret32 const& vault_key, std::string_view login, std::uint64_t version, Nonce const& nonce) {
  std::string json;
  json.reserve(512);  // no reallocation, so that one wipe is enough
  auto const append = [&json](std::string_view name, View secret) {
    auto text = to_b64u(secret);
    json.append(R"(,")").append(name).append(R"(":")").append(text).append(R"(")");
    wipe({reinterpret_cast<Byte*>(text.data()), text.size()});
  };
  json = R"({"v":1)";
  append("sign", vault.sign.seed().view());
  append("seal", vault.seal.private_key().view());
  append("pseudonym", vault.pseudonym.view());
  append("org", vault.organisation ? View(vault.organisation->seed().view()) : View{});
  json += '}';
  auto const ciphertext = aes256_gcm_seal(vault_key, nonce, Aad(aad_of(login, version)), view_of(json));
  wipe({reinterpret_cast<Byte*>(json.data()), json.size()});
  Bytes out(nonce.begin(), nonce.end());
  out.insert(out.end(), ciphertext.begin(), ciphertext.end());
  return out;
}

Result<Vault> open_vault(View blob, Secret32 const& vault_key, std::string_view login, std::uint64_t version) {
  auto const refused = fail(Errc::kCrypto, "vault");
  if (blob.size() < 12 || blob.size() > kMaxVaultBytes) return refused;
  Nonce nonce;
  std::copy_n(blob.begin(), nonce.size(), nonce.begin());
  auto const plaintext = aes256_gcm_open(vault_key, nonce, Aad(aad_of(login, version)), blob.subspan(12));
  if (!plaintext) return refused;
  auto const value = decode_json(text_of(plaintext->view()));
  if (!value) return refused;
  auto vault = vault_of_json(*value);
  if (!vault) return refused;
  return vault;
}

}  // namespace beraad::crypto
