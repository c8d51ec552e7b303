// SPDX-License-Identifier: EUPL-1.2
// Reading beside the writer.
#include "db/readers.hpp"

#include <atomic>

#include "tests/unit/db/people.hpp"
#include "tests/unit/db/temporary_store.hpp"

namespace beraad::db {
namespace {

using Reading = StoreTest;

TEST_F(Reading, job_sees_one_moment_although_the_writer_goes_on) {
  open();
  ASSERT_OK(write([](Stores& stores) { return add_people(stores); }));
  auto const counts = read([this](Stores const& stores) -> Result<std::pair<std::size_t, std::size_t>> {
    auto const before = stores.accounts.of_organisation(kSchool);
    if (!before) return before.error();
    auto const added =
        write([](Stores& own) { return own.accounts.add(account_of(id_of<AccountId>(50), "nieuw", kSchool, "medewerker")); });
    if (!added) return added.error();
    auto const after = stores.accounts.of_organisation(kSchool);
    if (!after) return after.error();
    return std::pair(before->size(), after->size());
  });
  ASSERT_OK(counts);
  EXPECT_EQ(counts->first, counts->second);
  EXPECT_EQ(read([](Stores const& stores) { return stores.accounts.of_organisation(kSchool); })->size(), counts->first + 1);
}

TEST_F(Reading, full_queue_is_busy_and_closing_answers_what_was_taken) {
  open({.readers = {.threads = 1, .queue_limit = 2}});
  std::promise<void> entered;
  std::promise<void> opened;
  std::atomic<int> answered{0};
  auto const count = [&](Result<void> const&) { ++answered; };
  ASSERT_OK(database().readers().submit(
      [&](Stores const&) -> Result<void> {
        entered.set_value();
        opened.get_future().wait();
        return {};
      },
      count));
  entered.get_future().wait();
  auto const nothing = [](Stores const&) -> Result<void> { return {}; };
  ASSERT_OK(database().readers().submit(nothing, count));
  ASSERT_OK(database().readers().submit(nothing, count));
  EXPECT_EQ(code_of(database().readers().submit(nothing, count)), Errc::kBusy);
  EXPECT_EQ(database().readers().statistics().queue_depth, 2U);
  EXPECT_EQ(database().readers().statistics().refused, 1U);
  opened.set_value();
  database().readers().close();
  EXPECT_EQ(answered, 3);
  EXPECT_EQ(code_of(database().readers().submit(nothing, count)), Errc::kClosed);
}

TEST_F(Reading, exception_in_a_job_is_an_error_and_the_next_job_is_served) {
  open({.readers = {.threads = 1}});
  EXPECT_EQ(code_of(read([](Stores const&) -> Result<int> { throw std::runtime_error("a bug"); })), Errc::kInternal);
  EXPECT_EQ(read([](Stores const&) -> Result<int> { return 7; }).value(), 7);
}

}  // namespace
}  // namespace beraad::db
