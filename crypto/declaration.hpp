// SPDX-License-Identifier: EUPL-1.2
// Whether somebody has a personal relation to the pupil of a case (rule 15; protocol.md section 6), signed by that person.
#pragma once
#include "crypto/ids.hpp"
#include "crypto/result.hpp"
#include "crypto/signed_object.hpp"
#include "crypto/time_ms.hpp"

namespace beraad::crypto {

struct Declaration {
  RoomId room{};
  CaseId case_id{};
  AccountId account{};
  bool relation = false;
  TimeMs at = 0;
  bool operator==(Declaration const&) const = default;
};

[[nodiscard]] Bytes encode(Declaration const& declaration);
[[nodiscard]] Result<Declaration> decode_declaration(View b);
// By `key`, and well formed.
[[nodiscard]] Result<Declaration> verify_declaration(VerifyKey const& key, Signed const& object);

}  // namespace beraad::crypto
