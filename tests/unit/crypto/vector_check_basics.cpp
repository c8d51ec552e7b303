// SPDX-License-Identifier: EUPL-1.2
// Conventions, primitives and persons.
#include "crypto/argon2id.hpp"
#include "crypto/hpke.hpp"
#include "crypto/labels.hpp"
#include "crypto/object_reader.hpp"
#include "crypto/pseudonym.hpp"
#include "crypto/recovery_code.hpp"
#include "crypto/signed_object.hpp"
#include "crypto/slot.hpp"
#include "crypto/vault.hpp"
#include "vector_check.hpp"
#include "vector_files.hpp"

namespace beraad::crypto::test {
namespace {

template <class T>
Outcome hex_or_refused(Result<T> const& result) {
  if (!result) return std::nullopt;
  if constexpr (requires { result->view(); })
    return to_hex(result->view());
  else
    return to_hex(*result);
}

template <class T>
Outcome accepted(Result<T> const& result) {
  return result ? Outcome(true) : std::nullopt;
}

Bytes lp_of(Json const& parts) {
  Bytes out;
  for (auto const& part : parts) append_lp(out, hex(part.get<std::string>()));
  return out;
}

Outcome derive_case(Json const& in) {
  auto const secret = secret_at(in, "secret");
  auto const word = text_at(in, "word");
  auto const& parts = in.at("parts");
  auto const part = [&](std::size_t i) { return hex(parts.at(i).get<std::string>()); };
  switch (parts.size()) {
    case 0:
      return to_hex(derive(secret, word).view());
    case 1:
      return to_hex(derive(secret, word, {part(0)}).view());
    case 2:
      return to_hex(derive(secret, word, {part(0), part(1)}).view());
    case 3:
      return to_hex(derive(secret, word, {part(0), part(1), part(2)}).view());
    default:
      throw std::runtime_error("derive: more than three parts");
  }
}

Outcome json_case(Json const& in) {
  auto const value = decode_json(text_of(hex_at(in, "bytes")));
  return value && value->is_object() ? Outcome(true) : std::nullopt;
}

Outcome signed_case(Json const& in) {
  auto const kind = text_at(in, "kind");
  for (auto const one : {SignedKind::kRoot, SignedKind::kOrg, SignedKind::kMember, SignedKind::kGuest, SignedKind::kPseudonym,
                         SignedKind::kStatus, SignedKind::kLog, SignedKind::kItem})
    if (word_of(one) == kind)
      return accepted(verify_object(VerifyKey{fixed_at<32>(in, "key")}, one, {.b = hex_at(in, "b"), .s = fixed_at<64>(in, "s")}));
  return std::nullopt;
}

Argon2Cost cost_of(Json const& in) {
  auto const part = [&](char const* name) { return static_cast<std::uint32_t>(integer_at(in, name)); };
  return {.m_kib = part("m_kib"), .t = part("t"), .p = part("p")};
}

SlotParameters slot_of(Json const& in) {
  return {.kind = slot_kind_of_word(text_at(in, "kind")).value(), .salt = fixed_at<16>(in, "salt"), .cost = cost_of(in)};
}

Outcome slot_unwrap_case(Json const& in) {
  return hex_or_refused(unwrap_vault_key(hex_at(in, "wrapped"), secret_at(in, "master"), slot_of(in), text_at(in, "login")));
}

Outcome vault_open_case(Json const& in) {
  auto const vault = open_vault(hex_at(in, "blob"), secret_at(in, "vault_key"), text_at(in, "login"), integer_at(in, "version"));
  if (!vault) return std::nullopt;
  return Json{{"sign", to_hex(vault->sign.seed().view())},
              {"seal", to_hex(vault->seal.private_key().view())},
              {"pseudonym", to_hex(vault->pseudonym.view())},
              {"org", vault->organisation ? to_hex(vault->organisation->seed().view()) : ""},
              {"sign_public", to_hex(vault->sign.verify_key().bytes)},
              {"seal_public", to_hex(vault->seal.seal_key().bytes)}};
}

Outcome pseudonym_case(Json const& in) {
  auto const keys = pseudonym_keys(secret_at(in, "pseudonym"), RoomId{fixed_at<16>(in, "room")});
  return Json{{"sign_public", to_hex(keys.sign.verify_key().bytes)},
              {"seal_public", to_hex(keys.seal.seal_key().bytes)},
              {"leaf", to_hex(keys.leaf.view())}};
}

}  // namespace

std::map<std::string, Operation> const& basic_operations() {
  static std::map<std::string, Operation> const operations = {
      {"b64u_decode", [](Json const& in) { return hex_or_refused(from_b64u(text_at(in, "text"))); }},
      {"lp", [](Json const& in) { return Outcome(to_hex(lp_of(in.at("parts")))); }},
      {"tagged", [](Json const& in) { return Outcome(to_hex(tagged(text_at(in, "word"), hex_at(in, "x")))); }},
      {"hash", [](Json const& in) { return Outcome(to_hex(hash(text_at(in, "word"), hex_at(in, "x")))); }},
      {"derive", derive_case},
      {"json", json_case},
      {"ed25519_verify",
       [](Json const& in) {
         return accepted(verify_ed25519(VerifyKey{fixed_at<32>(in, "key")}, hex_at(in, "message"), hex_at(in, "signature")));
       }},
      {"x25519",
       [](Json const& in) {
         return hex_or_refused(OpeningKey::from_private(secret_at(in, "private")).agree(SealKey{fixed_at<32>(in, "public")}));
       }},
      {"hpke_open",
       [](Json const& in) {
         auto const info = hex_at(in, "info");
         auto const aad = hex_at(in, "aad");
         return hex_or_refused(hpke_open(OpeningKey::from_private(secret_at(in, "private")), Info(info), Aad(aad), fixed_at<32>(in, "enc"),
                                         hex_at(in, "ct")));
       }},
      {"aes256_gcm_open",
       [](Json const& in) {
         auto const aad = hex_at(in, "aad");
         return hex_or_refused(aes256_gcm_open(secret_at(in, "key"), fixed_at<12>(in, "nonce"), Aad(aad), hex_at(in, "ct")));
       }},
      {"argon2id", [](Json const& in) { return hex_or_refused(argon2id(hex_at(in, "secret"), hex_at(in, "salt"), cost_of(in))); }},
      {"signed", signed_case},
      {"slot_master", [](Json const& in) { return hex_or_refused(slot_master(slot_of(in), hex_at(in, "secret"))); }},
      {"slot_auth", [](Json const& in) { return Outcome(to_hex(slot_auth(secret_at(in, "master"), text_at(in, "login")).view())); }},
      {"slot_unwrap", slot_unwrap_case},
      {"vault_open", vault_open_case},
      {"recovery_encode", [](Json const& in) { return Outcome(recovery_code_of(SecretArray<16>(fixed_at<16>(in, "secret")))); }},
      {"recovery_decode", [](Json const& in) { return hex_or_refused(secret_of_recovery_code(text_at(in, "code"))); }},
      {"pseudonym_keys", pseudonym_case}};
  return operations;
}

Outcome run_case(Json const& one) {
  auto const op = text_at(one, "op");
  auto const* operations = &basic_operations();
  if (!operations->contains(op)) operations = &room_operations();
  try {
    return operations->at(op)(one);
  } catch (std::invalid_argument const&) {
    return std::nullopt;  // an input of another length than its type has
  }
}

}  // namespace beraad::crypto::test
