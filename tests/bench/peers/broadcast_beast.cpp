// SPDX-License-Identifier: EUPL-1.2
// As little as a WebSocket broadcast on Boost.Beast can be: coroutines that accept and read, a queue and a completion handler that write, a
// strand per connection. TLS is the product's.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include "server/net/tls.hpp"
#include "tests/bench/peers/broadcast.hpp"

namespace beraad::bench {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = boost::beast::websocket;
using asio::awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using Frame = std::shared_ptr<std::string const>;

struct Session : std::enable_shared_from_this<Session> {
  Session(tcp::socket socket, asio::ssl::context& tls) : stream(std::move(socket), tls) {}

  // Any thread.
  void send(Frame frame) {
    asio::post(stream.get_executor(), [self = shared_from_this(), frame = std::move(frame)]() mutable {
      self->queue.push_back(std::move(frame));
      if (self->queue.size() == 1) self->write_next();
    });
  }

  void write_next() {
    stream.async_write(asio::buffer(*queue.front()), [self = shared_from_this()](error_code ec, std::size_t) {
      if (ec) return;
      self->queue.pop_front();
      if (!self->queue.empty()) self->write_next();
    });
  }

  websocket::stream<beast::ssl_stream<beast::tcp_stream>> stream;
  std::deque<Frame> queue;
};

// Who is in which room. Thread-safe.
class Rooms {
 public:
  void add(std::string const& room, std::shared_ptr<Session> session) {
    std::scoped_lock const lock(mutex_);
    rooms_[room].push_back(std::move(session));
  }
  void broadcast(Frame const& frame, Session const& except) {
    std::scoped_lock const lock(mutex_);
    auto const found = rooms_.find(field_of(*frame, "room"));
    if (found == rooms_.end()) return;
    for (auto const& each : found->second)
      if (each.get() != &except) each->send(frame);
  }

 private:
  std::mutex mutex_;
  std::map<std::string, std::vector<std::shared_ptr<Session>>, std::less<>> rooms_;
};

// The upgrade; the room of the cookie.
awaitable<std::string> accept(Session& session) {
  co_await session.stream.next_layer().async_handshake(asio::ssl::stream_base::server, asio::use_awaitable);
  beast::flat_buffer buffer;
  beast::http::request<beast::http::empty_body> request;
  co_await beast::http::async_read(session.stream.next_layer(), buffer, request, asio::use_awaitable);
  session.stream.set_option(websocket::stream_base::timeout::suggested(beast::role_type::server));
  session.stream.auto_fragment(false);
  session.stream.text(true);
  co_await session.stream.async_accept(request, asio::use_awaitable);
  std::string_view const cookie = request[beast::http::field::cookie];
  co_return room_of_cookie(cookie.substr(cookie.find('=') + 1));
}

awaitable<void> serve(std::shared_ptr<Session> session, Rooms& rooms) {
  rooms.add(co_await accept(*session), session);
  for (;;) {
    std::string text;
    auto buffer = asio::dynamic_buffer(text);
    co_await session->stream.async_read(buffer, asio::use_awaitable);
    auto const frame = std::make_shared<std::string const>(std::move(text));
    rooms.broadcast(frame, *session);
    session->send(std::make_shared<std::string const>(acknowledgement_of(*frame)));
  }
}

awaitable<void> accept_all(asio::io_context& io, tcp::acceptor& acceptor, asio::ssl::context& tls, Rooms& rooms) {
  for (;;) {
    tcp::socket socket(asio::make_strand(io));
    co_await acceptor.async_accept(socket, asio::use_awaitable);
    socket.set_option(tcp::no_delay(true));
    auto const executor = socket.get_executor();
    // A connection that ends does so with an exception, which goes no further than its coroutine.
    asio::co_spawn(executor, serve(std::make_shared<Session>(std::move(socket), tls), rooms), asio::detached);
  }
}

}  // namespace

void broadcast_with_beast(std::filesystem::path const& folder) {
  auto made = net::make_tls_context(folder / "cert.pem", folder / "key.pem");
  if (!made) throw std::runtime_error(std::string(made.error().where));
  asio::ssl::context tls(made->release());
  asio::io_context io(kBroadcastThreads);
  tcp::acceptor acceptor(io, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
  Rooms rooms;
  asio::co_spawn(io, accept_all(io, acceptor, tls, rooms), asio::detached);
  say_listening(acceptor.local_endpoint().port());
  std::vector<std::jthread> threads;
  for (unsigned i = 0; i < kBroadcastThreads; ++i) threads.emplace_back([&io] { io.run(); });
}

}  // namespace beraad::bench
