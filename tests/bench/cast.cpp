// SPDX-License-Identifier: EUPL-1.2
// Protocol.md, sections 2, 4 and 9, from the client's side.
#include "tests/bench/cast.hpp"

#include <algorithm>
#include <stdexcept>

#include "crypto/certificate.hpp"
#include "crypto/slot.hpp"
#include "crypto/totp.hpp"
#include "crypto/vault.hpp"
#include "tests/support/base32.hpp"
#include "tests/support/connection.hpp"
#include "tests/support/room.hpp"

namespace beraad::bench {
namespace {

using test::Json;

// The certificates of more people do not fit into the 64 KiB of a frame: the rest of them come with a second entry.
constexpr std::size_t kMostInAFrame = 32;

template <class T>
T must(Result<T> result, std::string_view doing) {
  if (!result) throw std::runtime_error(std::string(doing) + ": " + std::string(result.error().where));
  return std::move(*result);
}

Json posted(std::uint16_t port, std::string_view path, Json body, std::string* cookie = nullptr) {
  auto answer = test::post(port, path, std::move(body));
  if (!answer.ok()) throw std::runtime_error(std::string(path) + ": " + answer.raw);
  if (cookie != nullptr) *cookie = answer.cookie;
  return std::move(answer.body);
}

Json slot_json(crypto::SlotKind kind, crypto::Secret32 const& master, crypto::Secret32 const& vault_key, std::string const& login) {
  auto const cost = kind == crypto::SlotKind::kPassphrase ? crypto::kStandardCost : crypto::Argon2Cost{};
  crypto::SlotParameters const slot{kind, crypto::random_array<16>(), cost};
  return {{"kind", crypto::word_of(slot.kind)},
          {"salt", to_b64u(slot.salt)},
          {"m_kib", cost.m_kib},
          {"t", cost.t},
          {"p", cost.p},
          {"wrapped", to_b64u(crypto::wrap_vault_key(vault_key, master, slot, login))},
          {"auth", to_b64u(crypto::slot_auth(master, login).view())}};
}

}  // namespace

Cast::Cast(std::uint16_t port, test::TestRegion& region)
    : port_(port), trust_(region.trust()), school_(region.organisation("eik")), beheerder_(enrol_with(school_.invitation)) {
  test::Connection line(port_, beheerder_.cookie);
  certify(line, beheerder_);
}

// A code counts once, so this step's enrols and the next one's, which the server takes too, signs in: also when the step ends meanwhile.
Staff Cast::enrol_with(std::string const& code) const {
  auto const invited = posted(port_, "enrol/start", {{"code", code}});
  auto const login = invited.at("login").get<std::string>();
  auto const totp = test::from_base32(invited.at("totp_secret").get<std::string>());
  auto const vault = crypto::new_vault();
  auto const vault_key = crypto::random_secret<32>();
  auto const master = crypto::random_secret<32>();
  auto const auth = to_b64u(crypto::slot_auth(master, login).view());
  auto const step = crypto::totp_step(test::now_ms());
  posted(port_, "enrol/finish",
         {{"code", code},
          {"totp", crypto::totp_code(totp, step)},
          {"sign", to_b64u(vault.sign.verify_key().bytes)},
          {"seal", to_b64u(vault.seal.seal_key().bytes)},
          {"blob", to_b64u(crypto::seal_vault(vault, vault_key, login, 1))},
          {"slots",
           {slot_json(crypto::SlotKind::kPassphrase, master, vault_key, login),
            slot_json(crypto::SlotKind::kRecovery, crypto::random_secret<32>(), vault_key, login)}}});
  std::string cookie;
  posted(port_, "sign-in/finish", {{"login", login}, {"slot", "passphrase"}, {"auth", auth}, {"code", crypto::totp_code(totp, step + 1)}},
         &cookie);
  auto const account = must(id_of_text<AccountId>(invited.at("account").get<std::string>()), "account");
  return {login,
          invited.at("name").get<std::string>(),
          invited.at("functie").get<std::string>(),
          account,
          cookie,
          {},
          vault.sign.clone(),
          vault.seal.clone(),
          auth,
          totp,
          step + 1};
}

void Cast::certify(test::Connection& line, Staff& person) const {
  auto const from = test::now_ms() - 60'000;
  crypto::CertificateHead const head{crypto::random_id<Serial>(), from, from + crypto::kMaxLeafCertificateMs};
  crypto::LeafCertificate const certificate = crypto::MemberCertificate{
      head, person.account, school_.certificate.org, person.functie, person.name, person.sign.verify_key(), person.seal.seal_key()};
  person.cert = crypto::issue(certificate, school_.key);
  line.must("account.certify", {{"account", text_of_id(person.account)}, {"cert", crypto::json_of(person.cert)}});
}

void Cast::enrol(std::size_t staff) {
  test::Connection line(port_, beheerder_.cookie);
  for (std::size_t i = 0; i < staff; ++i) {
    auto const login = "mentor" + std::to_string(i) + "@eik";
    auto const invited = line.must("account.invite", {{"login", login}, {"name", "Persoon " + login}, {"functie", "medewerker"}});
    staff_.push_back(enrol_with(invited.at("code").get<std::string>()));
    certify(line, staff_.back());
  }
}

void Cast::open_rooms(std::size_t rooms, std::size_t members) {
  for (std::size_t r = 0; r < rooms; ++r) {
    std::vector<std::size_t> who;
    for (std::size_t i = 0; i < members; ++i) who.push_back((r * members + (r + i) % members) % staff_.size());
    rooms_.push_back(open_room(who));
  }
}

SenderRoom Cast::open_room(std::vector<std::size_t> const& members) {
  auto const& sender = staff_.at(members.front());
  auto const of_case = crypto::random_id<CaseId>();
  test::OwnLeaf const own{LeafId{sender.account.bytes}, sender.cert, sender.sign.clone(), sender.seal.clone()};
  auto const at_first = std::min(members.size(), kMostInAFrame);
  test::EntryDraft draft;
  draft.room = crypto::random_id<RoomId>();
  draft.case_id = of_case;
  draft.kind = "schoolteam";
  draft.event = crypto::BasisEvent::kCaseOpened;
  draft.changes = added(members, 0, at_first);
  auto entry = test::write_entry(draft, own, nullptr, nullptr);
  test::Connection line(port_, sender.cookie);
  Json const room{{"room", text_of_id(draft.room)}, {"kind", draft.kind}, {"entry", entry.json()}, {"items", Json::array()}};
  line.must(
      "case.open",
      {{"case", text_of_id(of_case)}, {"age_band", "12-15"}, {"lead", text_of_id(sender.account)}, {"room", room}, {"continues", ""}});
  if (at_first < members.size()) entry = add_members(line, draft.room, own, added(members, at_first, members.size()));
  auto const thread = crypto::random_id<ThreadId>();
  auto const root = crypto::epoch_root(entry.share.view(), entry.secrets.es);
  return {draft.room,   members.front(), {members.begin() + 1, members.end()}, own.leaf, sender.sign.clone(),
          entry.body.n, thread,          crypto::thread_key(root, thread)};
}

std::vector<test::Change> Cast::added(std::vector<std::size_t> const& members, std::size_t first, std::size_t end) const {
  std::vector<test::Change> out;
  for (auto i = first; i < end; ++i) out.push_back(test::add(staff_.at(members[i]).cert));
  return out;
}

test::WrittenEntry Cast::add_members(test::Connection& line, RoomId const& id, test::OwnLeaf const& own,
                                     std::vector<test::Change> changes) const {
  test::Room room(id, own.clone(), trust_);
  room.sync(line);
  auto entry = room.next_entry(line, crypto::BasisEvent::kMemberAdded, std::move(changes));
  line.must("room.append", {{"room", text_of_id(id)}, {"entry", entry.json()}});
  return entry;
}

}  // namespace beraad::bench
