// SPDX-License-Identifier: EUPL-1.2
// A listening TCP socket that hands every accepted one, on a strand of its own, to one function. Failing accepts back off.
#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <functional>
#include <memory>

#include "server/net/limits.hpp"
#include "server/net/log.hpp"
#include "server/net/metrics.hpp"

namespace beraad::net {

class Listener : public std::enable_shared_from_this<Listener> {
 public:
  using Accepted = std::function<void(boost::asio::ip::tcp::socket)>;

  // kMalformed: the address is not numeric; kIo with the system's cause: it cannot be listened on.
  [[nodiscard]] static Result<std::shared_ptr<Listener>> open(boost::asio::io_context& io, std::string const& address, std::uint16_t port);
  explicit Listener(boost::asio::io_context& io);

  [[nodiscard]] std::uint16_t port() const;
  // Once. `metrics` and `log` outlive the io_context.
  void start(Accepted accepted, Milliseconds backoff, Metrics& metrics, Log const& log);
  // Any thread, once; nothing is accepted after the io_context has run it.
  void stop();

 private:
  static boost::asio::awaitable<void> accept_all(std::shared_ptr<Listener> self);

  boost::asio::io_context& io_;
  boost::asio::ip::tcp::acceptor acceptor_;
  Accepted accepted_;
  Milliseconds backoff_{};
  Metrics* metrics_ = nullptr;
  Log const* log_ = nullptr;
  bool stopped_ = false;  // on the acceptor's strand
};

}  // namespace beraad::net
