// SPDX-License-Identifier: EUPL-1.2
// The three labelled functions everything else in the protocol is made of.
#include "crypto/labels.hpp"

#include "crypto/hkdf.hpp"

namespace beraad::crypto {

Bytes label(std::string_view word) {
  Bytes out = copy_of(view_of("beraad/v1 "));
  out.insert(out.end(), word.begin(), word.end());
  return out;
}

Bytes tagged(std::string_view word, View x) {
  Bytes out = label(word);
  out.reserve(out.size() + 1 + x.size());
  out.push_back(0);
  out.insert(out.end(), x.begin(), x.end());
  return out;
}

Secret32 derive(Secret32 const& secret, std::string_view word, std::initializer_list<View> parts) {
  return hkdf_expand<32>(secret.view(), tagged(word, lp(parts)));
}

Hash hash(std::string_view word, View x) {
  return sha256(tagged(word, x));
}

}  // namespace beraad::crypto
