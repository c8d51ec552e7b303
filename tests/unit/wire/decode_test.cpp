// SPDX-License-Identifier: EUPL-1.2
// Every method and every path: the good frame is understood, and each way of being slightly wrong is not.
#include "endpoint_under_test.hpp"
#include "frames_under_test.hpp"
#include "server/wire/http_calls.hpp"
#include "server/wire/methods.hpp"

namespace beraad::wire::testing {
namespace {

// Visits every object inside a value, the value itself first.
void each_object(Json& value, std::function<void(Json&)> const& visit) {
  if (value.is_object()) visit(value);
  if (value.is_structured())
    for (auto& inner : value) each_object(inner, visit);
}

// What is wrong with the copy, and the copy.
using Spoiled = std::vector<std::pair<std::string, Json>>;

Json other_type(Json const& value) {
  if (value.is_string()) return 5;
  if (value.is_boolean()) return "true";
  return "5";
}

Spoiled spoiled(Json const& good) {
  Spoiled out;
  std::size_t objects = 0;
  Json counted = good;
  each_object(counted, [&](Json&) { ++objects; });
  for (std::size_t at = 0; at < objects; ++at) {
    auto const with = [&](std::string const& what, std::function<void(Json&)> const& change) {
      Json copy = good;
      std::size_t place = 0;
      Json* found = nullptr;
      each_object(copy, [&](Json& object) {
        if (place++ == at) found = &object;
      });
      change(*found);
      out.emplace_back(what, std::move(copy));
    };
    std::vector<std::string> names;
    Json copy = good;
    std::size_t place = 0;
    each_object(copy, [&](Json& object) {
      if (place++ != at) return;
      for (auto const& [name, value] : object.items()) names.push_back(name);
    });
    with("an unknown field", [](Json& object) { object["iets"] = 1; });
    for (auto const& name : names) {
      with("without " + name, [&](Json& object) { object.erase(name); });
      with(name + " of another type", [&](Json& object) { object[name] = other_type(object[name]); });
      with(name + " null", [&](Json& object) { object[name] = nullptr; });
    }
  }
  return out;
}

class DecodeTest : public EndpointTest {};

TEST_F(DecodeTest, every_method_has_its_good_frame) {
  auto const good = good_params();
  ASSERT_EQ(good.size(), 32U);
  ASSERT_EQ(methods().size(), good.size());
  for (std::size_t i = 0; i < good.size(); ++i) EXPECT_EQ(methods()[i].name, good[i].name);
}

TEST_F(DecodeTest, a_good_frame_is_understood_and_only_then_authorised) {
  for (auto const& each : good_params()) {
    auto const answer = call(nobody(), each.name, each.params);
    ASSERT_TRUE(answer.contains("error")) << each.name;
    EXPECT_EQ(answer["error"]["code"], -32000) << each.name;
    EXPECT_EQ(answer["error"]["data"]["reason"], "not_signed_in") << each.name;
  }
}

TEST_F(DecodeTest, every_field_of_every_method_is_needed_typed_and_known) {
  std::size_t frames = 0;
  for (auto const& each : good_params()) {
    for (auto const& [what, params] : spoiled(each.params)) {
      auto const answer = call(nobody(), each.name, params);
      EXPECT_EQ(answer["error"]["code"], -32602) << each.name << ": " << what;
      ++frames;
    }
  }
  EXPECT_GT(frames, 300U);
}

TEST_F(DecodeTest, values_out_of_range_are_refused) {
  struct Case {
    std::string method;
    std::string field;
    Json value;
  };
  std::vector<Case> const cases{
      {"session.hello", "lang", "fr"},
      {"people.list", "kind", "koffie"},
      {"people.list", "case", "AAAA"},
      {"case.open", "age_band", "13"},
      {"case.open", "case", ""},
      {"item.page", "limit", 0},
      {"item.page", "limit", 101},
      {"item.since", "limit", 101},
      {"thread.list", "limit", 0},
      {"item.page", "before", 9007199254740992},
      {"item.page", "before", -1},
      {"item.page", "before", 1.5},
      {"cursor.read", "thread", ""},
      {"room.pseudonym", "sign", "AAAA"},
      {"account.invite", "functie", "Met Spatie"},
      {"vault.put", "blob", std::string(8000, 'A')},
  };
  auto const good = good_params();
  for (auto const& each : cases) {
    auto const found = std::find_if(good.begin(), good.end(), [&](GoodParams const& params) { return params.name == each.method; });
    ASSERT_NE(found, good.end());
    auto params = found->params;
    params[each.field] = each.value;
    Json const frame{{"jsonrpc", "2.0"}, {"id", 1}, {"method", each.method}, {"params", params}};
    auto const answer = Json::parse(send(nobody(), frame.dump()));
    auto const code = answer["error"]["code"].get<int>();
    EXPECT_TRUE(code == -32602 || code == -32700) << each.method << " " << each.field;
  }
}

TEST_F(DecodeTest, more_items_or_certificates_than_allowed_are_refused) {
  auto params = good_params()[3].params;
  auto const item = params["room"]["items"][0];
  params["room"]["items"] = Json::array({item, item, item, item, item});
  EXPECT_EQ(call(nobody(), "case.open", params)["error"]["code"], -32602);
}

TEST_F(DecodeTest, every_path_has_its_good_body) {
  auto const good = good_bodies();
  ASSERT_EQ(good.size(), 7U);
  ASSERT_EQ(http_routes().size(), good.size());
  for (std::size_t i = 0; i < good.size(); ++i) EXPECT_EQ(http_routes()[i].path, good[i].name);
}

TEST_F(DecodeTest, every_field_of_every_body_is_needed_typed_and_known) {
  for (auto const& each : good_bodies()) {
    for (auto const& [what, body] : spoiled(each.params)) {
      auto const answer = post(each.name, crypto::encode_json(body));
      EXPECT_EQ(answer.status, 400U) << each.name << ": " << what;
      EXPECT_EQ(Json::parse(answer.body)["error"]["reason"], "bad_request") << each.name << ": " << what;
    }
  }
}

}  // namespace
}  // namespace beraad::wire::testing
