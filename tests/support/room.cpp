// SPDX-License-Identifier: EUPL-1.2
// Verify, then ask the rules, then open: in that order, and once broken always broken.
#include "tests/support/room.hpp"

#include <algorithm>
#include <stdexcept>

#include "server/domain/policy.hpp"

namespace beraad::test {
namespace {

template <class T>
T must(Result<T> result, std::string_view doing) {
  if (!result) throw std::runtime_error(std::string(doing) + ": " + std::string(result.error().where));
  return std::move(*result);
}

crypto::Signed signed_of(Json const& json) {
  return must(crypto::signed_of_json({{"b", json.at("b")}, {"s", json.at("s")}}), "signed");
}

// The element of a list that is of this epoch, or null.
Json of_epoch(Json const& list, std::uint64_t n) {
  for (auto const& each : list)
    if (each.at("n") == n) return each;
  return nullptr;
}

template <std::size_t N>
crypto::Array<N> fixed(Json const& json, char const* field) {
  auto const bytes = must(from_b64u(json.at(field).get<std::string>()), field);
  if (bytes.size() != N) throw std::runtime_error(field);
  crypto::Array<N> out;
  std::copy(bytes.begin(), bytes.end(), out.begin());
  return out;
}

}  // namespace

void Room::break_with(std::string why) {
  if (broken_.empty()) broken_ = std::move(why);
}

void Room::take_entry(Json const& json) {
  std::vector<crypto::Signed> certs;
  for (auto const& each : json.at("certs")) certs.push_back(signed_of(each));
  auto const entry = signed_of(json);
  must_match_schema("body.log", Json::parse(entry.b.begin(), entry.b.end()));
  auto const* const before = states_.empty() ? nullptr : &states_.back();
  auto verified = crypto::verify_entry(before, entry, certs, trust_);
  if (!verified) return break_with(std::string(verified.error().where));
  auto const decision = domain::authorise(domain::built_in_policy(), domain::built_in_policy_hash(), before, *verified);
  if (!decision.allowed()) {
    broken_rule_ = decision.denial().rule;
    return break_with(std::string(domain::word_of(decision.denial().code)));
  }
  states_.push_back(std::move(verified->after));
}

void Room::open_epoch(std::uint64_t n, Json const& boxes, Json const& shares) {
  auto const box = of_epoch(boxes, n);
  auto const share = of_epoch(shares, n);
  if (box.is_null() || share.is_null()) return;
  auto const& state = states_.at(n);
  auto const* const own = crypto::find_leaf(state.roster, own_.leaf);
  if (own == nullptr) return break_with("a box for whoever is not in the roster");
  crypto::Box const sealed{own_.leaf, fixed<32>(box, "enc"), fixed<48>(box, "ct")};
  auto secrets = crypto::open_box(sealed, own->who.cert_hash, own_.seal, crypto::epoch_context(state), state.kc);
  if (!secrets) return break_with("box");
  auto const secret_share = fixed<32>(share, "share");
  if (crypto::share_hash(secret_share) != state.shred) return break_with("share");
  roots_.emplace(n, crypto::epoch_root(secret_share, secrets->es));
  inits_.emplace(n, std::move(secrets->init));
}

void Room::take_log(Json const& page) {
  for (auto const& each : page.at("entries")) {
    if (!broken_.empty()) return;
    take_entry(each);
    if (broken_.empty()) open_epoch(states_.back().n, page.at("boxes"), page.at("shares"));
  }
}

void Room::take_item(Json const& stored) {
  auto const item = item_of_json(stored);
  must_match_schema("body.item", Json::parse(item.h.begin(), item.h.end()));
  auto decoded = must(crypto::decode_item_header(item.h), "header");
  if (decoded.room != id_ || decoded.epoch >= states_.size()) return break_with("an item of elsewhere");
  auto const header = crypto::verify_item(item, {id_, decoded.epoch}, states_.at(decoded.epoch).roster);
  if (!header) return break_with("item signature");
  auto const seq = chain_.accept(*header, item);
  if (!seq || *seq != stored.at("seq")) return break_with("item chain");
  if (header->from == own_.leaf) ctr_ = std::max(ctr_, header->ctr);
  if (!roots_.contains(header->epoch)) return;
  auto const opened = crypto::open_item(item, crypto::thread_key(roots_.at(header->epoch), header->thread));
  if (!opened) return break_with("item");
  items_.push_back({*seq, *header, Json::parse(opened->view().begin(), opened->view().end())});
}

void Room::take_items(Json const& page) {
  auto const& items = page.at("items");
  auto const first = items.empty() ? 0 : items.front().at("seq").get<std::uint64_t>();
  bool const joined_later = items_.empty() && chain_.seq() == 0 && !states_.empty() && !has_key_of(0);
  if (joined_later && first > 1) chain_ = crypto::ItemChain(first - 1, fixed<32>(page, "prev_head"));
  for (auto const& each : items) {
    if (!broken_.empty()) return;
    take_item(each);
  }
}

void Room::sync_log(Connection& line) {
  for (bool more = true; more && broken_.empty();) {
    auto const page = line.must("room.log", {{"room", text_of_id(id_)}, {"from", states_.size()}});
    take_log(page);
    more = page.at("more").get<bool>();
  }
}

// Whether it has items of an epoch that began after the log was read.
bool Room::is_ahead(Json const& page) const {
  auto const& items = page.at("items");
  return std::any_of(items.begin(), items.end(), [this](Json const& each) {
    auto const header = crypto::decode_item_header(item_of_json(each).h);
    return header && header->epoch >= states_.size();
  });
}

void Room::sync(Connection& line) {
  sync_log(line);
  while (broken_.empty()) {
    auto const page = line.must("item.since", {{"room", text_of_id(id_)}, {"after", chain_.seq()}, {"limit", 100}});
    if (is_ahead(page)) sync_log(line);
    take_items(page);
    if (page.at("items").empty() || chain_.seq() >= page.at("last_seq").get<std::uint64_t>()) break;
  }
}

crypto::Item Room::next_item(ThreadId const& thread, std::string const& type, Json const& payload) {
  ItemDraft const draft{id_, epoch(), thread, type, ++ctr_, chain_.seq(), chain_.head()};
  return write_item(header_of(draft, own_.leaf), roots_.at(epoch()), own_.sign, payload);
}

crypto::Item Room::next_record(crypto::Record const& record, std::string const& words) {
  ItemDraft const draft{id_, epoch(), ThreadId{id_.bytes}, "record", ++ctr_, chain_.seq(), chain_.head(), crypto::encode_record(record)};
  return write_item(header_of(draft, own_.leaf), roots_.at(epoch()), own_.sign, {{"text", words}, {"texts", Json::object()}});
}

std::uint64_t Room::say(Connection& line, ThreadId const& thread, std::string const& type, Json const& payload) {
  auto const item = next_item(thread, type, payload);
  auto const answer = line.must("item.append", {{"room", text_of_id(id_)}, {"item", item_json(item)}});
  sync(line);
  return answer.at("seq").get<std::uint64_t>();
}

std::uint64_t Room::say(Connection& line, ThreadId const& thread, std::string const& text) {
  return say(line, thread, "text", text_payload(text));
}

WrittenEntry Room::next_entry(Connection& line, crypto::BasisEvent event, std::vector<Change> changes) const {
  auto const& now = state();
  auto step = now.basis.step;
  auto const rooms = line.must("room.list", Json::object());
  for (auto const& each : rooms.at("rooms"))
    if (each.at("room") == text_of_id(id_)) step = each.at("step").get<std::uint64_t>();
  EntryDraft const draft{id_, now.case_id, now.kind, now.phase, step, event, std::move(changes), 0, {}};
  return write_entry(draft, own_, &now, &inits_.at(now.n));
}

}  // namespace beraad::test
