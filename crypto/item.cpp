// SPDX-License-Identifier: EUPL-1.2
// Sealing, verifying and opening items.
#include "crypto/item.hpp"

#include "crypto/aead.hpp"
#include "crypto/constant_time.hpp"
#include "crypto/hkdf.hpp"
#include "crypto/labels.hpp"
#include "crypto/object_reader.hpp"
#include "crypto/padding.hpp"

namespace beraad::crypto {
namespace {

constexpr std::string_view kRecordType = "record";
constexpr Nonce kItemNonce{};  // the key is used for one item: its salt is random

// K_item || k: the key, and the commitment to it that everybody sees.
struct ItemKeys {
  Secret32 key;
  Hash k{};
};

ItemKeys item_keys(Secret32 const& thread_key, Array<32> const& salt, View h) {
  auto const prk = hkdf_extract(salt, thread_key.view());
  auto const both = hkdf_expand<64>(prk.view(), tagged("item", sha256(h)));
  ItemKeys out{.key = Secret32(both.view().first<32>())};
  std::copy_n(both.view().begin() + 32, 32, out.k.begin());
  return out;
}

Bytes signed_bytes(View h, Hash const& k, Hash const& c_hash) {
  return tagged(word_of(SignedKind::kItem), lp({h, k, c_hash}));
}

Error refused() {
  return fail(Errc::kCrypto, "item");
}

}  // namespace

Bytes encode(ItemHeader const& header) {
  Json const out = {{"v", 1},
                    {"room", text_of_id(header.room)},
                    {"epoch", header.epoch},
                    {"thread", text_of_id(header.thread)},
                    {"type", header.type},
                    {"record", header.record},
                    {"id", text_of_id(header.id)},
                    {"from", text_of_id(header.from)},
                    {"ctr", header.ctr},
                    {"seen_seq", header.seen_seq},
                    {"seen_head", to_b64u(header.seen_head)},
                    {"at", header.at},
                    {"salt", to_b64u(header.salt)}};
  return copy_of(view_of(encode_json(out)));
}

Result<ItemHeader> decode_item_header(View h) {
  auto const value = decode_json(text_of(h), {.max_bytes = kMaxHeaderBytes});
  if (!value) return value.error();
  ObjectReader reader(*value);
  reader.constant("v", 1);
  ItemHeader out{.room = reader.id<RoomId>("room"),
                 .epoch = reader.integer("epoch"),
                 .thread = reader.id<ThreadId>("thread"),
                 .type = reader.word("type"),
                 .record = reader.text("record"),
                 .id = reader.id<ItemId>("id"),
                 .from = reader.id<LeafId>("from"),
                 .ctr = reader.integer("ctr"),
                 .seen_seq = reader.integer("seen_seq"),
                 .seen_head = reader.bytes32("seen_head"),
                 .at = reader.time("at"),
                 .salt = reader.bytes32("salt")};
  if ((out.type == kRecordType) != !out.record.empty()) reader.refuse("record");
  if (out.ctr == 0) reader.refuse("ctr");
  if (out.seen_seq == 0 && out.seen_head != Hash{}) reader.refuse("seen_head");
  if (auto const read = reader.finish(); !read) return read.error();
  return out;
}

Secret32 epoch_root(View share, Secret32 const& es) {
  return hkdf_extract(share, es.view());
}
Secret32 thread_key(Secret32 const& root, ThreadId const& thread) {
  return derive(root, "thread", {thread.view()});
}

Result<Item> seal_item(ItemHeader const& header, Secret32 const& thread_key, SigningKey const& author, View plaintext) {
  auto const padded = pad(plaintext);
  if (!padded) return padded.error();
  Item out{.h = encode(header)};
  auto const keys = item_keys(thread_key, header.salt, out.h);
  out.k = keys.k;
  out.c = aes256_gcm_seal(keys.key, kItemNonce, Aad(lp({out.h, out.k})), padded->view());
  out.s = author.sign(signed_bytes(out.h, out.k, sha256(out.c)));
  return out;
}

Result<ItemHeader> verify_item(Item const& item, VerifyKey const& author) {
  if (item.c.size() > kMaxCiphertextBytes) return fail(Errc::kMalformed, "item");
  if (!verify_tombstone(item.h, item.k, sha256(item.c), item.s, author)) return refused();
  return decode_item_header(item.h);
}

Result<ItemHeader> verify_item(Item const& item, ItemPlace const& place, Roster const& roster) {
  auto header = decode_item_header(item.h);
  if (!header) return header;
  if (header->epoch != place.epoch) return fail(Errc::kStale, "item");
  auto const* const author = find_leaf(roster, header->from);
  if (author == nullptr || header->room != place.room) return refused();
  return verify_item(item, author->sign());
}

Result<void> verify_tombstone(View h, Hash const& k, Hash const& c_hash, Signature const& s, VerifyKey const& author) {
  return verify_ed25519(author, signed_bytes(h, k, c_hash), s);
}

Result<SecretBytes> open_item(Item const& item, Secret32 const& thread_key) {
  auto const header = decode_item_header(item.h);
  if (!header) return header.error();
  auto const keys = item_keys(thread_key, header->salt, item.h);
  if (!equal_in_constant_time(keys.k, item.k)) return refused();
  auto const padded = aes256_gcm_open(keys.key, kItemNonce, Aad(lp({item.h, item.k})), item.c);
  if (!padded) return refused();
  auto plaintext = unpad(padded->view());
  if (!plaintext) return refused();
  return plaintext;
}

}  // namespace beraad::crypto
