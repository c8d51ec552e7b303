// SPDX-License-Identifier: EUPL-1.2
// Over a real socket, with a client that reads when it is told to.
#include "server/net/tls_stream.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <future>
#include <thread>

#include "server/net/text_frame.hpp"
#include "tests/integration/net_client.hpp"
#include "tests/support/folder.hpp"

namespace beraad::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

class TlsStreamTest : public ::testing::Test {
 protected:
  TlsStreamTest() {
    test::write_certificate(folder_);
    context_ = *make_tls_context(folder_.path() / "cert.pem", folder_.path() / "key.pem");
    tcp::acceptor acceptor(io, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
    client = std::make_unique<test::NetClient>(acceptor.local_endpoint().port(), 4096);
    auto accepted = acceptor.accept();
    descriptor = accepted.native_handle();
    stream.emplace(std::move(accepted), context_, Milliseconds(2000));
  }

  void shake_hands() {
    std::jthread const other([this] { client_is_there = client->handshake(); });
    EXPECT_FALSE(run([this](auto done) { stream->async_handshake(done); }));
  }

  // Runs what is asked for to its end.
  template <class Ask>
  boost::system::error_code run(Ask ask) {
    boost::system::error_code out = asio::error::would_block;
    ask([&out](boost::system::error_code ec, auto...) { out = ec; });
    io.restart();
    io.run();
    return out;
  }

  asio::io_context io;
  std::unique_ptr<test::NetClient> client;
  std::optional<TlsStream> stream;
  bool client_is_there = false;
  int descriptor = -1;  // the stream's

 private:
  test::Folder folder_;
  TlsContext context_;
};

TEST_F(TlsStreamTest, what_does_not_go_is_held_and_nothing_overtakes_it) {
  shake_hands();
  ASSERT_TRUE(client_is_there);
  auto const frame = text_frame(std::string(10'000, 'x')).bytes;
  auto const after = text_frame("after").bytes;
  auto put = TlsStream::Put::kSent;
  std::size_t frames = 0;
  for (; put == TlsStream::Put::kSent; ++frames) put = stream->put(frame);
  ASSERT_EQ(put, TlsStream::Put::kHeld);
  EXPECT_EQ(stream->put(after), TlsStream::Put::kNotYet);

  auto reading = std::async(std::launch::async, [&] {
    for (std::size_t n = 0; n < frames; ++n)
      if (auto const got = client->read_frame(); !got || got->payload.size() != 10'000) return false;
    auto const last = client->read_frame();
    return last && last->payload == "after";
  });
  EXPECT_FALSE(run([this](auto done) { stream->async_flush(done); }));
  EXPECT_EQ(stream->put(after), TlsStream::Put::kSent);
  EXPECT_TRUE(reading.get());
}

// Above all when the descriptor is somebody else's by then.
TEST_F(TlsStreamTest, closed_stream_takes_nothing) {
  shake_hands();
  std::array<int, 2> others{};
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, others.data()), 0);
  stream->close();
  ASSERT_EQ(::dup2(others[0], descriptor), descriptor);
  EXPECT_EQ(stream->put(text_frame("a").bytes), TlsStream::Put::kClosed);
  std::array<char, 64> heard{};
  EXPECT_EQ(::recv(others[1], heard.data(), heard.size(), MSG_DONTWAIT), -1);
  for (int const each : {others[0], others[1], descriptor}) ::close(each);
  std::array<char, 1> one{};
  EXPECT_EQ(run([&](auto done) { stream->async_read_some(asio::buffer(one), done); }), asio::error::operation_aborted);
}

TEST_F(TlsStreamTest, deadline_ends_a_read_and_the_next_has_its_own) {
  shake_hands();
  std::array<char, 1> one{};
  stream->expires_after(Milliseconds(1));
  EXPECT_EQ(run([&](auto done) { stream->async_read_some(asio::buffer(one), done); }), boost::beast::error::timeout);
  stream->expires_never();
  client->send("b");
  EXPECT_FALSE(run([&](auto done) { stream->async_read_some(asio::buffer(one), done); }));
  EXPECT_EQ(one[0], 'b');
}

TEST_F(TlsStreamTest, key_updates_without_end_leave_the_thread_to_others) {
  constexpr std::size_t kUpdates = 1000;
  shake_hands();
  for (std::size_t i = 0; i < kUpdates; ++i) client->send_key_update();
  client->send("b");
  std::array<char, 1> one{};
  bool done = false;
  stream->async_read_some(asio::buffer(one), [&done](boost::system::error_code ec, std::size_t) { done = !ec; });
  io.restart();
  std::size_t turns = 0;
  while (!done && io.run_one() > 0) ++turns;
  EXPECT_EQ(one[0], 'b');
  EXPECT_GE(turns, kUpdates) << "after each of them somebody else could have had the thread";
}

TEST_F(TlsStreamTest, end_is_heard_after_all_that_was_said) {
  shake_hands();
  EXPECT_EQ(stream->put(text_frame("last").bytes), TlsStream::Put::kSent);
  asio::co_spawn(io, stream->end(), asio::detached);
  io.restart();
  io.poll();
  EXPECT_EQ(stream->put(text_frame("late").bytes), TlsStream::Put::kSent) << "or the peer would be cut off before it has read the last";
  auto reading = std::async(std::launch::async, [&] {
    auto const last = client->read_frame();
    auto const closed = client->is_closed_by_server();
    client.reset();
    return last && last->payload == "last" && closed;
  });
  io.restart();
  io.run();
  EXPECT_TRUE(reading.get());
  EXPECT_EQ(stream->put(text_frame("a").bytes), TlsStream::Put::kClosed);
}

}  // namespace
}  // namespace beraad::net
