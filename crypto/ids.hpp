// SPDX-License-Identifier: EUPL-1.2
// 128-bit random ids, one C++ type per kind, so that a room id cannot be passed for a case id.
#pragma once
#include <compare>
#include <cstring>
#include <functional>
#include <string>

#include "crypto/bytes.hpp"
#include "crypto/result.hpp"

namespace beraad {

template <class Tag>
struct Id {
  crypto::Array<16> bytes{};
  auto operator<=>(Id const&) const = default;
  [[nodiscard]] crypto::View view() const noexcept { return bytes; }
  [[nodiscard]] bool is_zero() const noexcept { return bytes == crypto::Array<16>{}; }
};

using AccountId = Id<struct AccountTag>;
using OrganisationId = Id<struct OrganisationTag>;
using CaseId = Id<struct CaseTag>;
using RoomId = Id<struct RoomTag>;
using LeafId = Id<struct LeafTag>;
using ThreadId = Id<struct ThreadTag>;
using ItemId = Id<struct ItemTag>;
using FileId = Id<struct FileTag>;
using Serial = Id<struct SerialTag>;

// The 22 characters of b64u (protocol.md, section 1), and back. kMalformed for anything else.
[[nodiscard]] std::string to_b64u(crypto::View bytes);
[[nodiscard]] Result<crypto::Bytes> from_b64u(std::string_view text);

template <class I>
[[nodiscard]] std::string text_of_id(I const& id) {
  return to_b64u(id.view());
}
template <class I>
[[nodiscard]] Result<I> id_of_text(std::string_view text) {
  auto bytes = from_b64u(text);
  if (!bytes) return bytes.error();
  if (bytes->size() != 16) return fail(Errc::kMalformed, "id");
  I id;
  std::memcpy(id.bytes.data(), bytes->data(), 16);
  return id;
}

}  // namespace beraad

template <class Tag>
struct std::hash<beraad::Id<Tag>> {
  std::size_t operator()(beraad::Id<Tag> const& id) const noexcept {
    std::size_t out;
    std::memcpy(&out, id.bytes.data(), sizeof out);  // ids are random: their first bytes are a hash
    return out;
  }
};
