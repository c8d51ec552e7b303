// SPDX-License-Identifier: EUPL-1.2
// TLS over a socket, for HTTP and for Beast's WebSocket. OpenSSL reads and writes the socket itself, so that an idle connection keeps no
// buffer, and put() writes from any thread without waking another (docs/adr/0015-own-tls-stream.md).
// put() may be called from any thread; all else on the socket's strand. At most one read at a time.
#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/compose.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/buffers_prefix.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/websocket/teardown.hpp>
#include <memory>
#include <mutex>
#include <string>

#include "server/net/limits.hpp"
#include "server/net/tls.hpp"

namespace beraad::net {

class TlsStream {
 public:
  using executor_type = boost::asio::any_io_executor;
  using Bytes = std::shared_ptr<std::string const>;
  using ErrorCode = boost::system::error_code;

  // `linger`: how long end() waits for the peer to have read what was said last.
  TlsStream(boost::asio::ip::tcp::socket socket, TlsContext const& context, Milliseconds linger);

  [[nodiscard]] executor_type get_executor() noexcept { return core_->socket.get_executor(); }

  // void(error_code).
  template <class Token>
  auto async_handshake(Token&& token) {
    return run<void(ErrorCode)>([core = core_] { return core->handshake(); }, token);
  }

  // void(error_code, std::size_t). Reads into the first buffer that has room.
  template <class Buffers, class Token>
  auto async_read_some(Buffers const& buffers, Token&& token) {
    boost::asio::mutable_buffer into;
    for (auto it = boost::asio::buffer_sequence_begin(buffers); into.size() == 0 && it != boost::asio::buffer_sequence_end(buffers); ++it)
      into = *it;
    return run<void(ErrorCode, std::size_t)>([core = core_, into] { return core->read(into); }, token);
  }

  // void(error_code, std::size_t). Takes up to kOneWrite bytes, and ends when they have gone to the socket.
  template <class Buffers, class Token>
  auto async_write_some(Buffers const& buffers, Token&& token) {
    auto bytes = std::make_shared<std::string const>(boost::beast::buffers_to_string(boost::beast::buffers_prefix(kOneWrite, buffers)));
    return run<void(ErrorCode, std::size_t)>(Write{core_, std::move(bytes)}, token);
  }

  // void(error_code). Until what put() held has gone to the socket.
  template <class Token>
  auto async_flush(Token&& token) {
    return run<void(ErrorCode)>([core = core_] { return core->flush(); }, token);
  }

  // Says that nothing follows, and gives the peer time to read what came before: a close with unread bytes would send a reset that
  // overtakes it. The socket is closed afterwards.
  [[nodiscard]] boost::asio::awaitable<void> end();

  enum class Put {
    kSent,    // gone to the socket; or to nobody, when end() has said that nothing follows
    kHeld,    // taken, but the socket is full: async_flush before anything else
    kNotYet,  // not taken, earlier bytes are held: async_flush, then again
    kClosed,
  };
  // Any thread; does not block. One TLS record, if it is no longer than kOneWrite.
  [[nodiscard]] Put put(Bytes bytes);

  // For reads, writes and the handshake, until set anew: they end with beast::error::timeout.
  void expires_after(Milliseconds time);
  void expires_never();
  // Ends what waits for the socket, with operation_aborted.
  void cancel();
  void close();

  static constexpr std::size_t kOneWrite = 16 * 1024;

 private:
  enum class Need { kNothing, kReadable, kWritable };
  struct Step {
    Need need = Need::kNothing;
    ErrorCode error{};
    std::size_t bytes = 0;
  };

  struct Core {
    Core(boost::asio::ip::tcp::socket socket, TlsContext const& context, Milliseconds linger);

    [[nodiscard]] Step handshake();
    [[nodiscard]] Step read(boost::asio::mutable_buffer into);
    [[nodiscard]] Step flush();
    [[nodiscard]] Put put(Bytes bytes);
    void say_end();
    void close();

    boost::asio::ip::tcp::socket socket;
    boost::asio::steady_timer deadline;
    Milliseconds const linger;
    bool timed_out = false;

   private:
    struct FreeSsl {
      void operator()(SSL* ssl) const noexcept { SSL_free(ssl); }
    };
    [[nodiscard]] Step step_of(int result, std::size_t bytes);
    [[nodiscard]] Step write_held();

    std::mutex mutex_;  // for what follows, and for closing the socket: no descriptor is closed while another thread writes to it
    std::unique_ptr<SSL, FreeSsl> ssl_;
    Bytes held_;
    bool said_end_ = false;
    bool ended_ = false;  // closed, or failed: OpenSSL must not be called again
  };

  struct Write {
    std::shared_ptr<Core> core;
    Bytes bytes;
    bool taken = false;
    Step operator()();
  };

  // Tries until nothing is needed; waits for the socket in between. Whoever asked is never called from inside the asking.
  template <class Signature, class Try>
  struct Operation {
    std::shared_ptr<Core> core;
    Try attempt;
    bool asking = true;
    bool finished = false;
    Step step{};

    template <class Self>
    void operator()(Self& self, ErrorCode error = {}) {
      if (!finished) {
        step = error ? Step{Need::kNothing, error} : attempt();
        if (step.need != Need::kNothing && core->timed_out) step = {Need::kNothing, boost::asio::error::operation_aborted};
        if (step.need != Need::kNothing) {
          asking = false;
          auto const kind = step.need == Need::kReadable ? boost::asio::socket_base::wait_read : boost::asio::socket_base::wait_write;
          return core->socket.async_wait(kind, std::move(self));
        }
        finished = true;
        if (step.error == boost::asio::error::operation_aborted && core->timed_out) step.error = boost::beast::error::timeout;
        if (asking) return boost::asio::post(core->socket.get_executor(), std::move(self));
      }
      if constexpr (std::is_same_v<Signature, void(ErrorCode)>) {
        self.complete(step.error);
      } else {
        self.complete(step.error, step.bytes);
      }
    }
  };

  template <class Signature, class Try, class Token>
  auto run(Try attempt, Token& token) {
    return boost::asio::async_compose<Token, Signature>(Operation<Signature, Try>{core_, std::move(attempt)}, token, core_->socket);
  }

  std::shared_ptr<Core> core_;
};

// What Beast calls for a stream that is not one of its own.
inline void beast_close_socket(TlsStream& stream) {
  stream.close();
}

template <class Handler>
void async_teardown(boost::beast::role_type, TlsStream& stream, Handler&& handler) {
  auto told = [handler = std::forward<Handler>(handler)](std::exception_ptr) mutable { handler(boost::system::error_code{}); };
  boost::asio::co_spawn(stream.get_executor(), stream.end(), std::move(told));
}

}  // namespace beraad::net
