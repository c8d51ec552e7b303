// SPDX-License-Identifier: EUPL-1.2
// A blocking TLS client that sends exactly the bytes it is given, so that a test can be as rude as an attacker. One thread.
#pragma once
#include <openssl/ssl.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace beraad::test {

struct HttpResponse {
  unsigned status = 0;
  std::string header;      // status line and fields, in lower case
  std::string raw_header;  // the same as it was sent
  std::string body;
  [[nodiscard]] std::string field(std::string_view lower_case_name) const;  // "" when absent
};

struct WsFrame {
  unsigned opcode = 0;
  bool fin = true;
  std::string payload;
  [[nodiscard]] bool is_close() const { return opcode == 8; }
  [[nodiscard]] unsigned close_code() const;
};

struct TlsChoice {
  int min_version = TLS1_3_VERSION;
  int max_version = TLS1_3_VERSION;
  std::string ciphersuites{};
  std::string groups{};
  std::string alpn{};         // one protocol
  std::string old_ciphers{};  // of TLS 1.2 and before
};

class NetClient {
 public:
  // A TCP connection, spoken to as it is; TLS comes with handshake().
  explicit NetClient(std::uint16_t port, int receive_buffer_bytes = 0);
  NetClient(NetClient const&) = delete;
  NetClient& operator=(NetClient const&) = delete;
  ~NetClient();

  [[nodiscard]] bool handshake(TlsChoice const& choice = {});
  [[nodiscard]] std::string cipher() const;
  [[nodiscard]] std::string certificate() const;  // the server's own, DER
  // Whether what the server said up to here lets another connection skip the handshake, or send before its end.
  [[nodiscard]] bool can_resume() const;
  [[nodiscard]] bool compresses() const;
  void send_raw(std::string_view bytes);  // under TLS
  void send(std::string_view bytes);
  void send_key_update();  // RFC 8446 section 4.6.3, which asks for none back
  // What comes next; nothing when the server closed.
  [[nodiscard]] std::optional<HttpResponse> read_response(bool without_body = false);
  // Whether something comes from the server within this time, its close included.
  [[nodiscard]] bool hears_within(std::chrono::milliseconds time) const;
  // Whether the server closes without sending anything more.
  [[nodiscard]] bool is_closed_by_server();
  [[nodiscard]] bool is_closed_by_server_raw();

  // Upgrades with good fields, except what is asked for.
  [[nodiscard]] std::optional<HttpResponse> upgrade(std::string_view cookie, std::string_view origin = "https://beraad.test",
                                                    std::string_view protocol = "beraad.v1");
  void send_frame(unsigned opcode, std::string_view payload, bool fin = true);
  void send_text(std::string_view text) { send_frame(1, text); }
  [[nodiscard]] std::optional<WsFrame> read_frame();
  // Reads on until a close frame; its code, or 0 when the connection just ended.
  [[nodiscard]] unsigned read_until_close();

 private:
  [[nodiscard]] bool fill();  // more into received_; false at the end

  int socket_;
  std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context_;
  std::unique_ptr<SSL, void (*)(SSL*)> ssl_;
  std::string received_;
};

}  // namespace beraad::test
