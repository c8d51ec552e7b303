// SPDX-License-Identifier: EUPL-1.2
// A configuration file beside a region that is whole: either every fault is told, or the settings are the file's.
#include "server/main/configuration.hpp"

#include "tests/fuzz/fuzz.hpp"
#include "tests/support/folder.hpp"

namespace {

using namespace beraad;
using crypto::Json;
namespace fs = std::filesystem;

// One folder for all inputs: only beraad.json differs.
class Place {
 public:
  Place() {
    test::write_certificate(folder_);
    for (auto const* name : {"store.key", "shares.key", "pepper.key", "service.key"}) folder_.write(name, std::string(32, name[0]));
    for (auto const& entry : fs::directory_iterator(folder_.path())) {
      fs::permissions(entry.path(), fs::perms::owner_read | fs::perms::owner_write);
    }
    folder_.write("web/index.html", "index");
    folder_.write("region.json", R"({"root":{"b":"e30","s":")" + std::string(86, 'A') + R"("},"organisations":[],"bootstrap":[]})");
  }
  [[nodiscard]] main::Loaded load(std::string_view text) const {
    folder_.write("beraad.json", text);
    return main::load_configuration(folder_.path() / "beraad.json");
  }

 private:
  test::Folder folder_;
};

// A web root is read whole, so no other folder of this machine may become one.
std::string with_our_web_root(std::string_view text) {
  auto value = crypto::decode_json(text);
  if (!value || !value->is_object() || !value->contains("web_root") || !(*value)["web_root"].is_string()) return std::string(text);
  (*value)["web_root"] = "web";
  return crypto::encode_json(*value);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  static Place const place;
  auto const text = with_our_web_root(crypto::text_of({data, size}));
  auto const loaded = place.load(text);
  if (auto const* const faults = std::get_if<std::vector<main::Fault>>(&loaded)) {
    fuzz::must(!faults->empty(), "a configuration that is refused has a fault");
    for (auto const& fault : *faults) fuzz::must(!fault.words.empty(), "a fault is told in words");
    return 0;
  }
  ++fuzz::accepted;
  auto const& configuration = std::get<main::Configuration>(loaded);
  auto value = Json::parse(text);
  fuzz::must(configuration.server.port == value["listen"]["port"] && configuration.server.address == value["listen"]["address"],
             "the server listens where the file says");
  fuzz::must(Json(configuration.server.origins) == value["origins"], "the origins are the file's");
  fuzz::must(configuration.files.store != configuration.files.share_store, "the two stores are two files");
  value["a-setting-that-nobody-knows"] = 1;
  fuzz::must(std::holds_alternative<std::vector<main::Fault>>(place.load(value.dump())), "an unknown setting is refused");
  return 0;
}
