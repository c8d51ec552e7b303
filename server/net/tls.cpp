// SPDX-License-Identifier: EUPL-1.2
// OpenSSL 3.0, asked for in its own words.
#include "server/net/tls.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <array>

#include "server/net/server.hpp"

namespace beraad::net {
namespace {

constexpr std::array<unsigned char, 9> kHttp11{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};

// A peer that offers protocols, but not ours, must not go on (RFC 7301 section 3.2).
int select_protocol(SSL*, unsigned char const** out, unsigned char* out_size, unsigned char const* offered, unsigned offered_size, void*) {
  unsigned char* selected = nullptr;
  if (SSL_select_next_proto(&selected, out_size, kHttp11.data(), kHttp11.size(), offered, offered_size) != OPENSSL_NPN_NEGOTIATED) {
    return SSL_TLSEXT_ERR_ALERT_FATAL;
  }
  *out = selected;
  return SSL_TLSEXT_ERR_OK;
}

bool is_strong(EVP_PKEY const* key) {
  switch (EVP_PKEY_get_base_id(key)) {
    case EVP_PKEY_RSA:
      return EVP_PKEY_get_bits(key) >= 3072;
    case EVP_PKEY_EC:
      return EVP_PKEY_get_bits(key) >= 256;
    case EVP_PKEY_ED25519:
      return true;
    default:
      return false;
  }
}

}  // namespace

Result<TlsContext> make_tls_context(std::filesystem::path const& certificate_file, std::filesystem::path const& key_file) {
  ERR_clear_error();
  TlsContext context(SSL_CTX_new(TLS_server_method()));
  if (!context) return fail(Errc::kCrypto, "tls context");
  auto* const raw = context.get();
  auto const set = SSL_CTX_set_min_proto_version(raw, TLS1_3_VERSION) == 1 &&
                   SSL_CTX_set_ciphersuites(raw, "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256") == 1 &&
                   SSL_CTX_set1_groups_list(raw, "X25519:P-256:P-384") == 1 && SSL_CTX_set_num_tickets(raw, 0) == 1 &&
                   SSL_CTX_set_max_early_data(raw, 0) == 1;
  if (!set) return fail(Errc::kCrypto, "tls settings");
  SSL_CTX_set_options(raw, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET | SSL_OP_CIPHER_SERVER_PREFERENCE);
  SSL_CTX_set_session_cache_mode(raw, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_mode(raw, SSL_MODE_RELEASE_BUFFERS);  // an idle connection gives its record buffers back
  // SSL_read comes back after each record of TLS's own. Otherwise it goes on to the next, and whoever sends key updates without end keeps
  // the thread. Reading ahead would hide the next record from the socket that is waited for.
  SSL_CTX_clear_mode(raw, SSL_MODE_AUTO_RETRY);
  SSL_CTX_set_read_ahead(raw, 0);
  SSL_CTX_set_alpn_select_cb(raw, select_protocol, nullptr);
  if (SSL_CTX_use_certificate_chain_file(raw, certificate_file.c_str()) != 1) return fail(Errc::kCrypto, "the certificate is not readable");
  if (SSL_CTX_use_PrivateKey_file(raw, key_file.c_str(), SSL_FILETYPE_PEM) != 1)
    return fail(Errc::kCrypto, "the key is not readable, or not this certificate's");
  if (SSL_CTX_check_private_key(raw) != 1) return fail(Errc::kCrypto, "the key is not readable, or not this certificate's");
  if (!is_strong(SSL_CTX_get0_privatekey(raw))) return fail(Errc::kCrypto, "the key is too weak: P-256, P-384, Ed25519 or RSA 3072");
  return context;
}

Result<void> check_certificate(std::filesystem::path const& certificate_file, std::filesystem::path const& key_file) {
  auto const tls = make_tls_context(certificate_file, key_file);
  if (!tls) return tls.error();
  return {};
}

}  // namespace beraad::net
