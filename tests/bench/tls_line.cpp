// SPDX-License-Identifier: EUPL-1.2
// OpenSSL and poll() alone: the generator has to stay cheaper than the server it measures.
#include "tests/bench/tls_line.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>

namespace beraad::bench {
namespace {

constexpr int kPatienceMs = 60'000;

// Where thousands connect at once the queue of who is not accepted yet may be full: then connecting takes seconds.
int connecting_socket(std::uint16_t port) {
  int const socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (socket < 0) throw std::runtime_error("no socket: too few file descriptors?");
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 && errno != EINPROGRESS) {
    ::close(socket);
    throw std::runtime_error("cannot connect");
  }
  int const on = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
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

TlsLine::TlsLine(TlsClient const& tls, std::uint16_t port) : socket_(connecting_socket(port)), ssl_(SSL_new(tls.get()), SSL_free) {
  SSL_set_fd(ssl_.get(), socket_);
}

TlsLine::~TlsLine() {
  ssl_.reset();
  ::close(socket_);
}

bool TlsLine::shake_hands() {
  ERR_clear_error();
  errno = 0;
  auto const done = SSL_connect(ssl_.get());
  auto const refused = done != 1 && errno == ECONNREFUSED;
  auto const wanted = SSL_get_error(ssl_.get(), done);
  awaited_ = wanted == SSL_ERROR_WANT_WRITE ? POLLOUT : POLLIN;
  if (done == 1) return true;
  if (wanted == SSL_ERROR_WANT_READ || wanted == SSL_ERROR_WANT_WRITE) return false;
  throw std::runtime_error(refused ? "nobody listens" : "the server ended a handshake");
}

void TlsLine::wait() const {
  wait_until(socket_, awaited_);
}

void TlsLine::wait_for_what_it_wants(int ssl_result) const {
  auto const wanted = SSL_get_error(ssl_.get(), ssl_result);
  if (wanted != SSL_ERROR_WANT_READ && wanted != SSL_ERROR_WANT_WRITE) throw std::runtime_error("the server ended a connection");
  wait_until(socket_, wanted == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT);
}

void TlsLine::write(std::string_view bytes) {
  ERR_clear_error();
  for (int done = 0; (done = SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size()))) <= 0;) wait_for_what_it_wants(done);
}

bool TlsLine::fill(std::string& into) {
  std::array<char, 16 * 1024> part;
  ERR_clear_error();
  auto const got = SSL_read(ssl_.get(), part.data(), static_cast<int>(part.size()));
  if (got > 0) {
    into.append(part.data(), static_cast<std::size_t>(got));
    return true;
  }
  if (SSL_get_error(ssl_.get(), got) != SSL_ERROR_WANT_READ) throw std::runtime_error("the server ended a connection");
  return false;
}

}  // namespace beraad::bench
