// SPDX-License-Identifier: EUPL-1.2
// RFC 9180: DHKEM (section 4.1), the key schedule (section 5.1) and one encryption with sequence number 0.
#include "crypto/hpke.hpp"

#include <algorithm>

#include "crypto/encoding.hpp"
#include "crypto/hkdf.hpp"

namespace beraad::crypto {
namespace {

constexpr Array<5> kKemSuite = {'K', 'E', 'M', 0x00, 0x20};
constexpr Array<10> kHpkeSuite = {'H', 'P', 'K', 'E', 0x00, 0x20, 0x00, 0x01, 0x00, 0x02};
constexpr Byte kModeBase = 0;

void append(Bytes& out, View part) {
  out.insert(out.end(), part.begin(), part.end());
}

// LabeledExtract and LabeledExpand of section 4. Only a shared secret makes a labelled input secret.
Secret32 labeled_extract(View suite, View salt, std::string_view word, View ikm) {
  SecretBytes labeled(7 + suite.size() + word.size() + ikm.size());
  auto at = labeled.writable().begin();
  for (View const part : {view_of("HPKE-v1"), suite, view_of(word), ikm}) at = std::copy(part.begin(), part.end(), at);
  return hkdf_extract(salt, labeled.view());
}

template <std::size_t N>
SecretArray<N> labeled_expand(View suite, Secret32 const& prk, std::string_view word, View info) {
  Bytes labeled = {static_cast<Byte>(N >> 8), static_cast<Byte>(N & 0xff)};
  for (View const part : {view_of("HPKE-v1"), suite, view_of(word), info}) append(labeled, part);
  return hkdf_expand<N>(prk.view(), labeled);
}

Secret32 kem_secret(Secret32 const& dh, View enc, View recipient) {
  Bytes context = copy_of(enc);
  append(context, recipient);
  return labeled_expand<32>(kKemSuite, labeled_extract(kKemSuite, {}, "eae_prk", dh.view()), "shared_secret", context);
}

struct KeyAndNonce {
  Secret32 key;
  Nonce nonce{};
};

KeyAndNonce schedule(Secret32 const& shared, Info info) {
  Bytes context = {kModeBase};
  append(context, labeled_extract(kHpkeSuite, {}, "psk_id_hash", {}).view());
  append(context, labeled_extract(kHpkeSuite, {}, "info_hash", info.bytes).view());
  auto const secret = labeled_extract(kHpkeSuite, shared.view(), "secret", {});
  KeyAndNonce out{.key = labeled_expand<32>(kHpkeSuite, secret, "key", context)};
  auto const nonce = labeled_expand<12>(kHpkeSuite, secret, "base_nonce", context);
  std::copy(nonce.view().begin(), nonce.view().end(), out.nonce.begin());
  return out;
}

}  // namespace

Result<Sealed> hpke_seal(SealKey const& to, Info info, Aad aad, View plaintext, OpeningKey const& ephemeral) {
  auto const dh = ephemeral.agree(to);
  if (!dh) return fail(Errc::kCrypto, "hpke");
  Array<32> const enc = ephemeral.seal_key().bytes;
  auto const keys = schedule(kem_secret(*dh, enc, to.bytes), info);
  return Sealed{.enc = enc, .ciphertext = aes256_gcm_seal(keys.key, keys.nonce, aad, plaintext)};
}

Result<SecretBytes> hpke_open(OpeningKey const& own, Info info, Aad aad, Array<32> const& enc, View ciphertext) {
  auto const dh = own.agree(SealKey{enc});
  if (!dh) return fail(Errc::kCrypto, "hpke");
  auto const keys = schedule(kem_secret(*dh, enc, own.seal_key().bytes), info);
  return aes256_gcm_open(keys.key, keys.nonce, aad, ciphertext);
}

}  // namespace beraad::crypto
