// SPDX-License-Identifier: EUPL-1.2
// Each definition is compiled once, by whichever thread needs it first; valijson stays in this file, since it is slow to compile.
#include "tests/support/wire_schema.hpp"

#include <fstream>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

namespace beraad::test {
namespace {

Json const& document() {
  static Json const json = [] {
    std::ifstream file(BERAAD_WIRE_SCHEMA);
    if (!file) throw std::runtime_error("cannot read the wire schema");
    return Json::parse(file);
  }();
  return json;
}

valijson::Schema const& compiled(std::string const& definition) {
  static std::mutex mutex;
  static std::map<std::string, std::unique_ptr<valijson::Schema>> all;
  std::scoped_lock const lock(mutex);
  auto& schema = all[definition];
  if (schema) return *schema;
  if (!schema_has(definition)) throw std::runtime_error("the wire schema has no " + definition);
  Json one = document();
  one["$ref"] = "#/definitions/" + definition;
  schema = std::make_unique<valijson::Schema>();
  valijson::SchemaParser parser;
  parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(one), *schema);
  return *schema;
}

}  // namespace

bool schema_has(std::string_view definition) {
  return document().at("definitions").contains(std::string(definition));
}

std::string schema_fault(std::string_view definition, Json const& value) {
  valijson::Validator validator(valijson::Validator::kStrongTypes);
  valijson::ValidationResults results;
  if (validator.validate(compiled(std::string(definition)), valijson::adapters::NlohmannJsonAdapter(value), &results)) return "";
  std::string fault = std::string(definition) + ":";
  for (valijson::ValidationResults::Error error; results.popError(error);) {
    fault += ' ';
    for (auto const& part : error.context) fault += part;
    fault += ' ' + error.description;
  }
  return fault;
}

void must_match_schema(std::string_view definition, Json const& value) {
  if (auto const fault = schema_fault(definition, value); !fault.empty()) throw std::runtime_error(fault);
}

}  // namespace beraad::test
