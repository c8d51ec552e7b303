// SPDX-License-Identifier: EUPL-1.2
// From JSON to settings. Each part reads its own section; the checks of files give their faults under the setting that names the file.
#include "server/main/configuration.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <optional>
#include <sstream>

#include "db/key_file.hpp"
#include "server/main/words.hpp"
#include "server/net/routes.hpp"

namespace beraad::main {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> read_text(fs::path const& path, std::size_t max_bytes) {
  std::error_code ec;
  auto const size = fs::file_size(path, ec);
  if (ec || size > max_bytes) return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) return std::nullopt;
  return std::move(text).str();
}

// What a path fault says, with the file it is about: the path is the operator's own and the answer goes to the operator.
std::string about(fs::path const& path, std::string_view words) {
  return std::string(words) + " (" + path.string() + ")";
}

crypto::Secret32 read_key(ConfigReader& section, std::string const& key) {
  auto const path = section.path(key);
  if (path.empty()) return {};
  auto secret = db::read_key_file(path);
  if (secret) return std::move(*secret);
  section.fault(key, about(path, secret.error().code == Errc::kNotFound ? "does not exist" : secret.error().where));
  return {};
}

fs::path store_file(ConfigReader& section) {
  auto const path = section.path("file");
  if (path.empty()) return path;
  std::error_code ec;
  if (!fs::is_directory(path.parent_path(), ec)) {
    section.fault("file", about(path, "lies in a folder that does not exist"));
  } else if (::access(path.parent_path().c_str(), W_OK | X_OK) != 0) {
    section.fault("file", about(path, "lies in a folder that cannot be written"));
  }
  return path;
}

// Empty when there is something wrong with it.
fs::path certificate_file(ConfigReader& section) {
  auto const path = section.path("certificate");
  if (path.empty() || ::access(path.c_str(), R_OK) == 0) return path;
  section.fault("certificate", about(path, "cannot be read"));
  return {};
}

fs::path tls_key_file(ConfigReader& section) {
  auto const path = section.path("key");
  if (path.empty()) return path;
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0 || ::access(path.c_str(), R_OK) != 0) {
    section.fault("key", about(path, "cannot be read"));
  } else if (!S_ISREG(status.st_mode) || (status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    section.fault("key", about(path, "must be a plain file that only its owner may read (mode 0600)"));
  } else {
    return path;
  }
  return {};
}

app::Region read_region(ConfigReader& section) {
  constexpr std::size_t kMaxBytes = 8 * 1024 * 1024;
  auto const path = section.path("file");
  if (path.empty()) return {};
  auto const text = read_text(path, kMaxBytes);
  if (!text) {
    section.fault("file", about(path, "cannot be read"));
    return {};
  }
  auto region = app::decode_region(*text);
  if (region) return std::move(*region);
  section.fault("file", about(path, "is not a region file") + ": " + std::string(region.error().where));
  return {};
}

net::StaticFiles read_web(ConfigReader& root) {
  auto const path = root.path("web_root");
  if (path.empty()) return {};
  auto files = net::StaticFiles::load(path);
  if (files) return std::move(*files);
  root.fault("web_root", about(path, files.error().where));
  return {};
}

void read_tls(ConfigReader& tls, net::ServerSettings& settings) {
  settings.certificate_file = certificate_file(tls);
  settings.key_file = tls_key_file(tls);
  if (!settings.certificate_file.empty() && !settings.key_file.empty()) {
    auto const fit = net::check_certificate(settings.certificate_file, settings.key_file);
    if (!fit) tls.fault("certificate", "and tls.key cannot be used: " + std::string(fit.error().where));
  }
  tls.finish();
}

void read_listen(ConfigReader& root, net::ServerSettings& settings) {
  auto listen = root.section("listen");
  settings.address = listen.text("address");
  settings.port = static_cast<std::uint16_t>(listen.integer("port", 0, 65535));
  listen.finish();
  settings.origins = root.texts("origins");
  if (!settings.origins.empty() && !net::Origins::of(settings.origins, 1)) {
    root.fault("origins", "must each be https://name or https://name:port, in lower case and without a path");
  }
  auto tls = root.section("tls");
  read_tls(tls, settings);
  if (root.has("metrics_port")) settings.metrics_port = static_cast<std::uint16_t>(root.integer("metrics_port", 0, 65535));
}

void read_limits(ConfigReader& root, net::Limits& limits) {
  constexpr std::uint64_t kMany = 1'000'000;
  auto section = root.section("limits", Presence::kOptional);
  limits.connections = section.integer_or("connections", limits.connections, 1, kMany);
  limits.websocket.messages_per_s = static_cast<double>(section.integer_or("messages_per_s", 20, 1, kMany));
  limits.websocket.burst = static_cast<double>(section.integer_or("message_burst", 40, 1, kMany));
  section.finish();
}

void read_threads(ConfigReader& root, Configuration& out) {
  auto section = root.section("threads", Presence::kOptional);
  out.server.threads = static_cast<unsigned>(section.integer_or("network", 2, 1, 256));
  out.database.readers.threads = section.integer_or("readers", 2, 1, 64);
  section.finish();
}

Configuration read_all(ConfigReader root) {
  Configuration out;
  read_listen(root, out.server);
  auto store = root.section("store");
  out.files.store = store_file(store);
  out.secrets.store = read_key(store, "key");
  store.finish();
  auto share_store = root.section("share_store");
  out.files.share_store = store_file(share_store);
  out.secrets.share_store = read_key(share_store, "key");
  share_store.finish();
  if (!out.files.store.empty() && out.files.store == out.files.share_store)
    root.fault("share_store.file", "must be another file than store.file");
  out.secrets.pepper = read_key(root, "pepper");
  auto region = root.section("region");
  out.region = read_region(region);
  out.secrets.region_seed = read_key(region, "key");
  region.finish();
  out.web = read_web(root);
  read_threads(root, out);
  read_limits(root, out.server.limits);
  root.finish();
  return out;
}

}  // namespace

Loaded load_configuration(fs::path const& file) {
  constexpr std::size_t kMaxBytes = 64 * 1024;
  std::vector<Fault> faults;
  auto const text = read_text(file, kMaxBytes);
  if (!text) return std::vector{Fault{"", about(file, "cannot be read")}};
  auto const json = crypto::decode_json(*text);
  if (!json) return std::vector{Fault{"", about(file, "is not JSON") + ": " + words_of_bad_json(*text)}};
  if (!json->is_object()) return std::vector{Fault{"", about(file, "must be one JSON object")}};
  auto configuration = read_all(ConfigReader(*json, "", fs::absolute(file).parent_path(), faults));
  if (!faults.empty()) return faults;
  return configuration;
}

}  // namespace beraad::main
