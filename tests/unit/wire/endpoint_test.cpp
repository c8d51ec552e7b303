// SPDX-License-Identifier: EUPL-1.2
// Framing, languages, the cookie, news as frames, order within a connection, and draining.
#include <future>

#include "endpoint_under_test.hpp"
#include "room_writer.hpp"
#include "server/wire/json_rpc.hpp"

namespace beraad::wire::testing {
namespace {

TEST(JsonRpc, what_is_no_call_is_told_apart) {
  auto const code_of = [](std::string_view text) {
    auto const decoded = decode_call(text);
    if (std::holds_alternative<Foreign>(decoded)) return 0;
    if (auto const* bad = std::get_if<Unanswerable>(&decoded)) return static_cast<int>(bad->code);
    return 1;
  };
  EXPECT_EQ(code_of(R"({"jsonrpc":"2.0","id":1,"method":"m","params":{}})"), 1);
  EXPECT_EQ(code_of(R"({"jsonrpc":"2.0","id":"a","method":"m","params":{}})"), 1);
  for (auto const* text : {"", "{", "nul", R"({"a":1,"a":2})", "[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]", "{\"a\":\"\xff\"}", R"({"a":1e3})"})
    EXPECT_EQ(code_of(text), -32700) << text;
  for (auto const* text : {"[]", "5", "null", "{}", R"({"jsonrpc":"1.0","id":1,"method":"m","params":{}})", R"([{"jsonrpc":"2.0"}])"})
    EXPECT_EQ(code_of(text), 0) << text;
  for (auto const* text :
       {R"({"jsonrpc":"2.0"})", R"({"jsonrpc":"2.0","method":"m","params":{}})", R"({"jsonrpc":"2.0","id":null,"method":"m","params":{}})",
        R"({"jsonrpc":"2.0","id":1,"method":5,"params":{}})", R"({"jsonrpc":"2.0","id":1,"method":"m"})",
        R"({"jsonrpc":"2.0","id":1,"result":{}})", R"({"jsonrpc":"2.0","id":1,"method":"m","params":{},"extra":1})"})
    EXPECT_EQ(code_of(text), -32600) << text;
  EXPECT_EQ(code_of(R"({"jsonrpc":"2.0","id":1,"method":"m","params":[]})"), -32602);
}

TEST_F(EndpointTest, frames_that_are_no_calls_are_answered_or_end_the_connection) {
  EXPECT_EQ(send(nobody(), "[]"), "closed");
  EXPECT_EQ(Json::parse(send(nobody(), "{"))["error"]["code"], -32700);
  EXPECT_TRUE(Json::parse(send(nobody(), "{"))["id"].is_null());
  auto const unknown = call(nobody(), "case.delete", Json::object());
  EXPECT_EQ(unknown["error"]["code"], -32601);
  EXPECT_EQ(unknown["id"], 1);
}

TEST_F(EndpointTest, the_language_of_hello_is_that_of_the_connection) {
  auto& mentor = region.person("school-a", "medewerker");
  auto const caller = open(mentor.cookie, 1);
  ASSERT_TRUE(caller);
  Json const absent{{"room", text_of_id(crypto::random_id<RoomId>())}};
  EXPECT_EQ(call(*caller, "cursor.list", absent)["error"]["message"], "Dit bestaat niet, of is niet voor u.");
  auto const hello = call(*caller, "session.hello", {{"lang", "en"}});
  EXPECT_EQ(hello["result"]["login"], mentor.login);
  EXPECT_EQ(hello["result"]["orgs"].size(), 8U);
  EXPECT_EQ(call(*caller, "cursor.list", absent)["error"]["message"], "This does not exist, or is not yours.");
}

TEST_F(EndpointTest, signing_in_sets_a_cookie_that_scripts_and_other_sites_cannot_use) {
  auto& mentor = region.person("school-a", "medewerker");
  Json const body{{"lang", "nl"},
                  {"login", mentor.login},
                  {"slot", "passphrase"},
                  {"auth", to_b64u(mentor.auth.view())},
                  {"code", region.fresh_code(mentor.account)}};
  auto const answer = post("/api/sign-in/finish", crypto::encode_json(body));
  ASSERT_EQ(answer.status, 200U) << answer.body;
  ASSERT_TRUE(answer.set_cookie);
  auto const& cookie = *answer.set_cookie;
  EXPECT_EQ(cookie.rfind("__Host-beraad=", 0), 0U);
  for (auto const* attribute : {"; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict"})
    EXPECT_NE(cookie.find(attribute), std::string::npos);
  EXPECT_EQ(cookie.find("Domain"), std::string::npos);
  auto const value = cookie.substr(14, 43);
  EXPECT_EQ(Json::parse(post("/api/session", R"({"lang":"nl"})", value).body)["login"], mentor.login);

  auto const out = post("/api/sign-out", R"({"lang":"nl"})", value);
  EXPECT_TRUE(out.clear_site_data);
  EXPECT_NE(out.set_cookie->find("Max-Age=0"), std::string::npos);
  EXPECT_EQ(Json::parse(post("/api/session", R"({"lang":"nl"})", value).body)["signed_in"], false);
}

TEST_F(EndpointTest, a_refusal_over_http_says_why_and_for_how_long) {
  Json const body{
      {"lang", "en"}, {"login", "niemand"}, {"slot", "passphrase"}, {"auth", to_b64u(crypto::Bytes(32, 1))}, {"code", "123456"}};
  for (int i = 0; i < 5; ++i) EXPECT_EQ(post("/api/sign-in/finish", crypto::encode_json(body)).status, 401U);
  auto const slow = post("/api/sign-in/finish", crypto::encode_json(body));
  EXPECT_EQ(slow.status, 429U);
  auto const error = Json::parse(slow.body)["error"];
  EXPECT_EQ(error["reason"], "slow_down");
  EXPECT_EQ(error["retry_after_ms"], 30'000);
  EXPECT_EQ(error.size(), 3U);
  EXPECT_EQ(post("/api/elsewhere", "{}").status, 404U);
}

TEST_F(EndpointTest, news_goes_out_as_frames_to_everybody_but_the_caller) {
  auto& mentor = region.person("school-a", "medewerker");
  auto const caller = open(mentor.cookie, 1);
  ASSERT_TRUE(caller);
  auto const case_id = crypto::random_id<CaseId>();
  app::testing::RoomWriter team{region, "schoolteam", case_id};
  auto const me = app::testing::named(mentor);
  auto const opened = region.ask(mentor, app::OpenCase{case_id, app::AgeBand::k12To15, me.leaf, team.room(me, {&me})});
  ASSERT_TRUE(opened);
  team.accepted();
  auto const item = team.item(me);
  Json const params{{"room", text_of_id(team.id)},
                    {"item", {{"h", to_b64u(item.h)}, {"k", to_b64u(item.k)}, {"c", to_b64u(item.c)}, {"s", to_b64u(item.s)}}}};
  auto const answer = call(*caller, "item.append", params);
  EXPECT_EQ(answer["result"]["seq"], 1) << answer.dump();
  region.settle();
  auto const delivered = sink.delivered();
  ASSERT_FALSE(delivered.empty());
  auto const& last = delivered.back();
  EXPECT_EQ(last.frame["method"], "item.new");
  EXPECT_EQ(last.frame["params"]["item"]["tombstone"], false);
  EXPECT_EQ(last.to, std::vector<AccountId>{mentor.account});
  EXPECT_EQ(last.except, caller->connection);
}

TEST_F(EndpointTest, calls_of_one_connection_are_answered_in_their_order) {
  auto& mentor = region.person("school-a", "medewerker");
  auto const caller = open(mentor.cookie, 1);
  ASSERT_TRUE(caller);
  std::mutex mutex;
  std::vector<int> order;
  std::promise<void> all;
  constexpr int kCalls = 40;
  for (int i = 0; i < kCalls; ++i) {
    // A write, a reading and an error by turns: each takes another way through the service.
    std::string const method = i % 3 == 0 ? "cursor.delivered" : i % 3 == 1 ? "room.list" : "nothing";
    Json const params = i % 3 == 0 ? Json{{"room", text_of_id(crypto::random_id<RoomId>())}, {"seq", 0}} : Json::object();
    Json const frame{{"jsonrpc", "2.0"}, {"id", i}, {"method", method}, {"params", params}};
    endpoint.on_frame(*caller, crypto::encode_json(frame), [&](Frame answer) {
      std::lock_guard const lock(mutex);
      order.push_back(Json::parse(*answer)["id"].get<int>());
      if (order.size() == kCalls) all.set_value();
    });
  }
  all.get_future().get();
  // Not before whoever gave the last answer has let go of what lives here.
  std::lock_guard const settled(mutex);
  for (int i = 0; i < kCalls; ++i) EXPECT_EQ(order[static_cast<std::size_t>(i)], i);
}

TEST_F(EndpointTest, draining_refuses_new_calls_and_finishes_the_old) {
  auto& mentor = region.person("school-a", "medewerker");
  auto const caller = open(mentor.cookie, 1);
  ASSERT_TRUE(caller);
  std::atomic<int> answered{0};
  for (int i = 0; i < 10; ++i)
    endpoint.on_frame(*caller, R"({"jsonrpc":"2.0","id":1,"method":"room.list","params":{}})", [&](Frame) { ++answered; });
  std::promise<int> drained;
  endpoint.drain([&] { drained.set_value(answered.load()); });
  EXPECT_EQ(drained.get_future().get(), 10);
  EXPECT_EQ(call(*caller, "room.list", Json::object())["error"]["data"]["reason"], "busy");
  EXPECT_EQ(post("/api/session", R"({"lang":"nl"})").status, 503U);
  EXPECT_FALSE(open(mentor.cookie, 2));
}

TEST_F(EndpointTest, a_session_that_ends_is_told_to_the_network_room) {
  auto& mentor = region.person("school-a", "medewerker");
  ASSERT_TRUE(open(mentor.cookie, 1));
  EXPECT_EQ(post("/api/sign-out", R"({"lang":"nl"})", mentor.cookie).status, 200U);
  region.settle();
  EXPECT_EQ(sink.ended(), std::vector<std::string>{"signed_out"});
}

}  // namespace
}  // namespace beraad::wire::testing
