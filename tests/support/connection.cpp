// SPDX-License-Identifier: EUPL-1.2
// Answers may come in any order and between notifications; each is kept until somebody asks for it.
#include "tests/support/connection.hpp"

#include <algorithm>
#include <stdexcept>

namespace beraad::test {
namespace {

std::string definition_of_path(std::string_view path) {
  std::string name = "http." + std::string(path);
  std::replace(name.begin(), name.end(), '/', '.');
  return name;
}

std::string cookie_in(HttpResponse const& response, std::string const& raw_header) {
  if (response.field("set-cookie").empty()) return "";
  std::string const mark = "__Host-beraad=";
  auto const from = raw_header.find(mark) + mark.size();
  return raw_header.substr(from, raw_header.find(';', from) - from);
}

}  // namespace

HttpAnswer post(std::uint16_t port, std::string_view path, Json body, std::string_view cookie) {
  if (!body.contains("lang")) body["lang"] = "nl";
  auto const name = definition_of_path(path);
  must_match_schema(name + ".body", body);
  NetClient client(port);
  if (!client.handshake()) throw std::runtime_error("no TLS");
  auto const text = body.dump();
  std::string request = "POST /api/" + std::string(path) + " HTTP/1.1\r\nHost: beraad.test\r\nOrigin: https://beraad.test\r\n";
  request += "Sec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(text.size()) + "\r\n";
  if (!cookie.empty()) request += "Cookie: __Host-beraad=" + std::string(cookie) + "\r\n";
  client.send(request + "\r\n" + text);
  auto const response = client.read_response();
  if (!response) throw std::runtime_error("no answer to " + std::string(path));
  HttpAnswer answer{response->status, Json::parse(response->body), response->body, "", response->header};
  answer.cookie = cookie_in(*response, response->raw_header);
  must_match_schema(answer.ok() ? name + ".answer" : "http.refusal", answer.body);
  return answer;
}

Connection::Connection(std::uint16_t port, std::string_view cookie) : client_(port) {
  if (!client_.handshake()) throw std::runtime_error("no TLS");
  auto const response = client_.upgrade(cookie);
  if (!response || response->status != 101) throw std::runtime_error("no WebSocket: " + std::to_string(response ? response->status : 0));
}

PreparedCall Connection::prepare(std::string_view method, Json params) {
  Json const frame{{"jsonrpc", "2.0"}, {"id", next_id_}, {"method", method}, {"params", std::move(params)}};
  must_match_schema("rpc.call", frame);
  must_match_schema(std::string(method) + ".params", frame.at("params"));
  calls_[next_id_].first = method;
  return {next_id_++, frame.dump()};
}

int Connection::send(std::string_view method, Json params) {
  auto const call = prepare(method, std::move(params));
  send(call);
  return call.id;
}

Json Connection::read() {
  for (;;) {
    auto const frame = client_.read_frame();
    if (frame && frame->is_close()) close_code_ = frame->close_code();
    if (!frame) throw std::runtime_error("the connection ended, or nothing came in half a minute");
    if (frame->is_close()) throw std::runtime_error("the connection ended with " + std::to_string(close_code_));
    if (frame->opcode == 9) client_.send_frame(10, frame->payload);
    if (frame->opcode != 1) continue;
    auto json = Json::parse(frame->payload);
    if (json.contains("id") && json.at("id").is_number()) raw_[json.at("id").get<int>()] = frame->payload;
    return json;
  }
}

void Connection::keep_news(Json frame) {
  must_match_schema("rpc.notification", frame);
  must_match_schema(frame.at("method").get<std::string>() + ".params", frame.at("params"));
  news_.push_back(std::move(frame));
}

Answer Connection::answer_to(int id) {
  auto& [method, kept] = calls_.at(id);
  while (!kept) {
    auto frame = read();
    if (!frame.contains("id")) {
      keep_news(std::move(frame));
    } else {
      calls_.at(frame.at("id").get<int>()).second = std::move(frame);
    }
  }
  Answer answer;
  answer.raw = raw_[id];
  if (kept->contains("result")) {
    must_match_schema("rpc.result", *kept);
    answer.result = kept->at("result");
    must_match_schema(method + ".result", answer.result);
  } else {
    must_match_schema("rpc.error", *kept);
    auto const& error = kept->at("error");
    answer.code = error.at("code").get<int>();
    answer.message = error.at("message").get<std::string>();
    answer.reason = error.at("data").at("reason").get<std::string>();
    answer.rule = error.at("data").at("rule").get<std::string>();
  }
  calls_.erase(id);
  raw_.erase(id);
  return answer;
}

Answer Connection::call(std::string_view method, Json params) {
  return answer_to(send(method, std::move(params)));
}

Answer Connection::call_raw(int id, std::string_view frame) {
  client_.send_text(frame);
  calls_[id].first = "";
  return answer_to(id);
}

Json Connection::must(std::string_view method, Json params) {
  auto answer = call(method, std::move(params));
  if (!answer.ok()) throw std::runtime_error(std::string(method) + ": " + answer.reason + " (" + answer.rule + ") " + answer.message);
  return std::move(answer.result);
}

bool Connection::has_news(std::string_view method) {
  return std::any_of(news_.begin(), news_.end(), [&](Json const& each) { return each.at("method") == method; });
}

template <class Wanted>
Json Connection::wait_for_news(Wanted wanted) {
  for (;;) {
    auto const found = std::find_if(news_.begin(), news_.end(), wanted);
    if (found != news_.end()) {
      auto params = found->at("params");
      news_.erase(found);
      return params;
    }
    auto frame = read();
    if (frame.contains("id")) {
      calls_.at(frame.at("id").get<int>()).second = std::move(frame);
    } else {
      keep_news(std::move(frame));
    }
  }
}

Json Connection::next_news(std::string_view method) {
  return wait_for_news([&](Json const& each) { return each.at("method") == method; });
}

Json Connection::next_news(std::string_view method, RoomId const& room) {
  return wait_for_news([&](Json const& each) {
    if (each.at("method") != method) return false;
    auto const& its = each.at("params").at("room");
    return (its.is_object() ? its.at("room") : its) == text_of_id(room);
  });
}

unsigned Connection::wait_for_close() {
  return client_.read_until_close();
}

}  // namespace beraad::test
