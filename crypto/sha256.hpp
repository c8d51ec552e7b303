// SPDX-License-Identifier: EUPL-1.2
// SHA-256 (FIPS 180-4), in one go or piece by piece. The functions are thread-safe; one Sha256 belongs to one thread.
#pragma once
#include <memory>

#include "crypto/bytes.hpp"

struct evp_md_ctx_st;

namespace beraad::crypto {

using Hash = Array<32>;

[[nodiscard]] Hash sha256(View bytes);

class Sha256 {
 public:
  Sha256();
  Sha256& update(View bytes);
  // Ends the computation; the object is ready for a new one.
  [[nodiscard]] Hash finish();

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const noexcept;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

}  // namespace beraad::crypto
