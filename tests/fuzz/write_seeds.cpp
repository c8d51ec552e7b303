// SPDX-License-Identifier: EUPL-1.2
// write_seeds FOLDER: inputs to begin with, FOLDER/<target>/…, taken from what the repository has already: vectors, configuration, frames.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "crypto/encoding.hpp"
#include "crypto/ids.hpp"
#include "crypto/sha256.hpp"
#include "crypto/signed_object.hpp"
#include "tests/unit/wire/frames_under_test.hpp"

namespace {

using namespace beraad;
using crypto::Json;
namespace fs = std::filesystem;

constexpr std::size_t kMostBytes = 256 * 1024;  // the largest is the policy; still larger ones make fuzzing slow

std::string read(fs::path const& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string text_of_hex(Json const& hex) {
  return std::string(crypto::text_of(crypto::from_hex(hex.get<std::string>()).value()));
}

class Seeds {
 public:
  explicit Seeds(fs::path folder) : folder_(std::move(folder)) {}

  // Named by its content, so that nothing is there twice.
  void keep(std::string const& target, std::string const& input) const {
    if (input.size() > kMostBytes) return;
    fs::create_directories(folder_ / target);
    auto const name = crypto::to_hex(crypto::sha256(crypto::view_of(input))).substr(0, 16);
    std::ofstream(folder_ / target / name, std::ios::binary) << input;
  }

  void keep_header(std::string const& header) const {
    keep("fuzz_item_header", header);
    auto const read = Json::parse(header, nullptr, false);
    if (read.is_object() && read.contains("record")) keep("fuzz_record", read["record"].get<std::string>());
  }

  // Signed objects and items, wherever they are inside a shared vector; `name` is the field's.
  void keep_signed(Json const& value, std::string const& name) const {
    if (value.is_object() && value.contains("b") && value.contains("s"))
      keep(name == "entry" ? "fuzz_log_entry" : "fuzz_certificate", text_of_hex(value["b"]));
    if (value.is_object() && value.contains("h")) keep_header(text_of_hex(value["h"]));
    for (auto const& [key, inner] : value.items())
      if (inner.is_structured()) keep_signed(inner, value.is_object() ? key : name);
  }

  void keep_region(Json const& vector) const {
    auto const signed_of_hex = [](Json const& object) {
      return Json{{"b", to_b64u(crypto::view_of(text_of_hex(object["b"])))}, {"s", to_b64u(crypto::view_of(text_of_hex(object["s"])))}};
    };
    auto organisations = Json::array();
    for (auto const& each : vector["orgs"]) organisations.push_back(signed_of_hex(each));
    Json const bootstrap{{"org", to_b64u(crypto::Bytes(16, 7))},
                         {"login", "b.heerder@school"},
                         {"name", "B. Heerder"},
                         {"functie", "beheerder"},
                         {"code_hash", to_b64u(crypto::Hash{})},
                         {"expires_at", 1}};
    Json const file{{"root", signed_of_hex(vector["root"])}, {"organisations", organisations}, {"bootstrap", Json::array({bootstrap})}};
    keep("fuzz_region", crypto::encode_json(file));
  }

  void keep_vector(Json const& vector) const {
    auto const op = vector.at("op").get<std::string>();
    if (op == "json") keep("fuzz_json", text_of_hex(vector["bytes"]));
    if (op == "b64u_decode") keep("fuzz_base64url", vector["text"].get<std::string>());
    if (op == "unpad") keep("fuzz_padding", text_of_hex(vector["padded"]));
    if (op == "recovery_decode") keep("fuzz_recovery_code", vector["code"].get<std::string>());
    if (op == "status") keep_region(vector);
    for (auto const* signs : {"root", "org", "status", "leaf", "log", "item_open", "item_chain"})
      if (op == signs) keep_signed(vector, "");
  }

  void keep_frames() const {
    for (auto const& each : wire::testing::good_params()) {
      keep("fuzz_call", crypto::encode_json({{"jsonrpc", "2.0"}, {"id", 1}, {"method", each.name}, {"params", each.params}}));
      keep("fuzz_commands", crypto::encode_json(each.params));
    }
    for (auto const& each : wire::testing::good_bodies()) keep("fuzz_commands", crypto::encode_json(each.params));
  }

 private:
  fs::path folder_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: write_seeds FOLDER\n";
    return 2;
  }
  fs::path const repository = BERAAD_SOURCE_DIR;
  Seeds const seeds(argv[1]);
  for (auto const* side : {"cpp", "ts"}) {
    for (auto const& entry : fs::directory_iterator(repository / "tests/vectors/shared" / side))
      for (auto const& vector : Json::parse(read(entry.path()))) seeds.keep_vector(vector);
  }
  for (auto const& entry : fs::directory_iterator(repository / "tests/vectors/published/json_test_suite"))
    seeds.keep("fuzz_json", read(entry.path()));
  seeds.keep("fuzz_policy", read(repository / "config/policy/stappenplan.json"));
  seeds.keep("fuzz_configuration", read(repository / "config/beraad.example.json"));
  seeds.keep_frames();
  return 0;
}
