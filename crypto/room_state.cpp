// SPDX-License-Identifier: EUPL-1.2
// One entry applied to what came before it, step by step; nothing of it is given out before its signature and roster hold.
#include "crypto/room_state.hpp"

#include <algorithm>

namespace beraad::crypto {
namespace {

Error malformed(std::string_view where) {
  return fail(Errc::kMalformed, where);
}

// Whether the entry is the next one of this room.
Result<void> check_chain(RoomState const* before, LogEntry const& entry) {
  if (before == nullptr) {
    if (entry.n != 0 || entry.prev != Hash{}) return fail(Errc::kStale, "entry");
    return {};
  }
  if (entry.room != before->room || entry.case_id != before->case_id || entry.kind != before->kind) return malformed("entry");
  if (before->closed) return fail(Errc::kClosed, "entry");
  if (entry.n != before->n + 1 || entry.prev != before->head) return fail(Errc::kStale, "entry");
  return {};
}

// Entry 0: create, then adds. Later: no create.
bool ops_are_in_place(LogEntry const& entry) {
  for (std::size_t i = 0; i < entry.ops.size(); ++i) {
    auto const kind = entry.ops[i].kind;
    bool const creates = kind == OpKind::kCreate;
    if (creates != (entry.n == 0 && i == 0)) return false;
    if (entry.n == 0 && i > 0 && kind != OpKind::kAdd) return false;
  }
  return !entry.ops.empty();
}

class OpsInOrder {
 public:
  OpsInOrder(VerifiedEntry& out, std::span<Signed const> certificates, Trust const& trust)
      : out_(out), certificates_(certificates), trust_(trust) {}

  Result<void> apply(Op const& op) {
    switch (op.kind) {
      case OpKind::kAdd:
        return add(op);
      case OpKind::kRemove:
        return remove(op);
      case OpKind::kReplace:
        return replace(op);
      case OpKind::kClose:
        out_.after.closed = true;
        return {};
      case OpKind::kCreate:
      case OpKind::kRotate:
        return {};
    }
    return malformed("op");
  }
  [[nodiscard]] bool has_used_all_certificates() const noexcept { return certificates_.empty(); }

 private:
  // The next certificate: the one the op names, of its leaf, made for this room or case where it is made for one.
  Result<Leaf> take_leaf(Op const& op) {
    if (certificates_.empty()) return malformed("certificates");
    auto verified = trust_.verify_leaf_at(certificates_.front(), out_.entry.at);
    certificates_ = certificates_.subspan(1);
    if (!verified) return verified.error();
    if (verified->cert_hash != op.cert_hash || leaf_of(verified->certificate) != op.leaf) return malformed("certificates");
    if (auto const* pseudonym = std::get_if<PseudonymCertificate>(&verified->certificate); pseudonym && pseudonym->room != out_.entry.room)
      return fail(Errc::kCrypto, "certificate");
    // A room that does not name its case has no place for guests at all; which rule says so is the domain's answer.
    auto const* const guest = std::get_if<GuestCertificate>(&verified->certificate);
    if (guest != nullptr && !out_.entry.case_id.is_zero() && guest->case_id != out_.entry.case_id)
      return fail(Errc::kCrypto, "certificate");
    return Leaf{.id = op.leaf, .who = std::move(*verified), .term = op.term};
  }

  [[nodiscard]] Roster::iterator place_of(LeafId const& id) {
    return std::find_if(roster().begin(), roster().end(), [&](Leaf const& leaf) { return leaf.id == id; });
  }
  [[nodiscard]] Roster& roster() noexcept { return out_.after.roster; }

  Result<void> add(Op const& op) {
    if (place_of(op.leaf) != roster().end()) return malformed("add");
    auto leaf = take_leaf(op);
    if (!leaf) return leaf.error();
    roster().push_back(*leaf);
    out_.joined.push_back(std::move(*leaf));
    return {};
  }
  Result<void> remove(Op const& op) {
    auto const place = place_of(op.leaf);
    if (place == roster().end()) return malformed("remove");
    if (trust_.is_revoked(head_of(place->who.certificate).serial) || trust_.is_revoked(place->who.issuer.head.serial))
      out_.revoked.push_back(op.leaf);
    roster().erase(place);
    out_.left.push_back(op.leaf);
    return {};
  }
  Result<void> replace(Op const& op) {
    auto const place = place_of(op.leaf);
    if (place == roster().end()) return malformed("replace");
    auto leaf = take_leaf(op);
    if (!leaf) return leaf.error();
    leaf->term = place->term;
    *place = *leaf;
    out_.replaced.push_back(std::move(*leaf));
    return {};
  }

  VerifiedEntry& out_;
  std::span<Signed const> certificates_;
  Trust const& trust_;
};

Result<void> check_author(VerifiedEntry& out, Roster const& roster, Signed const& entry) {
  auto const* const author = find_leaf(roster, out.entry.by);
  if (author == nullptr || !verify_object(author->sign(), SignedKind::kLog, entry)) return fail(Errc::kCrypto, "entry");
  out.author = *author;
  return {};
}

void take_over(RoomState& after, LogEntry const& entry, Hash const& hash) {
  after.room = entry.room;
  after.case_id = entry.case_id;
  after.kind = entry.kind;
  after.n = entry.n;
  after.head = hash;
  after.prev = entry.prev;
  after.policy = entry.policy;
  after.phase = entry.phase;
  after.basis = entry.basis;
  after.at = entry.at;
  after.roster_hash = entry.roster;
  after.kc = entry.kc;
  after.boxes = entry.boxes;
  after.shred = entry.shred;
}

}  // namespace

Result<VerifiedEntry> verify_entry(RoomState const* before, Signed const& entry, std::span<Signed const> certificates, Trust const& trust) {
  auto decoded = decode_log_entry(entry.b);
  if (!decoded) return decoded.error();
  VerifiedEntry out{.entry = std::move(*decoded), .hash = entry_hash(entry)};
  if (auto const chained = check_chain(before, out.entry); !chained) return chained.error();
  if (!ops_are_in_place(out.entry)) return malformed("ops");
  if (before != nullptr) {
    if (auto const signed_by = check_author(out, before->roster, entry); !signed_by) return signed_by.error();
    out.after = *before;
  }
  OpsInOrder ops(out, certificates, trust);
  for (auto const& op : out.entry.ops)
    if (auto const applied = ops.apply(op); !applied) return applied.error();
  if (!ops.has_used_all_certificates()) return malformed("certificates");
  if (out.after.roster.size() > kMaxLeaves) return malformed("roster");
  if (before == nullptr)
    if (auto const signed_by = check_author(out, out.after.roster, entry); !signed_by) return signed_by.error();
  if (roster_hash(out.after.roster) != out.entry.roster) return malformed("roster");
  take_over(out.after, out.entry, out.hash);
  return out;
}

std::vector<LeafId> unusable_leaves(RoomState const& state, Trust const& trust, TimeMs now) {
  std::vector<LeafId> out;
  for (auto const& leaf : state.roster)
    if (!trust.verify_leaf(leaf.who.as_signed, now)) out.push_back(leaf.id);
  return out;
}

}  // namespace beraad::crypto
