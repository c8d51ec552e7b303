// SPDX-License-Identifier: EUPL-1.2
// However it was typed, a recovery code that is accepted is a spelling of the printed one.
#include "crypto/recovery_code.hpp"

#include <algorithm>

#include "tests/fuzz/fuzz.hpp"

namespace {

// As a person reads it aloud: which characters are the same, and which are none.
std::string spelled_out(std::string_view code) {
  std::string out;
  for (auto character : code) {
    if (character == '-' || character == ' ') continue;
    if (character >= 'a' && character <= 'z') character = static_cast<char>(character - 'a' + 'A');
    if (character == 'I' || character == 'L') character = '1';
    out += character == 'O' ? '0' : character;
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace beraad;
  auto const typed = crypto::text_of({data, size});
  auto const secret = crypto::secret_of_recovery_code(typed);
  if (!secret) return 0;
  ++fuzz::accepted;
  auto const printed = crypto::recovery_code_of(*secret);
  fuzz::must(printed.size() == 32, "a printed code has 26 characters in seven groups");
  fuzz::must(spelled_out(printed) == spelled_out(typed), "what was typed is the printed code");
  auto const again = crypto::secret_of_recovery_code(printed);
  fuzz::must(again.has_value() && std::ranges::equal(again->view(), secret->view()), "the printed code gives the same secret");
  return 0;
}
