// SPDX-License-Identifier: EUPL-1.2
// RFC 6455 over Beast. Everything of a session happens on its strand, except Receiver's and Stoppable's functions, which only touch the
// outbox and post. Reader and writer each hold the session; whoever ends last says goodbye to hub and endpoint.
#include "server/net/websocket.hpp"

#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <utility>

#include "server/net/outbox.hpp"
#include "server/net/reply.hpp"
#include "server/net/token_bucket.hpp"

namespace beraad::net {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = boost::beast::websocket;
using asio::awaitable;
using boost::system::error_code;

constexpr auto kNever = asio::steady_timer::time_point::max();

struct WebSocketSession final : Receiver, Stoppable, std::enable_shared_from_this<WebSocketSession> {
  WebSocketSession(Context& shared, TlsStream from, Admission place, wire::Caller who, std::string sent_key)
      : context(shared),
        admission(std::move(place)),
        caller(who),
        key(std::move(sent_key)),
        stream(std::move(from)),
        outbox(shared.limits.websocket.send_queue_bytes),
        rate(shared.limits.websocket.messages_per_s, shared.limits.websocket.burst, TokenBucket::Clock::now()),
        writer_wakes(stream.get_executor(), kNever),
        reader_wakes(stream.get_executor(), kNever),
        cut_off(stream.get_executor(), kNever) {}

  ~WebSocketSession() override { say_goodbye(); }

  // On the strand, or when nobody else is left. Not in the destructor alone: the last to hold a session may be a thread that is just
  // delivering to it, inside the endpoint.
  void say_goodbye() {
    if (std::exchange(goodbye_said, true)) return;
    context.hub.remove(caller);
    context.endpoint.closed(caller);
    context.metrics.websockets_open.subtract();
  }

  void send(wire::Frame frame) override {
    switch (outbox.push(std::move(frame))) {
      case Pushed::kQueued:
      case Pushed::kClosed:
        return;
      case Pushed::kWakeWriter:
        return wake_writer();
      case Pushed::kOverflowed:
        context.metrics.slow_receivers_closed.add();
        context.log.write(LogLevel::kInfo, "slow_receiver", {LogField::connection(caller.connection)});
        return expect_end();
    }
  }

  void end_session(wire::Frame last) override { close(CloseCode::kSessionEnded, false, std::move(last)); }
  void stop() override { close(CloseCode::kServiceRestart, true); }

  void close(CloseCode code, bool keep_queue, wire::Frame last = nullptr) {
    if (outbox.close(code, keep_queue, std::move(last)) == Wake::kYes) wake_writer();
    expect_end();
  }

  void wake_writer() {
    asio::post(stream.get_executor(), [self = shared_from_this()] { self->writer_wakes.cancel(); });
  }

  // A peer that neither reads nor closes is cut off after the grace.
  void expect_end() {
    asio::post(stream.get_executor(), [self = shared_from_this()] {
      self->reader_wakes.cancel();
      if (self->cut_off.expiry() != kNever) return;
      self->cut_off.expires_after(self->context.limits.websocket.close_grace);
      self->cut_off.async_wait([weak = self->weak_from_this()](error_code ec) {
        auto const still = weak.lock();
        if (still && !ec) still->cut();
      });
    });
  }

  void cut() { beast::get_lowest_layer(stream).close(); }

  // One call less in flight. Any thread.
  void answered(wire::Frame frame) {
    if (frame) {
      send(std::move(frame));
    } else {
      close(CloseCode::kNotUnderstood, true);
    }
    --calls_in_flight;
    if (!reader_waits) return;
    asio::post(stream.get_executor(), [self = shared_from_this()] { self->reader_wakes.cancel(); });
  }

  Context& context;
  Admission admission;
  wire::Caller caller;
  std::string key;  // Sec-WebSocket-Key
  websocket::stream<TlsStream> stream;
  Outbox outbox;
  TokenBucket rate;
  std::atomic<std::size_t> calls_in_flight{0};
  std::atomic<bool> reader_waits{false};  // set before the reader looks at calls_in_flight for the last time
  int coroutines = 0;
  bool goodbye_said = false;
  asio::steady_timer writer_wakes;
  asio::steady_timer reader_wakes;
  asio::steady_timer cut_off;
};

using Session = std::shared_ptr<WebSocketSession>;

void set_up(WebSocketSession& s) {
  auto const& limits = s.context.limits.websocket;
  websocket::stream_base::timeout timeout{};
  timeout.handshake_timeout = limits.handshake;
  timeout.idle_timeout = limits.idle;
  timeout.keep_alive_pings = true;
  s.stream.set_option(timeout);
  s.stream.set_option(websocket::permessage_deflate{});  // off: compressing secrets beside what an attacker chose leaks them (CRIME)
  s.stream.set_option(websocket::stream_base::decorator(
      [](websocket::response_type& answer) { answer.set(beast::http::field::sec_websocket_protocol, kSubProtocol); }));
  s.stream.read_message_max(limits.message_bytes);
  s.stream.auto_fragment(false);
  s.stream.text(true);
}

awaitable<bool> accept(Session s) {
  beast::http::request<beast::http::empty_body> request{beast::http::verb::get, "/ws", 11};
  request.set(beast::http::field::host, "-");  // checked before; Beast only wants one
  request.set(beast::http::field::connection, "Upgrade");
  request.set(beast::http::field::upgrade, "websocket");
  request.set(beast::http::field::sec_websocket_version, "13");
  request.set(beast::http::field::sec_websocket_key, s->key);
  error_code ec;
  co_await s->stream.async_accept(request, asio::redirect_error(asio::use_awaitable, ec));
  if (!ec) s->context.metrics.http_answers[1].add();
  co_return !ec;
}

// Waits until `reader_wakes` is cancelled or expires.
awaitable<void> pause_reading(Session s, asio::steady_timer::time_point until) {
  error_code ignored;
  s->reader_wakes.expires_at(until);
  co_await s->reader_wakes.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

// A peer faster than its rate is not answered with an error: reading waits, and TCP makes the peer wait.
awaitable<void> keep_to_limits(Session s) {
  auto const now = TokenBucket::Clock::now();
  auto const wait = s->rate.take(now);
  if (wait > wait.zero()) s->context.metrics.frames_delayed.add();
  auto const ready = now + wait;
  while (!s->outbox.is_closing() && TokenBucket::Clock::now() < ready) co_await pause_reading(s, ready);
  auto const most = s->context.limits.websocket.calls_in_flight;
  s->reader_waits = true;
  while (!s->outbox.is_closing() && s->calls_in_flight >= most) co_await pause_reading(s, kNever);
  s->reader_waits = false;
}

void call(Session const& s, std::string text) {
  s->context.metrics.frames_in.add();
  s->context.metrics.bytes_in.add(text.size());
  ++s->calls_in_flight;
  s->context.endpoint.on_frame(s->caller, std::move(text), [weak = s->weak_from_this()](wire::Frame answer) {
    auto const session = weak.lock();
    if (session) session->answered(std::move(answer));
  });
}

awaitable<void> read_all(Session s) {
  error_code ec;
  while (!s->outbox.is_closing()) {
    std::string text;
    auto buffer = asio::dynamic_buffer(text);  // bounded by read_message_max
    co_await s->stream.async_read(buffer, asio::redirect_error(asio::use_awaitable, ec));
    if (ec || s->outbox.is_closing()) break;
    if (s->stream.got_binary()) {
      s->close(CloseCode::kUnacceptableData, true);
      break;
    }
    co_await keep_to_limits(s);
    if (!s->outbox.is_closing()) call(s, std::move(text));
  }
  if (!ec) co_return;  // the writer closes
  if (s->outbox.abandon() == Wake::kYes) s->writer_wakes.cancel();
  s->cut();
}

awaitable<void> write_all(Session s) {
  error_code ec;
  while (!ec) {
    auto const next = s->outbox.next();
    if (next.frame) {
      co_await s->stream.async_write(asio::buffer(*next.frame), asio::redirect_error(asio::use_awaitable, ec));
      if (ec) break;
      s->context.metrics.frames_out.add();
      s->context.metrics.bytes_out.add(next.frame->size());
    } else if (next.close) {
      websocket::close_reason const reason(static_cast<std::uint16_t>(*next.close));
      co_await s->stream.async_close(reason, asio::redirect_error(asio::use_awaitable, ec));
      break;
    } else if (next.abandoned) {
      break;
    } else {
      error_code woken;
      s->writer_wakes.expires_at(kNever);
      co_await s->writer_wakes.async_wait(asio::redirect_error(asio::use_awaitable, woken));
    }
  }
  static_cast<void>(s->outbox.abandon());
  s->reader_wakes.cancel();
  s->cut();
}

// The one net under a coroutine of a session: what is thrown (out of memory, in effect) ends this session and no other.
// `work` was begun by the caller: g++ 12 loses the argument of a coroutine that is called through a pointer inside a co_await.
awaitable<void> guarded(Session s, awaitable<void> work) {
  ++s->coroutines;
  try {
    co_await std::move(work);
  } catch (std::exception const&) {
    s->context.log.write(LogLevel::kError, "websocket_failed", {LogField::connection(s->caller.connection)});
    static_cast<void>(s->outbox.abandon());
    s->writer_wakes.cancel();
    s->reader_wakes.cancel();
    s->cut();
  }
  if (--s->coroutines == 0) s->say_goodbye();
}

awaitable<void> live(Session s) {
  if (!s->context.hub.add(s->caller, s)) s->close(CloseCode::kSessionEnded, false);
  s->admission.bind(s);
  asio::co_spawn(s->stream.get_executor(), guarded(s, write_all(s)), asio::detached);
  co_await read_all(s);
}

awaitable<void> start(Session s) {
  auto const accepted = co_await accept(s);
  if (!accepted) co_return;
  co_await live(s);
}

}  // namespace

void serve_websocket(Context& context, TlsStream stream, Admission admission, wire::Caller caller, std::string key) {
  context.metrics.websockets_open.add();
  auto const session = std::make_shared<WebSocketSession>(context, std::move(stream), std::move(admission), caller, std::move(key));
  set_up(*session);
  asio::co_spawn(session->stream.get_executor(), guarded(session, start(session)), asio::detached);
}

}  // namespace beraad::net
