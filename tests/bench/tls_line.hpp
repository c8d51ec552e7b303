// SPDX-License-Identifier: EUPL-1.2
// One TLS 1.3 connection that is read without blocking, so that one thread can hold thousands of them. One thread at a time.
#pragma once
#include <openssl/ssl.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace beraad::bench {

// The TLS settings all lines share.
class TlsClient {
 public:
  TlsClient();
  [[nodiscard]] SSL_CTX* get() const noexcept { return context_.get(); }

 private:
  std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context_;
};

// Every failure is an exception: a measurement with a lost connection is not one.
class TlsLine {
 public:
  // Past its handshake when it returns.
  TlsLine(TlsClient const& tls, std::uint16_t port);
  TlsLine(TlsLine const&) = delete;
  TlsLine& operator=(TlsLine const&) = delete;
  ~TlsLine();

  [[nodiscard]] int descriptor() const noexcept { return socket_; }
  void write(std::string_view bytes);
  // Adds what has arrived, at most one record of it; false when nothing more is there now.
  [[nodiscard]] bool fill(std::string& received);
  void wait_until_readable() const;

 private:
  void wait(int ssl_result) const;  // for what OpenSSL wants: to read or to write

  int socket_;
  std::unique_ptr<SSL, void (*)(SSL*)> ssl_;
};

}  // namespace beraad::bench
