// SPDX-License-Identifier: EUPL-1.2
// SIGHUP: another certificate and other files for whoever connects from then on, while whoever is connected stays. What has a fault changes
// nothing.
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <fstream>

#include "tests/integration/net_client.hpp"
#include "tests/support/folder.hpp"
#include "tests/support/server_process.hpp"

namespace beraad::test {
namespace {

namespace fs = std::filesystem;

class Reload : public testing::Test {
 protected:
  ServerProcess server{region_of_one_gemeente()};

  void write(fs::path const& name, std::string_view bytes) const { std::ofstream(server.folder() / name, std::ios::binary) << bytes; }
  void take_another_certificate() const {
    Folder const other;
    write_certificate(other);
    for (auto const* name : {"cert.pem", "key.pem"}) write(name, bytes_of(other.path() / name));
  }
  std::unique_ptr<NetClient> connect() const {
    auto client = std::make_unique<NetClient>(server.port());
    EXPECT_TRUE(client->handshake());
    return client;
  }
  static HttpResponse get(NetClient& client, std::string const& path) {
    client.send("GET " + path + " HTTP/1.1\r\nHost: beraad.test\r\n\r\n");
    auto const answer = client.read_response();
    EXPECT_TRUE(answer.has_value()) << path;
    return answer.value_or(HttpResponse{});
  }
  // Asks, and waits until the server counted what came of it.
  void reload(std::string const& counter) const {
    auto const before = count(counter);
    ASSERT_EQ(::kill(server.pid(), SIGHUP), 0);
    auto const give_up = std::chrono::steady_clock::now() + std::chrono::minutes(1);
    while (count(counter) == before) ASSERT_LT(std::chrono::steady_clock::now(), give_up) << counter << " stays as it is";
  }

 private:
  std::string count(std::string const& counter) const {
    NetClient scraper(server.metrics_port());
    scraper.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
    auto const page = scraper.read_response().value().body;
    auto const at = page.find("\n" + counter + " ");
    return page.substr(at, page.find('\n', at + 1) - at);
  }
};

TEST_F(Reload, another_certificate_and_other_files_are_taken_over_while_everybody_stays_connected) {
  auto const early = connect();
  EXPECT_EQ(get(*early, "/").status, 200U);
  take_another_certificate();
  write("web/index.html", "<!doctype html><title>another page</title>");
  reload("beraad_reloads_total");

  EXPECT_NE(get(*early, "/").body, "<!doctype html><title>another page</title>") << "goes on with what it began with";
  auto const late = connect();
  EXPECT_NE(late->certificate(), early->certificate());
  EXPECT_EQ(get(*late, "/").body, "<!doctype html><title>another page</title>");
  EXPECT_EQ(server.stop(), 0);
}

TEST_F(Reload, what_has_a_fault_changes_nothing_and_is_told) {
  auto const before = connect()->certificate();
  write("cert.pem", "no certificate");
  write("web/index.html", "<!doctype html><title>another page</title>");
  reload("beraad_reloads_refused_total");
  auto const after = connect();
  EXPECT_EQ(after->certificate(), before);
  EXPECT_NE(get(*after, "/").body, "<!doctype html><title>another page</title>");
  auto const said = bytes_of(server.folder() / "server.log");
  EXPECT_NE(said.find("\"not_reloaded\""), std::string::npos);
  EXPECT_NE(said.find("tls.certificate"), std::string::npos) << "words for the operator";
  EXPECT_EQ(server.stop(), 0);
}

}  // namespace
}  // namespace beraad::test
