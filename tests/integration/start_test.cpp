// SPDX-License-Identifier: EUPL-1.2
// A start that cannot succeed ends at once with its exit code, says one thing to the operator and one word to the log, and changes nothing.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sysexits.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "crypto/random.hpp"
#include "db/database.hpp"
#include "db/key_file.hpp"
#include "tests/integration/net_client.hpp"
#include "tests/support/server_process.hpp"

namespace beraad::test {
namespace {

namespace fs = std::filesystem;

// A port of this machine on which somebody else listens.
class TakenPort {
 public:
  TakenPort() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    bool const listens = ::bind(socket_, reinterpret_cast<sockaddr*>(&address), size) == 0 && ::listen(socket_, 1) == 0 &&
                         ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    if (!listens) throw std::runtime_error("no port");
    number_ = ntohs(address.sin_port);
  }
  TakenPort(TakenPort const&) = delete;
  TakenPort& operator=(TakenPort const&) = delete;
  ~TakenPort() { ::close(socket_); }
  [[nodiscard]] std::uint16_t number() const noexcept { return number_; }

 private:
  int socket_;
  std::uint16_t number_ = 0;
};

// A server that ran once and stopped in order; the test makes its next start impossible.
class Start : public testing::Test {
 protected:
  Start() : server(region_of_one_gemeente()) { EXPECT_EQ(server.stop(), 0); }

  [[nodiscard]] fs::path path(fs::path const& name) const { return server.folder() / name; }
  void write(fs::path const& name, std::string_view bytes) const { std::ofstream(path(name), std::ios::binary) << bytes; }
  void allow(fs::path const& name, unsigned mode) const { fs::permissions(path(name), static_cast<fs::perms>(mode)); }
  void write_another_key(fs::path const& name) const { write(name, crypto::text_of(crypto::random_secret<32>().view())); }

  // `words` are what the operator reads, in order; `word` is what a search of the log finds.
  void expect_refused(int exit_code, std::string const& word, std::vector<std::string> const& words) {
    auto const failed = server.fail_to_start();
    EXPECT_EQ(failed.exit_code, exit_code);
    EXPECT_EQ(failed.changed, std::vector<std::string>{});
    std::size_t from = 0;
    for (auto const& each : words) {
      auto const found = failed.said.find(each, from);
      ASSERT_NE(found, std::string::npos) << each << " is not said, or not in its place:\n" << failed.said;
      from = found + each.size();
    }
    EXPECT_EQ(count(failed.said, "beraad-server: "), 1) << failed.said;
    EXPECT_EQ(count(failed.said, "\"event\":\"not_started\",\"reason\":\"" + word + "\""), 1) << failed.said;
  }
  static std::ptrdiff_t count(std::string_view text, std::string_view word) {
    std::ptrdiff_t found = 0;
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) ++found;
    return found;
  }

  ServerProcess server;
};

TEST_F(Start, port_that_somebody_else_listens_on) {
  TakenPort const taken;
  server.settings()["listen"]["port"] = taken.number();
  auto const url = "listening on https://127.0.0.1:" + std::to_string(taken.number()) + ": another program listens there already";
  expect_refused(EX_UNAVAILABLE, "address_in_use", {url});
}

TEST_F(Start, port_for_metrics_that_somebody_else_listens_on) {
  TakenPort const taken;
  server.settings()["metrics_port"] = taken.number();
  auto const url = "listening on http://127.0.0.1:" + std::to_string(taken.number()) + "/metrics: another program listens there already";
  expect_refused(EX_UNAVAILABLE, "address_in_use", {url});
}

TEST_F(Start, very_first_one_that_fails_makes_no_store) {
  for (auto const* folder : {"store", "shares"}) {
    fs::remove_all(path(folder));
    fs::create_directory(path(folder));
  }
  TakenPort const taken;
  server.settings()["listen"]["port"] = taken.number();
  expect_refused(EX_UNAVAILABLE, "address_in_use", {"another program listens there already"});
}

TEST_F(Start, address_that_is_not_this_machines) {
  server.settings()["listen"]["address"] = "192.0.2.1";
  expect_refused(EX_IOERR, "io", {"listening on https://192.0.2.1:", "Cannot assign requested address"});
}

TEST_F(Start, wrong_key_of_the_store) {
  write_another_key("store.key");
  expect_refused(EX_CONFIG, "wrong_key", {"opening the store: ", "nothing was changed", "the key does not open the store,"});
}

TEST_F(Start, wrong_key_of_the_shares) {
  write_another_key("shares.key");
  expect_refused(EX_CONFIG, "wrong_key", {"opening the store: ", "nothing was changed", "the key does not open the store of shares,"});
}

// So does a clock that stands before the ceremony.
TEST_F(Start, key_of_another_region) {
  write_another_key("region.key");
  expect_refused(EX_CONFIG, "not_found", {"reading the region: ", "something that must exist does not", "for the region's key, valid now"});
}

TEST_F(Start, key_that_others_may_read) {
  allow("store.key", 0644);
  expect_refused(EX_CONFIG, "configuration",
                 {"the configuration has 1 fault\n", "  store.key ", "must have mode 0600", path("store.key").string()});
}

TEST_F(Start, keys_that_vanished_while_it_ran) {
  server.start_again();
  std::vector<std::string> const keys{"store.key", "shares.key", "pepper.key", "region.key", "key.pem"};
  for (auto const& name : keys) fs::rename(path(name), path(name + ".away"));
  NetClient client(server.port());
  ASSERT_TRUE(client.handshake()) << "it goes on with what it read at its start";
  client.send("GET / HTTP/1.1\r\nHost: beraad.test\r\n\r\n");
  EXPECT_EQ(client.read_response().value().status, 200U);
  EXPECT_EQ(server.stop(), 0);
  auto const failed = server.fail_to_start();
  EXPECT_EQ(failed.exit_code, EX_CONFIG);
  EXPECT_NE(failed.said.find("5 faults"), std::string::npos) << failed.said;
  EXPECT_TRUE(failed.changed.empty());
  for (auto const& name : keys) fs::rename(path(name + ".away"), path(name));
  server.start_again();
}

TEST_F(Start, certificate_that_is_missing) {
  fs::remove(path("cert.pem"));
  expect_refused(EX_CONFIG, "configuration", {"  tls.certificate cannot be read", path("cert.pem").string()});
}

TEST_F(Start, certificate_of_another_key) {
  Folder const other;
  write_certificate(other);
  fs::copy_file(other.path() / "cert.pem", path("cert.pem"), fs::copy_options::overwrite_existing);
  expect_refused(EX_CONFIG, "configuration",
                 {"  tls.certificate and tls.key cannot be used: the key is not readable, or not this certificate's"});
}

TEST_F(Start, folder_of_the_store_that_cannot_be_written) {
  allow("store", 0500);
  expect_refused(EX_CONFIG, "configuration", {"  store.file lies in a folder that cannot be written", path("store/beraad.db").string()});
  allow("store", 0700);
}

TEST_F(Start, store_that_cannot_be_written) {
  allow("store/beraad.db", 0400);
  expect_refused(EX_CONFIG, "permissions", {"opening the store: ", "it cannot be written"});
}

TEST_F(Start, configuration_with_several_faults_tells_them_all_by_their_path) {
  server.settings()["listen"]["port"] = 70000;
  server.settings()["threads"]["network"] = 0;
  server.settings()["colour"] = "green";
  allow("shares.key", 0640);
  fs::remove(path("key.pem"));
  write("region.json", "{}");
  expect_refused(EX_CONFIG, "configuration",
                 {"the configuration has 6 faults\n", "  listen.port ", "\n  tls.key cannot be read", "\n  share_store.key ",
                  "\n  region.file ", "\n  threads.network ", "\n  colour is not a setting"});
}

TEST_F(Start, store_of_a_newer_version) {
  {
    auto store = db::Connection::open(path("store/beraad.db"), *db::read_key_file(path("store.key")), db::Access::kReadWrite);
    ASSERT_TRUE(store);
    ASSERT_TRUE(store->script("PRAGMA user_version = 32000"));
  }
  expect_refused(EX_CONFIG, "newer_store", {"opening the store: ", "written by a newer version", "nothing was changed"});
}

TEST_F(Start, older_copy_of_the_store) {
  auto const older = path("older.db");
  fs::copy_file(path("store/beraad.db"), older);
  server.start_again();
  ASSERT_EQ(server.stop(), 0);
  fs::copy_file(older, path("store/beraad.db"), fs::copy_options::overwrite_existing);
  expect_refused(EX_CONFIG, "older_store", {"opening the store: ", "was an old copy put back?", "--accept-older-store"});
}

TEST_F(Start, store_that_another_process_has_open) {
  db::DatabaseKeys const keys{*db::read_key_file(path("store.key")), *db::read_key_file(path("shares.key"))};
  auto const open = db::Database::open({path("store/beraad.db"), path("shares/shares.db")}, keys, {});
  ASSERT_TRUE(open);
  expect_refused(EX_IOERR, "store_in_use", {"opening the store: another process has it open"});
}

TEST_F(Start, failed_one_leaves_a_store_that_starts_again) {
  auto const good = server.settings();
  TakenPort const taken;
  server.settings()["listen"]["port"] = taken.number();
  EXPECT_EQ(server.fail_to_start().exit_code, EX_UNAVAILABLE);
  server.settings() = good;
  server.start_again();
  EXPECT_EQ(server.stop(), 0);
}

}  // namespace
}  // namespace beraad::test
