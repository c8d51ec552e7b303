// SPDX-License-Identifier: EUPL-1.2
// beraad-server: arguments, configuration, serve, exit code (sysexits.h).
#include <sysexits.h>
#include <unistd.h>

#include <iostream>
#include <vector>

#include "server/main/arguments.hpp"
#include "server/main/process.hpp"
#include "server/main/serve.hpp"
#include "server/main/words.hpp"

namespace beraad::main {
namespace {

int exit_code_of(Error const& error) {
  switch (error.code) {
    case Errc::kIo:
      return error.cause == boost::system::errc::address_in_use ? EX_UNAVAILABLE : EX_IOERR;
    case Errc::kDiskFull:
    case Errc::kDamaged:
    case Errc::kBusy:
      return EX_IOERR;
    case Errc::kInternal:
    case Errc::kClosed:
      return EX_SOFTWARE;
    case Errc::kCrypto:
    case Errc::kMalformed:
    case Errc::kNotFound:
    case Errc::kConflict:
    case Errc::kStale:
    case Errc::kWrongKey:
    case Errc::kNewerSchema:
    case Errc::kPermissions:
      return EX_CONFIG;
  }
  return EX_SOFTWARE;
}

int run(Arguments const& arguments) {
  net::Log const log(STDERR_FILENO);
  block_signals();
  if (auto const hardened = harden_process(); !hardened) {
    std::cerr << "beraad-server: " << words_of(hardened.error(), "protecting the process") << '\n';
    return EX_OSERR;
  }
  auto loaded = load_configuration(arguments.config);
  if (auto const* faults = std::get_if<std::vector<Fault>>(&loaded)) {
    tell_faults(*faults);
    if (arguments.task == Task::kServe) {
      log.write(net::LogLevel::kError, "not_started", {net::LogField::reason("configuration"), net::LogField::count(faults->size())});
    }
    return EX_CONFIG;
  }
  if (arguments.task == Task::kCheckConfig) {
    std::cout << "the configuration is right\n";
    return EX_OK;
  }
  auto& configuration = std::get<Configuration>(loaded);
  configuration.database.accept_older = arguments.accept_older_store;
  auto const served = serve(std::move(configuration), arguments.config, log);
  if (served) return EX_OK;
  auto const& [error, words] = served.error();
  std::cerr << "beraad-server: " << words << '\n';
  log.write(net::LogLevel::kError, "not_started", {net::LogField::reason(word_of(error)), net::LogField::error(error)});
  return exit_code_of(error);
}

}  // namespace
}  // namespace beraad::main

int main(int argc, char** argv) {
  using namespace beraad::main;
  std::vector<char const*> const words(argv + 1, argv + argc);
  auto const arguments = parse_arguments(words);
  if (!arguments) {
    std::cerr << kUsage;
    return EX_USAGE;
  }
  if (arguments->task == Task::kVersion) {
    std::cout << "beraad-server " << BERAAD_VERSION << '\n';
    return EX_OK;
  }
  if (arguments->task == Task::kHelp) {
    std::cout << kUsage;
    return EX_OK;
  }
  return run(*arguments);
}
