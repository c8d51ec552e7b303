// SPDX-License-Identifier: EUPL-1.2
// Everybody loses the connection at one moment and comes back: the server is restarted, or the network fails before it. They wait as the
// client does (client-web/src/api/back_off.ts), or, the worst case, all of them for as long as each other.
#include <algorithm>
#include <random>
#include <stdexcept>

#include "tests/bench/latency.hpp"
#include "tests/bench/process_use.hpp"
#include "tests/bench/scale/parts.hpp"
#include "tests/bench/scale/scene.hpp"
#include "tests/bench/scale/storm.hpp"
#include "tests/integration/net_client.hpp"

namespace beraad::bench {
namespace {

constexpr double kMessagesPerS = 100;  // of all rooms together

// Comes back to a line's place; the line stays there when the storm is over.
class Returning final : public Visitor {
 public:
  Returning(TlsClient const& tls, std::uint16_t port, Staff const& who, std::unique_ptr<LoadLine>& place) : who_(who), place_(place) {
    place_ = std::make_unique<LoadLine>(tls, port);
  }

  [[nodiscard]] int descriptor() const noexcept override { return place_->descriptor(); }
  bool go_on() override;

 private:
  enum class Step { kOpening, kGreeting, kIn };

  Staff const& who_;
  std::unique_ptr<LoadLine>& place_;
  Step step_ = Step::kOpening;
};

bool Returning::go_on() {
  if (step_ == Step::kOpening) {
    if (!place_->open(who_.cookie)) return false;
    say_hello(*place_);
    step_ = Step::kGreeting;
  }
  place_->receive();
  while (auto const text = place_->next_text()) {
    if (step_ == Step::kGreeting && is_welcome(*text)) step_ = Step::kIn;
  }
  return step_ == Step::kIn;
}

// Doubles from one second to thirty, and of that between half and the whole.
Storm::Wait wait_of(bool spread) {
  auto chance = spread ? std::make_shared<std::mt19937_64>(1) : nullptr;
  return [chance](unsigned failed) -> Storm::Clock::duration {
    constexpr double kLongestS = 30;
    constexpr unsigned kMostDoublings = 5;
    auto const whole = std::min(kLongestS, static_cast<double>(1U << std::min(failed, kMostDoublings)));
    auto const share = chance ? std::uniform_real_distribution<double>(0.5, 1)(*chance) : 1.0;
    return std::chrono::nanoseconds(static_cast<std::int64_t>(whole * share * 1e9));
  };
}

// Some of the staff, with a line each.
struct Crowd {
  std::span<Staff> staff;
  Lines lines;
};

// Who is there is cut first, without a word.
std::unique_ptr<Storm> coming(Scene& scene, Crowd& crowd, bool spread) {
  auto storm = std::make_unique<Storm>(
      crowd.staff.size(),
      [&scene, &crowd](std::size_t who) {
        return std::make_unique<Returning>(scene.tls(), scene.server().port(), crowd.staff[who], crowd.lines[who]);
      },
      wait_of(spread));
  storm->begin([&crowd] {
    crowd.lines.clear();
    crowd.lines.resize(crowd.staff.size());
  });
  return storm;
}

void wait_for(Storm const& storm) {
  while (!storm.is_over()) std::this_thread::sleep_for(std::chrono::milliseconds(10));
}

// Where each room stands, by the server. How many items are missing that it had acknowledged.
std::uint64_t take_up(std::span<SenderRoom> rooms, Lines const& lines) {
  std::uint64_t lost = 0;
  for (auto& room : rooms) {
    auto const answer = test::Json::parse(ask(*lines[room.sender], "room.list"));
    for (auto const& each : answer.at("result").at("rooms")) {
      if (each.at("room") != text_of_id(room.room)) continue;
      auto const head = from_b64u(each.at("head").get<std::string>());
      auto const last = each.at("last_seq").get<std::uint64_t>();
      if (!head || head->size() != room.head.size()) throw std::runtime_error("a head that is none");
      // With as many as were acknowledged, the chain ends as the last acknowledgement said.
      if (last < room.seq) lost += room.seq - last;
      if (last == room.seq && last > 0 && !std::equal(head->begin(), head->end(), room.head.begin())) ++lost;
      std::copy(head->begin(), head->end(), room.head.begin());
      room.seq = last;
      room.ctr = each.at("own_ctr").get<std::uint64_t>();
    }
  }
  return lost;
}

// A sample of the metrics' page.
std::uint64_t metric(Scene& scene, std::string const& name) {
  test::NetClient client(scene.server().metrics_port());
  client.send("GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
  auto const page = client.read_response();
  if (!page || page->status != 200) throw std::runtime_error("the server tells no metrics");
  auto const at = page->body.find("\n" + name + " ");
  if (at == std::string::npos) throw std::runtime_error("no metric " + name);
  return std::stoull(page->body.substr(at + name.size() + 2));
}

class Comeback {
 public:
  Comeback(Sizes const& sizes, Growth& growth)
      : sizes_(sizes),
        growth_(growth),
        scene_(sizes.server, sizes.active_rooms * kMembers + sizes.reconnecting),
        speakers_{std::span(scene_.cast().staff()).first(sizes.active_rooms * kMembers), {}},
        idle_{std::span(scene_.cast().staff()).last(sizes.reconnecting), {}} {
    scene_.cast().open_rooms(sizes.active_rooms, kMembers);
    auto const speakers = coming(scene_, speakers_, true);
    auto const idle = coming(scene_, idle_, true);
    wait_for(*speakers);
    wait_for(*idle);
  }

  // The server is restarted while messages are under way: those who speak are cut, too.
  void restart(std::string const& part, bool spread);
  // The others are cut; those who speak go on.
  void cut(std::string const& part, bool spread);

 private:
  struct Before {
    double cpu_s = 0;
    std::uint64_t refused = 0, handshakes_failed = 0, reads_refused = 0, writes_refused = 0;
  };
  [[nodiscard]] Before before();
  // Everybody comes back while messages go on, and then for a while more.
  void measure(std::string const& part, Load& load, Storm& storm, Before const& before);
  void add_arrivals(std::string const& part, std::string const& of, Arrivals const& arrivals, std::size_t wanted);
  [[nodiscard]] Load::Clock::duration window() const { return std::chrono::seconds(sizes_.seconds); }

  Sizes const& sizes_;
  Growth& growth_;
  Scene scene_;
  Crowd speakers_;
  Crowd idle_;
};

Comeback::Before Comeback::before() {
  auto const pid = scene_.server().pid();
  forget_peak(pid);
  return {cpu_seconds(pid), metric(scene_, "beraad_connections_refused_total"), metric(scene_, "beraad_tls_handshakes_failed_total"),
          metric(scene_, "beraad_store_reads_refused_total"), metric(scene_, "beraad_store_jobs_refused_total")};
}

void Comeback::restart(std::string const& part, bool spread) {
  std::thread stopping;
  auto cut_at = Load::Clock::now();
  {
    Load load(scene_.cast().rooms(), speakers_.lines, scene_.server().pid(), kMessagesPerS);
    load.warm_up();
    growth_.add_load(part, "before", load.measure(window()));
    stopping = std::thread([this] { scene_.server().stop(); });
    try {
      static_cast<void>(load.measure_while([] { return true; }));
    } catch (std::runtime_error const&) {
      cut_at = Load::Clock::now();
    }
  }
  auto const speakers = coming(scene_, speakers_, spread);
  auto const idle = coming(scene_, idle_, spread);
  stopping.join();
  scene_.server().start_again();
  growth_.add_figure(part, "cut to listening again", std::chrono::duration<double, std::milli>(Load::Clock::now() - cut_at).count(), "ms");
  wait_for(*speakers);
  add_arrivals(part, "of those in rooms", speakers->end(), speakers_.staff.size());
  growth_.add_figure(part, "acknowledged items that are gone", static_cast<double>(take_up(scene_.cast().rooms(), speakers_.lines)), "");
  Load load(scene_.cast().rooms(), speakers_.lines, scene_.server().pid(), kMessagesPerS);
  load.warm_up();
  measure(part, load, *idle, {});
}

void Comeback::cut(std::string const& part, bool spread) {
  Load load(scene_.cast().rooms(), speakers_.lines, scene_.server().pid(), kMessagesPerS);
  load.warm_up();
  growth_.add_load(part, "before", load.measure(window()));
  auto const was = before();
  auto const storm = coming(scene_, idle_, spread);
  measure(part, load, *storm, was);
}

void Comeback::measure(std::string const& part, Load& load, Storm& storm, Before const& before) {
  auto const pid = scene_.server().pid();
  auto const during = load.measure_while([&] { return !storm.is_over(); });
  growth_.add_figure(part, "server CPU until then", cpu_seconds(pid) - before.cpu_s, "s");
  growth_.add_figure(part, "its most memory", static_cast<double>(peak_rss_kib(pid)) / 1024, "MiB");
  auto after = load.measure(window());
  after.undelivered = load.finish();
  growth_.add_load(part, "while they come back", during);
  growth_.add_load(part, "after them", after);
  add_arrivals(part, "of the others", storm.end(), idle_.staff.size());
  auto const count = [&](std::string const& what, std::string const& name, std::uint64_t was) {
    growth_.add_figure(part, what, static_cast<double>(metric(scene_, name) - was), "");
  };
  count("connections over the bound", "beraad_connections_refused_total", before.refused);
  count("TLS handshakes that failed", "beraad_tls_handshakes_failed_total", before.handshakes_failed);
  count("reads refused, too many waiting", "beraad_store_reads_refused_total", before.reads_refused);
  count("writes refused, too many waiting", "beraad_store_jobs_refused_total", before.writes_refused);
  count("WebSockets open afterwards", "beraad_websockets_open", 0);
  growth_.add_figure(part, "memory afterwards", static_cast<double>(rss_kib(pid)) / 1024, "MiB");
}

void Comeback::add_arrivals(std::string const& part, std::string const& of, Arrivals const& arrivals, std::size_t wanted) {
  auto const figure = [&](std::string const& what, double value, std::string const& unit) {
    growth_.add_figure(part, of + " (" + std::to_string(wanted) + "), " + what, value, unit);
  };
  figure("back", static_cast<double>(arrivals.took_ns.size()), "");
  figure("half of them within", ms_at(arrivals.took_ns, 0.5), "ms");
  figure("all of them within", ms_at(arrivals.took_ns, 1), "ms");
  for (auto const& [why, times] : arrivals.turned_away) figure("attempts: " + why, static_cast<double>(times), "");
}

}  // namespace

void grow_reconnections(Sizes const& sizes, Growth& growth) {
  Comeback comeback(sizes, growth);
  comeback.restart("restart", false);
  comeback.restart("restart spread", true);
  comeback.cut("cut", false);
  comeback.cut("cut spread", true);
}

}  // namespace beraad::bench
