// SPDX-License-Identifier: EUPL-1.2
// Starting and stopping in order. What is declared first in State is destroyed last: connections need all that stands above the io_context.
#include "server/net/server.hpp"

#include <pthread.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "server/net/context.hpp"
#include "server/net/http_connection.hpp"
#include "server/net/listener.hpp"
#include "server/net/metrics_page.hpp"
#include "server/net/tls.hpp"

namespace beraad::net {

namespace asio = boost::asio;

namespace {

// Runs once the endpoint has answered all it took; given up after a while. Outlives the server when the endpoint is later than that.
class Drained {
 public:
  void tell() {
    std::scoped_lock lock(mutex_);
    done_ = true;
    told_.notify_all();
  }
  [[nodiscard]] bool wait(Milliseconds patience) {
    std::unique_lock lock(mutex_);
    return told_.wait_for(lock, patience, [this] { return done_; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable told_;
  bool done_ = false;
};

// The end of a session must be remembered for as long as an upgrade that began before it may take.
Milliseconds upgrade_time(Limits const& limits) {
  return 4 * limits.websocket.handshake + Milliseconds(1000);
}

}  // namespace

struct Doors::State {
  explicit State(unsigned threads) : io(static_cast<int>(threads)) {}

  asio::io_context io;
  TlsContext tls;
  Origins origins;
  std::shared_ptr<Listener> listener;
  std::shared_ptr<Listener> metrics_listener;
};

Result<Doors> Doors::open(ServerSettings const& settings) {
  auto state = std::make_unique<State>(settings.threads);
  auto tls = make_tls_context(settings.certificate_file, settings.key_file);
  if (!tls) return tls.error();
  state->tls = std::move(*tls);
  auto listener = Listener::open(state->io, settings.address, settings.port);
  if (!listener) return listener.error();
  state->listener = std::move(*listener);
  auto origins = Origins::of(settings.origins, state->listener->port());
  if (!origins) return origins.error();
  state->origins = std::move(*origins);
  if (settings.metrics_port) {
    auto metrics_listener = Listener::open(state->io, "127.0.0.1", *settings.metrics_port);
    if (!metrics_listener) return Error{metrics_listener.error().code, kMetricsPort, metrics_listener.error().cause};
    state->metrics_listener = std::move(*metrics_listener);
  }
  return Doors(std::move(state));
}

Doors::Doors(std::unique_ptr<State> state) : state_(std::move(state)) {}
Doors::Doors(Doors&&) noexcept = default;
Doors::~Doors() = default;

struct Server::State {
  State(std::unique_ptr<Doors::State> opened, ServerSettings const& settings, StaticFiles files, wire::Endpoint& endpoint, Log const& log,
        Metrics& metrics)
      : context{settings.limits,
                NowServed({std::move(opened->tls), std::move(files)}),
                endpoint,
                log,
                metrics,
                Hub(upgrade_time(settings.limits)),
                Connections(settings.limits.connections, metrics),
                std::move(opened->origins)},
        scrapes(settings.limits.metrics_connections, scrape_metrics),
        doors(std::move(opened)),
        work(asio::make_work_guard(doors->io)) {}

  void run(unsigned count) {
    for (unsigned i = 0; i < count; ++i) {
      threads.emplace_back([this] {
        ::pthread_setname_np(::pthread_self(), "network");
        doors->io.run();
      });
    }
  }

  Context context;
  Metrics scrape_metrics;  // the scraper's own connections are not among those of people
  Connections scrapes;
  std::unique_ptr<Doors::State> doors;
  asio::executor_work_guard<asio::io_context::executor_type> work;
  std::vector<std::thread> threads;
  bool stopped = false;
};

std::unique_ptr<Server> Server::start(Doors doors, ServerSettings const& settings, StaticFiles files, wire::Endpoint& endpoint,
                                      Log const& log, Metrics& metrics) {
  auto state = std::make_unique<State>(std::move(doors.state_), settings, std::move(files), endpoint, log, metrics);
  auto& context = state->context;
  endpoint.attach(context.hub);
  auto const accepted = [&context](asio::ip::tcp::socket socket) {
    auto admission = context.connections.admit();
    if (!admission) return context.metrics.connections_refused.add();
    serve_connection(context, std::move(socket), std::move(*admission));
  };
  auto const& listener = state->doors->listener;
  auto const& metrics_listener = state->doors->metrics_listener;
  listener->start(accepted, settings.limits.accept_backoff, metrics, log);
  if (metrics_listener) {
    auto const scraped = [&context, &scrapes = state->scrapes](asio::ip::tcp::socket socket) {
      auto admission = scrapes.admit();
      if (admission) serve_metrics(context, std::move(socket), std::move(*admission));
    };
    metrics_listener->start(scraped, settings.limits.accept_backoff, state->scrape_metrics, log);
  }
  state->run(settings.threads);
  log.write(LogLevel::kInfo, "listening", {LogField::port(listener->port())});
  return std::unique_ptr<Server>(new Server(std::move(state)));
}

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}

Server::~Server() {
  stop();
}

std::uint16_t Server::port() const noexcept {
  return state_->doors->listener->port();
}

std::uint16_t Server::metrics_port() const noexcept {
  auto const& listener = state_->doors->metrics_listener;
  return listener ? listener->port() : 0;
}

Result<void> Server::replace(ServerSettings const& settings, StaticFiles files) {
  auto tls = make_tls_context(settings.certificate_file, settings.key_file);
  if (!tls) return tls.error();
  state_->context.served.replace({std::move(*tls), std::move(files)});
  return {};
}

void Server::stop() {
  if (std::exchange(state_->stopped, true)) return;
  auto const& log = state_->context.log;
  auto const patience = state_->context.limits.drain;
  log.write(LogLevel::kInfo, "stopping");
  auto const& doors = *state_->doors;
  doors.listener->stop();
  if (doors.metrics_listener) doors.metrics_listener->stop();

  auto const drained = std::make_shared<Drained>();
  state_->context.endpoint.drain([drained] { drained->tell(); });
  if (!drained->wait(patience)) log.write(LogLevel::kWarning, "drain_timed_out");

  state_->context.connections.stop_all();
  if (!state_->context.connections.wait_until_none(patience)) log.write(LogLevel::kWarning, "close_timed_out");

  state_->work.reset();
  state_->doors->io.stop();
  for (auto& thread : state_->threads) thread.join();
  log.write(LogLevel::kInfo, "stopped");
}

}  // namespace beraad::net
