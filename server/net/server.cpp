// SPDX-License-Identifier: EUPL-1.2
// Starting and stopping in order. What is declared first in State is destroyed last: connections need all that stands above the io_context.
#include "server/net/server.hpp"

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

struct Server::State {
  State(ServerSettings const& settings, StaticFiles files, wire::Endpoint& endpoint, Log const& log, Metrics& metrics)
      : context{settings.limits,
                std::move(files),
                endpoint,
                log,
                metrics,
                Hub(upgrade_time(settings.limits)),
                Connections(settings.limits.connections, metrics),
                nullptr,
                {}},
        scrapes(settings.limits.metrics_connections, scrape_metrics),
        io(static_cast<int>(settings.threads)),
        work(asio::make_work_guard(io)) {}

  void run(unsigned count) {
    for (unsigned i = 0; i < count; ++i) {
      threads.emplace_back([this] { io.run(); });
    }
  }

  Context context;
  Metrics scrape_metrics;  // the scraper's own connections are not among those of people
  Connections scrapes;
  asio::io_context io;
  asio::executor_work_guard<asio::io_context::executor_type> work;
  std::shared_ptr<Listener> listener;
  std::shared_ptr<Listener> metrics_listener;
  std::vector<std::thread> threads;
  bool stopped = false;
};

Result<std::unique_ptr<Server>> Server::start(ServerSettings settings, StaticFiles files, wire::Endpoint& endpoint, Log const& log,
                                              Metrics& metrics) {
  auto tls = make_tls_context(settings.certificate_file, settings.key_file);
  if (!tls) return tls.error();
  auto state = std::make_unique<State>(settings, std::move(files), endpoint, log, metrics);
  auto& context = state->context;
  context.tls = std::move(*tls);

  auto listener = Listener::open(state->io, settings.address, settings.port);
  if (!listener) return listener.error();
  state->listener = *listener;
  auto origins = Origins::of(settings.origins, state->listener->port());
  if (!origins) return origins.error();
  context.origins = std::move(*origins);
  if (settings.metrics_port) {
    auto metrics_listener = Listener::open(state->io, "127.0.0.1", *settings.metrics_port);
    if (!metrics_listener) return Error{metrics_listener.error().code, "listen for metrics", metrics_listener.error().cause};
    state->metrics_listener = *metrics_listener;
  }

  endpoint.attach(context.hub);
  auto const accepted = [&context](asio::ip::tcp::socket socket) {
    auto admission = context.connections.admit();
    if (!admission) return context.metrics.connections_refused.add();
    serve_connection(context, std::move(socket), std::move(*admission));
  };
  state->listener->start(accepted, settings.limits.accept_backoff, metrics, log);
  if (state->metrics_listener) {
    auto const scraped = [&context, &scrapes = state->scrapes](asio::ip::tcp::socket socket) {
      auto admission = scrapes.admit();
      if (admission) serve_metrics(context, std::move(socket), std::move(*admission));
    };
    state->metrics_listener->start(scraped, settings.limits.accept_backoff, state->scrape_metrics, log);
  }
  state->run(settings.threads);
  log.write(LogLevel::kInfo, "listening", {LogField::port(state->listener->port())});
  return std::unique_ptr<Server>(new Server(std::move(state)));
}

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}

Server::~Server() {
  stop();
}

std::uint16_t Server::port() const noexcept {
  return state_->listener->port();
}

std::uint16_t Server::metrics_port() const noexcept {
  return state_->metrics_listener ? state_->metrics_listener->port() : 0;
}

void Server::stop() {
  if (std::exchange(state_->stopped, true)) return;
  auto const& log = state_->context.log;
  auto const patience = state_->context.limits.drain;
  log.write(LogLevel::kInfo, "stopping");
  state_->listener->stop();
  if (state_->metrics_listener) state_->metrics_listener->stop();

  auto const drained = std::make_shared<Drained>();
  state_->context.endpoint.drain([drained] { drained->tell(); });
  if (!drained->wait(patience)) log.write(LogLevel::kWarning, "drain_timed_out");

  state_->context.connections.stop_all();
  if (!state_->context.connections.wait_until_none(patience)) log.write(LogLevel::kWarning, "close_timed_out");

  state_->work.reset();
  state_->io.stop();
  for (auto& thread : state_->threads) thread.join();
  log.write(LogLevel::kInfo, "stopped");
}

}  // namespace beraad::net
