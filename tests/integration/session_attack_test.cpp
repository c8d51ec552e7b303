// SPDX-License-Identifier: EUPL-1.2
// Sessions as a thief meets them: one that was planted, a code that was overheard, a cookie that is read in the store, and a session that
// has ended but is still connected.
#include <atomic>
#include <thread>

#include "crypto/random.hpp"
#include "crypto/sha256.hpp"
#include "crypto/totp.hpp"
#include "tests/integration/copied_store.hpp"
#include "tests/integration/stage_test.hpp"

namespace beraad::test {
namespace {

std::uint16_t port() {
  return stage().server().port();
}

// Somebody of one test alone. Enrolled early in a time step of the second factor, so that three codes can be used without waiting for one.
Person newcomer(std::string const& login) {
  auto& s = stage();
  constexpr TimeMs kOnItsWayMs = 3000;
  while (crypto::totp_step(now_ms() + kOnItsWayMs) != crypto::totp_step(now_ms())) std::this_thread::yield();
  auto person = invite_and_enrol(port(), s.line("beheer beuk"), login, "medewerker");
  certify(s.line("beheer beuk"), s.region().organisation("beuk"), person);
  return person;
}

// Signs in from a browser that has this cookie already.
HttpAnswer sign_in_over(std::string const& cookie, Person& person) {
  auto const auth = person.auth_of(port(), person.passphrase);
  return post(port(), "sign-in/finish",
              {{"login", person.login}, {"slot", "passphrase"}, {"auth", to_b64u(auth.view())}, {"code", person.next_code()}}, cookie);
}

bool is_signed_in(std::string const& cookie) {
  return post(port(), "session", Json::object(), cookie).body.at("signed_in").get<bool>();
}

TEST(session_attack, cookie_that_was_planted_is_not_the_session_after_sign_in) {
  auto thief = newcomer("plant@beuk");
  thief.sign_in(port());
  auto victim = newcomer("geplant@beuk");
  auto const own = sign_in_over(thief.cookie(), victim);
  ASSERT_TRUE(own.ok()) << own.raw;
  EXPECT_NE(own.cookie, thief.cookie());
  EXPECT_FALSE(is_signed_in(thief.cookie())) << "nor anybody else's";
}

TEST(session_attack, cookie_that_the_thief_made_up_is_never_a_session) {
  auto victim = newcomer("verzonnen@beuk");
  auto const made_up = to_b64u(crypto::random_array<32>());
  auto const own = sign_in_over(made_up, victim);
  ASSERT_TRUE(own.ok()) << own.raw;
  EXPECT_NE(own.cookie, made_up);
  EXPECT_FALSE(is_signed_in(made_up));
  EXPECT_TRUE(is_signed_in(own.cookie));
}

TEST(session_attack, of_many_sign_ins_at_once_with_one_code_one_succeeds) {
  auto person = newcomer("meegekeken@beuk");
  auto const auth = person.auth_of(port(), person.passphrase);
  auto const code = person.next_code();
  std::atomic<int> in = 0, used = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      auto const answer = person.try_sign_in(port(), auth, code);
      in += answer.ok() ? 1 : 0;
      used += answer.reason() == "used_code" ? 1 : 0;
    });
  }
  for (auto& each : threads) each.join();
  EXPECT_EQ(in, 1);
  EXPECT_EQ(used, 7);
}

TEST(session_attack, of_a_cookie_the_store_keeps_its_hash_only) {
  auto person = newcomer("koekje@beuk");
  person.sign_in(port());
  auto const secret = from_b64u(person.cookie()).value();
  EXPECT_EQ(secret.size(), 32U) << "256 random bits";
  auto const store = CopiedStore(stage().server().folder(), "store", "beraad.db").plain();
  EXPECT_NE(store.find(crypto::text_of(crypto::sha256(secret))), std::string::npos) << "this is the store, and it is open";
  EXPECT_EQ(store.find(crypto::text_of(secret)), std::string::npos);
  EXPECT_EQ(store.find(person.cookie()), std::string::npos);
}

enum class Others { kNone, kStay, kEnd };

struct End {
  char const* name;
  void (*happens)(Person& person, std::string const& cookie);
  Others others;  // what becomes of another session of the same person, if there is one
};

class SessionEnd : public testing::TestWithParam<End> {};

// As many lines as a session may have.
std::vector<std::unique_ptr<Connection>> all_lines_of(std::string const& cookie) {
  std::vector<std::unique_ptr<Connection>> lines;
  for (int i = 0; i < 5; ++i) {
    lines.push_back(std::make_unique<Connection>(port(), cookie));
    lines.back()->must("session.hello", {{"lang", "nl"}});
  }
  return lines;
}

TEST_P(SessionEnd, closes_every_line_of_it_and_lets_none_in_again) {
  auto const& [name, happens, others] = GetParam();
  auto person = newcomer(std::string(name) + "@beuk");
  person.sign_in(port());
  auto const ended = person.cookie();
  auto const lines = all_lines_of(ended);
  std::unique_ptr<Connection> other;
  if (others != Others::kNone) {
    person.sign_in(port());
    other = person.connect(port());
  }
  happens(person, ended);
  for (auto const& each : lines) EXPECT_EQ(each->wait_for_close(), 4001U);
  EXPECT_FALSE(is_signed_in(ended));
  EXPECT_THROW(Connection(port(), ended), std::runtime_error);
  if (others == Others::kStay) {
    EXPECT_TRUE(other->call("room.list", Json::object()).ok());
  }
  if (others == Others::kEnd) {
    EXPECT_EQ(other->wait_for_close(), 4001U);
  }
}

void sign_out(Person&, std::string const& cookie) {
  EXPECT_TRUE(post(port(), "sign-out", Json::object(), cookie).ok());
}
void sign_in_anew(Person& person, std::string const& cookie) {
  EXPECT_TRUE(sign_in_over(cookie, person).ok());
}
void be_blocked(Person& person, std::string const&) {
  stage().line("beheer beuk").must("account.block", {{"account", id_text(person.account)}});
}

INSTANTIATE_TEST_SUITE_P(session_attack, SessionEnd,
                         testing::Values(End{"aan_het_eind_afgemeld", sign_out, Others::kStay},
                                         End{"vervangen", sign_in_anew, Others::kNone},
                                         End{"geblokkeerd_op_slag", be_blocked, Others::kEnd}),
                         [](auto const& each) { return std::string(each.param.name); });

}  // namespace
}  // namespace beraad::test
