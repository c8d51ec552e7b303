// SPDX-License-Identifier: EUPL-1.2
#include "server/net/metrics.hpp"

#include <gtest/gtest.h>

namespace beraad::net {
namespace {

TEST(metrics, page_has_values_and_types) {
  Metrics metrics;
  metrics.frames_in.add(7);
  metrics.http_answers[4].add();
  auto const page = metrics.render();
  EXPECT_NE(page.find("# TYPE beraad_frames_in_total counter\nberaad_frames_in_total 7\n"), std::string::npos);
  EXPECT_NE(page.find("beraad_http_answers_total{class=\"4xx\"} 1\n"), std::string::npos);
  EXPECT_NE(page.find("# TYPE beraad_connections_open gauge\nberaad_connections_open 0\n"), std::string::npos);
}

TEST(metrics, another_room_adds_its_own) {
  Metrics metrics;
  metrics.add_source([](MetricsText& text) { text.gauge("beraad_store_queue", "Jobs waiting.", 5); });
  EXPECT_NE(metrics.render().find("beraad_store_queue 5\n"), std::string::npos);
}

TEST(metrics, histogram_is_cumulative) {
  MetricsText text;
  text.histogram("h", "help", std::array<std::int64_t, 2>{1, 10}, std::array<std::uint64_t, 3>{2, 3, 4}, 99);
  EXPECT_EQ(
      std::move(text).take(),
      "# HELP h help\n# TYPE h histogram\nh_bucket{le=\"1\"} 2\nh_bucket{le=\"10\"} 5\nh_bucket{le=\"+Inf\"} 9\nh_sum 99\nh_count 9\n");
}

}  // namespace
}  // namespace beraad::net
