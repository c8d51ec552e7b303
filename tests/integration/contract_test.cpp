// SPDX-License-Identifier: EUPL-1.2
// What is written about the wire agrees with itself and with the server: prose, AsyncAPI and schema name the same things, strictly.
#include "tests/integration/stage_test.hpp"

#include <fstream>
#include <regex>
#include <set>
#include <sstream>

namespace beraad::test {
namespace {

std::string document(std::string const& name) {
  std::ostringstream text;
  text << std::ifstream(std::string(BERAAD_DOCS "/") + name).rdbuf();
  return text.str();
}

std::set<std::string> found(std::string const& text, std::string const& pattern) {
  std::set<std::string> out;
  std::regex const expression(pattern);
  for (std::sregex_iterator it(text.begin(), text.end(), expression), end; it != end; ++it) out.insert((*it)[1]);
  return out;
}

TEST(contract, protocol_page_async_api_and_schema_name_the_same_methods) {
  auto const page = document("protocol.md");
  auto const wire = page.substr(page.find("## 10."));
  auto methods = found(wire, "\\| `([a-z]+\\.[a-z_]+)` \\| `\\{");
  auto const schema = document("wire.schema.json");
  EXPECT_GT(methods.size(), 20U);
  methods.insert({"room.new", "room.changed"});  // which share a row
  EXPECT_EQ(methods, found(schema, "\"([a-z]+\\.[a-z_]+)\\.params\":"));
  auto const described = found(document("asyncapi.yaml"), "wire\\.schema\\.json#/definitions/([A-Za-z0-9_.-]+)'");
  for (auto const& each : described) EXPECT_TRUE(schema_has(each)) << each;
  for (auto const& method : methods) EXPECT_TRUE(described.contains(method + ".params")) << method;
}

TEST(contract, protocol_page_and_schema_name_the_same_http_calls) {
  auto const paths = found(document("protocol.md"), "\\| `/api/([a-z/-]+)` \\|");
  EXPECT_EQ(paths.size(), 7U);
  for (auto const& path : paths) EXPECT_TRUE(schema_has("http." + std::regex_replace(path, std::regex("/"), ".") + ".body")) << path;
}

TEST(contract, server_refuses_what_the_schema_refuses) {
  auto& s = stage();
  auto const line = s["beuk"].person.connect(s.server().port());
  struct Case {
    std::string frame;
    int code;
  };
  for (auto const& [frame, code] : {Case{R"({"jsonrpc":"2.0","id":1,"method":"room.list","params":{"extra":1}})", -32602},
                                    Case{R"({"jsonrpc":"2.0","id":2,"method":"room.log","params":{"room":"short","from":0}})", -32602},
                                    Case{R"({"jsonrpc":"2.0","id":3,"method":"room.destroy","params":{}})", -32601},
                                    Case{R"({"jsonrpc":"2.0","id":4,"method":"room.list"})", -32600},
                                    Case{R"({"jsonrpc":"2.0","id":5,"method":"room.list","params":[]})", -32602}}) {
    auto const id = Json::parse(frame).at("id").get<int>();
    auto const answer = line->call_raw(id, frame);
    EXPECT_EQ(answer.code, code) << frame;
    EXPECT_EQ(answer.reason, "bad_request") << frame;
  }
}

TEST(contract, schema_is_strict_about_what_it_describes) {
  EXPECT_EQ(schema_fault("cursor.delivered.params", {{"room", "AAAAAAAAAAAAAAAAAAAAAA"}, {"seq", 1}}), "");
  EXPECT_NE(schema_fault("cursor.delivered.params", {{"room", "AAAAAAAAAAAAAAAAAAAAAA"}, {"seq", 1}, {"extra", 1}}), "");
  EXPECT_NE(schema_fault("cursor.delivered.params", {{"room", "AAAAAAAAAAAAAAAAAAAAAA"}}), "");
  EXPECT_NE(schema_fault("cursor.delivered.params", {{"room", "AAAAAAAAAAAAAAAAAAAAAB"}, {"seq", 1}}), "") << "unused bits are zero";
  EXPECT_NE(schema_fault("cursor.delivered.params", {{"room", "AAAAAAAAAAAAAAAAAAAAAA"}, {"seq", -1}}), "");
}

}  // namespace
}  // namespace beraad::test
