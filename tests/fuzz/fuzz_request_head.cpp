// SPDX-License-Identifier: EUPL-1.2
// What is read as one request cannot be read as another one, and reaches a call or a socket only from our own pages.
#include "server/net/request_head.hpp"

#include <algorithm>

#include "server/net/routes.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/support/folder.hpp"

namespace {

using namespace beraad;
using net::RequestHead;

constexpr std::string_view kHost = "beraad.example";
constexpr std::string_view kOrigin = "https://beraad.example";

net::StaticFiles made_files() {
  test::Folder const folder;
  folder.write("index.html", "index");
  folder.write("assets/a.js", "a");
  folder.write("assets/a.js.br", "b");
  return net::StaticFiles::load(folder.path()).value();
}

std::string text_of(RequestHead const& head) {
  auto text = head.method + " " + head.path + (head.has_query ? "?" : "") + " HTTP/1.1\r\n";
  for (auto const& field : head.fields) text += field.name + ":" + field.value + "\r\n";
  return text + "\r\n";
}

bool same(RequestHead const& a, RequestHead const& b) {
  auto const same_field = [](auto const& x, auto const& y) { return x.name == y.name && x.value == y.value; };
  return a.method == b.method && a.path == b.path && a.has_query == b.has_query && a.host == b.host &&
         a.content_length == b.content_length && std::ranges::equal(a.fields, b.fields, same_field);
}

void must_be_one_request(std::string_view text, RequestHead const& head) {
  fuzz::must(text.find("\r\n\r\n") == text.size() - 4, "a head ends at its first empty line");
  fuzz::must(head.field("transfer-encoding").empty(), "a body has one length, told in one way");
  for (auto const& field : head.fields) {
    fuzz::must(field.value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos, "a value is one line");
  }
  for (std::string_view const name : {"host", "content-length", "content-type", "origin", "sec-fetch-site", "cookie"}) {
    auto const same_name = [name](net::HeaderField const& field) { return field.name == name; };
    fuzz::must(std::ranges::count_if(head.fields, same_name) <= 1, "a field that decides something is there once");
  }
  fuzz::must(head.content_length.has_value() == !head.field("content-length").empty(), "the length is the field's");
  fuzz::must(head.path.starts_with('/') && head.path.find_first_of("?# ") == std::string::npos, "a path is a path");
  auto const again = net::parse_request_head(text_of(head), {});
  auto const* const other = std::get_if<RequestHead>(&again);
  fuzz::must(other != nullptr && same(head, *other), "a request survives being written and read");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  static auto const files = made_files();
  static auto const origins = net::Origins::of({std::string(kOrigin)}, 443).value();
  auto const text = crypto::text_of({data, size});
  auto const parsed = net::parse_request_head(text, {});
  auto const* const head = std::get_if<RequestHead>(&parsed);
  if (head == nullptr) return 0;
  ++fuzz::accepted;
  must_be_one_request(text, *head);
  auto const route = net::route(*head, origins, files);
  if (std::holds_alternative<net::Answer>(route)) return 0;
  fuzz::must(head->host == kHost && head->field("origin") == kOrigin, "only our own pages reach a call or a socket");
  if (std::holds_alternative<net::PostRoute>(route)) {
    fuzz::must(head->method == "POST" && head->path.starts_with("/api/") && head->content_length.has_value(), "a call is a POST");
    fuzz::must(head->field("sec-fetch-site") == "same-origin", "a call comes from the same origin");
  } else {
    fuzz::must(head->method == "GET" && head->path == "/ws" && head->content_length.value_or(0) == 0, "a socket is asked for plainly");
  }
  return 0;
}
