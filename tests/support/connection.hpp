// SPDX-License-Identifier: EUPL-1.2
// A client's line to a real server: HTTP calls and JSON-RPC over the WebSocket, blocking. Every frame, both ways, is held against the
// schema.
#pragma once
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/ids.hpp"
#include "tests/integration/net_client.hpp"
#include "tests/support/wire_schema.hpp"

namespace beraad::test {

struct HttpAnswer {
  unsigned status = 0;
  Json body;
  std::string raw;     // the body's bytes
  std::string cookie;  // value of __Host-beraad when it was set
  std::string header;  // in lower case
  [[nodiscard]] bool ok() const { return status == 200; }
  [[nodiscard]] std::string reason() const { return ok() ? "" : body.at("error").at("reason").get<std::string>(); }
};

// POST /api/<path> ("sign-in/start"); `lang` is added to the body.
[[nodiscard]] HttpAnswer post(std::uint16_t port, std::string_view path, Json body, std::string_view cookie = "");

struct Answer {
  Json result;         // null when refused
  std::string reason;  // "" when it was done
  std::string rule;
  std::string message;
  int code = 0;
  std::string raw;  // the frame's bytes
  [[nodiscard]] bool ok() const { return reason.empty(); }
};

struct PreparedCall {
  int id = 0;
  std::string frame;
};

class Connection {
 public:
  // Throws when the server does not upgrade.
  Connection(std::uint16_t port, std::string_view cookie);

  // Throws only when the answer is not in the contract or does not come.
  [[nodiscard]] Answer call(std::string_view method, Json params);
  // The result; throws with the refusal's words.
  Json must(std::string_view method, Json params);
  // Sends without waiting; the answer is taken with answer_to().
  int send(std::string_view method, Json params);
  // The same in two steps, so that many can be sent faster than one is written.
  [[nodiscard]] PreparedCall prepare(std::string_view method, Json params);
  void send(PreparedCall const& call) { client_.send_text(call.frame); }
  [[nodiscard]] Answer answer_to(int id);
  // A call as it is, whatever it is; its answer is in the contract all the same.
  [[nodiscard]] Answer call_raw(int id, std::string_view frame);

  // The next notification of this name, waited for; those of other names stay in line. Its params.
  [[nodiscard]] Json next_news(std::string_view method);
  // The same, of this room.
  [[nodiscard]] Json next_news(std::string_view method, RoomId const& room);
  // Has one come already? Whatever the server sent before its answer to this call has.
  [[nodiscard]] bool has_news(std::string_view method);
  // Reads on until the server closes; the code, 0 when the connection just ended.
  [[nodiscard]] unsigned wait_for_close();
  // The code with which the server closed while an answer was waited for; 0 when it did not.
  [[nodiscard]] unsigned close_code() const noexcept { return close_code_; }

 private:
  [[nodiscard]] Json read();  // throws when the connection ended
  template <class Wanted>
  [[nodiscard]] Json wait_for_news(Wanted wanted);
  void keep_news(Json frame);

  NetClient client_;
  unsigned close_code_ = 0;
  int next_id_ = 1;
  std::deque<Json> news_;
  std::map<int, std::pair<std::string, std::optional<Json>>> calls_;  // id → method and, once it came, the frame
  std::map<int, std::string> raw_;
};

}  // namespace beraad::test
