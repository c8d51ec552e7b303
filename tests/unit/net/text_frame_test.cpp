// SPDX-License-Identifier: EUPL-1.2
// The examples and the three lengths of RFC 6455, sections 5.2 and 5.7.
#include "server/net/text_frame.hpp"

#include <gtest/gtest.h>

namespace beraad::net {
namespace {

using namespace std::string_literals;

TEST(text_frame, is_the_example_of_the_standard) {
  EXPECT_EQ(*text_frame("Hello").bytes, "\x81\x05Hello");
}

TEST(text_frame, length_is_written_in_the_fewest_bytes) {
  struct Case {
    std::size_t size;
    std::string header;
  };
  for (auto const& [size, header] :
       {Case{0, "\x81\x00"s}, Case{125, "\x81\x7d"s}, Case{126, "\x81\x7e\x00\x7e"s}, Case{256, "\x81\x7e\x01\x00"s},
        Case{65535, "\x81\x7e\xff\xff"s}, Case{65536, "\x81\x7f\x00\x00\x00\x00\x00\x01\x00\x00"s}}) {
    std::string const payload(size, 'a');
    EXPECT_EQ(*text_frame(payload).bytes, header + payload) << size;
  }
}

}  // namespace
}  // namespace beraad::net
