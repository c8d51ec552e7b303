// SPDX-License-Identifier: EUPL-1.2
// beraad-bench-peers: the real beraad-server, broadcasts without storage and XMPP servers under the same load, one after the other on one
// machine. It has no targets and no opinion; a server that is not installed is left out.
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <thread>

#include "tests/bench/peers/peer_load.hpp"
#include "tests/bench/peers/table.hpp"
#include "tests/bench/peers/xmpp_server.hpp"
#include "tests/bench/start_up.hpp"

namespace beraad::bench {
namespace {

namespace fs = std::filesystem;

struct Choice {
  fs::path bench, server, broadcast, json;
  LoadSize size;
};

constexpr std::string_view kUsage =
    "beraad-bench-peers --bench FILE --server FILE --broadcast FILE [--rooms 50] [--members 8] [--seconds 10] [--json FILE]\n"
    "FILES are beraad-bench, beraad-server and beraad-bench-broadcast; prosody and ejabberd are measured where they are installed.\n";

constexpr char kBare[] = "bare Beast broadcast";

Choice read_arguments(int count, char const* const* words) {
  Choice choice;
  std::map<std::string, unsigned*> const numbers{
      {"--rooms", &choice.size.rooms}, {"--members", &choice.size.members}, {"--seconds", &choice.size.seconds}};
  std::map<std::string, fs::path*> const files{
      {"--bench", &choice.bench}, {"--server", &choice.server}, {"--broadcast", &choice.broadcast}, {"--json", &choice.json}};
  for (int i = 1; i < count; i += 2) {
    std::string const name = words[i];
    if (i + 1 == count) throw std::invalid_argument(name);
    if (auto const number = numbers.find(name); number != numbers.end()) {
      *number->second = positive(words[i + 1]);
    } else if (auto const file = files.find(name); file != files.end()) {
      *file->second = fs::absolute(words[i + 1]);
    } else {
      throw std::invalid_argument(name);
    }
  }
  if (choice.size.members < 2) throw std::invalid_argument("--members");
  for (auto const* name : {"--bench", "--server", "--broadcast"})
    if (files.at(name)->empty()) throw std::invalid_argument(name);
  return choice;
}

// Asks once more until there is an answer.
template <class Ask>
auto wait_for(Ask ask) {
  constexpr int kTries = 600;
  for (int i = 0; i < kTries; ++i) {
    if (auto const answer = ask()) return *answer;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  throw std::runtime_error("a server does not start");
}

sockaddr_in local_address(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

// For a server that cannot choose one itself.
std::uint16_t free_port() {
  int const socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  auto address = local_address(0);
  socklen_t size = sizeof address;
  auto const bound = ::bind(socket, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                     ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  ::close(socket);
  if (!bound) throw std::runtime_error("no free port");
  return ntohs(address.sin_port);
}

bool is_listening(std::uint16_t port) {
  int const socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  auto const address = local_address(port);
  auto const connected = ::connect(socket, reinterpret_cast<sockaddr const*>(&address), sizeof address) == 0;
  ::close(socket);
  return connected;
}

// beraad-bench measures it itself.
Row measure_beraad(Choice const& choice, std::string const& name) {
  test::Folder const folder;
  auto const report = folder.path() / "report.json";
  Child bench(
      {{choice.bench.string(), "--server", choice.server.string(), "--rooms", std::to_string(choice.size.rooms), "--members",
        std::to_string(choice.size.members), "--seconds", std::to_string(choice.size.seconds), "--idle", "0", "--json", report.string()},
       folder.path(),
       folder.path() / "said.log"});
  bench.wait_for_success();
  return row_of_report(name, nlohmann::json::parse(std::ifstream(report)));
}

Row measure_broadcast(Choice const& choice, std::string const& name, std::string const& mode) {
  constexpr std::string_view kListening = "listening ";
  test::Folder const folder;
  test::write_certificate(folder);
  Child server({{choice.broadcast.string(), mode, folder.path().string()}, folder.path(), folder.path() / "said.log"});
  auto const said = wait_for([&] {
    auto text = server.said_so_far();
    return text.starts_with(kListening) && text.ends_with('\n') ? std::optional(std::move(text)) : std::nullopt;
  });
  auto const port = static_cast<std::uint16_t>(std::stoul(said.substr(said.rfind(':') + 1)));
  TlsClient const tls;
  auto const join = [&](std::size_t room, std::size_t member) { return join_over_websocket(tls, port, room, member); };
  return row_of(name, run_peer_load(choice.size, join, server.pid()));
}

Row measure_xmpp(Choice const& choice, std::string const& name, decltype(prosody) describe, Archive archive) {
  test::Folder const folder;
  test::write_certificate(folder);
  auto const port = free_port();
  auto const command = describe(folder, port, archive);
  if (!command) return row_without(name, "not installed");
  Child server(*command);
  wait_for([&] {
    static_cast<void>(server.said_so_far());
    return is_listening(port) ? std::optional(true) : std::nullopt;
  });
  TlsClient const tls;
  auto const join = [&](std::size_t room, std::size_t member) { return join_over_xmpp(tls, port, room, member); };
  return row_of(name, run_peer_load(choice.size, join, server.pid()));
}

// One that fails is said to have failed; the others are measured all the same.
void add_row(Row& rows, std::string const& name, std::function<Row(std::string const&)> const& measure) {
  std::cerr << "measuring " << name << '\n';
  try {
    rows.push_back(measure(name));
  } catch (std::exception const& failure) {
    std::cerr << name << ": " << failure.what() << '\n';
    rows.push_back(row_without(name, "failed"));
  }
}

void bench(Choice const& choice) {
  raise_descriptor_limit();
  auto rows = Row::array();
  auto const xmpp = [&](decltype(prosody) describe, Archive archive) {
    return [&choice, describe, archive](std::string const& name) { return measure_xmpp(choice, name, describe, archive); };
  };
  auto const broadcast = [&](std::string const& mode) {
    return [&choice, mode](std::string const& name) { return measure_broadcast(choice, name, mode); };
  };
  add_row(rows, "beraad-server", [&](std::string const& name) { return measure_beraad(choice, name); });
  add_row(rows, "its network room, no storage", broadcast("net"));
  add_row(rows, kBare, broadcast("beast"));
  add_row(rows, "prosody, archive in files", xmpp(prosody, Archive::kOwn));
  add_row(rows, "prosody, archive in SQLite", xmpp(prosody, Archive::kSqlite));
  add_row(rows, "ejabberd, archive in Mnesia", xmpp(ejabberd, Archive::kOwn));
  add_row(rows, "ejabberd, archive in SQLite", xmpp(ejabberd, Archive::kSqlite));
  compare(rows, kBare);

  auto const cores = std::thread::hardware_concurrency();
  std::printf("%u cores; %u rooms of %u members, one sender a room, %u s after a warm-up; the generator runs on the same machine\n\n",
              cores, choice.size.rooms, choice.size.members, choice.size.seconds);
  print(rows);
  Row const report{{"machine", {{"cores", cores}}},
                   {"rooms", choice.size.rooms},
                   {"members", choice.size.members},
                   {"seconds", choice.size.seconds},
                   {"servers", rows}};
  if (!choice.json.empty()) std::ofstream(choice.json) << report.dump(2) << '\n';
}

}  // namespace
}  // namespace beraad::bench

int main(int count, char** words) {
  using namespace beraad::bench;
  return run_program("beraad-bench-peers", kUsage, count, words, [&] { bench(read_arguments(count, words)); });
}
