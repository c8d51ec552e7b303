// SPDX-License-Identifier: EUPL-1.2
// What the rules answer: allowed, or a denial with the rule that refused and its words. Cheap to copy; valid as long as its policy.
#pragma once
#include <string>
#include <string_view>

#include "server/domain/words.hpp"

namespace beraad::domain {

// One row of the policy's `denials`.
struct Denial {
  DenialCode code{};
  std::string rule;  // number of the rule, or the word of the section that holds it
  std::string nl;
  std::string en;
};

class [[nodiscard]] Decision {
 public:
  [[nodiscard]] static Decision allow() noexcept { return Decision{nullptr}; }
  [[nodiscard]] static Decision deny(Denial const& row) noexcept { return Decision{&row}; }
  [[nodiscard]] bool allowed() const noexcept { return denial_ == nullptr; }
  // Only of a decision that is not allowed.
  [[nodiscard]] Denial const& denial() const noexcept { return *denial_; }
  // The denial's sentence in this language ("nl"; anything else is English).
  [[nodiscard]] std::string_view words(std::string_view lang) const noexcept { return lang == "nl" ? denial_->nl : denial_->en; }

 private:
  explicit Decision(Denial const* denial) noexcept : denial_(denial) {}
  Denial const* denial_;
};

}  // namespace beraad::domain
