// SPDX-License-Identifier: EUPL-1.2
// beraad-bench-scale: what connections, rooms, members and a full store cost a real beraad-server on the same machine. It has no targets.
#include <cstdio>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>
#include <thread>

#include "tests/bench/scale/parts.hpp"
#include "tests/bench/start_up.hpp"

namespace beraad::bench {

Sizes quick_sizes() {
  Sizes sizes;
  sizes.seconds = 2;
  sizes.idle = {50, 200};
  sizes.people_in_rooms = 64;
  sizes.members = {8, 64};
  sizes.rooms = {10, 40};
  sizes.people_of_rooms = 80;
  sizes.stored = {0, 10'000, 40'000};
  sizes.stored_rooms = 100;
  sizes.history = 10'000;
  sizes.active_rooms = 10;
  sizes.sign_ins = 60;
  sizes.reconnecting = 300;
  return sizes;
}

namespace {

using Part = void (*)(Sizes const&, Growth&);

std::map<std::string, Part> const kParts{{"idle", grow_connections}, {"members", grow_members},   {"rooms", grow_rooms},
                                         {"store", grow_store},      {"sign-ins", grow_sign_ins}, {"reconnect", grow_reconnections}};

constexpr std::string_view kUsage =
    "beraad-bench-scale [--quick] [--only idle|members|rooms|store|sign-ins|reconnect] [--server FILE] [--json FILE]\n"
    "Starts FILE (the server that was built with it) on fresh stores, lets one thing after another grow and prints what it costs. The "
    "large "
    "store takes 4 GB of the folder for temporary files.\n";

struct Choice {
  bool quick = false;
  std::string only;  // "": all parts
  std::filesystem::path server;
  std::filesystem::path json;
};

Choice read_arguments(int count, char const* const* words) {
  Choice choice;
  for (int i = 1; i < count; ++i) {
    std::string const name = words[i];
    if (name == "--quick") {
      choice.quick = true;
      continue;
    }
    if (i + 1 == count) throw std::invalid_argument(name);
    std::string const value = words[++i];
    if (name == "--only" && kParts.contains(value)) {
      choice.only = value;
    } else if (name == "--server") {
      choice.server = value;
    } else if (name == "--json") {
      choice.json = value;
    } else {
      throw std::invalid_argument(name + " " + value);
    }
  }
  return choice;
}

void need_space(Sizes const& sizes) {
  constexpr std::uintmax_t kBytesAnItem = 2'000;
  auto const folder = std::filesystem::temp_directory_path();
  auto const needed = sizes.stored.back() * kBytesAnItem;
  if (std::filesystem::space(folder).available < needed)
    throw std::runtime_error("the store needs " + std::to_string(needed >> 20) + " MiB of disk at " + folder.string());
}

void bench(Choice const& choice) {
  auto sizes = choice.quick ? quick_sizes() : Sizes{};
  sizes.server = choice.server;
  raise_descriptor_limit();
  need_space(sizes);
  Growth growth;
  for (auto const* part : {"idle", "members", "rooms", "store", "sign-ins", "reconnect"})
    if (choice.only.empty() || choice.only == part) kParts.at(part)(sizes, growth);

  std::printf("beraad-bench-scale, %s build, %u cores; the generator runs on the same machine as the server\n\n", BERAAD_BUILD_TYPE,
              std::thread::hardware_concurrency());
  growth.print();
  if (choice.json.empty()) return;
  auto json = growth.json();
  json["machine"] = {{"cores", std::thread::hardware_concurrency()}};
  json["build_type"] = BERAAD_BUILD_TYPE;
  std::ofstream(choice.json) << json.dump(2) << '\n';
}

}  // namespace
}  // namespace beraad::bench

int main(int count, char** words) {
  using namespace beraad::bench;
  return run_program("beraad-bench-scale", kUsage, count, words, [&] { bench(read_arguments(count, words)); });
}
