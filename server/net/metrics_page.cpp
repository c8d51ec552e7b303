// SPDX-License-Identifier: EUPL-1.2
// The same strict header grammar as the public port; the Host must be this machine's own name, so that a web page cannot rebind to it.
#include "server/net/metrics_page.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/tcp_stream.hpp>

namespace beraad::net {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::awaitable;
using boost::system::error_code;

bool is_own_name(std::string_view host) {
  auto const name = host.substr(0, host.rfind(':'));
  return name == "127.0.0.1" || name == "localhost";
}

Answer answer_to(std::string_view header, Context& context) {
  auto const parsed = parse_request_head(header, context.limits.http);
  if (auto const* refusal = std::get_if<RequestRefusal>(&parsed)) return plain_answer(refusal->status, true);
  auto const& head = std::get<RequestHead>(parsed);
  if (!is_own_name(head.host)) return plain_answer(421, true);
  if (head.path != "/metrics") return plain_answer(404, true);
  if (head.method != "GET") return plain_answer(405, true);
  Answer answer;
  answer.content_type = "text/plain; version=0.0.4; charset=utf-8";
  answer.body = std::make_shared<std::string const>(context.metrics.render());
  return answer;
}

struct Scrape {
  Context& context;
  beast::tcp_stream stream;
  Admission admission;
};

awaitable<void> serve(std::shared_ptr<Scrape> s) {
  error_code ec;
  std::string header;
  s->stream.expires_after(s->context.limits.http.header);
  auto buffer = asio::dynamic_buffer(header, s->context.limits.http.header_bytes);
  auto const size = co_await asio::async_read_until(s->stream, buffer, "\r\n\r\n", asio::redirect_error(asio::use_awaitable, ec));
  if (ec) co_return;
  auto const answer = answer_to(std::string_view(header).substr(0, size), s->context);
  auto const text = header_block(answer, true) + *answer.body;
  s->stream.expires_after(s->context.limits.http.write_grace);
  co_await asio::async_write(s->stream, asio::buffer(text), asio::redirect_error(asio::use_awaitable, ec));
  s->stream.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ec);
}

}  // namespace

void serve_metrics(Context& context, asio::ip::tcp::socket socket, Admission admission) {
  auto const scrape = std::make_shared<Scrape>(Scrape{context, beast::tcp_stream(std::move(socket)), std::move(admission)});
  asio::co_spawn(scrape->stream.get_executor(), serve(scrape), asio::detached);
}

}  // namespace beraad::net
