// SPDX-License-Identifier: EUPL-1.2
// A builder behind nlohmann's event parser, which lets every limit stop the parsing where it is crossed.
#include "crypto/json.hpp"

#include <vector>

namespace beraad::crypto {
namespace {

class StrictBuilder {
 public:
  explicit StrictBuilder(JsonLimits limits) : limits_(limits) {}

  bool null() { return put(nullptr) != nullptr; }
  bool boolean(bool value) { return put(value) != nullptr; }
  bool number_integer(Json::number_integer_t) { return false; }  // the parser's name for a number with a minus sign
  bool number_unsigned(Json::number_unsigned_t value) { return value <= kMaxInteger && put(value) != nullptr; }
  bool number_float(Json::number_float_t, Json::string_t const&) { return false; }
  bool string(Json::string_t& value) { return put(std::move(value)) != nullptr; }
  bool binary(Json::binary_t&) { return false; }
  bool start_object(std::size_t) { return open(Json::object()); }
  bool start_array(std::size_t) { return open(Json::array()); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(Json::string_t& name) {
    if (++keys_ > limits_.max_keys) return false;
    auto const [place, is_new] = open_.back()->get_ref<Json::object_t&>().try_emplace(std::move(name));
    next_ = &place->second;
    return is_new;
  }
  bool parse_error(std::size_t, std::string const&, Json::exception const&) { return false; }

  [[nodiscard]] Json take() { return std::move(root_); }

 private:
  Json* put(Json value) {
    Json* place = &root_;
    if (!open_.empty()) place = open_.back()->is_array() ? &open_.back()->emplace_back() : next_;
    *place = std::move(value);
    return place;
  }
  bool open(Json container) {
    if (open_.size() == limits_.max_depth) return false;
    open_.push_back(put(std::move(container)));
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }

  JsonLimits limits_;
  Json root_;
  Json* next_ = nullptr;     // where the value of the key just read goes
  std::vector<Json*> open_;  // each stays where it is while something inside it is open
  std::size_t keys_ = 0;
};

}  // namespace

Result<Json> decode_json(std::string_view text, JsonLimits limits) {
  auto const refused = fail(Errc::kMalformed, "json");
  if (text.size() > limits.max_bytes) return refused;
  if (text.starts_with("\xef\xbb\xbf")) return refused;           // the parser would skip a byte order mark
  if (text.find('\0') != std::string_view::npos) return refused;  // and take a zero byte for the end of the text
  StrictBuilder builder(limits);
  if (!Json::sax_parse(text.begin(), text.end(), &builder)) return refused;
  return builder.take();
}

std::string encode_json(Json const& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace beraad::crypto
