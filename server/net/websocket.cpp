// SPDX-License-Identifier: EUPL-1.2
// RFC 6455 over Beast, which reads, and writes the control frames. Messages are written past it, whole frames between its own, by whoever
// is told to wake the writer, on that thread: no other has to wake for them. All else happens on the session's strand. Reader and writer
// each hold the session; whoever ends last says goodbye to hub and endpoint.
#include "server/net/websocket.hpp"

#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
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
        tls(stream.next_layer()),
        outbox(shared.limits.websocket.send_queue_bytes),
        rate(shared.limits.websocket.messages_per_s, shared.limits.websocket.burst, TokenBucket::Clock::now()),
        pings(shared.limits.websocket.messages_per_s, shared.limits.websocket.burst, TokenBucket::Clock::now()),
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

  void send(TextFrame frame) override {
    switch (outbox.push(std::move(frame))) {
      case Pushed::kQueued:
      case Pushed::kClosed:
        return;
      case Pushed::kWakeWriter:
        return write_what_waits();
      case Pushed::kOverflowedWakeWriter:
        write_what_waits();
        [[fallthrough]];
      case Pushed::kOverflowed:
        context.metrics.slow_receivers_closed.add();
        context.log.write(LogLevel::kInfo, "slow_receiver", {LogField::connection(caller.connection)});
        return expect_end();
    }
  }

  void end_session(TextFrame last) override { close(CloseCode::kSessionEnded, false, std::move(last)); }
  void stop() override { close(CloseCode::kServiceRestart, true); }

  void close(CloseCode code, bool keep_queue, TextFrame last = {}) {
    if (outbox.close(code, keep_queue, std::move(last)) == Wake::kYes) write_what_waits();
    expect_end();
  }

  // For the writer: whoever was told to wake it is it, on any thread, until nothing waits or the socket is full.
  void write_what_waits();
  // The writer goes on in a coroutine on the strand.
  void go_on(awaitable<void> writing);
  // The writer's last act.
  void end_writer();

  void note_sent(Outbox::Next const& next) {
    context.metrics.frames_out.add(next.frames);
    context.metrics.bytes_out.add(next.bytes->size());
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

  void cut() { tls.close(); }

  // One call less in flight. Any thread.
  void answered(wire::Frame frame) {
    if (frame) {
      send(text_frame(*frame));
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
  TlsStream& tls;  // the stream's
  Outbox outbox;
  TokenBucket rate;
  TokenBucket pings;
  std::atomic<std::size_t> calls_in_flight{0};
  std::atomic<bool> reader_waits{false};  // set before the reader looks at calls_in_flight for the last time
  int parts = 0;                          // what of the session still runs: its start or reader, its writer
  bool goodbye_said = false;
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
  s.stream.control_callback([&s](websocket::frame_type kind, std::string_view) {
    if (kind == websocket::frame_type::close) s.outbox.hush();  // Beast answers with its own, which nothing may follow (section 5.5.1)
    // Reading cannot wait in here, as it does for messages; and no browser sends pings.
    auto const too_many =
        kind == websocket::frame_type::ping && s.pings.take(TokenBucket::Clock::now()) > TokenBucket::Clock::duration::zero();
    if (too_many) s.close(CloseCode::kPolicyViolation, false);
  });
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
  if (s->outbox.abandon() == Wake::kYes) s->write_what_waits();
  s->cut();
}

void part_ended(Session const& s) {
  if (--s->parts == 0) s->say_goodbye();
}

// The one net under what runs of a session: what is thrown (out of memory, in effect) ends this session and no other.
// `work` was begun by the caller: g++ 12 loses the argument of a coroutine that is called through a pointer inside a co_await.
awaitable<bool> guarded(Session s, awaitable<void> work) {
  try {
    co_await std::move(work);
    co_return true;
  } catch (std::exception const&) {
    s->context.log.write(LogLevel::kError, "websocket_failed", {LogField::connection(s->caller.connection)});
    co_return false;
  }
}

awaitable<void> as_writer(Session s, awaitable<void> work) {
  auto const whole = co_await guarded(s, std::move(work));
  if (!whole) s->end_writer();
}

awaitable<void> write_rest(Session s, Outbox::Next next, TlsStream::Put put) {
  while (put == TlsStream::Put::kHeld || put == TlsStream::Put::kNotYet) {
    error_code ec;
    co_await s->tls.async_flush(asio::redirect_error(asio::use_awaitable, ec));
    if (ec) {
      put = TlsStream::Put::kClosed;
    } else {
      put = put == TlsStream::Put::kHeld ? TlsStream::Put::kSent : s->tls.put(next.bytes);
    }
  }
  if (put == TlsStream::Put::kClosed) co_return s->end_writer();
  s->note_sent(next);
  s->write_what_waits();
}

awaitable<void> say_close(Session s, CloseCode code) {
  error_code ignored;
  websocket::close_reason const reason(static_cast<std::uint16_t>(code));
  co_await s->stream.async_close(reason, asio::redirect_error(asio::use_awaitable, ignored));
  s->end_writer();
}

void WebSocketSession::write_what_waits() {
  for (;;) {
    auto const next = outbox.next(TlsStream::kOneWrite);
    if (next.bytes) {
      auto const put = tls.put(next.bytes);
      if (put == TlsStream::Put::kClosed) return end_writer();
      if (put != TlsStream::Put::kSent) return go_on(write_rest(shared_from_this(), next, put));
      note_sent(next);
    } else if (next.close) {
      return go_on(say_close(shared_from_this(), *next.close));
    } else if (next.abandoned) {
      return end_writer();
    } else {
      return;
    }
  }
}

void WebSocketSession::go_on(awaitable<void> writing) {
  asio::co_spawn(stream.get_executor(), as_writer(shared_from_this(), std::move(writing)), asio::detached);
}

void WebSocketSession::end_writer() {
  asio::post(stream.get_executor(), [self = shared_from_this()] {
    static_cast<void>(self->outbox.abandon());
    self->reader_wakes.cancel();
    self->cut();
    part_ended(self);
  });
}

awaitable<void> live(Session s) {
  // Before the peer hears that it is connected: from then on nothing passes it by. It waits for the writer.
  if (!s->context.hub.add(s->caller, s)) s->close(CloseCode::kSessionEnded, false);
  s->admission.bind(s);
  auto const accepted = co_await accept(s);
  if (!accepted) co_return;
  ++s->parts;
  s->write_what_waits();
  co_await read_all(s);
}

awaitable<void> start(Session s) {
  ++s->parts;
  auto work = live(s);
  auto const whole = co_await guarded(s, std::move(work));
  if (!whole) {
    if (s->outbox.abandon() == Wake::kYes) s->write_what_waits();
    s->reader_wakes.cancel();
    s->cut();
  }
  part_ended(s);
}

}  // namespace

void serve_websocket(Context& context, TlsStream stream, Admission admission, wire::Caller caller, std::string key) {
  context.metrics.websockets_open.add();
  auto const session = std::make_shared<WebSocketSession>(context, std::move(stream), std::move(admission), caller, std::move(key));
  set_up(*session);
  asio::co_spawn(session->stream.get_executor(), start(session), asio::detached);
}

}  // namespace beraad::net
