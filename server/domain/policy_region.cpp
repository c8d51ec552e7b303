// SPDX-License-Identifier: EUPL-1.2
// A setting is a word of a list, a number between two others, or partner types. One that is used nowhere in the policy is a fault too.
#include "server/domain/policy_region.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "crypto/object_reader.hpp"

namespace beraad::domain {
namespace {

using crypto::Json;
using crypto::ObjectReader;

constexpr std::size_t kMostSettings = 64;
constexpr std::size_t kMostPartnerTypes = 32;
constexpr char const* kSetting = "setting";
constexpr char const* kTypes = "organisation_types";

struct Setting {
  std::string row;
  std::vector<std::string> one_of;  // the words it can be
  std::uint64_t from = 0, to = 0;   // or the numbers
  std::vector<std::string> like;    // or the organisation types that partner types of a region can be like
  Json value;
  bool used = false;

  [[nodiscard]] bool allows(Json const& other) const {
    if (!one_of.empty()) return other.is_string() && std::find(one_of.begin(), one_of.end(), other.get<std::string>()) != one_of.end();
    return other.is_number_unsigned() && other.get<std::uint64_t>() >= from && other.get<std::uint64_t>() <= to;
  }
  [[nodiscard]] std::string text() const { return value.is_string() ? value.get<std::string>() : value.dump(); }
};

class Region {
 public:
  explicit Region(PolicyFaults& faults) : faults_(faults) {}

  void read_settings(Json const& policy) {
    ObjectReader reader(policy);
    std::size_t i = 0;
    for (auto const& each : reader.array("settings", kMostSettings)) read_setting("settings[" + std::to_string(i++) + "]", each);
  }

  void choose(Json const& region) {
    ObjectReader reader(region);
    reader.constant("version", std::uint64_t{1});
    for (auto const& [name, value] : reader.object("settings").items()) {
      auto const found = settings_.find(name);
      if (found == settings_.end())
        fault("region " + name, "is not something a region can choose");
      else if (!found->second.like.empty())
        read_partner_types(found->second, value);
      else if (!found->second.allows(value))
        fault("region " + name, value.dump() + " is not a value that the policy allows");
      else
        found->second.value = value;
    }
    if (auto const done = reader.finish(); !done)
      fault("region", "needs exactly a version (1) and settings: \"" + std::string(done.error().where) + "\"");
  }

  void fill_in(Json& json) {
    if (json.is_string()) return fill_in_words(json.get_ref<std::string&>());
    if (json.is_object() && json.size() == 1 && json.contains(kSetting)) return fill_in_value(json);
    if (json.is_array()) add_partner_types(json);
    if (json.is_structured())
      for (auto& each : json) fill_in(each);
  }

  void add_organisation_types(Json& policy) {
    auto const found = policy.is_object() ? policy.find(kTypes) : policy.end();
    if (found == policy.end() || !found->is_array()) return;
    auto& types = *found;
    for (auto const& [type, like] : partner_types_) {
      auto const is = [&types](std::string const& word) {
        return std::find_if(types.begin(), types.end(),
                            [&](Json const& each) { return each.is_object() && each.value("type", Json()) == word; });
      };
      if (is(type) != types.end()) {
        fault("region " + type, "is an organisation type already");
      } else if (auto const model = is(like); model != types.end()) {
        Json row = *model;
        row["type"] = type;
        types.push_back(std::move(row));
      }
    }
  }

  void all_used() {
    for (auto const& [name, setting] : settings_)
      if (!setting.used && setting.like.empty()) fault(setting.row, "\"" + name + "\" is used nowhere");
  }

 private:
  void fault(std::string row, std::string what) { faults_.push_back({std::move(row), std::move(what)}); }

  std::vector<std::string> words(std::string const& row, ObjectReader& reader, char const* name) {
    std::vector<std::string> out;
    for (auto const& each : reader.array(name, kMostSettings)) {
      if (each.is_string())
        out.push_back(each.get<std::string>());
      else
        fault(row, std::string(name) + ": " + each.dump() + " is not a word");
    }
    if (out.empty()) fault(row, std::string(name) + ": names none");
    return out;
  }

  void read_setting(std::string row, Json const& json) {
    ObjectReader reader(json);
    auto const name = reader.word(kSetting);
    row += " " + name;
    Setting out;
    out.row = row;
    auto const names = [&](char const* field) { return json.is_object() && json.contains(field); };
    if (names("like")) {
      out.like = words(row, reader, "like");
    } else if (names("one_of")) {
      out.one_of = words(row, reader, "one_of");
      out.value = reader.word("is");
    } else {
      out.from = reader.integer("from");
      out.to = reader.integer("to");
      out.value = reader.integer("is");
    }
    std::array const told{reader.text("rule"), reader.text("nl"), reader.text("en")};
    if (auto const done = reader.finish(); !done)
      fault(row, "a field is missing, unknown or of the wrong kind: \"" + std::string(done.error().where) + "\"");
    else if (std::any_of(told.begin(), told.end(), [](std::string const& each) { return each.empty(); }))
      fault(row, "needs a rule and words in both languages");
    else if (out.like.empty() && !out.allows(out.value))
      fault(row, "is: " + out.value.dump() + " is not a value that it allows");
    if (!settings_.emplace(name, std::move(out)).second) fault(row, "is there twice");
  }

  void read_partner_types(Setting const& setting, Json const& list) {
    if (!list.is_array() || list.size() > kMostPartnerTypes) return fault("region partner_types", "is a list of types");
    for (auto const& each : list) {
      ObjectReader reader(each);
      auto const type = reader.word("type");
      auto const like = reader.word("like");
      std::string const row = "region partner_types " + type;
      if (!reader.finish())
        fault(row, "needs exactly a type and which one it is like");
      else if (std::find(setting.like.begin(), setting.like.end(), like) == setting.like.end())
        fault(row, "cannot be like \"" + like + "\"");
      else if (!partner_types_.emplace(type, like).second)
        fault(row, "is there twice");
    }
  }

  void fill_in_value(Json& json) {
    auto const name = json.at(kSetting);
    auto const found = name.is_string() ? settings_.find(name.get<std::string>()) : settings_.end();
    if (found == settings_.end() || !found->second.like.empty()) return fault("setting " + name.dump(), "is not one of the settings");
    found->second.used = true;
    json = found->second.value;
  }

  void fill_in_words(std::string& words) {
    for (auto const& [name, setting] : settings_) {
      if (!setting.like.empty()) continue;
      std::string const mark = "{" + name + "}";
      for (auto at = words.find(mark); at != std::string::npos; at = words.find(mark, at)) words.replace(at, mark.size(), setting.text());
    }
  }

  // To every list of words that names the type it is like.
  void add_partner_types(Json& list) {
    for (auto const& [type, like] : partner_types_)
      if (std::find(list.begin(), list.end(), Json(like)) != list.end() && std::find(list.begin(), list.end(), Json(type)) == list.end())
        list.push_back(type);
  }

  PolicyFaults& faults_;
  std::map<std::string, Setting, std::less<>> settings_;
  std::map<std::string, std::string, std::less<>> partner_types_;
};

}  // namespace

Json in_region(Json policy, Json const& region, PolicyFaults& faults) {
  Region filling(faults);
  filling.read_settings(policy);
  filling.choose(region);
  if (policy.is_object()) policy.erase("settings");
  filling.add_organisation_types(policy);
  filling.fill_in(policy);
  filling.all_used();
  return policy;
}

}  // namespace beraad::domain
