// SPDX-License-Identifier: EUPL-1.2
// Sign-in as a stranger meets it: what is wrong is told in words, and never whether somebody exists.
#include "tests/integration/stage_test.hpp"

#include "crypto/pseudonym.hpp"
#include "crypto/random.hpp"

namespace beraad::test {
namespace {

// A person of one test: whoever fails often must wait.
Person newcomer(std::string const& login) {
  auto& s = stage();
  auto person = invite_and_enrol(s.server().port(), s.line("beheer beuk"), login, "medewerker");
  certify(s.line("beheer beuk"), s.region().organisation("beuk"), person);
  return person;
}

std::uint16_t port() {
  return stage().server().port();
}

TEST(sign_in, unknown_account_is_answered_like_a_wrong_passphrase) {
  auto person = newcomer("bekend@beuk");
  auto stranger = person;
  stranger.login = "onbekend@beuk";
  auto const known_start = post(port(), "sign-in/start", {{"login", person.login}, {"slot", "passphrase"}});
  auto const unknown_start = post(port(), "sign-in/start", {{"login", stranger.login}, {"slot", "passphrase"}});
  EXPECT_EQ(known_start.status, unknown_start.status);
  for (auto const* field : {"m_kib", "t", "p"}) EXPECT_EQ(known_start.body.at(field), unknown_start.body.at(field));
  EXPECT_EQ(unknown_start.body, post(port(), "sign-in/start", {{"login", stranger.login}, {"slot", "passphrase"}}).body)
      << "the false salt is stable";

  auto const wrong = crypto::random_secret<32>();
  auto const known = person.try_sign_in(port(), wrong, "000000");
  auto const unknown = stranger.try_sign_in(port(), wrong, "000000");
  EXPECT_EQ(known.reason(), "bad_credentials");
  EXPECT_EQ(known.status, unknown.status);
  EXPECT_EQ(known.raw, unknown.raw);
  EXPECT_EQ(known.cookie, "");
}

TEST(sign_in, wrong_and_reused_codes_are_refused_each_in_its_own_words) {
  auto person = newcomer("codes@beuk");
  auto const auth = person.auth_of(port(), person.passphrase);
  auto const code = person.next_code();
  auto const wrong = code == "123456" ? "654321" : "123456";
  EXPECT_EQ(person.try_sign_in(port(), auth, wrong).reason(), "bad_code");
  auto const right = person.try_sign_in(port(), auth, code);
  EXPECT_TRUE(right.ok());
  EXPECT_NE(right.cookie, "");
  EXPECT_EQ(person.try_sign_in(port(), auth, code).reason(), "used_code");
}

TEST(sign_in, wrong_passphrase_does_not_use_up_the_code) {
  auto person = newcomer("vergist@beuk");
  auto const code = person.next_code();
  EXPECT_EQ(person.try_sign_in(port(), crypto::random_secret<32>(), code).reason(), "bad_credentials");
  EXPECT_TRUE(person.try_sign_in(port(), person.auth_of(port(), person.passphrase), code).ok());
}

TEST(sign_in, who_fails_five_times_waits_and_so_does_whoever_does_not_exist) {
  auto person = newcomer("traag@beuk");
  auto stranger = person;
  stranger.login = "niemand@beuk";
  auto const wrong = crypto::random_secret<32>();
  auto const fifth = [&](Person const& tried) {
    HttpAnswer answer;
    for (int i = 0; i < 6; ++i) answer = tried.try_sign_in(port(), wrong, "000000");
    return answer;
  };
  auto const known = fifth(person);
  auto const unknown = fifth(stranger);
  EXPECT_EQ(known.status, 429U);
  EXPECT_EQ(known.reason(), "slow_down");
  EXPECT_GT(known.body.at("error").at("retry_after_ms"), 0);
  EXPECT_EQ(unknown.reason(), "slow_down");
  EXPECT_EQ(known.body.at("error").at("message"), unknown.body.at("error").at("message"));
}

TEST(sign_in, second_empty_device_shows_all_history) {
  auto& s = stage();
  auto const opened = s.open_case("mentor");
  auto const consult = s.open_consult("mentor", opened.id, 1, true, {"gert"});
  consult->say(s.line("mentor"), crypto::random_id<ThreadId>(), "van het eerste apparaat");

  auto second = s["mentor"].person;
  second.sign_in(port());
  auto const line = second.connect(port());
  auto const pseudonym = crypto::pseudonym_keys(second.vault().pseudonym, consult->id());
  EXPECT_EQ(pseudonym.leaf, consult->own().leaf) << "the pseudonym is the same on every device";
  Room copy(consult->id(), {pseudonym.leaf, consult->own().cert, pseudonym.sign.clone(), pseudonym.seal.clone()}, s.trust());
  copy.sync(*line);
  ASSERT_EQ(copy.broken(), "");
  ASSERT_EQ(copy.items().size(), 1U);
  EXPECT_EQ(copy.items()[0].payload.at("text"), "van het eerste apparaat");
}

TEST(sign_in, signing_out_ends_the_session_everywhere_and_clears_the_browser) {
  auto person = newcomer("afgemeld@beuk");
  person.sign_in(port());
  auto const line = person.connect(port());
  EXPECT_EQ(post(port(), "session", Json::object(), person.cookie()).body.at("signed_in"), true);
  auto const out = post(port(), "sign-out", Json::object(), person.cookie());
  EXPECT_TRUE(out.ok());
  EXPECT_NE(out.header.find("clear-site-data"), std::string::npos);
  EXPECT_EQ(line->wait_for_close(), 4001U);
  EXPECT_EQ(post(port(), "session", Json::object(), person.cookie()).body.at("signed_in"), false);
  EXPECT_THROW(person.connect(port()), std::runtime_error);
}

TEST(sign_in, blocking_an_account_ends_its_sessions_and_revokes_its_certificate) {
  auto& s = stage();
  auto person = newcomer("geblokkeerd@beuk");
  person.sign_in(port());
  auto const line = person.connect(port());
  line->must("session.hello", {{"lang", "nl"}});
  s.line("beheer beuk").must("account.block", {{"account", id_text(person.account)}});
  EXPECT_EQ(line->wait_for_close(), 4001U);
  EXPECT_THROW(person.sign_in(port()), std::runtime_error);
}

TEST(sign_in, invitation_works_once) {
  auto& s = stage();
  auto const invited =
      s.line("beheer beuk").must("account.invite", {{"login", "eenmalig@beuk"}, {"name", "Eenmalig"}, {"functie", "medewerker"}});
  auto const code = invited.at("code").get<std::string>();
  auto const person = Person::enrol(port(), code);
  EXPECT_EQ(person.login, "eenmalig@beuk");
  EXPECT_EQ(post(port(), "enrol/start", {{"code", code}}).reason(), "bad_invitation");
  EXPECT_EQ(post(port(), "enrol/start", {{"code", "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AA"}}).reason(), "bad_invitation");
}

}  // namespace
}  // namespace beraad::test
