// SPDX-License-Identifier: EUPL-1.2
// Encoding, strict decoding and verifying a declaration.
#include "crypto/declaration.hpp"

#include "crypto/json.hpp"
#include "crypto/object_reader.hpp"

namespace beraad::crypto {

Bytes encode(Declaration const& declaration) {
  Json const out{{"v", 1},
                 {"room", text_of_id(declaration.room)},
                 {"case", text_of_id(declaration.case_id)},
                 {"account", text_of_id(declaration.account)},
                 {"relation", declaration.relation},
                 {"at", declaration.at}};
  return copy_of(view_of(encode_json(out)));
}

Result<Declaration> decode_declaration(View b) {
  auto const json = decode_json(text_of(b));
  if (!json) return json.error();
  ObjectReader reader(*json);
  Declaration out;
  reader.constant("v", std::uint64_t{1});
  out.room = reader.id<RoomId>("room");
  out.case_id = reader.id<CaseId>("case");
  out.account = reader.id<AccountId>("account");
  out.relation = reader.boolean("relation");
  out.at = reader.time("at");
  if (auto const whole = reader.finish(); !whole) return whole.error();
  return out;
}

Result<Declaration> verify_declaration(VerifyKey const& key, Signed const& object) {
  if (auto const signed_by = verify_object(key, SignedKind::kDeclaration, object); !signed_by) return signed_by.error();
  return decode_declaration(object.b);
}

}  // namespace beraad::crypto
