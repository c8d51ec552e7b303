// SPDX-License-Identifier: EUPL-1.2
// OpenSSL and poll() alone: the generator has to stay cheaper than the server it measures.
#include "tests/bench/load_line.hpp"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace beraad::bench {
namespace {

constexpr int kPatienceMs = 60'000;
constexpr unsigned kText = 1, kClose = 8, kPing = 9, kPong = 10;

int connected_socket(std::uint16_t port) {
  int const socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket < 0) throw std::runtime_error("no socket: too few file descriptors?");
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    ::close(socket);
    throw std::runtime_error("cannot connect");
  }
  int const on = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  ::fcntl(socket, F_SETFL, O_NONBLOCK);
  return socket;
}

void wait_until(int socket, short event) {
  pollfd one{socket, event, 0};
  if (::poll(&one, 1, kPatienceMs) <= 0) throw std::runtime_error("the server is silent");
}

}  // namespace

TlsClient::TlsClient() : context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free) {
  SSL_CTX_set_min_proto_version(context_.get(), TLS1_3_VERSION);
  SSL_CTX_set_mode(context_.get(), SSL_MODE_RELEASE_BUFFERS);
}

LoadLine::LoadLine(TlsClient const& tls, std::uint16_t port, std::string const& cookie)
    : socket_(connected_socket(port)), ssl_(SSL_new(tls.get()), SSL_free) {
  SSL_set_fd(ssl_.get(), socket_);
  for (int done = 0; (done = SSL_connect(ssl_.get())) != 1;) wait(done);
  upgrade(cookie);
}

LoadLine::~LoadLine() {
  ssl_.reset();
  ::close(socket_);
}

void LoadLine::wait(int ssl_result) {
  auto const wanted = SSL_get_error(ssl_.get(), ssl_result);
  if (wanted != SSL_ERROR_WANT_READ && wanted != SSL_ERROR_WANT_WRITE) throw std::runtime_error("the server ended a connection");
  wait_until(socket_, wanted == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT);
}

void LoadLine::write(std::string_view bytes) {
  ERR_clear_error();
  for (int done = 0; (done = SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size()))) <= 0;) wait(done);
}

bool LoadLine::fill() {
  std::array<char, 16 * 1024> part;
  ERR_clear_error();
  auto const got = SSL_read(ssl_.get(), part.data(), static_cast<int>(part.size()));
  if (got > 0) {
    received_.append(part.data(), static_cast<std::size_t>(got));
    return true;
  }
  if (SSL_get_error(ssl_.get(), got) != SSL_ERROR_WANT_READ) throw std::runtime_error("the server ended a connection");
  return false;
}

void LoadLine::upgrade(std::string const& cookie) {
  write(
      "GET /ws HTTP/1.1\r\nHost: beraad.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
      "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nOrigin: https://beraad.test\r\nSec-WebSocket-Protocol: beraad.v1\r\n"
      "Cookie: __Host-beraad=" +
      cookie + "\r\n\r\n");
  std::size_t end = 0;
  while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
    if (!fill()) wait_until(socket_, POLLIN);
  }
  if (!received_.starts_with("HTTP/1.1 101")) throw std::runtime_error("no WebSocket: " + received_.substr(0, received_.find('\r')));
  received_.erase(0, end + 4);
}

void LoadLine::send_frame(unsigned opcode, std::string_view payload) {
  auto const size = payload.size();
  if (size > 0xffff) throw std::runtime_error("a frame too large");
  std::string frame;
  frame.reserve(size + 8);
  frame += static_cast<char>(0x80u | opcode);
  if (size < 126) {
    frame += static_cast<char>(0x80u | size);
  } else {
    frame += static_cast<char>(0x80u | 126u);
    frame += static_cast<char>(size >> 8);
    frame += static_cast<char>(size & 0xff);
  }
  // A mask of zeros is a mask (RFC 6455, section 5.3): the server unmasks all the same, and the generator saves the work.
  frame.append(4, '\0');
  frame += payload;
  write(frame);
}

void LoadLine::send_text(std::string_view text) {
  send_frame(kText, text);
}

void LoadLine::receive() {
  received_.erase(0, taken_);
  taken_ = 0;
  while (fill()) {
  }
}

std::optional<std::string_view> LoadLine::next_text() {
  for (;;) {
    auto const rest = std::string_view(received_).substr(taken_);
    auto const byte = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(rest[i])); };
    if (rest.size() < 2) return std::nullopt;
    auto size = byte(1) & 0x7f;
    std::size_t const extended = size == 126 ? 2 : size == 127 ? 8 : 0;
    if (rest.size() < 2 + extended) return std::nullopt;
    if (extended > 0) size = 0;
    for (std::size_t i = 0; i < extended; ++i) size = size << 8 | byte(2 + i);
    if (rest.size() < 2 + extended + size) return std::nullopt;
    auto const opcode = byte(0) & 0x0f;
    auto const payload = rest.substr(2 + extended, size);
    taken_ += 2 + extended + size;
    if (opcode == kText) return payload;
    if (opcode == kPing) send_frame(kPong, payload);
    if (opcode == kClose) throw std::runtime_error("the server closed a connection");
  }
}

std::string_view LoadLine::wait_for_text() {
  for (;;) {
    if (auto const text = next_text()) return *text;
    receive();
    if (auto const text = next_text()) return *text;
    wait_until(socket_, POLLIN);
  }
}

}  // namespace beraad::bench
