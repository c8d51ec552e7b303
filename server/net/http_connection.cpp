// SPDX-License-Identifier: EUPL-1.2
// Reading and answering requests. Beast's HTTP parser is not used: header and body are read here, within the limits, by request_head.
#include "server/net/http_connection.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>

#include "server/net/reply.hpp"
#include "server/net/tls_stream.hpp"
#include "server/net/websocket.hpp"

namespace beraad::net {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::awaitable;
using boost::system::error_code;

constexpr std::string_view kEndOfHeader = "\r\n\r\n";

Milliseconds time_for(std::size_t bytes, std::size_t bytes_per_s, Milliseconds grace) {
  return grace + Milliseconds(static_cast<std::int64_t>(bytes * 1000 / std::max<std::size_t>(bytes_per_s, 1)));
}

struct HttpConnection final : Stoppable, std::enable_shared_from_this<HttpConnection> {
  HttpConnection(Context& shared, asio::ip::tcp::socket socket, Admission place, std::string address)
      : context(shared),
        served(shared.served.get()),
        strand(socket.get_executor()),
        stream(std::move(socket), served->tls, shared.limits.http.linger),
        admission(std::move(place)),
        remote_address(std::move(address)) {}

  void stop() override {
    asio::post(strand, [self = shared_from_this()] {
      self->stopping = true;
      if (self->between_requests) self->stream.cancel();
    });
  }

  void deadline(Milliseconds time) { stream.expires_after(time); }
  void no_deadline() { stream.expires_never(); }

  Context& context;
  std::shared_ptr<Served> const served;
  asio::any_io_executor const strand;  // the stream's; the stream itself may be moved away while another thread calls stop()
  TlsStream stream;
  Admission admission;
  std::string const remote_address;
  std::string unread;  // received and not yet used
  bool between_requests = false;
  bool stopping = false;
  bool upgraded = false;
};

using Connection = std::shared_ptr<HttpConnection>;

awaitable<bool> handshake(Connection c) {
  error_code ec;
  c->deadline(c->context.limits.http.tls_handshake);
  co_await c->stream.async_handshake(asio::redirect_error(asio::use_awaitable, ec));
  if (ec) c->context.metrics.tls_handshakes_failed.add();
  co_return !ec;
}

// Appends what arrives to `unread`. False: the connection ended, or was too slow.
awaitable<bool> read_some(Connection c) {
  auto const room = c->context.limits.http.read_buffer_bytes;
  auto const had = c->unread.size();
  c->unread.resize(room);
  error_code ec;
  auto const buffer = asio::buffer(c->unread.data() + had, room - had);
  auto const got = co_await c->stream.async_read_some(buffer, asio::redirect_error(asio::use_awaitable, ec));
  c->unread.resize(had + got);
  if (ec == beast::error::timeout) c->context.metrics.http_timeouts.add();
  co_return !ec;
}

// The text of the next header. "" when there is none: ended, too slow, or the server stops. Longer than allowed: what there is, without its
// end.
awaitable<std::string> read_header(Connection c, bool first) {
  auto const& limits = c->context.limits.http;
  if (c->unread.empty()) {
    if (c->stopping) co_return "";
    c->between_requests = true;
    c->deadline(first ? limits.header : limits.keep_alive);
    auto const more = co_await read_some(c);
    c->between_requests = false;
    if (!more) co_return "";
  }
  c->deadline(limits.header);
  for (;;) {
    auto const end = c->unread.find(kEndOfHeader);
    if (end != std::string::npos || c->unread.size() > limits.header_bytes) {
      auto const size = std::min(end == std::string::npos ? c->unread.size() : end + kEndOfHeader.size(), c->unread.size());
      auto header = c->unread.substr(0, size);
      c->unread.erase(0, size);
      co_return header;
    }
    if (!co_await read_some(c)) co_return "";
  }
}

// Nothing: the connection ended, or was too slow.
awaitable<std::optional<std::string>> read_body(Connection c, std::size_t size) {
  auto const& limits = c->context.limits.http;
  auto body = c->unread.substr(0, size);
  c->unread.erase(0, body.size());
  auto const had = body.size();
  if (had < size) {
    c->deadline(std::min(limits.body, time_for(size, limits.body_bytes_per_s, limits.body_grace)));
    body.resize(size);
    error_code ec;
    co_await asio::async_read(c->stream, asio::buffer(body.data() + had, size - had), asio::redirect_error(asio::use_awaitable, ec));
    if (ec == beast::error::timeout) c->context.metrics.http_timeouts.add();
    if (ec) co_return std::nullopt;
  }
  co_return body;
}

// Header and a small body leave in one TLS record. The whole must keep to its rate, and each piece to the grace: a slow receiver gets
// all of a large file, but one that stops reading is cut off soon.
awaitable<bool> write(Connection c, Answer answer, bool close, bool without_body) {
  auto const& limits = c->context.limits.http;
  c->context.metrics.http_answers[std::min<std::size_t>(answer.status / 100, 5)].add();
  auto first = header_block(answer, close);
  std::string_view rest = answer.body && !without_body ? std::string_view(*answer.body) : std::string_view();
  auto const together = std::min(rest.size(), TlsStream::kOneWrite - std::min(first.size(), TlsStream::kOneWrite));
  first += rest.substr(0, together);
  rest.remove_prefix(together);
  using Clock = std::chrono::steady_clock;
  auto const until = Clock::now() + time_for(first.size() + rest.size(), limits.write_bytes_per_s, limits.write_grace);
  for (std::string_view piece = first; !piece.empty(); piece = rest.substr(0, TlsStream::kOneWrite), rest.remove_prefix(piece.size())) {
    error_code ec;
    c->deadline(std::min(limits.write_grace, std::chrono::duration_cast<Milliseconds>(until - Clock::now())));
    co_await asio::async_write(c->stream, asio::buffer(piece), asio::redirect_error(asio::use_awaitable, ec));
    if (ec) co_return false;
  }
  co_return true;
}

Answer answer_of(wire::HttpAnswer&& from) {
  Answer answer;
  answer.status = from.status;
  answer.body = std::make_shared<std::string const>(std::move(from.body));
  answer.content_type = "application/json";
  if (from.set_cookie && is_field_value(*from.set_cookie)) answer.extra += "Set-Cookie: " + *from.set_cookie + "\r\n";
  if (from.clear_site_data) answer.extra += "Clear-Site-Data: \"cache\", \"cookies\", \"storage\"\r\n";
  return answer;
}

awaitable<std::optional<Answer>> post(Connection c, PostRoute to, std::size_t body_size) {
  auto body = co_await read_body(c, body_size);
  if (!body) co_return std::nullopt;
  c->no_deadline();
  auto reply = std::make_shared<Reply<wire::HttpAnswer>>(c->strand, c->context.limits.http.answer);
  wire::HttpCall call{std::move(to.path), std::move(*body), std::move(to.session_cookie), c->remote_address};
  c->context.endpoint.on_post(std::move(call), reply->to_answer([](wire::HttpAnswer) {}));
  auto answer = co_await Reply<wire::HttpAnswer>::wait(reply);
  if (!answer) co_return api_refusal(503, true);
  co_return answer_of(std::move(*answer));
}

Answer refuse_upgrade(Context& context, unsigned status) {
  context.metrics.websockets_refused.add();
  return plain_answer(status, true);
}

// Nothing: the stream has gone to the WebSocket.
awaitable<std::optional<Answer>> upgrade(Connection c, WebSocketRoute to) {
  auto& context = c->context;
  if (!c->unread.empty()) co_return refuse_upgrade(context, 400);  // a client waits for the 101 (RFC 6455 section 4.1)
  if (c->stopping) co_return refuse_upgrade(context, 503);
  c->no_deadline();
  using Opened = std::optional<wire::Caller>;
  auto reply = std::make_shared<Reply<Opened>>(c->strand, context.limits.websocket.handshake);
  auto* const endpoint = &context.endpoint;
  auto to_answer = reply->to_answer([endpoint](Opened late) {
    if (late) endpoint->closed(*late);
  });
  endpoint->open(std::move(to.session_cookie), c->admission.id(), std::move(to_answer));
  auto const caller = co_await Reply<Opened>::wait(reply);
  if (!caller) co_return refuse_upgrade(context, 503);
  if (!*caller) co_return refuse_upgrade(context, 401);
  serve_websocket(context, std::move(c->stream), std::move(c->admission), **caller, std::move(to.key));
  c->upgraded = true;
  co_return std::nullopt;
}

// One request. False: no other follows.
awaitable<bool> serve_request(Connection c, bool first, bool last) {
  auto const header = co_await read_header(c, first);
  if (header.empty()) co_return false;
  auto parsed = parse_request_head(header, c->context.limits.http);
  if (auto const* refusal = std::get_if<RequestRefusal>(&parsed)) {
    c->context.metrics.http_refusals.add();
    auto answer = plain_answer(refusal->status, true);
    co_await write(c, std::move(answer), true, false);
    co_return false;
  }
  auto const& head = std::get<RequestHead>(parsed);
  auto where = route(head, c->context.origins, c->served->files);
  std::optional<Answer> answer;
  if (auto* ready = std::get_if<Answer>(&where)) {
    if (ready->close) c->context.metrics.http_refusals.add();
    answer = std::move(*ready);
  } else if (auto* to_post = std::get_if<PostRoute>(&where)) {
    answer = co_await post(c, std::move(*to_post), head.content_length.value_or(0));
  } else {
    answer = co_await upgrade(c, std::move(std::get<WebSocketRoute>(where)));
  }
  if (!answer) co_return false;
  auto const close = answer->close || last || c->stopping || head.wants_close();
  auto const written = co_await write(c, std::move(*answer), close, head.method == "HEAD");
  co_return written && !close;
}

awaitable<void> serve(Connection c) {
  if (!co_await handshake(c)) co_return;
  auto const requests = c->context.limits.http.requests_per_connection;
  bool more = true;
  for (std::size_t n = 1; more; ++n) more = co_await serve_request(c, n == 1, n >= requests);
  if (!c->upgraded) co_await c->stream.end();
}

// The one net under a connection: what is thrown (out of memory, in effect) ends this connection and no other.
awaitable<void> serve_and_catch(Connection c) {
  try {
    co_await serve(c);
  } catch (std::exception const&) {
    c->context.log.write(LogLevel::kError, "http_connection_failed", {LogField::connection(c->admission.id())});
  }
}

}  // namespace

void serve_connection(Context& context, asio::ip::tcp::socket socket, Admission admission) {
  error_code ec;
  socket.set_option(asio::ip::tcp::no_delay(true), ec);
  auto const remote = socket.remote_endpoint(ec);
  auto address = ec ? std::string() : remote.address().to_string();
  auto const connection = std::make_shared<HttpConnection>(context, std::move(socket), std::move(admission), std::move(address));
  connection->admission.bind(connection);
  asio::co_spawn(connection->strand, serve_and_catch(connection), asio::detached);
}

}  // namespace beraad::net
