// SPDX-License-Identifier: EUPL-1.2
// TLS 1.3 and nothing older, two cipher suites, three groups, no tickets, no early data; ALPN offers http/1.1 only.
#pragma once
#include <boost/asio/ssl/context.hpp>
#include <filesystem>
#include <memory>

#include "crypto/result.hpp"

namespace beraad::net {

// kCrypto: not a PEM chain and its key, they do not belong together, or the key is weaker than P-256 or RSA 3072.
[[nodiscard]] Result<std::unique_ptr<boost::asio::ssl::context>> make_tls_context(std::filesystem::path const& certificate_file,
                                                                                  std::filesystem::path const& key_file);

}  // namespace beraad::net
