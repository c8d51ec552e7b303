// SPDX-License-Identifier: EUPL-1.2
// beraad-bench: measures a real beraad-server over real TLS on the same machine and says what came out. It has no targets and no opinion.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "tests/bench/idle_memory.hpp"
#include "tests/bench/latency.hpp"
#include "tests/bench/load.hpp"
#include "tests/bench/process_use.hpp"
#include "tests/bench/start_up.hpp"
#include "tests/support/server_process.hpp"

namespace beraad::bench {
namespace {

struct Choice {
  std::filesystem::path server;
  std::filesystem::path json;
  unsigned rooms = 50;
  unsigned members = 8;
  unsigned seconds = 10;
  unsigned idle = 1000;
};

constexpr std::string_view kUsage =
    "beraad-bench [--server FILE] [--rooms 50] [--members 8] [--seconds 10] [--idle 1000] [--json FILE]\n"
    "Starts FILE (the server that was built with it) on a fresh store, opens schoolteam rooms, keeps one sender busy in each and "
    "reports.\n";

Choice read_arguments(int count, char const* const* words) {
  Choice choice;
  std::map<std::string, unsigned*> const numbers{
      {"--rooms", &choice.rooms}, {"--members", &choice.members}, {"--seconds", &choice.seconds}, {"--idle", &choice.idle}};
  for (int i = 1; i < count; i += 2) {
    std::string const name = words[i];
    if (i + 1 == count) throw std::invalid_argument(name);
    if (auto const number = numbers.find(name); number != numbers.end()) {
      *number->second = positive(words[i + 1], name == "--idle");
    } else if (name == "--server") {
      choice.server = words[i + 1];
    } else if (name == "--json") {
      choice.json = words[i + 1];
    } else {
      throw std::invalid_argument(name);
    }
  }
  if (choice.members < 2) throw std::invalid_argument("--members");
  return choice;
}

nlohmann::ordered_json report(Choice const& choice, LoadResult const& load, Memory const& memory, std::size_t people) {
  auto const deliveries = static_cast<double>(load.deliveries);
  return {{"machine", {{"cores", std::thread::hardware_concurrency()}}},
          {"build_type", BERAAD_BUILD_TYPE},
          {"rooms", choice.rooms},
          {"members", choice.members},
          {"people", people},
          {"seconds", load.seconds},
          {"ciphertext_bytes", load.ciphertext_bytes},
          {"frame_bytes", load.frame_bytes},
          {"durable_messages_per_s", static_cast<double>(load.acks) / load.seconds},
          {"deliveries_per_s", deliveries / load.seconds},
          {"undelivered", load.undelivered},
          {"server_cpu_us_per_delivery", load.deliveries == 0 ? 0 : load.server_cpu_s * 1e6 / deliveries},
          {"server_cores_used", load.server_cpu_s / load.seconds},
          {"generator_cores_used", load.generator_cpu_s / load.seconds},
          {"ack_ms", latency_json(load.ack_ns)},
          {"delivery_ms", latency_json(load.delivery_ns)},
          {"idle_connections", memory.idle},
          {"rss_before_kib", memory.before_kib},
          {"rss_idle_kib", memory.idle_kib},
          {"rss_after_load_kib", memory.after_load_kib},
          {"kib_per_idle_connection", memory.kib_each()}};
}

void print(nlohmann::ordered_json const& r) {
  auto const number = [&](char const* name) { return r.at(name).get<double>(); };
  auto const row = [](char const* what, double value, int digits, char const* unit) {
    std::printf("  %-34s %12.*f %s\n", what, digits, value, unit);
  };
  auto const spread = [&](char const* what, char const* name) {
    auto const& ms = r.at(name);
    std::printf("  %-34s %12.2f %10.2f %10.2f ms  (p50, p99, p99.9)\n", what, ms.at("p50").get<double>(), ms.at("p99").get<double>(),
                ms.at("p99_9").get<double>());
  };
  std::printf("beraad-bench, %s build, %.0f cores; the generator runs on the same machine as the server\n", BERAAD_BUILD_TYPE,
              r.at("machine").at("cores").get<double>());
  std::printf("%.0f rooms of %.0f members, %.0f people on a connection each, one sender a room, %.1f s after a warm-up\n", number("rooms"),
              number("members"), number("people"), number("seconds"));
  std::printf("TLS 1.3; %.0f bytes of ciphertext an item, %.0f bytes a sent frame\n\n", number("ciphertext_bytes"), number("frame_bytes"));
  row("durable messages", number("durable_messages_per_s"), 0, "/s");
  row("deliveries to other members", number("deliveries_per_s"), 0, "/s");
  row("not delivered or answered", number("undelivered"), 0, "of all that was sent");
  row("server CPU per delivery", number("server_cpu_us_per_delivery"), 1, "us");
  row("server CPU", number("server_cores_used"), 2, "cores");
  row("generator CPU", number("generator_cores_used"), 2, "cores");
  spread("send to acknowledgement", "ack_ms");
  spread("send to another member's receipt", "delivery_ms");
  row("server RSS, nobody connected", number("rss_before_kib"), 0, "KiB");
  std::printf("  server RSS, %-6.0f idle connections %11.0f KiB\n", number("idle_connections"), number("rss_idle_kib"));
  row("server RSS per idle connection", number("kib_per_idle_connection"), 1, "KiB");
  row("server RSS after the load", number("rss_after_load_kib"), 0, "KiB");
}

void bench(Choice const& choice) {
  raise_descriptor_limit();
  test::TestRegion region;
  region.add("noord", "gemeente");
  region.add("eik", "school", "noord");
  test::ServerProcess server(region, {.messages_per_s = 1'000'000, .message_burst = 1'000'000, .binary = choice.server});
  auto const seats = std::size_t{choice.rooms} * choice.members;
  auto const people = std::max(seats, (choice.idle + kLinesOfASession - 1) / kLinesOfASession);
  std::cerr << "enrolling " << people << " people\n";
  Cast cast(server.port(), region);
  cast.enrol(people);
  cast.open_rooms(choice.rooms, choice.members);

  TlsClient const tls;
  std::cerr << "opening " << choice.idle << " idle connections\n";
  auto memory = measure_idle(tls, server.port(), server.pid(), cast.staff(), choice.idle);
  auto lines = open_lines(tls, server.port(), cast.staff(), seats);
  std::cerr << "measuring\n";
  auto const load = run_load(cast.rooms(), lines, server.pid(), choice.seconds);
  memory.after_load_kib = rss_kib(server.pid());

  auto const result = report(choice, load, memory, seats);
  print(result);
  if (!choice.json.empty()) std::ofstream(choice.json) << result.dump(2) << '\n';
}

}  // namespace
}  // namespace beraad::bench

int main(int count, char** words) {
  using namespace beraad::bench;
  return run_program("beraad-bench", kUsage, count, words, [&] { bench(read_arguments(count, words)); });
}
