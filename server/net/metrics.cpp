// SPDX-License-Identifier: EUPL-1.2
// Prometheus text exposition format 0.0.4.
#include "server/net/metrics.hpp"

namespace beraad::net {
namespace {

void header(std::string& text, std::string_view name, std::string_view help, std::string_view type) {
  text.append("# HELP ").append(name).append(" ").append(help).append("\n# TYPE ").append(name).append(" ").append(type).append("\n");
}

}  // namespace

void MetricsText::counter(std::string_view name, std::string_view help, std::uint64_t value) {
  header(text_, name, help, "counter");
  text_.append(name).append(" ").append(std::to_string(value)).append("\n");
}

void MetricsText::gauge(std::string_view name, std::string_view help, std::uint64_t value) {
  header(text_, name, help, "gauge");
  text_.append(name).append(" ").append(std::to_string(value)).append("\n");
}

void MetricsText::family(std::string_view name, std::string_view help) {
  header(text_, name, help, "counter");
}

void MetricsText::sample(std::string_view name, std::string_view label, std::string_view label_value, std::uint64_t value) {
  text_.append(name).append("{").append(label).append("=\"").append(label_value).append("\"} ");
  text_.append(std::to_string(value)).append("\n");
}

void MetricsText::histogram(std::string_view name, std::string_view help, std::span<std::int64_t const> bounds,
                            std::span<std::uint64_t const> counts, std::uint64_t sum) {
  header(text_, name, help, "histogram");
  std::string const bucket = std::string(name) + "_bucket";
  std::uint64_t so_far = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    so_far += counts[i];
    sample(bucket, "le", i < bounds.size() ? std::to_string(bounds[i]) : "+Inf", so_far);
  }
  text_.append(name).append("_sum ").append(std::to_string(sum)).append("\n");
  text_.append(name).append("_count ").append(std::to_string(so_far)).append("\n");
}

void Metrics::add_source(Source source) {
  std::scoped_lock lock(mutex_);
  sources_.push_back(std::move(source));
}

std::string Metrics::render() const {
  MetricsText text;
  text.gauge("beraad_connections_open", "TCP connections now.", connections_open.value());
  text.counter("beraad_connections_accepted_total", "TCP connections accepted.", connections_accepted.value());
  text.counter("beraad_connections_refused_total", "TCP connections over the bound.", connections_refused.value());
  text.counter("beraad_accept_failures_total", "Accepts that failed, for want of descriptors.", accept_failures.value());
  text.counter("beraad_tls_handshakes_failed_total", "TLS handshakes that failed or took too long.", tls_handshakes_failed.value());
  text.counter("beraad_http_timeouts_total", "HTTP connections closed for slowness.", http_timeouts.value());
  text.counter("beraad_http_refusals_total", "HTTP requests refused by the guard.", http_refusals.value());
  text.family("beraad_http_answers_total", "HTTP answers by class.");
  constexpr std::array<std::string_view, 6> kClasses{"0xx", "1xx", "2xx", "3xx", "4xx", "5xx"};
  for (std::size_t i = 1; i < kClasses.size(); ++i) text.sample("beraad_http_answers_total", "class", kClasses[i], http_answers[i].value());
  text.gauge("beraad_websockets_open", "WebSocket connections now.", websockets_open.value());
  text.counter("beraad_websockets_refused_total", "WebSocket upgrades refused.", websockets_refused.value());
  text.counter("beraad_frames_in_total", "WebSocket messages received.", frames_in.value());
  text.counter("beraad_frames_out_total", "WebSocket messages sent.", frames_out.value());
  text.counter("beraad_bytes_in_total", "Bytes of WebSocket messages received.", bytes_in.value());
  text.counter("beraad_bytes_out_total", "Bytes of WebSocket messages sent.", bytes_out.value());
  text.counter("beraad_frames_delayed_total", "WebSocket messages that waited for the rate limit.", frames_delayed.value());
  text.counter("beraad_slow_receivers_closed_total", "WebSockets closed because their send queue was full.", slow_receivers_closed.value());
  text.counter("beraad_reloads_total", "Reloads of certificate and web files.", reloads.value());
  text.counter("beraad_reloads_refused_total", "Reloads refused for a fault in the configuration.", reloads_refused.value());
  std::scoped_lock lock(mutex_);
  for (auto const& source : sources_) source(text);
  return std::move(text).take();
}

}  // namespace beraad::net
