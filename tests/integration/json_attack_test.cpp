// SPDX-License-Identifier: EUPL-1.2
// JSON that is too deep, too much, ambiguous or none at all, sent to the real server both ways in: it is refused in the words of the
// contract, and whoever sent it, and everybody else, goes on.
#include "tests/integration/stage_test.hpp"

namespace beraad::test {
namespace {

std::string nested(std::size_t depth) {
  return std::string(depth, '[') + std::string(depth, ']');
}

std::string with_keys(std::size_t count) {
  std::string out = "{";
  for (std::size_t i = 0; i < count; ++i) out += (i > 0 ? ",\"k" : "\"k") + std::to_string(i) + "\":0";
  return out + "}";
}

struct Hostile {
  char const* name;
  std::string text;
  int code;  // of the answer to it as a frame
};

// What follows the opening brace of a call that is right otherwise.
std::string call_with(std::string const& params) {
  return R"({"jsonrpc":"2.0","id":1,"method":"room.list","params":)" + params + "}";
}

std::vector<Hostile> hostile() {
  return {
      {"too_deep", call_with("{\"a\":" + nested(15) + "}"), -32700},
      {"so_deep_that_a_stack_would_not_hold_it", std::string(60'000, '['), -32700},
      {"objects_so_deep",
       [] {
         std::string out;
         for (int i = 0; i < 10'000; ++i) out += R"({"a":)";
         return out;
       }(),
       -32700},
      {"too_many_keys", call_with(with_keys(1025)), -32700},
      {"name_twice", R"({"jsonrpc":"2.0","id":1,"method":"room.list","method":"case.list","params":{}})", -32700},
      {"name_twice_in_another_spelling", R"({"jsonrpc":"2.0","id":1,"method":"room.list","\u006dethod":"case.list","params":{}})", -32700},
      {"name_twice_in_the_params", call_with(R"({"room":"a","room":"b"})"), -32700},
      {"number_beyond_what_the_browser_counts_to", R"({"jsonrpc":"2.0","id":9007199254740992,"method":"room.list","params":{}})", -32700},
      {"number_without_end", R"({"jsonrpc":"2.0","id":)" + std::string(60'000, '9') + R"(,"method":"room.list","params":{}})", -32700},
      {"number_with_a_fraction", R"({"jsonrpc":"2.0","id":1.0,"method":"room.list","params":{}})", -32700},
      {"not_a_number", R"({"jsonrpc":"2.0","id":NaN,"method":"room.list","params":{}})", -32700},
      {"half_a_character", R"({"jsonrpc":"2.0","id":1,"method":"\ud800","params":{}})", -32700},
      {"second_text_after_the_first", call_with("{}") + call_with("{}"), -32700},
      {"cut_short", R"({"jsonrpc":"2.0","id":1,"method":"room.list","params":{)", -32700},
      {"nothing", " ", -32700},
      {"unknown_field_of_a_call", R"({"jsonrpc":"2.0","id":1,"method":"room.list","params":{},"more":1})", -32600},
      {"unknown_field_of_the_params", call_with(R"({"more":1})"), -32602},
      {"field_that_is_every_objects_in_the_browser", call_with(R"({"__proto__":{"admin":true}})"), -32602},
      {"method_that_is_not_there", R"({"jsonrpc":"2.0","id":1,"method":"constructor","params":{}})", -32601},
  };
}

class HostileJson : public testing::TestWithParam<Hostile> {
 protected:
  static std::uint16_t port() { return stage().server().port(); }
  static std::string cookie() { return stage()["mentor"].person.cookie(); }
};

TEST_P(HostileJson, is_refused_and_the_line_goes_on) {
  auto const& attack = GetParam();
  NetClient line(port());
  ASSERT_TRUE(line.handshake());
  ASSERT_EQ(line.upgrade(cookie()).value().status, 101U);
  line.send_text(attack.text);
  auto const refused = line.read_frame();
  ASSERT_TRUE(refused);
  auto const answer = Json::parse(refused->payload);
  must_match_schema("rpc.error", answer);
  EXPECT_EQ(answer.at("error").at("code"), attack.code) << refused->payload;
  line.send_text(call_with("{}"));
  auto const listed = line.read_frame();
  ASSERT_TRUE(listed);
  EXPECT_TRUE(Json::parse(listed->payload).contains("result")) << listed->payload;
}

TEST_P(HostileJson, is_refused_as_a_body_too) {
  auto const& body = GetParam().text;
  NetClient client(port());
  ASSERT_TRUE(client.handshake());
  client.send(
      "POST /api/session HTTP/1.1\r\nHost: beraad.test\r\nOrigin: https://beraad.test\r\nSec-Fetch-Site: same-origin\r\n"
      "Content-Type: application/json\r\nContent-Length: " +
      std::to_string(body.size()) + "\r\n\r\n" + body);
  auto const answer = client.read_response();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 400U);
  auto const refusal = Json::parse(answer->body);
  must_match_schema("http.refusal", refusal);
  EXPECT_EQ(refusal.at("error").at("reason"), "bad_request");
}

INSTANTIATE_TEST_SUITE_P(json, HostileJson, testing::ValuesIn(hostile()), [](auto const& each) { return std::string(each.param.name); });

}  // namespace
}  // namespace beraad::test
