// SPDX-License-Identifier: EUPL-1.2
// Epoch secrets and their boxes.
#include "crypto/epoch.hpp"

#include <algorithm>

#include "crypto/constant_time.hpp"
#include "crypto/hkdf.hpp"

namespace beraad::crypto {

Hash epoch_context(RoomId const& room, std::uint64_t n, Hash const& prev, Hash const& roster, Hash const& policy) {
  return sha256(lp({room.view(), u64(n), prev, roster, policy}));
}
Hash epoch_context(RoomState const& state) {
  return epoch_context(state.room, state.n, state.prev, state.roster_hash, state.policy);
}
Hash epoch_context(LogEntry const& entry) {
  return epoch_context(entry.room, entry.n, entry.prev, entry.roster, entry.policy);
}

EpochSecrets epoch_of_secret(Secret32 es, Hash const& context) {
  auto init = derive(es, "init");
  auto const kc = derive(es, "commit", {context});
  EpochSecrets out{.es = std::move(es), .init = std::move(init)};
  std::copy(kc.view().begin(), kc.view().end(), out.kc.begin());
  return out;
}

EpochSecrets start_epoch(Secret32 const* init_before, Hash const& context, Secret32 const& fresh) {
  Secret32 const zero;
  auto const extracted = hkdf_extract(init_before == nullptr ? zero.view() : init_before->view(), fresh.view());
  return epoch_of_secret(derive(extracted, "epoch", {context}), context);
}

Result<Box> seal_box(LeafId const& leaf, Hash const& cert_hash, SealKey const& to, Hash const& context, Secret32 const& es,
                     OpeningKey const& ephemeral) {
  auto const sealed = hpke_seal(to, Info(tagged("box", context)), Aad(lp({leaf.view(), cert_hash})), es.view(), ephemeral);
  if (!sealed) return sealed.error();
  Box out{.leaf = leaf, .enc = sealed->enc};
  std::copy_n(sealed->ciphertext.begin(), out.ct.size(), out.ct.begin());
  return out;
}

Result<std::vector<Box>> seal_boxes(Roster const& roster, Hash const& context, Secret32 const& es) {
  std::vector<Box> out;
  for (auto const& leaf : roster) {
    auto box = seal_box(leaf.id, leaf.who.cert_hash, leaf.seal(), context, es);
    if (!box) return box.error();
    out.push_back(*box);
  }
  return out;
}

Result<EpochSecrets> open_box(Box const& box, Hash const& cert_hash, OpeningKey const& own, Hash const& context, Hash const& kc) {
  auto const opened = hpke_open(own, Info(tagged("box", context)), Aad(lp({box.leaf.view(), cert_hash})), box.enc, box.ct);
  if (!opened) return opened.error();
  auto es = Secret32::of(opened->view());
  if (!es) return fail(Errc::kCrypto, "box");
  auto out = epoch_of_secret(std::move(*es), context);
  if (!equal_in_constant_time(out.kc, kc)) return fail(Errc::kCrypto, "box");
  return out;
}

Hash boxes_hash(std::span<Box const> boxes) {
  Bytes parts;
  for (auto const& box : boxes) {
    Bytes sealed(box.enc.begin(), box.enc.end());
    sealed.insert(sealed.end(), box.ct.begin(), box.ct.end());
    append_lp(parts, box.leaf.view());
    append_lp(parts, sealed);
  }
  return hash("boxes", parts);
}

Result<void> verify_boxes(RoomState const& after, std::span<Box const> boxes) {
  auto const in_order = std::equal(boxes.begin(), boxes.end(), after.roster.begin(), after.roster.end(),
                                   [](Box const& box, Leaf const& leaf) { return box.leaf == leaf.id; });
  if (!in_order) return fail(Errc::kMalformed, "boxes");
  if (boxes_hash(boxes) != after.boxes) return fail(Errc::kCrypto, "boxes");
  return {};
}

Hash share_hash(View share) {
  return hash("share", share);
}

}  // namespace beraad::crypto
