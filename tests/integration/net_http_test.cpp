// SPDX-License-Identifier: EUPL-1.2
// security.md, "HTTP and WebSocket framing" 1 and 2, attacked with raw bytes over real TLS; and what every kind of answer carries.
#include "tests/integration/net_fixture.hpp"

namespace beraad::test {
namespace {

constexpr std::string_view kHost = "Host: beraad.test\r\n";
constexpr std::string_view kPostFields =
    "Host: beraad.test\r\nOrigin: https://beraad.test\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\n";

std::string get(std::string_view path, std::string_view fields = "") {
  return "GET " + std::string(path) + " HTTP/1.1\r\n" + std::string(kHost) + std::string(fields) + "\r\n";
}

std::string post(std::string_view path, std::string_view fields, std::string_view body) {
  return "POST " + std::string(path) + " HTTP/1.1\r\n" + std::string(fields) + "Content-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + std::string(body);
}

std::string post_from(std::string_view origin, std::string_view site) {
  return post("/api/session",
              std::string(kHost) + "Origin: " + std::string(origin) + "\r\nSec-Fetch-Site: " + std::string(site) +
                  "\r\nContent-Type: application/json\r\n",
              "{}");
}

std::string repeated(std::size_t count, std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

struct Attack {
  char const* name;
  std::string request;
  unsigned status;
};

class RefusedRequest : public NetTest, public ::testing::WithParamInterface<Attack> {};

TEST_P(RefusedRequest, is_answered_once_and_the_connection_is_closed) {
  auto const client = connect();
  // What a smuggler would hide behind the first request must never be answered.
  client->send(GetParam().request + get("/healthz"));
  auto const answer = client->read_response();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, GetParam().status);
  EXPECT_EQ(answer->field("connection"), "close");
  EXPECT_TRUE(client->is_closed_by_server());
  EXPECT_TRUE(endpoint.posts().empty());
}

std::vector<Attack> attacks() {
  auto const chunked = "POST /api/session HTTP/1.1\r\n" + std::string(kPostFields);
  return {
      {"transfer_encoding_chunked", chunked + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {"transfer_encoding_gzip", chunked + "Transfer-Encoding: gzip\r\n\r\n", 400},
      {"transfer_encoding_and_content_length", chunked + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {"transfer_encoding_identity", chunked + "Transfer-Encoding: identity\r\nContent-Length: 0\r\n\r\n", 400},
      {"transfer_encoding_hidden_by_a_space", chunked + "Transfer-Encoding : chunked\r\n\r\n", 400},
      {"transfer_encoding_in_odd_case", chunked + "tRANSFER-eNCODING: xchunked\r\n\r\n", 400},
      {"transfer_encoding_empty", chunked + "Transfer-Encoding:\r\nContent-Length: 0\r\n\r\n", 400},
      {"transfer_encoding_on_a_get", get("/healthz", "Transfer-Encoding: chunked\r\n") + "0\r\n\r\n", 400},
      {"trailer_that_names_another_host", chunked + "Transfer-Encoding: chunked\r\nTrailer: Host\r\n\r\n0\r\nHost: evil.test\r\n\r\n", 400},
      {"ten_thousand_trailers", chunked + "Transfer-Encoding: chunked\r\n\r\n0\r\n" + repeated(10'000, "X-A: b\r\n") + "\r\n", 400},
      {"content_length_doubled", chunked + "Content-Length: 0\r\nContent-Length: 5\r\n\r\n", 400},
      {"content_length_doubled_and_equal", chunked + "Content-Length: 0\r\nContent-Length: 0\r\n\r\n", 400},
      {"content_length_as_list", chunked + "Content-Length: 0, 0\r\n\r\n", 400},
      {"content_length_with_sign", chunked + "Content-Length: +0\r\n\r\n", 400},
      {"content_length_negative", chunked + "Content-Length: -1\r\n\r\n", 400},
      {"content_length_in_hex", chunked + "Content-Length: 0x0\r\n\r\n", 400},
      {"content_length_past_64_bits", chunked + "Content-Length: 99999999999999999999\r\n\r\n", 400},
      {"content_length_empty", chunked + "Content-Length:\r\n\r\n", 400},
      {"content_length_hidden_by_a_space", chunked + "Content-Length : 5\r\n\r\n", 400},
      {"content_length_hidden_by_a_tab", chunked + "Content-Length\t: 5\r\n\r\n", 400},
      {"content_length_with_an_underscore", chunked + "Content_Length: 0\r\n\r\n", 411},
      {"content_length_missing", chunked + "\r\n", 411},
      {"body_of_more_than_64_kib", chunked + "Content-Length: 65537\r\n\r\n", 413},
      {"body_on_a_get", "GET /healthz HTTP/1.1\r\nHost: beraad.test\r\nContent-Length: 4\r\n\r\nGET ", 400},
      {"http_1_0", "GET /healthz HTTP/1.0\r\nHost: beraad.test\r\n\r\n", 505},
      {"http_2_0", "GET /healthz HTTP/2.0\r\nHost: beraad.test\r\n\r\n", 505},
      {"http_0_9", "GET /healthz\r\n\r\n", 400},
      {"http_2_preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400},
      {"http_in_lower_case", "GET /healthz http/1.1\r\nHost: beraad.test\r\n\r\n", 400},
      {"no_host", "GET /healthz HTTP/1.1\r\n\r\n", 400},
      {"empty_host", "GET /healthz HTTP/1.1\r\nHost:\r\n\r\n", 400},
      {"two_hosts", "GET /healthz HTTP/1.1\r\nHost: beraad.test\r\nHost: beraad.test\r\n\r\n", 400},
      {"host_hidden_by_a_space", "GET /healthz HTTP/1.1\r\nHost : beraad.test\r\n\r\n", 400},
      {"another_host", "GET /healthz HTTP/1.1\r\nHost: evil.test\r\n\r\n", 421},
      {"host_with_another_port", "GET /healthz HTTP/1.1\r\nHost: beraad.test:8080\r\n\r\n", 421},
      {"host_with_user", "GET /healthz HTTP/1.1\r\nHost: a@beraad.test\r\n\r\n", 421},
      {"expect", chunked + "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n", 400},
      {"absolute_form", "GET https://beraad.test/healthz HTTP/1.1\r\nHost: beraad.test\r\n\r\n", 400},
      {"authority_form", "CONNECT beraad.test:443 HTTP/1.1\r\nHost: beraad.test\r\n\r\n", 400},
      {"asterisk_form", "OPTIONS * HTTP/1.1\r\nHost: beraad.test\r\n\r\n", 400},
      {"fragment_in_target", get("/healthz#a"), 400},
      {"control_character_in_target", get("/heal\tthz"), 400},
      {"space_in_target", get("/heal thz"), 400},
      {"obs_fold", get("/healthz", "X-A: one\r\n two\r\n"), 400},
      {"obs_fold_at_first_field", "GET /healthz HTTP/1.1\r\n Host: beraad.test\r\n\r\n", 400},
      {"bare_line_feed", "GET /healthz HTTP/1.1\nHost: beraad.test\r\n\r\n", 400},
      {"bare_line_feed_in_fields", get("/healthz", "X-A: b\nX-C: d\r\n"), 400},
      {"bare_carriage_return", get("/healthz", "X-A: b\rX-C: d\r\n"), 400},
      {"null_in_value", get("/healthz", std::string_view("X-A: b\0c\r\n", 10)), 400},
      {"empty_field_name", get("/healthz", ": b\r\n"), 400},
      {"field_without_colon", get("/healthz", "X-A\r\n"), 400},
      {"sixty_five_fields", get("/healthz", repeated(64, "X-A: b\r\n")), 431},
      {"header_of_more_than_8_kib", get("/healthz", "X-A: " + std::string(8 * 1024, 'a') + "\r\n"), 431},
      {"target_of_more_than_2_kib", get("/" + std::string(2048, 'a')), 414},
      {"leading_empty_line", "\r\n" + get("/healthz"), 400},
      {"wrong_origin",
       post("/api/session",
            "Host: beraad.test\r\nOrigin: https://evil.test\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\n", "{}"),
       403},
      {"no_origin", post("/api/session", "Host: beraad.test\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\n", "{}"),
       403},
      {"origin_as_prefix",
       post("/api/session",
            "Host: beraad.test\r\nOrigin: https://beraad.test.evil.test\r\nSec-Fetch-Site: same-origin\r\nContent-Type: "
            "application/json\r\n",
            "{}"),
       403},
      {"null_origin", post_from("null", "same-origin"), 403},
      {"origin_over_plain_http", post_from("http://beraad.test", "same-origin"), 403},
      {"origin_with_another_port", post_from("https://beraad.test:8443", "same-origin"), 403},
      {"same_site_but_another_origin", post_from("https://beraad.test", "same-site"), 403},
      {"typed_into_the_address_bar", post_from("https://beraad.test", "none"), 403},
      {"two_origins", post("/api/session", std::string(kPostFields) + "Origin: https://beraad.test\r\n", "{}"), 400},
      {"cross_site",
       post("/api/session",
            "Host: beraad.test\r\nOrigin: https://beraad.test\r\nSec-Fetch-Site: cross-site\r\nContent-Type: application/json\r\n", "{}"),
       403},
      {"no_sec_fetch_site",
       post("/api/session", "Host: beraad.test\r\nOrigin: https://beraad.test\r\nContent-Type: application/json\r\n", "{}"), 403},
      {"form_content_type",
       post("/api/session",
            "Host: beraad.test\r\nOrigin: https://beraad.test\r\nSec-Fetch-Site: same-origin\r\nContent-Type: text/plain\r\n", "{}"),
       415},
      {"body_that_is_compressed", post("/api/session", std::string(kPostFields) + "Content-Encoding: gzip\r\n", "{}"), 415},
      {"two_cookie_fields", get("/healthz", "Cookie: a=b\r\nCookie: c=d\r\n"), 400},
  };
}

TEST(net_http, every_attack_of_the_table_is_run) {
  EXPECT_EQ(attacks().size(), 69u);
}

INSTANTIATE_TEST_SUITE_P(net_http, RefusedRequest, ::testing::ValuesIn(attacks()),
                         [](auto const& attack) { return std::string(attack.param.name); });

TEST_F(NetTest, chunk_extension_of_4_mib_is_not_read) {
  auto const client = connect();
  client->send("POST /api/session HTTP/1.1\r\n" + std::string(kPostFields) +
               "Transfer-Encoding: chunked\r\n\r\n1;a=" + std::string(4 * 1024 * 1024, 'a') + "\r\n{\r\n0\r\n\r\n");
  // More than a refused peer may go on to send: what it sent too much can overtake the answer.
  if (auto const answer = client->read_response()) {
    EXPECT_EQ(answer->status, 400u);
  }
  EXPECT_TRUE(client->is_closed_by_server());
  EXPECT_TRUE(endpoint.posts().empty());
}

TEST_F(NetTest, offer_to_speak_http_2_in_the_clear_is_not_taken) {
  auto const answer = exchange(get("/healthz", "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n"));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200u);
  EXPECT_EQ(answer->field("upgrade"), "");
}

TEST_F(NetTest, sixty_four_fields_are_served) {
  auto const answer = exchange(get("/healthz", repeated(63, "X-A: b\r\n")));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200u);
}

TEST_F(NetTest, header_and_target_of_exactly_their_most_are_served) {
  auto const without = get("/healthz", "X-A: \r\n").size();
  auto const header = exchange(get("/healthz", "X-A: " + std::string(8 * 1024 - without, 'a') + "\r\n"));
  ASSERT_TRUE(header);
  EXPECT_EQ(header->status, 200u);
  auto const target = exchange(get("/healthz?" + std::string(2048 - std::string_view("/healthz?").size(), 'a')));
  ASSERT_TRUE(target);
  EXPECT_EQ(target->status, 200u);
}

TEST_F(NetTest, post_reaches_the_endpoint_with_body_and_cookie) {
  auto const answer =
      exchange(post("/api/session", std::string(kPostFields) + "Cookie: a=b; __Host-beraad=person\r\n", R"({"lang":"nl"})"));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200u);
  EXPECT_EQ(answer->body, R"({"lang":"nl"})");
  EXPECT_EQ(answer->field("cache-control"), "no-store");
  ASSERT_EQ(endpoint.posts().size(), 1u);
  EXPECT_EQ(endpoint.posts()[0].path, "/api/session");
  EXPECT_EQ(endpoint.posts()[0].session_cookie, "person");
  EXPECT_EQ(endpoint.posts()[0].remote_address, "127.0.0.1");
}

TEST_F(NetTest, post_of_exactly_64_kib_is_served) {
  std::string const body(64 * 1024, 'x');
  auto const answer = exchange(post("/api/session", kPostFields, body));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, body);
}

TEST_F(NetTest, session_cookie_twice_is_no_session) {
  auto const answer = exchange(post("/api/session", std::string(kPostFields) + "Cookie: __Host-beraad=one; __Host-beraad=two\r\n", "{}"));
  ASSERT_TRUE(answer);
  EXPECT_EQ(endpoint.posts().at(0).session_cookie, "");
}

TEST_F(NetTest, sign_in_sets_the_cookie_and_sign_out_clears_the_browser) {
  auto const in = exchange(post("/api/sign-in/finish", kPostFields, "{}"));
  ASSERT_TRUE(in);
  EXPECT_EQ(in->field("set-cookie"), "__host-beraad=person; path=/; secure; httponly; samesite=strict");
  auto const out = exchange(post("/api/sign-out", kPostFields, "{}"));
  ASSERT_TRUE(out);
  EXPECT_EQ(out->field("clear-site-data"), R"("cache", "cookies", "storage")");
}

TEST_F(NetTest, get_under_api_is_not_allowed) {
  auto const answer = exchange(get("/api/session"));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 405u);
  EXPECT_EQ(answer->field("allow"), "post");
}

TEST_F(NetTest, requests_follow_each_other_on_one_connection) {
  auto const client = connect();
  client->send(get("/healthz") + post("/api/session", kPostFields, "{}") + get("/nothing.here"));
  for (unsigned const status : {200u, 200u, 404u}) {
    auto const answer = client->read_response();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, status);
  }
}

TEST_F(NetTest, connection_ends_after_its_last_allowed_request) {
  settings.limits.http.requests_per_connection = 2;
  auto const client = connect();
  client->send(get("/healthz") + get("/healthz") + get("/healthz"));
  ASSERT_TRUE(client->read_response());
  auto const last = client->read_response();
  ASSERT_TRUE(last);
  EXPECT_EQ(last->field("connection"), "close");
  EXPECT_TRUE(client->is_closed_by_server());
}

TEST_F(NetTest, connection_over_the_bound_is_closed_at_once) {
  settings.limits.connections = 1;
  auto const first = connect();
  NetClient second(server->port());
  EXPECT_TRUE(second.is_closed_by_server_raw());
  EXPECT_EQ(metrics.connections_refused.value(), 1u);
  first->send(get("/healthz"));
  EXPECT_TRUE(first->read_response());
}

TEST_F(NetTest, place_that_is_given_back_goes_to_the_next) {
  settings.limits.connections = 2;
  auto const stays = connect_websocket("person");
  auto leaves = connect_websocket("person-who-leaves");
  EXPECT_TRUE(NetClient(server->port()).is_closed_by_server_raw());
  stays->send_text("inside");
  EXPECT_EQ(stays->read_frame()->payload, "inside");
  leaves.reset();
  while (metrics.connections_open.value() > 1) std::this_thread::yield();
  auto const next = connect_websocket("person-who-comes");
  next->send_text("inside, too");
  EXPECT_EQ(next->read_frame()->payload, "inside, too");
  EXPECT_TRUE(NetClient(server->port()).is_closed_by_server_raw());
  EXPECT_EQ(metrics.connections_refused.value(), 2u);
}

TEST_F(NetTest, every_kind_of_answer_carries_the_security_headers) {
  std::vector<std::string> const requests{get("/"),
                                          get("/assets/app-1a2b.js"),
                                          get("/healthz"),
                                          get("/nothing.here"),
                                          get("/zaken/nieuw"),
                                          get("/api/a"),
                                          post("/api/session", kPostFields, "{}"),
                                          post("/api/session", kHost, "{}"),
                                          "broken\r\n\r\n",
                                          get("/ws"),
                                          "HEAD / HTTP/1.1\r\nHost: beraad.test\r\n\r\n"};
  for (auto const& request : requests) {
    SCOPED_TRACE(request.substr(0, request.find('\r')));
    auto const answer = exchange(request);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->field("content-security-policy"),
              "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; font-src 'self'; "
              "connect-src 'self'; "
              "worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
              "require-trusted-types-for 'script'");
    EXPECT_EQ(answer->field("strict-transport-security"), "max-age=63072000; includesubdomains");
    EXPECT_EQ(answer->field("x-content-type-options"), "nosniff");
    EXPECT_EQ(answer->field("referrer-policy"), "no-referrer");
    EXPECT_EQ(answer->field("cross-origin-opener-policy"), "same-origin");
    EXPECT_EQ(answer->field("cross-origin-resource-policy"), "same-origin");
    EXPECT_EQ(answer->field("cross-origin-embedder-policy"), "require-corp");
    EXPECT_NE(answer->field("permissions-policy"), "");
    EXPECT_EQ(answer->field("server"), "");
    EXPECT_NE(answer->field("date"), "");
  }
}

TEST_F(NetTest, hashed_assets_are_immutable_and_pages_are_not_stored) {
  auto const asset = exchange(get("/assets/argon2-3c4d.wasm"));
  ASSERT_TRUE(asset);
  EXPECT_EQ(asset->field("cache-control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(asset->field("content-type"), "application/wasm");
  for (auto const* path : {"/", "/index.html", "/zaken/nieuw"}) {
    auto const page = exchange(get(path));
    ASSERT_TRUE(page);
    EXPECT_EQ(page->body, "<!doctype html><title>Beraad</title>");
    EXPECT_EQ(page->field("cache-control"), "no-store");
  }
}

TEST_F(NetTest, brotli_is_sent_to_whoever_accepts_it) {
  auto const plain = exchange(get("/assets/app-1a2b.js"));
  auto const brotli = exchange(get("/assets/app-1a2b.js", "Accept-Encoding: gzip, deflate, br, zstd\r\n"));
  auto const refused = exchange(get("/assets/app-1a2b.js", "Accept-Encoding: br;q=0\r\n"));
  ASSERT_TRUE(plain && brotli && refused);
  EXPECT_EQ(plain->body, "console.log('plain');");
  EXPECT_EQ(brotli->body, "brotli bytes");
  EXPECT_EQ(brotli->field("content-encoding"), "br");
  EXPECT_EQ(refused->field("content-encoding"), "");
  EXPECT_EQ(exchange(get("/assets/app-1a2b.js", "If-None-Match: " + plain->field("etag") + "\r\n"))->status, 304u);
}

TEST_F(NetTest, security_txt_is_served) {
  auto const answer = exchange(get("/.well-known/security.txt"));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200u);
  EXPECT_EQ(answer->field("content-type"), "text/plain; charset=utf-8");
}

TEST_F(NetTest, no_path_leaves_the_web_root) {
  folder.write("secret.txt", "not served");
  for (auto const* path :
       {"/../secret.txt", "/assets/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "//secret.txt", "/assets//app-1a2b.js"}) {
    auto const answer = exchange(get(path));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 404u) << path;
  }
}

TEST_F(NetTest, metrics_are_on_their_own_port_and_not_on_the_public_one) {
  ASSERT_EQ(exchange(get("/healthz"))->body, "ok\n");
  EXPECT_EQ(exchange(get("/metrics"))->body.find("beraad_"), std::string::npos);
  EXPECT_NE(server->metrics_port(), 0);
  EXPECT_NE(server->metrics_port(), server->port());
}

}  // namespace
}  // namespace beraad::test
