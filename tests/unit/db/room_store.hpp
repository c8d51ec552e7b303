// SPDX-License-Identifier: EUPL-1.2
// A store with a case and one room of it, in which mentor and contact are.
#pragma once
#include "tests/unit/db/people.hpp"
#include "tests/unit/db/temporary_store.hpp"

namespace beraad::db {

class RoomStoreTest : public StoreTest {
 protected:
  void open_with_room(std::string_view kind = "schoolteam") {
    open();
    auto const no = write([kind](Stores& stores) -> Result<RoomNo> {
      if (auto added = add_case(stores); !added) return added.error();
      return add_room(stores, 1, kind, {kMentor, kContact});
    });
    ASSERT_OK(no);
    room_ = *no;
  }
  RoomNo room_{};
};

}  // namespace beraad::db
