// SPDX-License-Identifier: EUPL-1.2
// One fault for each mistake: what lies inside a section that is missing is not complained about again.
#include "server/main/config_reader.hpp"

#include <utility>

namespace beraad::main {

ConfigReader::ConfigReader(crypto::Json const& json, std::string path, std::filesystem::path folder, std::vector<Fault>& faults)
    : json_(json.is_object() ? &json : nullptr), path_(std::move(path)), folder_(std::move(folder)), faults_(faults) {}

std::string ConfigReader::path_of(std::string const& key) const {
  return path_.empty() ? key : path_ + "." + key;
}

void ConfigReader::fault(std::string const& key, std::string words) {
  faults_.push_back({path_of(key), std::move(words)});
}

bool ConfigReader::has(std::string const& key) const {
  return json_ && json_->contains(key);
}

crypto::Json const* ConfigReader::find(std::string const& key, Presence presence) {
  asked_.insert(key);
  if (!json_) return nullptr;
  auto const found = json_->find(key);
  if (found != json_->end()) return &*found;
  if (presence == Presence::kRequired) fault(key, "is missing");
  return nullptr;
}

ConfigReader ConfigReader::section(std::string const& key, Presence presence) {
  static crypto::Json const nothing;
  auto const* value = find(key, presence);
  if (value && !value->is_object()) fault(key, "must be an object: { … }");
  return {value ? *value : nothing, path_of(key), folder_, faults_};
}

std::string ConfigReader::text(std::string const& key) {
  auto const* value = find(key);
  if (!value) return {};
  if (value->is_string() && !value->get_ref<std::string const&>().empty()) return value->get<std::string>();
  fault(key, "must be a text that is not empty");
  return {};
}

std::vector<std::string> ConfigReader::texts(std::string const& key) {
  auto const* value = find(key);
  if (!value) return {};
  std::vector<std::string> out;
  if (value->is_array()) {
    for (auto const& each : *value) {
      if (each.is_string()) out.push_back(each.get<std::string>());
    }
  }
  if (out.empty() || out.size() != value->size()) fault(key, "must be a list of one or more texts");
  return out;
}

std::uint64_t ConfigReader::integer(std::string const& key, std::uint64_t min, std::uint64_t max) {
  auto const* value = find(key);
  if (!value) return min;
  if (value->is_number_unsigned()) {
    auto const number = value->get<std::uint64_t>();
    if (number >= min && number <= max) return number;
  }
  fault(key, "must be a whole number from " + std::to_string(min) + " to " + std::to_string(max));
  return min;
}

std::uint64_t ConfigReader::integer_or(std::string const& key, std::uint64_t otherwise, std::uint64_t min, std::uint64_t max) {
  if (has(key)) return integer(key, min, max);
  asked_.insert(key);
  return otherwise;
}

std::filesystem::path ConfigReader::path(std::string const& key) {
  auto const value = text(key);
  return value.empty() ? std::filesystem::path() : folder_ / value;
}

void ConfigReader::finish() {
  if (!json_) return;
  for (auto const& [key, value] : json_->items()) {
    if (!asked_.contains(key)) fault(key, "is not a setting of this version");
  }
}

}  // namespace beraad::main
