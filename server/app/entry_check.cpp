// SPDX-License-Identifier: EUPL-1.2
// Proof and rules of an entry, which need nothing but the log so far, the region's trust and the policy.
#include "server/app/entry_check.hpp"

#include "crypto/constant_time.hpp"
#include "crypto/epoch.hpp"
#include "server/domain/log_facts.hpp"

namespace beraad::app {
namespace {

Refusal refusal_of_proof(World const& world, Error const& error) {
  switch (error.code) {
    case Errc::kStale:
      return Fault::kStaleEntry;
    case Errc::kClosed:
      return Fault::kRoomClosed;
    case Errc::kMalformed:
      return world.policy.deny(domain::DenialCode::kEntryMalformed).denial();
    default:
      return Fault::kBadSignature;
  }
}

}  // namespace

bool is_revoked(crypto::Trust const& trust, crypto::VerifiedLeaf const& leaf) {
  return trust.is_revoked(crypto::head_of(leaf.certificate).serial) || trust.is_revoked(leaf.issuer.head.serial);
}

namespace {

// As Trust::usable(), of a leaf whose signatures were verified when it came into the room: what may have changed is time and revocation.
bool is_still_usable(crypto::Trust const& trust, crypto::VerifiedLeaf const& leaf, TimeMs now) {
  auto const& head = crypto::head_of(leaf.certificate);
  bool const covered = head.covers(now) && leaf.issuer.head.covers(now) && trust.root().head.covers(now) && trust.has_status_at(now);
  return covered && !is_revoked(trust, leaf);
}

// Leaving, and renewing one's own certificate, remain possible with one that is no longer valid.
bool concerns_only_oneself(crypto::VerifiedEntry const& verified) {
  auto const& entry = verified.entry;
  if (entry.basis.event == crypto::BasisEvent::kMemberLeft) return true;
  return entry.basis.event == crypto::BasisEvent::kCertificateReplaced && verified.replaced.size() == 1 &&
         verified.replaced.front().id == entry.by;
}

}  // namespace

domain::LeafFacts facts_now(World const& world, crypto::Leaf const& leaf) {
  auto facts = domain::leaf_facts_of(leaf, world.now);
  facts.certificate_valid = is_still_usable(world.trust(), leaf.who, world.now);
  return facts;
}

std::optional<domain::RoomFacts> room_facts_now(crypto::RoomState const& room, int step) {
  auto facts = domain::room_facts_of(room);
  if (facts) facts->step = step;
  return facts;
}

Outcome<PreparedEntry> verify_new_entry(World const& world, RoomStateNow before, RoomId const& room, NewEntry const& entry) {
  auto verified = crypto::verify_entry(before.get(), entry.entry, entry.certs, world.trust());
  if (!verified) return refusal_of_proof(world, verified.error());
  auto const malformed = world.policy.deny(domain::DenialCode::kEntryMalformed);
  if (verified->entry.room != room) return malformed.denial();
  if (!crypto::verify_boxes(verified->after, entry.boxes)) return malformed.denial();
  if (!crypto::equal_in_constant_time(crypto::share_hash(entry.share.view()), verified->entry.shred)) return malformed.denial();

  auto const decision = domain::authorise(world.policy, world.policy_hash, before.get(), *verified);
  if (!decision.allowed()) return decision.denial();
  if (!concerns_only_oneself(*verified) && !world.trust().usable(verified->author.who, world.now))
    return world.policy.deny(domain::DenialCode::kCertificateInvalid).denial();
  return PreparedEntry{std::move(*verified), std::move(before)};
}

Outcome<Done> write_entry(db::Stores& stores, db::RoomNo room, NewEntry const& entry, crypto::VerifiedEntry const& verified) {
  auto const n = verified.entry.n;
  db::LogEntry record{n, stored(entry.entry), verified.hash, {}};
  for (auto const& cert : entry.certs) record.certs.push_back(stored(cert));
  if (auto const appended = stores.log.append(room, record); !appended) return appended.error();
  for (auto const& box : entry.boxes)
    if (auto const added = stores.log.add_box(room, {n, box.leaf, box.enc, box.ct}); !added) return added.error();
  stores.shares.put(verified.entry.room, n, entry.share);
  return Done{};
}

}  // namespace beraad::app
