// SPDX-License-Identifier: EUPL-1.2
// The input is a vault's plaintext, sealed as its owner could have done.
#include "crypto/vault.hpp"

#include "crypto/labels.hpp"
#include "tests/fuzz/object.hpp"

namespace {

using namespace beraad;

constexpr std::string_view kLogin = "a.devries@school-eik";
constexpr std::uint64_t kVersion = 3;
constexpr crypto::Nonce kNonce{};

crypto::Bytes aad() {
  return crypto::lp({crypto::label("vault"), crypto::view_of(kLogin), crypto::u64(kVersion)});
}

Result<crypto::Vault> open(crypto::View blob) {
  return crypto::open_vault(blob, {}, kLogin, kVersion);
}

crypto::Bytes sealed(std::string_view plaintext) {
  auto const ciphertext = crypto::aes256_gcm_seal({}, kNonce, crypto::Aad(aad()), crypto::view_of(plaintext));
  crypto::Bytes out(kNonce.begin(), kNonce.end());
  out.insert(out.end(), ciphertext.begin(), ciphertext.end());
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const text = crypto::text_of({data, size});
  auto const vault = open(sealed(text));
  if (!vault) return 0;
  ++fuzz::accepted;
  auto const value = crypto::decode_json(text).value();
  auto const blob = crypto::seal_vault(*vault, {}, kLogin, kVersion, kNonce);
  auto const plaintext = crypto::aes256_gcm_open({}, kNonce, crypto::Aad(aad()), crypto::View(blob).subspan(kNonce.size())).value();
  fuzz::must(crypto::decode_json(crypto::text_of(plaintext.view())).value() == value, "opening and sealing lose nothing and add nothing");
  fuzz::must(open(blob).has_value(), "a vault that was sealed opens");
  fuzz::must_want_exactly_its_fields(value, [](std::string_view other) { return open(sealed(other)).has_value(); });
  return 0;
}
