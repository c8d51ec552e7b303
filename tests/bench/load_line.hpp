// SPDX-License-Identifier: EUPL-1.2
// One WebSocket over TLS 1.3 that is read without blocking, so that one thread can hold thousands of them. One thread at a time.
#pragma once
#include <openssl/ssl.h>

#include <cstdint>
#include <memory>
#include <optional>
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
class LoadLine {
 public:
  // Connected and upgraded when it returns.
  LoadLine(TlsClient const& tls, std::uint16_t port, std::string const& cookie);
  LoadLine(LoadLine const&) = delete;
  LoadLine& operator=(LoadLine const&) = delete;
  ~LoadLine();

  [[nodiscard]] int descriptor() const noexcept { return socket_; }
  void send_text(std::string_view text);
  // Takes whatever has arrived, without waiting.
  void receive();
  // The next whole text frame of what was received, valid until the next receive().
  [[nodiscard]] std::optional<std::string_view> next_text();
  // The same, waited for.
  [[nodiscard]] std::string_view wait_for_text();

 private:
  [[nodiscard]] bool fill();  // false when nothing more is there now
  void wait(int ssl_result);  // for what OpenSSL wants: to read or to write
  void write(std::string_view bytes);
  void send_frame(unsigned opcode, std::string_view payload);
  void upgrade(std::string const& cookie);

  int socket_;
  std::unique_ptr<SSL, void (*)(SSL*)> ssl_;
  std::string received_;
  std::size_t taken_ = 0;  // bytes of received_ that were handed out
};

}  // namespace beraad::bench
