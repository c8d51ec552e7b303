// SPDX-License-Identifier: EUPL-1.2
// Certificates, log, epochs, items and files.
#include "crypto/epoch.hpp"
#include "crypto/file_chunks.hpp"
#include "crypto/item_chain.hpp"
#include "crypto/padding.hpp"
#include "vector_check.hpp"
#include "vector_files.hpp"

namespace beraad::crypto::test {
namespace {

template <class I>
I id_at(Json const& in, char const* name) {
  return I{fixed_at<16>(in, name)};
}

Signed signed_of(Json const& in) {
  return {.b = hex_at(in, "b"), .s = fixed_at<64>(in, "s")};
}
TimeMs time_at(Json const& in, char const* name) {
  return static_cast<TimeMs>(integer_at(in, name));
}

Result<Trust> trust_of(Json const& in) {
  auto trust = Trust::begin(signed_of(in.at("root")), VerifyKey{fixed_at<32>(in, "pinned")});
  if (!trust || !in.contains("orgs")) return trust;
  for (auto const& organisation : in.at("orgs"))
    if (auto const added = trust->add_organisation(signed_of(organisation)); !added) return added.error();
  return trust;
}

Json summary(std::span<Byte const> bytes) {
  return {{"size", bytes.size()}, {"sha256", to_hex(sha256(bytes))}};
}

Outcome root_case(Json const& in) {
  auto const trust = trust_of(in);
  if (!trust || !trust->root().head.covers(time_at(in, "now"))) return std::nullopt;
  return Json{{"serial", to_hex(trust->root().head.serial.view())}, {"region", trust->root().region}};
}

Outcome org_case(Json const& in) {
  auto trust = trust_of(in);
  auto const organisation = signed_of(in.at("org"));
  if (!trust || !trust->add_organisation(organisation)) return std::nullopt;
  auto const found = trust->organisation(decode_organisation(organisation.b)->org, time_at(in, "now"));
  if (!found) return std::nullopt;
  return Json{{"serial", to_hex(found->head.serial.view())},
              {"org", to_hex(found->org.view())},
              {"type", found->type},
              {"key", to_hex(found->key.bytes)}};
}

Outcome status_case(Json const& in) {
  auto trust = trust_of(in);
  if (!trust || !trust->set_status(signed_of(in.at("status")), time_at(in, "now"))) return std::nullopt;
  Json out = {{"n", trust->status()->n}, {"revoked", Json::array()}};
  for (auto const& serial : trust->status()->revoked) out["revoked"].push_back(to_hex(serial.view()));
  return out;
}

Outcome leaf_case(Json const& in) {
  auto trust = trust_of(in);
  auto const now = time_at(in, "now");
  if (!trust) return std::nullopt;
  if (!in.at("status").is_null() && !trust->set_status(signed_of(in.at("status")), now)) return std::nullopt;
  auto const leaf = trust->verify_leaf(signed_of(in.at("cert")), now);
  if (!leaf) return std::nullopt;
  return Json{{"class", word_of(class_of(leaf->certificate))},
              {"serial", to_hex(head_of(leaf->certificate).serial.view())},
              {"leaf", to_hex(leaf_of(leaf->certificate).view())},
              {"sign", to_hex(sign_of(leaf->certificate).bytes)},
              {"seal", to_hex(seal_of(leaf->certificate).bytes)},
              {"org", to_hex(leaf->issuer.org.view())},
              {"org_type", leaf->issuer.type},
              {"functie", functie_of(leaf->certificate)},
              {"cert_hash", to_hex(leaf->cert_hash)}};
}

Outcome log_case(Json const& in) {
  auto const trust = trust_of(in);
  if (!trust) return std::nullopt;
  std::optional<RoomState> state;
  for (auto const& one : in.at("entries")) {
    std::vector<Signed> certificates;
    for (auto const& certificate : one.at("certs")) certificates.push_back(signed_of(certificate));
    auto verified = verify_entry(state ? &*state : nullptr, signed_of(one.at("entry")), certificates, *trust);
    if (!verified) return std::nullopt;
    state = std::move(verified->after);
  }
  Json leaves = Json::array();
  for (auto const& leaf : state->roster) leaves.push_back(to_hex(leaf.id.view()));
  return Json{{"n", state->n},    {"head", to_hex(state->head)},          {"roster", to_hex(state->roster_hash)},
              {"leaves", leaves}, {"ctx", to_hex(epoch_context(*state))}, {"closed", state->closed}};
}

Outcome roster_hash_case(Json const& in) {
  std::vector<RosterPlace> places;
  for (auto const& leaf : in.at("leaves")) places.push_back({id_at<LeafId>(leaf, "leaf"), fixed_at<32>(leaf, "cert_hash")});
  return to_hex(roster_hash(places));
}

Box box_of(Json const& in) {
  return {.leaf = id_at<LeafId>(in, "leaf"), .enc = fixed_at<32>(in, "enc"), .ct = fixed_at<48>(in, "ct")};
}

Outcome epoch_context_case(Json const& in) {
  return to_hex(epoch_context(id_at<RoomId>(in, "room"), integer_at(in, "n"), fixed_at<32>(in, "prev"), fixed_at<32>(in, "roster"),
                              fixed_at<32>(in, "policy")));
}

Outcome epoch_start_case(Json const& in) {
  std::optional<Secret32> before;
  if (!text_at(in, "init_before").empty()) before = secret_at(in, "init_before");
  auto const epoch = start_epoch(before ? &*before : nullptr, fixed_at<32>(in, "ctx"), secret_at(in, "random"));
  return Json{{"es", to_hex(epoch.es.view())}, {"init", to_hex(epoch.init.view())}, {"kc", to_hex(epoch.kc)}};
}

Outcome box_open_case(Json const& in) {
  auto const epoch = open_box(box_of(in), fixed_at<32>(in, "cert_hash"), OpeningKey::from_private(secret_at(in, "private")),
                              fixed_at<32>(in, "ctx"), fixed_at<32>(in, "kc"));
  if (!epoch) return std::nullopt;
  return Json{{"es", to_hex(epoch->es.view())}, {"init", to_hex(epoch->init.view())}};
}

Outcome boxes_hash_case(Json const& in) {
  std::vector<Box> boxes;
  for (auto const& box : in.at("boxes")) boxes.push_back(box_of(box));
  return to_hex(boxes_hash(boxes));
}

Outcome pad_case(Json const& in) {
  auto const padded = pad(hex_at(in, "plaintext"));
  return padded ? Outcome(summary(padded->view())) : std::nullopt;
}

Outcome unpad_case(Json const& in) {
  auto const plaintext = unpad(hex_at(in, "padded"));
  return plaintext ? Outcome(to_hex(plaintext->view())) : std::nullopt;
}

Item item_of(Json const& in) {
  return {.h = hex_at(in, "h"), .k = fixed_at<32>(in, "k"), .c = hex_at(in, "c"), .s = fixed_at<64>(in, "s")};
}

// Only the ids and keys of a vector's roster matter.
Roster roster_of(Json const& in) {
  Roster out;
  for (auto const& one : in.at("roster"))
    out.push_back(
        {.id = id_at<LeafId>(one, "leaf"), .who = {.certificate = MemberCertificate{.sign = VerifyKey{fixed_at<32>(one, "sign")}}}});
  return out;
}

ItemPlace place_of(Json const& in) {
  return {.room = id_at<RoomId>(in, "room"), .epoch = integer_at(in, "epoch")};
}

Outcome item_open_case(Json const& in) {
  auto const item = item_of(in.at("item"));
  auto const header = verify_item(item, place_of(in), roster_of(in));
  if (!header || header->thread != id_at<ThreadId>(in, "thread")) return std::nullopt;
  auto const plaintext = open_item(item, secret_at(in, "thread_key"));
  return plaintext ? Outcome(to_hex(plaintext->view())) : std::nullopt;
}

Outcome item_chain_case(Json const& in) {
  auto const roster = roster_of(in);
  ItemChain chain;
  for (auto const& one : in.at("items")) {
    auto const item = item_of(one);
    auto const header = verify_item(item, place_of(in), roster);
    if (!header || !chain.accept(*header, item)) return std::nullopt;
  }
  return Json{{"seq", chain.seq()}, {"head", to_hex(chain.head())}};
}

Outcome item_head_case(Json const& in) {
  return to_hex(
      next_head(fixed_at<32>(in, "before"), hex_at(in, "h"), fixed_at<32>(in, "k"), fixed_at<32>(in, "c_hash"), fixed_at<64>(in, "s")));
}

FileCipher cipher_of(Json const& in) {
  return {secret_at(in, "key"), id_at<FileId>(in, "file")};
}

Outcome file_seal_case(Json const& in) {
  Bytes content(integer_at(in, "size"));
  for (std::size_t i = 0; i < content.size(); ++i) content[i] = static_cast<Byte>(i % 251);
  Json out = Json::array();
  for (auto const& chunk : cipher_of(in).seal(content)) out.push_back(summary(chunk));
  return out;
}

Outcome file_open_case(Json const& in) {
  std::vector<Bytes> chunks;
  for (auto const& chunk : in.at("chunks")) chunks.push_back(hex(chunk.get<std::string>()));
  auto const content = cipher_of(in).open(chunks);
  return content ? Outcome(summary(content->view())) : std::nullopt;
}

Outcome chunk_open_case(Json const& in) {
  auto const content =
      cipher_of(in).open_chunk(static_cast<std::uint32_t>(integer_at(in, "index")), in.at("last").get<bool>(), hex_at(in, "ct"));
  return content ? Outcome(to_hex(content->view())) : std::nullopt;
}

}  // namespace

std::map<std::string, Operation> const& room_operations() {
  static std::map<std::string, Operation> const operations = {
      {"root", root_case},
      {"org", org_case},
      {"status", status_case},
      {"leaf", leaf_case},
      {"log", log_case},
      {"entry_hash", [](Json const& in) { return Outcome(to_hex(entry_hash(signed_of(in.at("entry"))))); }},
      {"roster_hash", roster_hash_case},
      {"epoch_context", epoch_context_case},
      {"epoch_start", epoch_start_case},
      {"box_open", box_open_case},
      {"boxes_hash", boxes_hash_case},
      {"share_hash", [](Json const& in) { return Outcome(to_hex(share_hash(hex_at(in, "share")))); }},
      {"pad", pad_case},
      {"unpad", unpad_case},
      {"thread_key",
       [](Json const& in) {
         return Outcome(to_hex(thread_key(epoch_root(hex_at(in, "share"), secret_at(in, "es")), id_at<ThreadId>(in, "thread")).view()));
       }},
      {"item_open", item_open_case},
      {"item_head", item_head_case},
      {"item_chain", item_chain_case},
      {"file_seal", file_seal_case},
      {"file_open", file_open_case},
      {"chunk_open", chunk_open_case}};
  return operations;
}

}  // namespace beraad::crypto::test
