// SPDX-License-Identifier: EUPL-1.2
// Accepting. Running out of descriptors leaves the connection in the backlog: accepting again at once would only spin.
#include "server/net/listener.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace beraad::net {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

Listener::Listener(asio::io_context& io) : io_(io), acceptor_(asio::make_strand(io)) {}

Result<std::shared_ptr<Listener>> Listener::open(asio::io_context& io, std::string const& address, std::uint16_t port) {
  error_code ec;
  auto const numeric = asio::ip::make_address(address, ec);
  if (ec) return Error{Errc::kMalformed, "listen address", ec};
  auto listener = std::make_shared<Listener>(io);
  auto& acceptor = listener->acceptor_;
  tcp::endpoint const endpoint(numeric, port);
  acceptor.open(endpoint.protocol(), ec);
  if (!ec) acceptor.set_option(tcp::acceptor::reuse_address(true), ec);
  if (!ec) acceptor.bind(endpoint, ec);
  if (!ec) acceptor.listen(tcp::acceptor::max_listen_connections, ec);
  if (ec) return Error{Errc::kIo, "listen", ec};
  return listener;
}

std::uint16_t Listener::port() const {
  error_code ec;
  return acceptor_.local_endpoint(ec).port();
}

void Listener::start(Accepted accepted, Milliseconds backoff, Metrics& metrics, Log const& log) {
  accepted_ = std::move(accepted);
  backoff_ = backoff;
  metrics_ = &metrics;
  log_ = &log;
  asio::co_spawn(acceptor_.get_executor(), accept_all(shared_from_this()), asio::detached);
}

void Listener::stop() {
  asio::post(acceptor_.get_executor(), [self = shared_from_this()] {
    error_code ignored;
    self->stopped_ = true;
    self->acceptor_.close(ignored);
  });
}

asio::awaitable<void> Listener::accept_all(std::shared_ptr<Listener> self) {
  asio::steady_timer pause(self->acceptor_.get_executor());
  while (!self->stopped_) {
    error_code ec;
    tcp::socket socket(asio::make_strand(self->io_));
    co_await self->acceptor_.async_accept(socket, asio::redirect_error(asio::use_awaitable, ec));
    if (self->stopped_) break;
    if (ec) {
      self->metrics_->accept_failures.add();
      self->log_->write(LogLevel::kWarning, "accept_failed", {LogField::system_error(ec)});
      pause.expires_after(self->backoff_);
      co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, ec));
      continue;
    }
    self->metrics_->connections_accepted.add();
    self->accepted_(std::move(socket));
  }
}

}  // namespace beraad::net
