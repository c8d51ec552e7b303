// SPDX-License-Identifier: EUPL-1.2
// SSL_write that could not go on must be called again with the same bytes, before any others: that is what `held_` is.
#include "server/net/tls_stream.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <array>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/error.hpp>
#include <cerrno>
#include <new>

namespace beraad::net {

namespace asio = boost::asio;
using boost::system::error_code;

TlsStream::Core::Core(asio::ip::tcp::socket from, TlsContext const& context, Milliseconds time_to_linger)
    : socket(std::move(from)), deadline(socket.get_executor()), linger(time_to_linger), ssl_(SSL_new(context.get())) {
  error_code ignored;
  socket.native_non_blocking(true, ignored);
  if (!ssl_ || SSL_set_fd(ssl_.get(), socket.native_handle()) != 1) throw std::bad_alloc();
  SSL_set_accept_state(ssl_.get());
}

// After an SSL_ function that returned `result`, on the thread that called it.
TlsStream::Step TlsStream::Core::step_of(int result, std::size_t bytes) {
  if (result == 1) return {Need::kNothing, {}, bytes};
  auto const cause = errno;
  switch (SSL_get_error(ssl_.get(), result)) {
    case SSL_ERROR_WANT_READ:
      return {Need::kReadable};
    case SSL_ERROR_WANT_WRITE:
      return {Need::kWritable};
    case SSL_ERROR_ZERO_RETURN:
      return {Need::kNothing, asio::error::eof};
    case SSL_ERROR_SYSCALL:
      ended_ = true;
      return {Need::kNothing, cause != 0 ? error_code(cause, boost::system::system_category()) : asio::ssl::error::stream_truncated};
    default:
      ended_ = true;
      return {Need::kNothing, error_code(static_cast<int>(ERR_peek_error()), asio::error::get_ssl_category())};
  }
}

TlsStream::Step TlsStream::Core::handshake() {
  std::scoped_lock const lock(mutex_);
  if (ended_) return {Need::kNothing, asio::error::operation_aborted};
  ERR_clear_error();
  return step_of(SSL_do_handshake(ssl_.get()), 0);
}

TlsStream::Step TlsStream::Core::read(asio::mutable_buffer into) {
  if (into.size() == 0) return {};
  std::scoped_lock const lock(mutex_);
  if (ended_) return {Need::kNothing, asio::error::operation_aborted};
  ERR_clear_error();
  std::size_t bytes = 0;
  auto const result = SSL_read_ex(ssl_.get(), into.data(), into.size(), &bytes);
  return step_of(result, bytes);
}

TlsStream::Step TlsStream::Core::write_held() {
  ERR_clear_error();
  std::size_t bytes = 0;
  auto const result = SSL_write_ex(ssl_.get(), held_->data(), held_->size(), &bytes);
  auto const step = step_of(result, bytes);
  if (step.need == Need::kNothing) held_ = nullptr;
  return step;
}

TlsStream::Step TlsStream::Core::flush() {
  std::scoped_lock const lock(mutex_);
  if (ended_) return {Need::kNothing, asio::error::operation_aborted};
  return held_ ? write_held() : Step{};
}

TlsStream::Put TlsStream::Core::put(Bytes bytes) {
  std::scoped_lock const lock(mutex_);
  if (ended_) return Put::kClosed;
  if (said_end_) return Put::kSent;
  if (held_) return Put::kNotYet;
  held_ = std::move(bytes);
  auto const step = write_held();
  if (step.need != Need::kNothing) return Put::kHeld;
  return step.error ? Put::kClosed : Put::kSent;
}

void TlsStream::Core::say_end() {
  std::scoped_lock const lock(mutex_);
  said_end_ = true;
  if (ended_ || held_ || SSL_in_init(ssl_.get())) return;
  ERR_clear_error();
  SSL_shutdown(ssl_.get());
}

void TlsStream::Core::close() {
  std::scoped_lock const lock(mutex_);
  ended_ = true;
  error_code ignored;
  socket.close(ignored);
}

TlsStream::Step TlsStream::Write::operator()() {
  auto step = core->flush();
  if (step.need != Need::kNothing || step.error) return step;
  if (taken) return {Need::kNothing, {}, bytes->size()};
  switch (core->put(bytes)) {
    case Put::kSent:
      return {Need::kNothing, {}, bytes->size()};
    case Put::kHeld:
      taken = true;
      return {Need::kWritable};
    case Put::kNotYet:
      return {Need::kWritable};
    case Put::kClosed:
      break;
  }
  return {Need::kNothing, asio::error::operation_aborted};
}

TlsStream::TlsStream(asio::ip::tcp::socket socket, TlsContext const& context, Milliseconds linger)
    : core_(std::make_shared<Core>(std::move(socket), context, linger)) {}

TlsStream::Put TlsStream::put(Bytes bytes) {
  return core_->put(std::move(bytes));
}

void TlsStream::expires_after(Milliseconds time) {
  core_->timed_out = false;
  core_->deadline.expires_after(time);
  core_->deadline.async_wait([weak = std::weak_ptr(core_)](error_code ec) {
    auto const core = weak.lock();
    if (ec || !core || core->deadline.expiry() > asio::steady_timer::clock_type::now()) return;
    error_code ignored;
    core->timed_out = true;
    core->socket.cancel(ignored);
  });
}

void TlsStream::expires_never() {
  core_->timed_out = false;
  core_->deadline.expires_at(asio::steady_timer::time_point::max());
}

void TlsStream::cancel() {
  error_code ignored;
  core_->socket.cancel(ignored);
}

void TlsStream::close() {
  core_->close();
}

asio::awaitable<void> TlsStream::end() {
  auto self = *this;  // Beast may let go of its own
  auto& core = *self.core_;
  error_code ec;
  self.expires_after(core.linger);
  co_await self.async_flush(asio::redirect_error(asio::use_awaitable, ec));
  core.say_end();
  core.socket.shutdown(asio::ip::tcp::socket::shutdown_send, ec);
  constexpr int kReads = 64;
  std::array<char, 4096> ignored;
  for (int i = 0; i < kReads && !ec && !core.timed_out; ++i)
    co_await core.socket.async_read_some(asio::buffer(ignored), asio::redirect_error(asio::use_awaitable, ec));
  self.expires_never();
  self.close();
}

}  // namespace beraad::net
