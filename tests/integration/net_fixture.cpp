// SPDX-License-Identifier: EUPL-1.2
// The endpoint answers on whatever thread asks, but for what it holds back.
#include "tests/integration/net_fixture.hpp"

#include <cstring>

#include "crypto/sha256.hpp"

namespace beraad::test {

void EchoEndpoint::attach(wire::Sink& sink) {
  sink_ = &sink;
}

wire::Caller EchoEndpoint::caller_of(std::string const& cookie, wire::ConnectionId connection) {
  wire::Caller caller;
  caller.connection = connection;
  caller.session = crypto::sha256(crypto::view_of(cookie));
  std::memcpy(caller.account.bytes.data(), caller.session.data(), caller.account.bytes.size());
  return caller;
}

void EchoEndpoint::open(std::string session_cookie, wire::ConnectionId connection,
                        std::function<void(std::optional<wire::Caller>)> answer) {
  constexpr int kConnectionsPerSession = 5;
  std::optional<wire::Caller> caller;
  if (session_cookie.starts_with("person")) {
    caller = caller_of(session_cookie, connection);
    std::scoped_lock lock(mutex_);
    auto& open = open_[caller->session];
    if (open >= kConnectionsPerSession) {
      caller.reset();
    } else {
      ++open;
    }
    if (session_cookie == "person-undecided") return hold([caller, answer = std::move(answer)] { answer(caller); });
  }
  answer(caller);
}

void EchoEndpoint::closed(wire::Caller const& caller) {
  std::scoped_lock lock(mutex_);
  --open_[caller.session];
  ++closed_;
  changed_.notify_all();
}

void EchoEndpoint::on_frame(wire::Caller const&, std::string text, std::function<void(wire::Frame)> answer) {
  {
    std::scoped_lock lock(mutex_);
    ++frames_;
    if (text == "hold") return hold([answer = std::move(answer)] { answer(std::make_shared<std::string const>("released")); });
  }
  answer(text == "nothing" ? nullptr : std::make_shared<std::string const>(std::move(text)));
}

void EchoEndpoint::on_post(wire::HttpCall call, std::function<void(wire::HttpAnswer)> answer) {
  wire::HttpAnswer reply;
  reply.body = call.body;
  if (call.path == "/api/sign-out") reply.clear_site_data = true;
  if (call.path == "/api/sign-in/finish") reply.set_cookie = "__Host-beraad=person; Path=/; Secure; HttpOnly; SameSite=Strict";
  {
    std::scoped_lock lock(mutex_);
    posts_.push_back(std::move(call));
    if (reply.body == "hold") return hold([reply, answer = std::move(answer)] { answer(reply); });
  }
  answer(std::move(reply));
}

void EchoEndpoint::drain(std::function<void()> done) {
  release();
  done();
}

void EchoEndpoint::hold(std::function<void()> answer) {
  held_.push_back(std::move(answer));
  changed_.notify_all();
}

void EchoEndpoint::release() {
  std::vector<std::function<void()>> held;
  {
    std::scoped_lock lock(mutex_);
    held.swap(held_);
  }
  for (auto const& answer : held) answer();
}

void EchoEndpoint::wait_for_closed(std::size_t count) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return closed_ >= count; });
}

void EchoEndpoint::wait_for_held(std::size_t count) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return held_.size() >= count; });
}

std::size_t EchoEndpoint::frames() {
  std::scoped_lock lock(mutex_);
  return frames_;
}

std::vector<wire::HttpCall> EchoEndpoint::posts() {
  std::scoped_lock lock(mutex_);
  return posts_;
}

NetTest::NetTest() {
  write_certificate(folder);
  folder.write("dist/index.html", "<!doctype html><title>Beraad</title>");
  folder.write("dist/assets/app-1a2b.js", "console.log('plain');");
  folder.write("dist/assets/app-1a2b.js.br", "brotli bytes");
  folder.write("dist/assets/argon2-3c4d.wasm", "wasm bytes");
  folder.write("dist/.well-known/security.txt", "Contact: mailto:security@beraad.test\n");
  settings.origins = {"https://beraad.test"};
  settings.certificate_file = folder.path() / "cert.pem";
  settings.key_file = folder.path() / "key.pem";
  settings.metrics_port = 0;
}

NetTest::~NetTest() {
  endpoint.release();
  server.reset();
}

void NetTest::start() {
  auto files = net::StaticFiles::load(folder.path() / "dist");
  ASSERT_TRUE(files) << files.error().where;
  auto doors = net::Doors::open(settings);
  ASSERT_TRUE(doors) << doors.error().where;
  server = net::Server::start(std::move(*doors), settings, std::move(*files), endpoint, log, metrics);
}

std::unique_ptr<NetClient> NetTest::connect(int receive_buffer_bytes) {
  if (!server) start();
  auto client = std::make_unique<NetClient>(server->port(), receive_buffer_bytes);
  EXPECT_TRUE(client->handshake());
  return client;
}

std::unique_ptr<NetClient> NetTest::connect_websocket(std::string const& cookie, int receive_buffer_bytes) {
  auto client = connect(receive_buffer_bytes);
  auto const answer = client->upgrade(cookie);
  EXPECT_TRUE(answer && answer->status == 101);
  return client;
}

std::optional<HttpResponse> NetTest::exchange(std::string_view request) {
  auto const client = connect();
  client->send(request);
  return client->read_response(request.starts_with("HEAD"));
}

}  // namespace beraad::test
