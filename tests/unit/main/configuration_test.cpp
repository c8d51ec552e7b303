// SPDX-License-Identifier: EUPL-1.2
// A configuration is either right, or every fault in it is told at once.
#include "server/main/configuration.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "tests/support/folder.hpp"

namespace beraad::main {
namespace {

namespace fs = std::filesystem;
using crypto::Json;

class ConfigurationTest : public ::testing::Test {
 protected:
  ConfigurationTest() {
    test::write_certificate(folder);
    restrict_to_owner("key.pem");
    folder.write("web/index.html", "index");
    fs::create_directory(folder.path() / "store");
    for (auto const* name : {"store.key", "shares.key", "pepper.key", "service.key"}) {
      folder.write(name, std::string(32, name[0]));
      restrict_to_owner(name);
    }
    folder.write("region.json", R"({"root":{"b":"e30","s":")" + std::string(86, 'A') + R"("},"organisations":[],"bootstrap":[]})");
    json = Json::parse(R"({
      "listen": {"address": "127.0.0.1", "port": 0},
      "origins": ["https://localhost:0"],
      "tls": {"certificate": "cert.pem", "key": "key.pem"},
      "store": {"file": "store/beraad.db", "key": "store.key"},
      "share_store": {"file": "store/shares.db", "key": "shares.key"},
      "pepper": "pepper.key",
      "region": {"file": "region.json", "key": "service.key"},
      "web_root": "web"})");
  }

  void restrict_to_owner(fs::path const& name) const {
    fs::permissions(folder.path() / name, fs::perms::owner_read | fs::perms::owner_write);
  }

  [[nodiscard]] Loaded load_text(std::string_view text) const {
    folder.write("beraad.json", text);
    return load_configuration(folder.path() / "beraad.json");
  }
  [[nodiscard]] Loaded load() const { return load_text(json.dump()); }

  // "path words", without the file's name in brackets; in the order of the file's settings.
  [[nodiscard]] static std::vector<std::string> faults_of(Loaded const& loaded) {
    std::vector<std::string> out;
    if (auto const* faults = std::get_if<std::vector<Fault>>(&loaded)) {
      for (auto const& fault : *faults) out.push_back(fault.path + ": " + fault.words.substr(0, fault.words.find(" (/")));
    }
    return out;
  }

  test::Folder folder;
  Json json;
};

using Words = std::vector<std::string>;

TEST_F(ConfigurationTest, right_one_is_read_and_its_paths_are_relative_to_it) {
  json["metrics_port"] = 9464;
  json["limits"]["messages_per_s"] = 500;
  auto const loaded = load();
  ASSERT_EQ(faults_of(loaded), Words{});
  auto const& configuration = std::get<Configuration>(loaded);
  EXPECT_EQ(configuration.files.store, folder.path() / "store/beraad.db");
  EXPECT_EQ(configuration.server.metrics_port, 9464);
  EXPECT_EQ(configuration.server.limits.websocket.messages_per_s, 500);
  EXPECT_EQ(configuration.server.limits.websocket.burst, 40);
  EXPECT_EQ(configuration.server.threads, 2u);
  EXPECT_EQ(configuration.web.count(), 1u);
}

TEST_F(ConfigurationTest, every_fault_is_told_at_once) {
  json["listen"]["port"] = 70000;
  json["listen"].erase("address");
  json["origins"] = Json::array({"http://localhost"});
  json["tls"]["certificate"] = "absent.pem";
  json["store"]["file"] = "absent/beraad.db";
  json["share_store"] = "shares.db";
  folder.write("pepper.key", "short");
  folder.write("region.json", "{}");
  json["web_root"] = 7;
  json["threads"]["network"] = 0;
  json["limits"]["mesages_per_s"] = 20;
  json["colour"] = "green";
  EXPECT_EQ(
      faults_of(load()),
      (Words{"listen.address: is missing", "listen.port: must be a whole number from 0 to 65535",
             "origins: must each be https://name or https://name:port, in lower case and without a path", "tls.certificate: cannot be read",
             "store.file: lies in a folder that does not exist", "share_store: must be an object: { … }",
             "pepper: a key file must hold exactly 32 bytes", "region.file: is not a region file",
             "web_root: must be a text that is not empty", "threads.network: must be a whole number from 1 to 256",
             "limits.mesages_per_s: is not a setting of this version", "colour: is not a setting of this version"}));
}

TEST_F(ConfigurationTest, empty_one_names_every_setting_it_must_have) {
  json = Json::object();
  EXPECT_EQ(faults_of(load()), (Words{"listen: is missing", "origins: is missing", "tls: is missing", "store: is missing",
                                      "share_store: is missing", "pepper: is missing", "region: is missing", "web_root: is missing"}));
}

TEST_F(ConfigurationTest, key_that_others_may_read_is_refused) {
  auto const group = fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read;
  for (auto const* name : {"store.key", "shares.key", "pepper.key", "service.key", "key.pem"}) fs::permissions(folder.path() / name, group);
  auto const faults = faults_of(load());
  ASSERT_EQ(faults.size(), 5u);
  EXPECT_EQ(faults[0], "tls.key: must be a plain file that only its owner may read (mode 0600)");
  for (auto const* path : {"store.key", "share_store.key", "pepper", "region.key"}) {
    auto const words = std::string(path) + ": a key file must have mode 0600: only its owner may read it";
    EXPECT_EQ(std::count(faults.begin(), faults.end(), words), 1) << path;
  }
}

TEST_F(ConfigurationTest, certificate_of_another_key_is_refused) {
  test::Folder const other;
  test::write_certificate(other);
  fs::copy_file(other.path() / "cert.pem", folder.path() / "cert.pem", fs::copy_options::overwrite_existing);
  EXPECT_EQ(faults_of(load()), Words{"tls.certificate: and tls.key cannot be used: the key is not readable, or not this certificate's"});
}

TEST_F(ConfigurationTest, both_stores_in_one_file_are_refused) {
  json["share_store"]["file"] = json["store"]["file"];
  EXPECT_EQ(faults_of(load()), Words{"share_store.file: must be another file than store.file"});
}

TEST_F(ConfigurationTest, text_that_is_not_json_is_told_by_its_line) {
  EXPECT_EQ(faults_of(load_text("{\n  \"listen\": }")).at(0), ": is not JSON");
  EXPECT_EQ(faults_of(load_text("[]")).at(0), ": must be one JSON object");
  EXPECT_EQ(faults_of(load_text(R"({"pepper":"a","pepper":"b"})")).at(0), ": is not JSON");
  EXPECT_EQ(faults_of(load_configuration(folder.path() / "absent.json")).at(0), ": cannot be read");
}

TEST_F(ConfigurationTest, example_has_no_setting_that_is_unknown_or_of_the_wrong_kind) {
  auto const faults = faults_of(load_configuration(fs::path(BERAAD_CONFIG_DIR) / "beraad.example.json"));
  for (auto const& fault : faults) {
    EXPECT_EQ(fault.find("not a setting"), std::string::npos) << fault;
    EXPECT_EQ(fault.find("must be a"), std::string::npos) << fault;
    EXPECT_EQ(fault.find("is missing"), std::string::npos) << fault;
  }
}

}  // namespace
}  // namespace beraad::main
