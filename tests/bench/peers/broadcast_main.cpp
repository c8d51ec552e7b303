// SPDX-License-Identifier: EUPL-1.2
// beraad-bench-broadcast: a broadcast over TLS 1.3 WebSockets without storage, on bare Boost.Beast or on the product's network room.
#include <exception>
#include <iostream>
#include <string>

#include "tests/bench/peers/broadcast.hpp"

int main(int count, char** words) {
  std::string const mode = count == 3 ? words[1] : "";
  try {
    if (mode == "beast") {
      beraad::bench::broadcast_with_beast(words[2]);
    } else if (mode == "net") {
      beraad::bench::broadcast_with_net(words[2]);
    } else {
      std::cerr << "beraad-bench-broadcast beast|net FOLDER\nFOLDER has cert.pem and key.pem. It says where it listens and runs until it "
                   "is killed.\n";
      return 2;
    }
    return 0;
  } catch (std::exception const& failure) {
    std::cerr << "beraad-bench-broadcast: " << failure.what() << '\n';
    return 1;
  }
}
