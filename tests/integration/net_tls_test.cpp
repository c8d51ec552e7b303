// SPDX-License-Identifier: EUPL-1.2
// TLS as security.md asks it: what is offered, what is refused, and which keys the server starts with.
#include "tests/integration/net_fixture.hpp"

namespace beraad::test {
namespace {

class TlsTest : public NetTest {
 protected:
  [[nodiscard]] bool can_connect(TlsChoice const& choice) {
    if (!server) start();
    NetClient client(server->port());
    return client.handshake(choice);
  }
};

TEST_F(TlsTest, nothing_older_than_tls_1_3_is_spoken) {
  EXPECT_TRUE(can_connect({}));
  for (int const version : {TLS1_VERSION, TLS1_1_VERSION, TLS1_2_VERSION})
    EXPECT_FALSE(can_connect({.min_version = version, .max_version = version, .old_ciphers = "ALL:@SECLEVEL=0"})) << version;
  server->stop();
  EXPECT_EQ(metrics.tls_handshakes_failed.value(), 3u) << "each was refused by the server";
}

TEST_F(TlsTest, no_session_is_resumed_and_nothing_is_taken_before_the_handshake_is_over) {
  auto const client = connect();
  client->send("GET /healthz HTTP/1.1\r\nHost: beraad.test\r\n\r\n");
  ASSERT_TRUE(client->read_response()) << "a ticket would have come before it";
  EXPECT_FALSE(client->can_resume());
  EXPECT_FALSE(client->compresses());
}

TEST_F(TlsTest, two_cipher_suites_are_spoken) {
  EXPECT_TRUE(can_connect({.ciphersuites = "TLS_AES_256_GCM_SHA384"}));
  EXPECT_TRUE(can_connect({.ciphersuites = "TLS_CHACHA20_POLY1305_SHA256"}));
  EXPECT_FALSE(can_connect({.ciphersuites = "TLS_AES_128_GCM_SHA256"}));
}

TEST_F(TlsTest, three_groups_are_spoken) {
  for (auto const* group : {"X25519", "P-256", "P-384"}) EXPECT_TRUE(can_connect({.groups = group})) << group;
  for (auto const* group : {"P-521", "X448", "ffdhe2048"}) EXPECT_FALSE(can_connect({.groups = group})) << group;
}

TEST_F(TlsTest, alpn_without_http_1_1_is_refused) {
  EXPECT_TRUE(can_connect({.alpn = "http/1.1"}));
  EXPECT_FALSE(can_connect({.alpn = "h2"}));
}

TEST_F(TlsTest, server_does_not_start_with_a_weak_or_foreign_key) {
  auto const start_error = [this] {
    auto const opened = net::Doors::open(settings);
    return opened ? "" : std::string(opened.error().where);
  };
  write_certificate(folder, 2048);
  EXPECT_EQ(start_error(), "the key is too weak: P-256, P-384, Ed25519 or RSA 3072");
  write_certificate(folder, 3072);
  EXPECT_EQ(start_error(), "");
  Folder other;
  write_certificate(other);
  settings.key_file = other.path() / "key.pem";
  EXPECT_EQ(start_error(), "the key is not readable, or not this certificate's");
  settings.certificate_file = folder.path() / "absent.pem";
  EXPECT_EQ(start_error(), "the certificate is not readable");
}

TEST_F(TlsTest, taken_port_is_told_by_its_cause) {
  start();
  settings.port = server->port();
  auto const second = net::Doors::open(settings);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, Errc::kIo);
  EXPECT_EQ(second.error().cause, boost::system::errc::address_in_use);
}

}  // namespace
}  // namespace beraad::test
