// SPDX-License-Identifier: EUPL-1.2
// items.json and files.json
#include "crypto/file_chunks.hpp"
#include "crypto/padding.hpp"
#include "crypto/record.hpp"
#include "vector_writer.hpp"
#include "vector_writer_json.hpp"

namespace beraad::crypto::test {
namespace {

struct Scene {
  Region region{};
  Person anouk = region.member(region.school, "Anouk", "zorgcoordinator");
  Person bram = region.member(region.gemeente, "Bram", "aandachtsfunctionaris");
  RoomWriter room{region.trust(), "items"};
  Written created = room.write(anouk, {{OpKind::kCreate}, {OpKind::kAdd, &anouk}, {OpKind::kAdd, &bram}}, BasisEvent::kConsultOpened);
  Secret32 root = epoch_root(created.share, created.secrets.es);
  Secret32 key = thread_key(root, id_of<ThreadId>("thread"));
};

std::string text_payload(std::size_t length) {
  return R"({"text":")" + std::string(length, 'a') + R"(","title":"","reply_to":""})";
}

Item seal(Scene const& scene, ItemHeader const& header, Person const& by, std::string const& payload) {
  return seal_item(header, scene.key, by.sign, view_of(payload)).value();
}

void paddings(VectorFile& file) {
  for (std::size_t const size : {0, 1, 252, 253, 1020, 1021, 4092, 4093, 32'000})
    file.add("padding of " + std::to_string(size) + " bytes", "pad", {{"plaintext", to_hex(Bytes(size, 'x'))}});
  file.refuse("padding of 32001 bytes", "pad", {{"plaintext", to_hex(Bytes(32'001, 'x'))}});
  auto const padded = to_hex(pad(view_of("abc")).value().view());
  file.add("padded abc", "unpad", {{"padded", padded}});
  file.refuse("padding that is not zero", "unpad", {{"padded", flipped(padded, 255)}});
  file.refuse("padding longer than needed", "unpad", {{"padded", padded + std::string(512, '0')}});
  file.refuse("padding with a length beyond its end", "unpad", {{"padded", "00000100" + padded.substr(8)}});
  file.refuse("padding of nothing", "unpad", {{"padded", ""}});
}

void opened(VectorFile& file, Scene const& scene) {
  auto const header = header_of(scene.room.state(), scene.anouk, 1, "one");
  auto const item = seal(scene, header, scene.anouk, text_payload(20));
  Json const good = {{"room", to_hex(header.room.view())},     {"epoch", 0},
                     {"thread", to_hex(header.thread.view())}, {"roster", roster_json({&scene.anouk, &scene.bram})},
                     {"thread_key", to_hex(scene.key.view())}, {"item", item_json(item)}};
  file.add("an item", "item_open", good);
  for (std::size_t const length : {300, 900, 3000, 9000})
    file.add("an item of " + std::to_string(length) + " characters", "item_open",
             with(good, {{"item", item_json(seal(scene, header_of(scene.room.state(), scene.bram, 2, std::to_string(length)), scene.bram,
                                                 text_payload(length)))}}));
  file.refuse("an item of another room", "item_open", with(good, {{"room", to_hex(id_of<RoomId>("other").view())}}));
  file.refuse("an item of another epoch", "item_open", with(good, {{"epoch", 1}}));
  file.refuse("an item of another thread", "item_open", with(good, {{"thread", to_hex(id_of<ThreadId>("other").view())}}));
  file.refuse("an item under another thread's key", "item_open",
              with(good, {{"thread_key", to_hex(thread_key(scene.root, id_of<ThreadId>("other")).view())}}));
  file.refuse("an item of somebody outside the roster", "item_open", with(good, {{"roster", roster_json({&scene.bram})}}));
  file.refuse("an item signed by another than its sender", "item_open",
              with(good, {{"item", item_json(seal(scene, header, scene.bram, text_payload(20)))}}));
  for (auto const* const part : {"h", "k", "c", "s"}) {
    auto changed = item_json(item);
    changed[part] = flipped(changed.at(part), 10);
    file.refuse(std::string("an item with a flipped bit in ") + part, "item_open", with(good, {{"item", changed}}));
  }
  // Signed again after k or the header were changed: the signature holds, the commitment and the form do not.
  auto const signed_again = [&](Item changed) {
    changed.s = scene.anouk.sign.sign(tagged("item", lp({changed.h, changed.k, sha256(changed.c)})));
    return with(good, {{"item", item_json(changed)}});
  };
  auto other_k = item;
  other_k.k[0] = static_cast<Byte>(other_k.k[0] ^ 1);
  file.refuse("an item that commits to another key", "item_open", signed_again(other_k));
  auto const text = std::string(text_of(item.h));
  auto with_header = [&](std::string const& h) {
    auto changed = item;
    changed.h = copy_of(view_of(h));
    return signed_again(changed);
  };
  file.refuse("an item whose header has an unknown field", "item_open", with_header(text.substr(0, text.size() - 1) + R"(,"x":1})"));
  file.refuse("an item whose header has a duplicate key", "item_open", with_header(text.substr(0, text.size() - 1) + R"(,"v":1})"));

  auto with_record = [&](std::string const& type, std::string const& record) {
    auto of_record = header;
    of_record.type = type;
    of_record.record = record;
    return with(good, {{"item", item_json(seal(scene, of_record, scene.anouk, R"({"text":"Wij spraken elkaar."})"))}});
  };
  auto const record = encode_record({"pupil_talk", Step::k2, {{"on", "2026-03-02"}, {"known_to_care", "unknown"}}});
  file.add("a record", "item_open", with_record("record", record));
  file.add("a record without fields", "item_open", with_record("record", encode_record({"consent_exception", Step::kMonitored, {}})));
  file.refuse("a record that says nothing in its header", "item_open", with_record("record", ""));
  file.refuse("a text that says something in its header", "item_open", with_record("text", record));
  file.refuse("a record that makes the header too large", "item_open", with_record("record", std::string(1024, 'x')));
  file.refuse("an item whose header has no record", "item_open",
              with_header(std::string(text).erase(text.find(R"("record":"",)"), std::string(R"("record":"",)").size())));
  file.add(
      "a thread's key", "thread_key",
      {{"share", to_hex(scene.created.share)}, {"es", to_hex(scene.created.secrets.es.view())}, {"thread", to_hex(header.thread.view())}});
  file.add("a head", "item_head",
           {{"before", to_hex(bytes_of("head"))},
            {"h", to_hex(item.h)},
            {"k", to_hex(item.k)},
            {"c_hash", to_hex(sha256(item.c))},
            {"s", to_hex(item.s)}});
}

void chains(VectorFile& file, Scene const& scene) {
  Json const base = {{"room", to_hex(scene.room.room.view())}, {"epoch", 0}, {"roster", roster_json({&scene.anouk, &scene.bram})}};
  ItemChain chain;
  Json items = Json::array();
  auto const next = [&](Person const& by, std::uint64_t ctr, std::string const& words) {
    auto header = header_of(scene.room.state(), by, ctr, words);
    header.seen_seq = chain.seq();
    header.seen_head = chain.head();
    return header;
  };
  auto const chain_with = [&](ItemHeader const& header, Person const& by) {
    auto all = items;
    all.push_back(item_json(seal(scene, header, by, text_payload(5))));
    return with(base, {{"items", std::move(all)}});
  };
  file.add("a chain of nothing", "item_chain", with(base, {{"items", Json::array()}}));
  for (auto const& [by, ctr, words] : {std::tuple<Person const*, std::uint64_t, char const*>{&scene.anouk, 1, "first"},
                                       {&scene.bram, 4, "second"},
                                       {&scene.anouk, 3, "third"}}) {
    auto const header = next(*by, ctr, words);
    auto const item = seal(scene, header, *by, text_payload(5));
    chain.accept(header, item).value();
    items.push_back(item_json(item));
    file.add("a chain of " + std::to_string(items.size()), "item_chain", with(base, {{"items", items}}));
  }
  file.add("a chain with a sender who saw nothing yet", "item_chain",
           chain_with(header_of(scene.room.state(), scene.bram, 5, "fourth"), scene.bram));
  file.refuse("a chain with an id repeated", "item_chain", chain_with(next(scene.anouk, 4, "first"), scene.anouk));
  file.refuse("a chain with a counter replayed", "item_chain", chain_with(next(scene.anouk, 3, "fourth"), scene.anouk));
  file.refuse("a chain with a counter that falls back", "item_chain", chain_with(next(scene.bram, 2, "fourth"), scene.bram));
  auto forked = next(scene.anouk, 4, "fourth");
  forked.seen_head = bytes_of("another chain");
  file.refuse("a chain that a sender saw otherwise", "item_chain", chain_with(forked, scene.anouk));
  auto ahead = next(scene.anouk, 4, "fourth");
  ahead.seen_seq = 9;
  file.refuse("a chain that a sender saw further", "item_chain", chain_with(ahead, scene.anouk));
  auto cut = items;
  cut.erase(0);
  file.refuse("a chain cut at its beginning", "item_chain", with(base, {{"items", cut}}));
  cut = items;
  cut.erase(1);
  file.refuse("a chain with a hole", "item_chain", with(base, {{"items", cut}}));
  cut = items;
  std::swap(cut[1], cut[2]);
  file.refuse("a chain in another order", "item_chain", with(base, {{"items", cut}}));
}

void write_files() {
  VectorFile file("files");
  auto const key = seed_of("file key");
  auto const id = id_of<FileId>("file");
  Json const base = {{"key", to_hex(key.view())}, {"file", to_hex(id.view())}};
  for (std::size_t const size : {std::size_t{0}, std::size_t{1}, kChunkBytes - 1, kChunkBytes, kChunkBytes + 1, 2 * kChunkBytes})
    file.add("a file of " + std::to_string(size) + " bytes", "file_seal", with(base, {{"size", size}}));
  FileCipher const cipher(key, id);
  auto const only = cipher.seal_chunk(0, true, view_of("klein")).value();
  auto const opened = [&](std::vector<std::string> const& chunks) { return with(base, {{"chunks", chunks}}); };
  file.add("a small file", "file_open", opened({to_hex(only)}));
  file.add("an empty file", "file_open", opened({to_hex(cipher.seal_chunk(0, true, {}).value())}));
  file.refuse("a file without chunks", "file_open", opened({}));
  file.refuse("a file with its last chunk twice", "file_open", opened({to_hex(only), to_hex(only)}));
  file.refuse("a file of another id", "file_open", with(opened({to_hex(only)}), {{"file", to_hex(id_of<FileId>("other").view())}}));
  auto const full = cipher.seal(Bytes(kChunkBytes + 1, 'x'));
  file.add("a file of two chunks", "file_open", opened({to_hex(full[0]), to_hex(full[1])}));
  file.refuse("a file whose last chunk is missing", "file_open", opened({to_hex(full[0])}));
  file.refuse("a file whose first chunk is missing", "file_open", opened({to_hex(full[1])}));

  Json const chunk = with(base, {{"index", 0}, {"last", true}, {"ct", to_hex(only)}});
  file.add("a chunk", "chunk_open", chunk);
  file.refuse("a chunk not marked last", "chunk_open", with(chunk, {{"last", false}}));
  file.refuse("a chunk of another index", "chunk_open", with(chunk, {{"index", 1}}));
  file.refuse("a chunk with a flipped bit", "chunk_open", with(chunk, {{"ct", flipped(to_hex(only))}}));
  file.write();
}

}  // namespace

void write_items() {
  VectorFile file("items");
  Scene scene;
  scene.room.take(scene.created);
  paddings(file);
  opened(file, scene);
  chains(file, scene);
  file.write();
  write_files();
}

}  // namespace beraad::crypto::test
