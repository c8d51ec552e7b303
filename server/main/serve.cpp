// SPDX-License-Identifier: EUPL-1.2
// The ports and the region come first, then the store: what cannot listen, or serves no region, touches no file. Stopping goes the other
// way: the network answers what it took, then the store, then the use cases.
#include "server/main/serve.hpp"

#include <iostream>

#include "server/app/clock.hpp"
#include "server/app/import_region.hpp"
#include "server/app/service.hpp"
#include "server/main/call_metrics.hpp"
#include "server/main/process.hpp"
#include "server/main/store_metrics.hpp"
#include "server/main/words.hpp"
#include "server/wire/json_rpc_endpoint.hpp"

namespace beraad::main {
namespace {

NotStarted not_started(Error const& error, std::string_view doing) {
  return {error, words_of(error, doing)};
}

std::string url_of(std::string const& address, std::uint16_t port) {
  auto const host = address.find(':') == std::string::npos ? address : "[" + address + "]";
  return "https://" + host + ":" + std::to_string(port);
}

std::string metrics_url_of(std::uint16_t port) {
  return "http://127.0.0.1:" + std::to_string(port) + "/metrics";
}

NotStarted not_opened(Error const& error, net::ServerSettings const& settings) {
  auto const metrics = error.where == net::kMetricsPort;
  return not_started(error, "listening on " + (metrics ? metrics_url_of(*settings.metrics_port) : url_of(settings.address, settings.port)));
}

// What can change while everybody stays connected does; a configuration with a fault changes nothing.
void reload(net::Server& server, std::filesystem::path const& file, net::Log const& log, net::Metrics& metrics) {
  auto loaded = load_configuration(file);
  if (auto const* faults = std::get_if<std::vector<Fault>>(&loaded)) {
    tell_faults(*faults);
    metrics.reloads_refused.add();
    return log.write(net::LogLevel::kError, "not_reloaded", {net::LogField::reason("configuration"), net::LogField::count(faults->size())});
  }
  auto& configuration = std::get<Configuration>(loaded);
  if (auto const replaced = server.replace(configuration.server, std::move(configuration.web)); !replaced) {
    metrics.reloads_refused.add();
    return log.write(net::LogLevel::kError, "not_reloaded", {net::LogField::reason(word_of(replaced.error()))});
  }
  metrics.reloads.add();
  log.write(net::LogLevel::kInfo, "reloaded");
}

}  // namespace

[[noreturn]] void throw_exception_from_error(NotStarted const& not_started, boost::source_location const& where) {
  throw_exception_from_error(not_started.error, where);
}

boost::system::result<void, NotStarted> serve(Configuration configuration, std::filesystem::path const& file, net::Log const& log) {
  net::Metrics metrics;
  auto doors = net::Doors::open(configuration.server);
  if (!doors) return not_opened(doors.error(), configuration.server);

  app::Configuration rules{std::move(configuration.region), std::move(configuration.secrets.pepper),
                           crypto::SigningKey::from_seed(std::move(configuration.secrets.region_seed))};
  auto const region = app::trust_of_service(rules.region, rules.region_key, app::system_clock()());
  if (!region) return not_started(region.error(), "reading the region");

  db::DatabaseKeys const keys{std::move(configuration.secrets.store), std::move(configuration.secrets.share_store)};
  auto database = db::Database::open(configuration.files, keys, configuration.database);
  if (!database) return not_started(database.error(), "opening the store");
  metrics.add_source([store = database->get()](net::MetricsText& text) { add_store_metrics(text, *store); });

  auto service = app::Service::start((*database)->writer(), (*database)->readers(), std::move(rules));
  if (!service) {
    (*database)->close();
    return not_started(service.error(), "reading the region");
  }

  {
    wire::JsonRpcEndpoint endpoint(**service);
    metrics.add_source([&endpoint](net::MetricsText& text) { add_call_metrics(text, endpoint.statistics()); });
    auto const server = net::Server::start(std::move(*doors), configuration.server, std::move(configuration.web), endpoint, log, metrics);
    if (server->metrics_port() != 0) std::cout << "metrics " << metrics_url_of(server->metrics_port()) << '\n';
    std::cout << "listening " << url_of(configuration.server.address, server->port()) << std::endl;
    while (wait_for_signal() == Asked::kReload) reload(*server, file, log, metrics);
    server->stop();
    (*database)->close();
  }
  return {};
}

}  // namespace beraad::main
