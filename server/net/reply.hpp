// SPDX-License-Identifier: EUPL-1.2
// One answer from another thread, awaited on a strand. The awaiting coroutine owns the Reply; who answers holds only a weak pointer, so an
// answer that comes too late, or after the server is gone, touches nothing of Asio's.
#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <memory>
#include <optional>

#include "server/net/limits.hpp"

namespace beraad::net {

template <class T>
class Reply : public std::enable_shared_from_this<Reply<T>> {
 public:
  Reply(boost::asio::any_io_executor strand, Milliseconds patience) : timer_(std::move(strand), patience) {}

  // Give this to whoever answers; any thread, once. An answer that nobody waits for any more goes to `late`.
  [[nodiscard]] std::function<void(T)> to_answer(std::function<void(T)> late) {
    return [weak = this->weak_from_this(), late = std::move(late)](T value) {
      auto self = weak.lock();
      if (!self) return late(std::move(value));
      auto const strand = self->timer_.get_executor();
      boost::asio::post(strand, [self = std::move(self), late, value = std::move(value)]() mutable {
        if (self->given_up_) return late(std::move(value));
        self->value_ = std::move(value);
        self->timer_.cancel();
      });
    };
  }

  // Nothing: no answer within the patience. On the strand.
  [[nodiscard]] static boost::asio::awaitable<std::optional<T>> wait(std::shared_ptr<Reply> self) {
    boost::system::error_code ec;
    if (!self->value_) co_await self->timer_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ec));
    self->given_up_ = !self->value_;
    co_return std::move(self->value_);
  }

 private:
  boost::asio::steady_timer timer_;
  std::optional<T> value_;
  bool given_up_ = false;
};

}  // namespace beraad::net
