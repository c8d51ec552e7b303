// SPDX-License-Identifier: EUPL-1.2
// Log entries to and from their JSON bytes.
#include "crypto/log_entry.hpp"

#include <array>

#include "crypto/labels.hpp"
#include "crypto/object_reader.hpp"

namespace beraad::crypto {
namespace {

constexpr std::array kOpKinds = {OpKind::kCreate, OpKind::kAdd, OpKind::kRemove, OpKind::kReplace, OpKind::kRotate, OpKind::kClose};
constexpr std::array kPhases = {Phase::kAnonymous, Phase::kIdentified};
constexpr std::array kBasisEvents = {BasisEvent::kCaseOpened,          BasisEvent::kConsultOpened, BasisEvent::kReportOpened,
                                     BasisEvent::kRoomOpened,          BasisEvent::kMemberAdded,   BasisEvent::kStandInAdded,
                                     BasisEvent::kTermEnded,           BasisEvent::kMemberLeft,    BasisEvent::kMemberRemoved,
                                     BasisEvent::kCertificateReplaced, BasisEvent::kKeyRotation,   BasisEvent::kPhaseChanged,
                                     BasisEvent::kRoomClosed};

template <class E, std::size_t N>
Result<E> of_word(std::array<E, N> const& all, std::string_view word) {
  for (auto const value : all)
    if (word_of(value) == word) return value;
  return fail(Errc::kMalformed, "word");
}

bool names_leaf(OpKind kind) noexcept {
  return kind == OpKind::kAdd || kind == OpKind::kRemove || kind == OpKind::kReplace;
}
bool brings_certificate(OpKind kind) noexcept {
  return kind == OpKind::kAdd || kind == OpKind::kReplace;
}

Json json_of(Op const& op) {
  return {{"op", word_of(op.kind)},
          {"leaf", names_leaf(op.kind) ? text_of_id(op.leaf) : std::string{}},
          {"cert", brings_certificate(op.kind) ? to_b64u(op.cert_hash) : std::string{}},
          {"until", op.term.until},
          {"for", op.term.stands_in_for.is_zero() ? std::string{} : text_of_id(op.term.stands_in_for)}};
}

Result<Op> op_of_json(Json const& value) {
  ObjectReader reader(value);
  Op out{.kind = reader.take(of_word(kOpKinds, reader.word("op")), "op")};
  if (names_leaf(out.kind))
    out.leaf = reader.id<LeafId>("leaf");
  else
    reader.constant("leaf", "");
  if (brings_certificate(out.kind))
    out.cert_hash = reader.bytes32("cert");
  else
    reader.constant("cert", "");
  out.term = {reader.time("until"), reader.id_or_empty<LeafId>("for")};
  if (out.kind != OpKind::kAdd && out.term != Term{}) reader.refuse("until");
  if (auto const read = reader.finish(); !read) return read.error();
  return out;
}

Result<Basis> basis_of_json(Json const& value) {
  ObjectReader reader(value);
  Basis out{.step = reader.integer("step"), .event = reader.take(basis_event_of_word(reader.word("event")), "event")};
  if (auto const read = reader.finish(); !read) return read.error();
  return out;
}

}  // namespace

std::string_view word_of(OpKind kind) noexcept {
  switch (kind) {
    case OpKind::kCreate:
      return "create";
    case OpKind::kAdd:
      return "add";
    case OpKind::kRemove:
      return "remove";
    case OpKind::kReplace:
      return "replace";
    case OpKind::kRotate:
      return "rotate";
    case OpKind::kClose:
      return "close";
  }
  return {};
}

std::string_view word_of(Phase phase) noexcept {
  return phase == Phase::kAnonymous ? "anonymous" : "identified";
}

std::string_view word_of(BasisEvent event) noexcept {
  switch (event) {
    case BasisEvent::kCaseOpened:
      return "case_opened";
    case BasisEvent::kConsultOpened:
      return "consult_opened";
    case BasisEvent::kReportOpened:
      return "report_opened";
    case BasisEvent::kRoomOpened:
      return "room_opened";
    case BasisEvent::kMemberAdded:
      return "member_added";
    case BasisEvent::kStandInAdded:
      return "stand_in_added";
    case BasisEvent::kTermEnded:
      return "term_ended";
    case BasisEvent::kMemberLeft:
      return "member_left";
    case BasisEvent::kMemberRemoved:
      return "member_removed";
    case BasisEvent::kCertificateReplaced:
      return "certificate_replaced";
    case BasisEvent::kKeyRotation:
      return "key_rotation";
    case BasisEvent::kPhaseChanged:
      return "phase_changed";
    case BasisEvent::kRoomClosed:
      return "room_closed";
  }
  return {};
}

Result<Phase> phase_of_word(std::string_view word) {
  return of_word(kPhases, word);
}
Result<BasisEvent> basis_event_of_word(std::string_view word) {
  return of_word(kBasisEvents, word);
}

Bytes encode(LogEntry const& entry) {
  auto ops = Json::array();
  for (auto const& op : entry.ops) ops.push_back(json_of(op));
  Json const out = {{"v", 1},
                    {"suite", 1},
                    {"room", text_of_id(entry.room)},
                    {"case", text_of_id(entry.case_id)},
                    {"kind", entry.kind},
                    {"n", entry.n},
                    {"prev", to_b64u(entry.prev)},
                    {"policy", to_b64u(entry.policy)},
                    {"by", text_of_id(entry.by)},
                    {"at", entry.at},
                    {"phase", word_of(entry.phase)},
                    {"ops", std::move(ops)},
                    {"basis", {{"step", entry.basis.step}, {"event", word_of(entry.basis.event)}}},
                    {"roster", to_b64u(entry.roster)},
                    {"kc", to_b64u(entry.kc)},
                    {"boxes", to_b64u(entry.boxes)},
                    {"shred", to_b64u(entry.shred)}};
  return copy_of(view_of(encode_json(out)));
}

Result<LogEntry> decode_log_entry(View b) {
  if (b.size() > kMaxSignedBytes) return fail(Errc::kMalformed, "entry");
  auto const value = decode_json(text_of(b));
  if (!value) return value.error();
  ObjectReader reader(*value);
  reader.constant("v", 1);
  reader.constant("suite", 1);
  LogEntry out{.room = reader.id<RoomId>("room"),
               .case_id = reader.id<CaseId>("case"),
               .kind = reader.word("kind"),
               .n = reader.integer("n"),
               .prev = reader.bytes32("prev"),
               .policy = reader.bytes32("policy"),
               .by = reader.id<LeafId>("by"),
               .at = reader.time("at"),
               .phase = reader.take(phase_of_word(reader.word("phase")), "phase")};
  for (auto const& op : reader.array("ops", kMaxOps)) out.ops.push_back(reader.take(op_of_json(op), "ops"));
  if (out.ops.empty()) reader.refuse("ops");
  out.basis = reader.take(basis_of_json(reader.object("basis")), "basis");
  out.roster = reader.bytes32("roster");
  out.kc = reader.bytes32("kc");
  out.boxes = reader.bytes32("boxes");
  out.shred = reader.bytes32("shred");
  if (auto const read = reader.finish(); !read) return read.error();
  return out;
}

Hash entry_hash(Signed const& entry) {
  return hash("entry", lp({entry.b, entry.s}));
}

}  // namespace beraad::crypto
