// SPDX-License-Identifier: EUPL-1.2
#include "server/net/routes.hpp"

#include <gtest/gtest.h>

namespace beraad::net {
namespace {

TEST(origins, host_follows_from_the_origin) {
  auto const origins = Origins::of({"https://beraad.test", "https://other.test:8443"}, 1234);
  ASSERT_TRUE(origins);
  EXPECT_TRUE(origins->is_origin("https://beraad.test"));
  EXPECT_TRUE(origins->is_host("other.test:8443"));
  EXPECT_FALSE(origins->is_host("other.test"));
  EXPECT_FALSE(origins->is_origin("https://other.test"));
}

TEST(origins, port_zero_is_the_listening_port) {
  auto const origins = Origins::of({"https://localhost:0"}, 1234);
  ASSERT_TRUE(origins);
  EXPECT_TRUE(origins->is_origin("https://localhost:1234"));
  EXPECT_TRUE(origins->is_host("localhost:1234"));
}

TEST(origins, anything_but_https_host_and_port_is_refused) {
  for (auto const* origin : {"http://h", "https://", "https://h/", "https://H", "https://h:", "https://h:x", "https://h:443",
                             "https://h:70000", "https://a@h", "h", "*"}) {
    EXPECT_FALSE(Origins::of({origin}, 1)) << origin;
  }
  EXPECT_FALSE(Origins::of({}, 1));
}

}  // namespace
}  // namespace beraad::net
