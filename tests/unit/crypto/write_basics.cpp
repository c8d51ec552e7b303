// SPDX-License-Identifier: EUPL-1.2
// conventions.json and primitives.json
#include "crypto/argon2id.hpp"
#include "crypto/encoding.hpp"
#include "crypto/hpke.hpp"
#include "crypto/labels.hpp"
#include "crypto/signed_object.hpp"
#include "fixture_region.hpp"
#include "vector_writer.hpp"

namespace beraad::crypto::test {
namespace {

void write_conventions() {
  VectorFile file("conventions");
  for (auto const* const text : {"", "Zg", "Zm8", "-_8"}) file.add(std::string("reads base64url ") + text, "b64u_decode", {{"text", text}});
  for (auto const* const text : {"Zg==", "Zh", "Zm9", "A", "+/8", "Zm9v ", "Zm9v\n"})
    file.refuse("refuses base64url " + to_hex(view_of(text)), "b64u_decode", {{"text", text}});

  file.add("lp of nothing", "lp", {{"parts", Json::array()}});
  file.add("lp of an empty part", "lp", {{"parts", {""}}});
  file.add("lp of three parts", "lp", {{"parts", {"6162", "", "ff00"}}});
  file.add("a tagged value", "tagged", {{"word", "log"}, {"x", "0001"}});
  file.add("a tagged nothing", "tagged", {{"word", "pseudonym sign"}, {"x", ""}});
  file.add("a hash", "hash", {{"word", "entry"}, {"x", "00"}});
  auto const secret = to_hex(bytes_of("secret"));
  file.add("a derivation without parts", "derive", {{"secret", secret}, {"word", "init"}, {"parts", Json::array()}});
  file.add("a derivation with a part", "derive", {{"secret", secret}, {"word", "thread"}, {"parts", {"00112233445566778899aabbccddeeff"}}});
  file.add("a derivation with two parts", "derive", {{"secret", secret}, {"word", "thread"}, {"parts", {"0011", "2233"}}});
  file.add("a derivation with two parts cut elsewhere", "derive", {{"secret", secret}, {"word", "thread"}, {"parts", {"00", "112233"}}});

  auto const text = [](std::string_view json) { return Json{{"bytes", to_hex(view_of(json))}}; };
  auto const nested = [](int depth) {
    std::string out;
    for (int i = 0; i < depth; ++i) out += R"({"a":)";
    return out + "1" + std::string(static_cast<std::size_t>(depth), '}');
  };
  file.add("json with every kind of value", "json", text(R"( {"a":[0,1,"x",true,null,{}],"b":9007199254740991} )"));
  file.add("json with text outside ascii", "json", text("{\"a\":\"\xc3\xa9\xf0\x9f\x98\x80\",\"b\":\"\\u00e9\\ud83d\\ude00\"}"));
  file.add("json 16 deep", "json", text(nested(16)));
  file.refuse("json 17 deep", "json", text(nested(17)));
  using namespace std::string_view_literals;
  struct Row {
    char const* name;
    std::string_view text;
  };
  constexpr Row kRefused[] = {{"a duplicate key", R"({"a":1,"a":1})"sv},
                              {"a duplicate key written with an escape", R"({"a":1,"\u0061":1})"sv},
                              {"a duplicate key inside", R"({"x":[{"a":1,"b":2,"a":3}]})"sv},
                              {"a negative number", R"({"a":-1})"sv},
                              {"minus zero", R"({"a":-0})"sv},
                              {"a fraction", R"({"a":1.5})"sv},
                              {"a whole number written as a fraction", R"({"a":1.0})"sv},
                              {"an exponent", R"({"a":1e2})"sv},
                              {"an integer above 2^53-1", R"({"a":9007199254740992})"sv},
                              {"a leading zero", R"({"a":01})"sv},
                              {"a trailing comma", R"({"a":1,})"sv},
                              {"a comment", R"({"a":1/**/})"sv},
                              {"something behind it", R"({"a":1}{})"sv},
                              {"a zero byte behind it", "{\"a\":1}\0"sv},
                              {"a byte order mark", "\xef\xbb\xbf{\"a\":1}"sv},
                              {"a lone surrogate", R"({"a":"\ud800"})"sv},
                              {"broken utf-8", "{\"a\":\"\xff\"}"sv},
                              {"overlong utf-8", "{\"a\":\"\xc0\xaf\"}"sv},
                              {"a control character in a string", "{\"a\":\"\n\"}"sv},
                              {"an array", "[1]"sv},
                              {"nothing", ""sv}};
  for (auto const& row : kRefused) file.refuse(std::string("json with ") + row.name, "json", text(row.text));
  file.refuse("json above 64 KiB", "json", text(R"({"a":")" + std::string(65'536, 'x') + "\"}"));
  file.write();
}

void signatures(VectorFile& file) {
  auto const key = SigningKey::from_seed(seed_of("signer"));
  auto const message = bytes_of("message");
  Json const good = {{"key", to_hex(key.verify_key().bytes)}, {"message", to_hex(message)}, {"signature", to_hex(key.sign(message))}};
  file.add("a signature", "ed25519_verify", good);
  file.refuse("a signature over another message", "ed25519_verify", with(good, {{"message", flipped(good.at("message"))}}));
  file.refuse("a signature with a flipped R", "ed25519_verify", with(good, {{"signature", flipped(good.at("signature"), 1)}}));
  file.refuse("a signature with a flipped S", "ed25519_verify", with(good, {{"signature", flipped(good.at("signature"), 40)}}));
  file.refuse("a signature that is cut", "ed25519_verify", with(good, {{"signature", good.at("signature").get<std::string>().substr(2)}}));

  // S + L satisfies the same equation; only S < L is accepted.
  constexpr Array<32> kOrder = {0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
                                0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0x10};
  auto malleable = key.sign(message);
  unsigned carry = 0;
  for (std::size_t i = 0; i < 32; ++i) {
    carry += static_cast<unsigned>(malleable[32 + i]) + kOrder[i];
    malleable[32 + i] = static_cast<Byte>(carry & 0xff);
    carry >>= 8;
  }
  file.refuse("a signature with S above the order", "ed25519_verify", with(good, {{"signature", to_hex(malleable)}}));
  std::string const one = "0100000000000000000000000000000000000000000000000000000000000000";
  std::string const zero(64, '0');
  file.refuse("a key and R of small order", "ed25519_verify", with(good, {{"key", one}, {"signature", one + zero}}));
  file.refuse("an R that is not canonical", "ed25519_verify",
              with(good, {{"key", one}, {"signature", "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f" + zero}}));
  file.refuse("a key that is not canonical", "ed25519_verify",
              with(good, {{"key", "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"}, {"signature", one + zero}}));

  for (auto const kind : {SignedKind::kRoot, SignedKind::kOrg, SignedKind::kMember, SignedKind::kGuest, SignedKind::kPseudonym,
                          SignedKind::kStatus, SignedKind::kLog, SignedKind::kItem}) {
    auto const object = sign_object(key, kind, copy_of(view_of("{}")));
    file.add("a signed object of kind " + std::string(word_of(kind)), "signed",
             {{"kind", word_of(kind)}, {"key", to_hex(key.verify_key().bytes)}, {"b", to_hex(object.b)}, {"s", to_hex(object.s)}});
    file.refuse("a signed object of kind " + std::string(word_of(kind)) + " given as another", "signed",
                {{"kind", kind == SignedKind::kLog ? "item" : "log"},
                 {"key", to_hex(key.verify_key().bytes)},
                 {"b", to_hex(object.b)},
                 {"s", to_hex(object.s)}});
  }
}

void write_primitives() {
  VectorFile file("primitives");
  signatures(file);

  auto const own = OpeningKey::from_private(seed_of("own"));
  auto const other = OpeningKey::from_private(seed_of("other"));
  Json const exchange = {{"private", to_hex(own.private_key().view())}, {"public", to_hex(other.seal_key().bytes)}};
  file.add("a key exchange", "x25519", exchange);
  for (auto const* const low : {"0000000000000000000000000000000000000000000000000000000000000000",
                                "0100000000000000000000000000000000000000000000000000000000000000",
                                "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                                "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"})
    file.refuse(std::string("a key exchange with the low order point ") + low, "x25519", with(exchange, {{"public", low}}));

  auto const info = copy_of(view_of("info"));
  auto const aad = copy_of(view_of("aad"));
  auto const sealed = hpke_seal(own.seal_key(), Info(info), Aad(aad), view_of("plaintext"), other).value();
  Json const good = {{"private", to_hex(own.private_key().view())},
                     {"info", to_hex(info)},
                     {"aad", to_hex(aad)},
                     {"enc", to_hex(sealed.enc)},
                     {"ct", to_hex(sealed.ciphertext)}};
  file.add("a sealed text", "hpke_open", good);
  file.refuse("a sealed text with info and aad swapped", "hpke_open", with(good, {{"info", good.at("aad")}, {"aad", good.at("info")}}));
  file.refuse("a sealed text for another key", "hpke_open", with(good, {{"private", to_hex(other.private_key().view())}}));
  file.refuse("a sealed text with a flipped bit", "hpke_open", with(good, {{"ct", flipped(good.at("ct"))}}));
  file.refuse("a sealed text with a low order enc", "hpke_open", with(good, {{"enc", std::string(64, '0')}}));
  file.refuse("a sealed text that is cut", "hpke_open", with(good, {{"ct", "00"}}));

  auto const key = seed_of("aead key");
  Nonce const nonce{1, 2, 3};
  for (std::string_view const plaintext : {"", "plaintext"}) {
    Json const one = {{"key", to_hex(key.view())},
                      {"nonce", to_hex(nonce)},
                      {"aad", to_hex(aad)},
                      {"ct", to_hex(aes256_gcm_seal(key, nonce, Aad(aad), view_of(plaintext)))}};
    auto const name = plaintext.empty() ? std::string("an encrypted nothing") : std::string("an encrypted text");
    file.add(name, "aes256_gcm_open", one);
    file.refuse(name + " with a flipped bit", "aes256_gcm_open", with(one, {{"ct", flipped(one.at("ct"))}}));
    file.refuse(name + " with another aad", "aes256_gcm_open", with(one, {{"aad", ""}}));
  }
  file.add("a small argon2id", "argon2id",
           {{"secret", to_hex(view_of("een lange zin als wachtwoord"))},
            {"salt", "000102030405060708090a0b0c0d0e0f"},
            {"m_kib", 64},
            {"t", 2},
            {"p", 1}});
  file.write();
}

}  // namespace

void write_basics() {
  write_conventions();
  write_primitives();
}

}  // namespace beraad::crypto::test
