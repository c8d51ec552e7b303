// SPDX-License-Identifier: EUPL-1.2
// Protocol.md, sections 4 to 6, from the author's side.
#include "tests/support/room_draft.hpp"

#include <algorithm>
#include <stdexcept>

#include "crypto/random.hpp"
#include "server/domain/policy.hpp"
#include "tests/support/region.hpp"

namespace beraad::test {
namespace {

template <class T>
T must(Result<T> result, std::string_view doing) {
  if (!result) throw std::runtime_error(std::string(doing) + ": " + std::string(result.error().where));
  return std::move(*result);
}

Json box_json(crypto::Box const& box) {
  return {{"leaf", text_of_id(box.leaf)}, {"enc", to_b64u(box.enc)}, {"ct", to_b64u(box.ct)}};
}

void apply(Change const& change, crypto::Roster& roster, crypto::LogEntry& entry, std::vector<crypto::Signed>& certs) {
  crypto::Op op;
  op.kind = change.op;
  auto const place = [&](LeafId const& leaf) {
    return std::find_if(roster.begin(), roster.end(), [&](crypto::Leaf const& each) { return each.id == leaf; });
  };
  switch (change.op) {
    case crypto::OpKind::kAdd:
    case crypto::OpKind::kReplace: {
      auto const leaf = unverified_leaf(change.cert);
      op.leaf = leaf.id;
      op.cert_hash = leaf.who.cert_hash;
      if (change.op == crypto::OpKind::kAdd) op.term = change.term;
      certs.push_back(change.cert);
      auto const there = place(leaf.id);
      if (change.op == crypto::OpKind::kReplace && there != roster.end()) {
        *there = leaf;
      } else {
        roster.push_back(leaf);
      }
      break;
    }
    case crypto::OpKind::kRemove:
      op.leaf = change.leaf;
      std::erase_if(roster, [&](crypto::Leaf const& each) { return each.id == change.leaf; });
      break;
    case crypto::OpKind::kCreate:
    case crypto::OpKind::kRotate:
    case crypto::OpKind::kClose:
      break;
  }
  entry.ops.push_back(op);
}

}  // namespace

crypto::Leaf unverified_leaf(crypto::Signed const& cert) {
  auto certificate = must(crypto::decode_leaf_certificate(cert.b), "certificate");
  auto const id = crypto::leaf_of(certificate);
  return {.id = id, .who = {std::move(certificate), {}, crypto::certificate_hash(cert), cert}};
}

Change add(crypto::Signed const& cert, crypto::Term term) {
  return {crypto::OpKind::kAdd, cert, {}, term};
}
Change replace(crypto::Signed const& cert) {
  return {crypto::OpKind::kReplace, cert, {}};
}
Change remove(LeafId const& leaf) {
  return {crypto::OpKind::kRemove, {}, leaf};
}

Json WrittenEntry::json() const {
  Json out{{"entry", crypto::json_of(entry)}, {"certs", Json::array()}, {"boxes", Json::array()}, {"share", to_b64u(share.view())}};
  for (auto const& each : certs) out["certs"].push_back(crypto::json_of(each));
  for (auto const& each : boxes) out["boxes"].push_back(box_json(each));
  return out;
}

WrittenEntry write_entry(EntryDraft const& draft, OwnLeaf const& by, crypto::RoomState const* before, crypto::Secret32 const* init) {
  crypto::LogEntry entry;
  entry.room = draft.room;
  entry.case_id = draft.case_id;
  entry.kind = draft.kind;
  entry.n = before == nullptr ? 0 : before->n + 1;
  if (before != nullptr) entry.prev = before->head;
  entry.policy = draft.policy == crypto::Hash{} ? domain::built_in_policy_hash() : draft.policy;
  entry.by = by.leaf;
  entry.at = draft.at == 0 ? now_ms() : draft.at;
  entry.phase = draft.phase;
  entry.basis = {draft.step, draft.event};

  WrittenEntry out;
  crypto::Roster roster = before == nullptr ? crypto::Roster{} : before->roster;
  if (before == nullptr) entry.ops.push_back({.kind = crypto::OpKind::kCreate});
  for (auto const& change : draft.changes) apply(change, roster, entry, out.certs);
  entry.roster = crypto::roster_hash(roster);
  auto const context = crypto::epoch_context(entry);
  out.secrets = crypto::start_epoch(init, context);
  out.boxes = must(crypto::seal_boxes(roster, context, out.secrets.es), "boxes");
  out.share = crypto::random_secret<32>();
  entry.kc = out.secrets.kc;
  entry.boxes = crypto::boxes_hash(out.boxes);
  entry.shred = crypto::share_hash(out.share.view());
  out.entry = crypto::sign_object(by.sign, crypto::SignedKind::kLog, crypto::encode(entry));
  out.body = std::move(entry);
  return out;
}

crypto::ItemHeader header_of(ItemDraft const& draft, LeafId const& from) {
  crypto::ItemHeader header;
  header.room = draft.room;
  header.epoch = draft.epoch;
  header.thread = draft.thread;
  header.type = draft.type;
  header.record = draft.record;
  header.id = crypto::random_id<ItemId>();
  header.from = from;
  header.ctr = draft.ctr;
  header.seen_seq = draft.seen_seq;
  header.seen_head = draft.seen_head;
  header.at = now_ms();
  header.salt = crypto::random_array<32>();
  return header;
}

crypto::Item write_item(crypto::ItemHeader const& header, crypto::Secret32 const& root, crypto::SigningKey const& sign,
                        Json const& payload) {
  must_match_schema("payload." + header.type, payload);
  auto const text = payload.dump();
  return must(crypto::seal_item(header, crypto::thread_key(root, header.thread), sign, crypto::view_of(text)), "item");
}

Json item_json(crypto::Item const& item) {
  return {{"h", to_b64u(item.h)}, {"k", to_b64u(item.k)}, {"c", to_b64u(item.c)}, {"s", to_b64u(item.s)}};
}

crypto::Item item_of_json(Json const& json) {
  auto const bytes = [&](char const* field) { return must(from_b64u(json.at(field).get<std::string>()), field); };
  crypto::Item item;
  item.h = bytes("h");
  item.c = bytes("c");
  auto const k = bytes("k");
  auto const s = bytes("s");
  std::copy(k.begin(), k.end(), item.k.begin());
  std::copy(s.begin(), s.end(), item.s.begin());
  return item;
}

Json text_payload(std::string const& text, std::string const& title, std::string const& reply_to) {
  return {{"text", text}, {"title", title}, {"reply_to", reply_to}};
}

}  // namespace beraad::test
