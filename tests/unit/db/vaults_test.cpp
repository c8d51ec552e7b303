// SPDX-License-Identifier: EUPL-1.2
// Vaults are swapped by version, and slots as a whole.
#include "db/vaults.hpp"

#include <array>

#include "tests/unit/db/people.hpp"
#include "tests/unit/db/temporary_store.hpp"

namespace beraad::db {
namespace {

class VaultOf : public StoreTest {
 protected:
  void SetUp() override {
    open();
    ASSERT_OK(write([](Stores& stores) { return add_people(stores); }));
  }
  Result<void> put(std::int64_t version, std::size_t bytes) {
    return write([=](Stores& stores) { return stores.vaults.put(kMentor, {version, crypto::Bytes(bytes, 3)}); });
  }
};

Slot slot_of(std::string kind) {
  return {std::move(kind), crypto::Bytes(16, 1), 65536, 3, 1, crypto::Bytes(60, 2), hash_of(4)};
}

TEST_F(VaultOf, version_must_be_the_next_one) {
  EXPECT_EQ(code_of(put(2, 10)), Errc::kConflict);
  ASSERT_OK(put(1, 10));
  EXPECT_EQ(code_of(put(1, 11)), Errc::kConflict);
  EXPECT_EQ(code_of(put(3, 11)), Errc::kConflict);
  ASSERT_OK(put(2, 12));
  auto const vault = read([](Stores const& stores) { return stores.vaults.find(kMentor); });
  ASSERT_OK(vault);
  EXPECT_EQ(vault->version, 2);
  EXPECT_EQ(vault->blob.size(), 12U);
  EXPECT_EQ(code_of(read([](Stores const& stores) { return stores.vaults.find(kContact); })), Errc::kNotFound);
}

TEST_F(VaultOf, slots_are_replaced_together) {
  ASSERT_OK(write([](Stores& stores) {
    return stores.vaults.replace_slots(kMentor, std::array{slot_of("passphrase"), slot_of("recovery")});
  }));
  auto other = slot_of("passphrase");
  other.m_kib = 131072;
  ASSERT_OK(write([&](Stores& stores) { return stores.vaults.replace_slots(kMentor, std::array{other}); }));
  auto const slots = read([](Stores const& stores) { return stores.vaults.slots(kMentor); });
  ASSERT_OK(slots);
  ASSERT_EQ(slots->size(), 1U);
  EXPECT_EQ(slots->front().m_kib, 131072U);
  EXPECT_EQ(slots->front().auth_hmac, hash_of(4));
  EXPECT_EQ(slots->front().wrapped, crypto::Bytes(60, 2));
  EXPECT_EQ(code_of(read([](Stores const& stores) { return stores.vaults.slot(kMentor, "recovery"); })), Errc::kNotFound);
  EXPECT_OK(read([](Stores const& stores) { return stores.vaults.slot(kMentor, "passphrase"); }));
}

TEST_F(VaultOf, two_slots_of_one_kind_change_nothing) {
  ASSERT_OK(write([](Stores& stores) { return stores.vaults.replace_slots(kMentor, std::array{slot_of("passphrase")}); }));
  EXPECT_EQ(code_of(write([](Stores& stores) {
              return stores.vaults.replace_slots(kMentor, std::array{slot_of("recovery"), slot_of("recovery")});
            })),
            Errc::kConflict);
  EXPECT_EQ(read([](Stores const& stores) { return stores.vaults.slots(kMentor); })->front().kind, "passphrase");
}

}  // namespace
}  // namespace beraad::db
