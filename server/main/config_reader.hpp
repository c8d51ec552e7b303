// SPDX-License-Identifier: EUPL-1.2
// Walks a configuration's JSON and collects everything that is wrong with it, each fault with its path in the file ("listen.port").
#pragma once
#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/json.hpp"

namespace beraad::main {

struct Fault {
  std::string path;
  std::string words;
};

enum class Presence { kRequired, kOptional };

// One object of the file. What is asked for and wrong gives a fault and an empty value; what nobody asked for is a fault of finish().
class ConfigReader {
 public:
  // `json` and `faults` outlive the reader.
  ConfigReader(crypto::Json const& json, std::string path, std::filesystem::path folder, std::vector<Fault>& faults);

  [[nodiscard]] bool has(std::string const& key) const;
  [[nodiscard]] ConfigReader section(std::string const& key, Presence presence = Presence::kRequired);
  [[nodiscard]] std::string text(std::string const& key);
  [[nodiscard]] std::vector<std::string> texts(std::string const& key);
  [[nodiscard]] std::uint64_t integer(std::string const& key, std::uint64_t min, std::uint64_t max);
  // A default stands when the key is absent.
  [[nodiscard]] std::uint64_t integer_or(std::string const& key, std::uint64_t otherwise, std::uint64_t min, std::uint64_t max);
  // Relative paths are relative to the configuration file's folder.
  [[nodiscard]] std::filesystem::path path(std::string const& key);
  void finish();

  void fault(std::string const& key, std::string words);

 private:
  [[nodiscard]] crypto::Json const* find(std::string const& key, Presence presence = Presence::kRequired);
  [[nodiscard]] std::string path_of(std::string const& key) const;

  crypto::Json const* json_;  // nullptr: absent or no object; everything in it then keeps its default, in silence
  std::string path_;
  std::filesystem::path folder_;
  std::vector<Fault>& faults_;
  std::set<std::string> asked_;
};

}  // namespace beraad::main
