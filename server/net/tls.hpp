// SPDX-License-Identifier: EUPL-1.2
// TLS 1.3 and nothing older, two cipher suites, three groups, no tickets, no early data; ALPN offers http/1.1 only.
#pragma once
#include <openssl/ssl.h>

#include <filesystem>
#include <memory>

#include "crypto/result.hpp"

namespace beraad::net {

struct FreeTlsContext {
  void operator()(SSL_CTX* context) const noexcept { SSL_CTX_free(context); }
};
using TlsContext = std::unique_ptr<SSL_CTX, FreeTlsContext>;

// kCrypto: not a PEM chain and its key, they do not belong together, or the key is weaker than P-256 or RSA 3072.
[[nodiscard]] Result<TlsContext> make_tls_context(std::filesystem::path const& certificate_file, std::filesystem::path const& key_file);

}  // namespace beraad::net
