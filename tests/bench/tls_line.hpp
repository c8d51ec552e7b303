// SPDX-License-Identifier: EUPL-1.2
// One connection under TLS 1.3 that is read without blocking, so that one thread can hold thousands of them. One thread at a time.
#pragma once
#include <openssl/ssl.h>
#include <poll.h>

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
  // Has begun to connect; shake_hands() brings it further.
  TlsLine(TlsClient const& tls, std::uint16_t port);
  TlsLine(TlsLine const&) = delete;
  TlsLine& operator=(TlsLine const&) = delete;
  ~TlsLine();

  [[nodiscard]] int descriptor() const noexcept { return socket_; }
  // As much of connecting and the handshake as is possible without waiting; true once it is done.
  [[nodiscard]] bool shake_hands();
  // Waits while the other side does not take it.
  void write(std::string_view bytes);
  // Appends what is there now; false when it is nothing.
  [[nodiscard]] bool fill(std::string& into);
  // Until there is something to read; before the end of the handshake until that can go on.
  void wait() const;

 private:
  void wait_for_what_it_wants(int ssl_result) const;

  int socket_;
  short awaited_ = POLLIN;
  std::unique_ptr<SSL, void (*)(SSL*)> ssl_;
};

}  // namespace beraad::bench
