// SPDX-License-Identifier: EUPL-1.2
// What a scraper on the same machine reads: text that Prometheus takes, every metric that docs/metrics.md lists, and nothing of anybody.
#include <fstream>
#include <map>
#include <regex>
#include <sstream>

#include "crypto/json.hpp"
#include "crypto/random.hpp"
#include "tests/integration/stage_test.hpp"

namespace beraad::test {
namespace {

// One metric of the page: its type, and its samples by what stands before the value.
struct Family {
  std::string help, type;
  std::map<std::string, std::uint64_t> samples;
};
using Page = std::map<std::string, Family>;

HttpResponse ask(std::string const& request) {
  NetClient client(stage().server().metrics_port());
  client.send(request + "\r\n\r\n");
  auto const response = client.read_response();
  if (!response) throw std::runtime_error("the port for metrics does not answer");
  EXPECT_TRUE(client.is_closed_by_server_raw());
  return *response;
}

std::string scrape() {
  auto const response = ask("GET /metrics HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(stage().server().metrics_port()));
  EXPECT_EQ(response.status, 200U);
  EXPECT_EQ(response.field("content-type"), "text/plain; version=0.0.4; charset=utf-8");
  return response.body;
}

// "beraad_store_batch_jobs_bucket" → "beraad_store_batch_jobs", when that is a histogram.
std::string family_of(std::string const& sample, Page const& page) {
  for (std::string_view const ending : {"_bucket", "_sum", "_count"}) {
    if (!sample.ends_with(ending)) continue;
    auto const stem = sample.substr(0, sample.size() - ending.size());
    if (auto const found = page.find(stem); found != page.end() && found->second.type == "histogram") return stem;
  }
  return sample;
}

// The text exposition format 0.0.4, as strictly as this server writes it. What does not belong on the page fails the test.
Page parse(std::string const& text) {
  static std::regex const help("# HELP (beraad_[a-z_]+) ([^\\\\]+)");
  static std::regex const type("# TYPE (beraad_[a-z_]+) (counter|gauge|histogram)");
  static std::regex const sample("((beraad_[a-z_]+)(?:\\{[a-z]+=\"[^\"\\\\]*\"\\})?) ([0-9]+)");
  Page page;
  EXPECT_TRUE(text.ends_with("\n"));
  std::istringstream lines(text);
  std::smatch match;
  for (std::string line; std::getline(lines, line);) {
    if (std::regex_match(line, match, help)) {
      EXPECT_TRUE(page.emplace(match[1], Family{match[2], "", {}}).second) << "twice: " << line;
    } else if (std::regex_match(line, match, type)) {
      auto const found = page.find(match[1]);
      if (found == page.end() || !found->second.type.empty()) {
        ADD_FAILURE() << "without its HELP, or twice: " << line;
        continue;
      }
      found->second.type = match[2];
    } else if (std::regex_match(line, match, sample)) {
      auto const found = page.find(family_of(match[2], page));
      if (found == page.end() || found->second.type.empty()) {
        ADD_FAILURE() << "without its TYPE: " << line;
        continue;
      }
      EXPECT_TRUE(found->second.samples.emplace(match[1], std::stoull(match[3])).second) << "twice: " << line;
    } else {
      ADD_FAILURE() << "no line of the format: " << line;
    }
  }
  return page;
}

std::uint64_t value_of(Page const& page, std::string const& name, std::string const& label = "") {
  return page.at(name).samples.at(name + label);
}

// | `name` | type | meaning |
std::map<std::string, std::string> documented() {
  static std::regex const row("\\| `(beraad_[a-z_]+)`[^|]*\\| (counter|gauge|histogram) \\|.*");
  std::map<std::string, std::string> out;
  std::ifstream file(BERAAD_DOCS "/metrics.md");
  std::smatch match;
  for (std::string line; std::getline(file, line);) {
    if (std::regex_match(line, match, row)) out.emplace(match[1], match[2]);
  }
  return out;
}

TEST(metrics, page_is_prometheus_text_with_every_documented_metric_and_no_other) {
  auto const page = parse(scrape());
  std::map<std::string, std::string> served;
  for (auto const& [name, family] : page) {
    EXPECT_FALSE(family.samples.empty()) << name;
    EXPECT_EQ(family.type == "counter", name.ends_with("_total")) << name;
    served.emplace(name, family.type);
  }
  EXPECT_EQ(served, documented());
  EXPECT_GT(served.size(), 20U);
}

// A panel that asks for a metric that is not there stays empty without a word; one that nobody asked for is not seen.
TEST(metrics, dashboard_shows_every_metric_and_no_other) {
  static std::regex const name("beraad_[a-z_]+");
  auto const page = parse(scrape());
  std::ifstream file(BERAAD_DOCS "/../config/grafana/beraad.json");
  std::map<std::string, std::string> shown;
  auto const dashboard = crypto::Json::parse(file);
  for (auto const& panel : dashboard.at("panels")) {
    if (panel.at("type") == "row") continue;
    for (auto const& target : panel.at("targets")) {
      auto const query = target.at("expr").get<std::string>();
      std::smatch match;
      ASSERT_TRUE(std::regex_search(query, match, name)) << query;
      auto const family = family_of(match[0], page);
      ASSERT_TRUE(page.contains(family)) << query;
      shown.emplace(family, page.at(family).type);
      EXPECT_EQ(query.find("rate(") != std::string::npos, page.at(family).type != "gauge")
          << "what only grows is shown as a rate: " << query;
    }
  }
  EXPECT_EQ(shown, documented());
}

TEST(metrics, histograms_end_where_they_count) {
  std::size_t histograms = 0;
  for (auto const& [name, family] : parse(scrape())) {
    if (family.type != "histogram") continue;
    ++histograms;
    std::map<std::uint64_t, std::uint64_t> by_bound;
    std::string const before = name + "_bucket{le=\"";
    for (auto const& [sample, value] : family.samples) {
      if (!sample.starts_with(before) || sample.ends_with("\"+Inf\"}")) continue;
      by_bound.emplace(std::stoull(sample.substr(before.size())), value);
    }
    ASSERT_GT(by_bound.size(), 2U) << name;
    std::uint64_t so_far = 0;
    for (auto const& [bound, value] : by_bound) {
      EXPECT_GE(value, so_far) << name << " at " << bound;
      so_far = value;
    }
    auto const count = family.samples.at(name + "_count");
    EXPECT_GE(count, so_far) << name;
    EXPECT_EQ(family.samples.at(before + "+Inf\"}"), count) << name;
    EXPECT_TRUE(family.samples.contains(name + "_sum")) << name;
  }
  EXPECT_EQ(histograms, 4U);
}

TEST(metrics, sign_in_is_counted) {
  auto& s = stage();
  auto person = invite_and_enrol(s.server().port(), s.line("beheer beuk"), "geteld@beuk", "medewerker");
  auto const before = parse(scrape());
  person.sign_in(s.server().port());
  auto const after = parse(scrape());
  auto const done = "{class=\"2xx\"}";
  EXPECT_EQ(value_of(after, "beraad_http_answers_total", done), value_of(before, "beraad_http_answers_total", done) + 2);
  EXPECT_EQ(value_of(after, "beraad_connections_accepted_total"), value_of(before, "beraad_connections_accepted_total") + 2);
  EXPECT_GT(value_of(after, "beraad_store_jobs_total"), value_of(before, "beraad_store_jobs_total"));
}

TEST(metrics, message_is_counted) {
  auto& s = stage();
  auto const opened = s.open_case("mentor");
  auto const consult = s.open_consult("mentor", opened.id, 1, false, {"gert"});
  auto const before = parse(scrape());
  consult->say(s.line("mentor"), crypto::random_id<ThreadId>(), "een bericht dat geteld wordt");
  auto const after = parse(scrape());
  for (auto const* name : {"beraad_frames_in_total", "beraad_frames_out_total", "beraad_bytes_in_total", "beraad_bytes_out_total",
                           "beraad_store_jobs_total", "beraad_store_batches_total", "beraad_store_reads_total"}) {
    EXPECT_GT(value_of(after, name), value_of(before, name)) << name;
  }
  auto const commits = [](Page const& page) { return page.at("beraad_store_commit_us").samples.at("beraad_store_commit_us_count"); };
  EXPECT_GT(commits(after), commits(before));
  EXPECT_GE(value_of(after, "beraad_websockets_open"), 2U);
  EXPECT_EQ(value_of(after, "beraad_store_batches_failed_total"), value_of(before, "beraad_store_batches_failed_total"));
}

TEST(metrics, what_is_refused_is_counted_by_rule_and_by_reason_and_every_call_is_timed) {
  auto& s = stage();
  auto const opened = s.open_case("mentor");
  auto const consult = s.open_consult("mentor", opened.id, 1, false, {"gert"});
  auto const before = parse(scrape());
  Json const nobody{{"room", id_text(crypto::random_id<RoomId>())}};
  EXPECT_EQ(s.line("gert").call("room.pick_up", nobody).reason, "not_found");
  auto const refused = s.line("mentor").call("room.pick_up", {{"room", id_text(consult->id())}});
  ASSERT_EQ(refused.reason, "refused");
  ASSERT_FALSE(refused.rule.empty());
  consult->say(s.line("mentor"), crypto::random_id<ThreadId>(), "een bericht");
  auto const after = parse(scrape());
  auto const more = [&](std::string const& name, std::string const& label) {
    return value_of(after, name, label) - value_of(before, name, label);
  };
  EXPECT_EQ(more("beraad_refusals_total", "{reason=\"not_found\"}"), 1U);
  EXPECT_EQ(more("beraad_refusals_total", "{reason=\"refused\"}"), 1U);
  EXPECT_EQ(more("beraad_rule_refusals_total", "{rule=\"" + refused.rule + "\"}"), 1U);
  EXPECT_EQ(value_of(after, "beraad_refusals_total", "{reason=\"bad_credentials\"}"), 0U) << "shown before it happens";
  auto const timed = [&](std::string const& name) {
    return after.at(name).samples.at(name + "_count") - before.at(name).samples.at(name + "_count");
  };
  EXPECT_GE(timed("beraad_call_us"), 3U);
  EXPECT_EQ(timed("beraad_append_us"), 1U);
}

TEST(metrics, page_names_no_one_and_no_room) {
  auto& s = stage();
  auto const opened = s.open_case("mentor");
  auto const consult = s.open_consult("mentor", opened.id, 1, true);
  consult->say(s.line("mentor"), crypto::random_id<ThreadId>(), "een bericht");
  auto const page = scrape();
  std::vector<std::string> words{id_text(opened.id), id_text(consult->id()), id_text(opened.schoolteam->id()),
                                 id_text(consult->own().leaf)};
  for (auto const* name : {"mentor", "zoco", "gert", "gerda", "wanda", "beheer eik", "beheer noord"}) {
    auto const& person = s[name].person;
    for (auto const& word : {person.login, person.name, id_text(person.account), id_text(person.organisation)}) words.push_back(word);
  }
  for (auto const* word : {"eik", "noord"}) words.push_back(s.region().organisation(word).certificate.name);
  for (auto const& word : words) EXPECT_EQ(page.find(word), std::string::npos) << word;
}

TEST(metrics, port_serves_one_page_to_this_machine_and_nothing_else) {
  std::string const own = "\r\nHost: localhost";
  EXPECT_EQ(ask("GET /metrics HTTP/1.1" + own).status, 200U);
  for (auto const* path : {"/", "/metrics/", "/metricsx", "/healthz", "/index.html", "/api/sign-in/start", "/ws", "/../metrics"}) {
    auto const answer = ask("GET " + std::string(path) + " HTTP/1.1" + own);
    EXPECT_NE(answer.status, 200U) << path;
    EXPECT_EQ(answer.body.find("beraad_"), std::string::npos) << path;
  }
  for (auto const* method : {"POST", "PUT", "DELETE", "OPTIONS", "HEAD"}) {
    auto const answer = ask(std::string(method) + " /metrics HTTP/1.1" + own + "\r\nContent-Length: 0");
    EXPECT_NE(answer.status, 200U) << method;
  }
  auto const rebound = ask("GET /metrics HTTP/1.1\r\nHost: scraper.example");
  EXPECT_EQ(rebound.status, 421U);
  EXPECT_EQ(rebound.body.find("beraad_"), std::string::npos);
}

TEST(metrics, public_port_does_not_serve_the_page) {
  NetClient client(stage().server().port());
  ASSERT_TRUE(client.handshake());
  client.send("GET /metrics HTTP/1.1\r\nHost: beraad.test\r\n\r\n");
  auto const answer = client.read_response();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body.find("beraad_"), std::string::npos);
  EXPECT_NE(stage().server().metrics_port(), stage().server().port());
}

}  // namespace
}  // namespace beraad::test
