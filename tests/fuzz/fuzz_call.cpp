// SPDX-License-Identifier: EUPL-1.2
// The envelope of a frame: what is a call keeps its id, method and params; what is not is told apart as the protocol says.
#include "server/wire/json_rpc.hpp"

#include "tests/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace beraad;
  using crypto::Json;
  auto const text = crypto::text_of({data, size});
  auto const value = crypto::decode_json(text);
  auto const decoded = wire::decode_call(text);
  if (auto const* const call = std::get_if<wire::Call>(&decoded)) {
    ++fuzz::accepted;
    Json const frame{{"jsonrpc", "2.0"}, {"id", call->id}, {"method", call->method}, {"params", call->params}};
    fuzz::must(value.has_value() && frame == *value, "a call is its frame, no more and no less");
    fuzz::must(call->params.is_object(), "params are an object");
    auto const answer = Json::parse(*wire::result_frame(call->id, Json::object()), nullptr, false);
    fuzz::must(answer.is_object() && answer["id"] == call->id, "an answer carries the call's id");
  } else if (auto const* const bad = std::get_if<wire::Unanswerable>(&decoded)) {
    fuzz::must(value.has_error() == (bad->code == wire::RpcCode::kParse), "a parse error is a text that is not JSON");
    auto const answer = Json::parse(*wire::error_frame(bad->id, bad->code, {}, app::Lang::kNl), nullptr, false);
    fuzz::must(answer.is_object() && answer["id"] == bad->id, "a refusal carries the call's id, or null");
  } else {
    fuzz::must(value.has_value(), "what is foreign is JSON of another kind");
  }
  return 0;
}
