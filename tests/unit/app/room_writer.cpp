// SPDX-License-Identifier: EUPL-1.2
// Entries and items composed from the crypto room's own parts.
#include "room_writer.hpp"

#include <algorithm>

#include "crypto/log_entry.hpp"
#include "server/domain/policy.hpp"

namespace beraad::app::testing {
namespace {

std::array<crypto::Byte, 32> bytes_of(Secret32 const& secret) {
  std::array<crypto::Byte, 32> out{};
  std::copy(secret.view().begin(), secret.view().end(), out.begin());
  return out;
}
Secret32 secret_of(std::array<crypto::Byte, 32> const& bytes) {
  return Secret32(std::span<crypto::Byte const, 32>(bytes));
}

}  // namespace

Participant named(Somebody const& who) {
  return {who.leaf(), who.cert, who.sign.clone()};
}

RoomWriter::RoomWriter(RegionUnderTest& region, std::string kind, CaseId of_case)
    : case_id(of_case), region_(region), kind_(std::move(kind)) {}

crypto::Leaf RoomWriter::leaf_of(Participant const& who) const {
  auto certificate = crypto::decode_leaf_certificate(who.cert.b).value();
  return {.id = who.leaf, .who = {std::move(certificate), {}, crypto::certificate_hash(who.cert), who.cert}};
}

NewEntry RoomWriter::entry(Participant const& by, Change const& change) {
  State after = state_.value_or(State{});
  crypto::LogEntry entry;
  entry.room = id;
  entry.case_id = case_id;
  entry.kind = kind_;
  entry.n = state_ ? state_->n + 1 : 0;
  entry.prev = after.prev;
  entry.policy = domain::built_in_policy_hash();
  entry.by = by.leaf;
  entry.at = region_.now();
  entry.phase = after.phase;
  entry.basis = {change.step, change.event};

  NewEntry out;
  for (std::size_t i = 0; i < change.ops.size(); ++i) {
    crypto::Op op{.kind = change.ops[i]};
    auto const* const who = change.people[i];
    if (who != nullptr) op.leaf = who->leaf;
    auto const place = std::find_if(after.roster.begin(), after.roster.end(), [&](crypto::Leaf const& each) { return each.id == op.leaf; });
    if (op.kind == crypto::OpKind::kAdd || op.kind == crypto::OpKind::kReplace) {
      op.cert_hash = crypto::certificate_hash(who->cert);
      out.certs.push_back(who->cert);
      if (op.kind == crypto::OpKind::kAdd)
        after.roster.push_back(leaf_of(*who));
      else if (place != after.roster.end())
        *place = leaf_of(*who);
    }
    if (op.kind == crypto::OpKind::kAdd) op.term = change.term;
    if (op.kind == crypto::OpKind::kRemove && place != after.roster.end()) after.roster.erase(place);
    entry.ops.push_back(op);
  }

  entry.roster = crypto::roster_hash(after.roster);
  auto const init = secret_of(after.init);
  auto const secrets = crypto::start_epoch(state_ ? &init : nullptr, crypto::epoch_context(entry));
  entry.kc = secrets.kc;
  out.boxes = crypto::seal_boxes(after.roster, crypto::epoch_context(entry), secrets.es).value();
  out.share = crypto::random_secret<32>();
  entry.boxes = crypto::boxes_hash(out.boxes);
  entry.shred = crypto::share_hash(out.share.view());
  if (spoil) spoil(entry);
  out.entry = crypto::sign_object(by.sign, crypto::SignedKind::kLog, crypto::encode(entry));

  after.n = entry.n;
  after.prev = crypto::entry_hash(out.entry);
  after.phase = entry.phase;
  after.es = bytes_of(secrets.es);
  after.init = bytes_of(secrets.init);
  after.share = bytes_of(out.share);
  next_ = std::move(after);
  return out;
}

NewRoom RoomWriter::room(Participant const& by, std::vector<Participant const*> const& people, std::uint64_t step) {
  Change change;
  change.event = kind_ == "schoolteam" ? crypto::BasisEvent::kCaseOpened
                 : kind_ == "melding"  ? crypto::BasisEvent::kReportOpened
                 : kind_ != "consult"  ? crypto::BasisEvent::kRoomOpened
                                       : crypto::BasisEvent::kConsultOpened;
  change.ops = {crypto::OpKind::kCreate};
  change.people = {nullptr};
  change.step = step;
  for (auto const* each : people) {
    change.ops.push_back(crypto::OpKind::kAdd);
    change.people.push_back(each);
  }
  NewRoom out;
  out.room = id;
  out.kind = domain::of_word<RoomKind>(kind_).value();
  out.entry = entry(by, change);
  return out;
}

crypto::ItemHeader RoomWriter::header(Participant const& by, std::string const& type) {
  auto const& state = state_ ? *state_ : *next_;
  crypto::ItemHeader header;
  header.room = id;
  header.epoch = state.n;
  header.thread = thread;
  header.type = type;
  header.id = crypto::random_id<ItemId>();
  header.from = by.leaf;
  header.ctr = ++counter;
  header.seen_seq = seq_;
  header.seen_head = head_;
  header.at = region_.now();
  header.salt = crypto::random_array<32>();
  return header;
}

Item RoomWriter::seal(Participant const& by, crypto::ItemHeader const& header, std::string const& text) {
  auto const& state = state_ ? *state_ : *next_;
  auto const root = crypto::epoch_root(state.share, secret_of(state.es));
  auto const key = crypto::thread_key(root, header.thread);
  auto const payload = R"({"text":")" + text + R"(","title":"","reply_to":""})";
  return crypto::seal_item(header, key, by.sign, crypto::view_of(payload)).value();
}

Item RoomWriter::record(Participant const& by, crypto::Record const& record) {
  auto record_header = header(by, "record");
  record_header.thread.bytes = id.bytes;
  record_header.record = crypto::encode_record(record);
  return seal(by, record_header, "Omdat het kon.");
}

Item RoomWriter::item(Participant const& by, std::string const& type, std::string const& text) {
  return seal(by, header(by, type), text);
}

}  // namespace beraad::app::testing
