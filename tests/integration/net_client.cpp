// SPDX-License-Identifier: EUPL-1.2
// Nothing here waits for ever: a read gives up after half a minute, and the test then fails on what it did not get.
#include "tests/integration/net_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <csignal>
#include <stdexcept>

namespace beraad::test {
namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

}  // namespace

std::string HttpResponse::field(std::string_view name) const {
  auto const start = header.find("\r\n" + std::string(name) + ": ");
  if (start == std::string::npos) return "";
  auto const value = start + name.size() + 4;
  return header.substr(value, header.find("\r\n", value) - value);
}

unsigned WsFrame::close_code() const {
  if (payload.size() < 2) return 1005;
  return static_cast<unsigned>(static_cast<unsigned char>(payload[0])) << 8 | static_cast<unsigned char>(payload[1]);
}

NetClient::NetClient(std::uint16_t port, int receive_buffer_bytes)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)), context_(nullptr, SSL_CTX_free), ssl_(nullptr, SSL_free) {
  if (receive_buffer_bytes > 0) ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer_bytes, sizeof receive_buffer_bytes);
  // The server may close while we write; without this the test itself would be ended.
  std::signal(SIGPIPE, SIG_IGN);
  timeval const patience{30, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  int const on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) throw std::runtime_error("cannot connect");
}

NetClient::~NetClient() {
  ssl_.reset();
  ::close(socket_);
}

bool NetClient::handshake(TlsChoice const& choice) {
  context_.reset(SSL_CTX_new(TLS_client_method()));
  SSL_CTX_set_min_proto_version(context_.get(), choice.min_version);
  SSL_CTX_set_max_proto_version(context_.get(), choice.max_version);
  if (!choice.ciphersuites.empty()) SSL_CTX_set_ciphersuites(context_.get(), choice.ciphersuites.c_str());
  if (!choice.old_ciphers.empty()) SSL_CTX_set_cipher_list(context_.get(), choice.old_ciphers.c_str());
  if (!choice.groups.empty()) SSL_CTX_set1_groups_list(context_.get(), choice.groups.c_str());
  ssl_.reset(SSL_new(context_.get()));
  if (!choice.alpn.empty()) {
    auto const wire = std::string(1, static_cast<char>(choice.alpn.size())) + choice.alpn;
    SSL_set_alpn_protos(ssl_.get(), reinterpret_cast<unsigned char const*>(wire.data()), static_cast<unsigned>(wire.size()));
  }
  SSL_set_fd(ssl_.get(), socket_);
  return SSL_connect(ssl_.get()) == 1;
}

std::string NetClient::cipher() const {
  return SSL_get_cipher_name(ssl_.get());
}

std::string NetClient::certificate() const {
  std::unique_ptr<X509, decltype(&X509_free)> const shown(SSL_get1_peer_certificate(ssl_.get()), X509_free);
  std::string der(static_cast<std::size_t>(i2d_X509(shown.get(), nullptr)), '\0');
  auto* at = reinterpret_cast<unsigned char*>(der.data());
  i2d_X509(shown.get(), &at);
  return der;
}

bool NetClient::can_resume() const {
  auto const* const session = SSL_get0_session(ssl_.get());
  return SSL_SESSION_is_resumable(session) == 1 || SSL_SESSION_get_max_early_data(session) > 0;
}

bool NetClient::compresses() const {
  return SSL_get_current_compression(ssl_.get()) != nullptr;
}

void NetClient::send_raw(std::string_view bytes) {
  [[maybe_unused]] auto const sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
}

void NetClient::send_key_update() {
  if (SSL_key_update(ssl_.get(), SSL_KEY_UPDATE_NOT_REQUESTED) != 1 || SSL_do_handshake(ssl_.get()) != 1)
    throw std::runtime_error("no key update");
}

void NetClient::send(std::string_view bytes) {
  if (!ssl_) return send_raw(bytes);
  if (!bytes.empty()) SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size()));
  ERR_clear_error();
}

bool NetClient::fill() {
  std::array<char, 16 * 1024> part;
  auto const got = ssl_ ? SSL_read(ssl_.get(), part.data(), static_cast<int>(part.size())) : ::recv(socket_, part.data(), part.size(), 0);
  ERR_clear_error();
  if (got <= 0) return false;
  received_.append(part.data(), static_cast<std::size_t>(got));
  return true;
}

std::optional<HttpResponse> NetClient::read_response(bool without_body) {
  std::size_t end;
  while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
    if (!fill()) return std::nullopt;
  }
  HttpResponse response;
  response.raw_header = received_.substr(0, end + 2);
  response.header = lower(response.raw_header);
  response.status = static_cast<unsigned>(std::stoul(response.header.substr(9, 3)));
  received_.erase(0, end + 4);
  auto const length = response.field("content-length");
  if (without_body || length.empty()) return response;
  auto const size = static_cast<std::size_t>(std::stoul(length));
  while (received_.size() < size) {
    if (!fill()) return std::nullopt;
  }
  response.body = received_.substr(0, size);
  received_.erase(0, size);
  return response;
}

bool NetClient::hears_within(std::chrono::milliseconds time) const {
  pollfd heard{socket_, POLLIN, 0};
  return !received_.empty() || SSL_pending(ssl_.get()) > 0 || ::poll(&heard, 1, static_cast<int>(time.count())) > 0;
}

bool NetClient::is_closed_by_server() {
  return received_.empty() && !fill();
}

bool NetClient::is_closed_by_server_raw() {
  char byte;
  return ::recv(socket_, &byte, 1, 0) <= 0;
}

std::optional<HttpResponse> NetClient::upgrade(std::string_view cookie, std::string_view origin, std::string_view protocol) {
  std::string request =
      "GET /ws HTTP/1.1\r\nHost: beraad.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n";
  request += "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";
  if (!origin.empty()) request += "Origin: " + std::string(origin) + "\r\n";
  if (!protocol.empty()) request += "Sec-WebSocket-Protocol: " + std::string(protocol) + "\r\n";
  if (!cookie.empty()) request += "Cookie: __Host-beraad=" + std::string(cookie) + "\r\n";
  send(request + "\r\n");
  return read_response();
}

void NetClient::send_frame(unsigned opcode, std::string_view payload, bool fin) {
  std::string frame;
  frame += static_cast<char>((fin ? 0x80u : 0u) | opcode);
  if (payload.size() < 126) {
    frame += static_cast<char>(0x80u | payload.size());
  } else if (payload.size() < 65536) {
    frame += static_cast<char>(0x80u | 126u);
    frame += static_cast<char>(payload.size() >> 8);
    frame += static_cast<char>(payload.size() & 0xff);
  } else {
    frame += static_cast<char>(0x80u | 127u);
    for (int shift = 56; shift >= 0; shift -= 8) frame += static_cast<char>(payload.size() >> shift & 0xff);
  }
  constexpr std::array<char, 4> kMask{'\x12', '\x34', '\x56', '\x78'};
  frame.append(kMask.data(), kMask.size());
  for (std::size_t i = 0; i < payload.size(); ++i) frame += static_cast<char>(payload[i] ^ kMask[i % 4]);
  send(frame);
}

std::optional<WsFrame> NetClient::read_frame() {
  auto const need = [this](std::size_t size) {
    while (received_.size() < size) {
      if (!fill()) return false;
    }
    return true;
  };
  auto const byte = [this](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(received_[i])); };
  if (!need(2)) return std::nullopt;
  std::size_t size = byte(1) & 0x7f;
  std::size_t start = 2;
  std::size_t const extended = size == 126 ? 2 : size == 127 ? 8 : 0;
  if (!need(start + extended)) return std::nullopt;
  if (extended > 0) size = 0;
  for (std::size_t i = 0; i < extended; ++i) size = size << 8 | byte(start + i);
  start += extended;
  if (!need(start + size)) return std::nullopt;
  WsFrame frame{static_cast<unsigned>(byte(0) & 0x0f), (byte(0) & 0x80) != 0, received_.substr(start, size)};
  received_.erase(0, start + size);
  return frame;
}

unsigned NetClient::read_until_close() {
  while (auto const frame = read_frame()) {
    if (frame->is_close()) return frame->close_code();
  }
  return 0;
}

}  // namespace beraad::test
