// SPDX-License-Identifier: EUPL-1.2
// Group commit: what a job can do to its neighbours, when it is answered, and what happens when there are too many.
#include "db/writer.hpp"

#include <atomic>
#include <stdexcept>
#include <vector>

#include "tests/unit/db/people.hpp"
#include "tests/unit/db/temporary_store.hpp"

namespace beraad::db {
namespace {

// Holds the writer inside a job, so that what is submitted meanwhile waits and shares the next batches.
class Gate {
 public:
  auto job() {
    return [this](Stores&) -> Result<void> {
      entered_.set_value();
      opened_.get_future().wait();
      return {};
    };
  }
  void wait_until_entered() { entered_.get_future().wait(); }
  void open() { opened_.set_value(); }

 private:
  std::promise<void> entered_;
  std::promise<void> opened_;
};

class GroupCommit : public StoreTest {
 protected:
  void hold() {
    ASSERT_OK(database().writer().submit(gate_.job(), [](Result<void> const&) {}));
    gate_.wait_until_entered();
  }
  Gate gate_;
};

auto add_account(unsigned number) {
  return [number](Stores& stores) {
    return stores.accounts.add(account_of(id_of<AccountId>(number), "p" + std::to_string(number), kSchool, "medewerker"));
  };
}

TEST_F(GroupCommit, failing_job_does_not_undo_its_neighbours) {
  open();
  ASSERT_OK(write([](Stores& stores) { return add_people(stores); }));
  hold();
  std::vector<std::future<Errc>> answers;
  auto const submit = [&](auto work) {
    auto promise = std::make_shared<std::promise<Errc>>();
    answers.push_back(promise->get_future());
    ASSERT_OK(database().writer().submit(std::move(work), [promise](Result<void> const& result) { promise->set_value(code_of(result)); }));
  };
  submit(add_account(100));
  submit([](Stores& stores) -> Result<void> {
    if (auto added = add_account(101)(stores); !added) return added;
    return fail(Errc::kStale, "changed its mind after writing");
  });
  submit(add_account(100));
  submit([](Stores&) -> Result<void> { throw std::runtime_error("a bug"); });
  submit(add_account(102));
  gate_.open();

  EXPECT_EQ(answers[0].get(), static_cast<Errc>(-1));
  EXPECT_EQ(answers[1].get(), Errc::kStale);
  EXPECT_EQ(answers[2].get(), Errc::kConflict);
  EXPECT_EQ(answers[3].get(), Errc::kInternal);
  EXPECT_EQ(answers[4].get(), static_cast<Errc>(-1));
  EXPECT_OK(read([](Stores const& stores) { return stores.accounts.find(id_of<AccountId>(100)); }));
  EXPECT_EQ(code_of(read([](Stores const& stores) { return stores.accounts.find(id_of<AccountId>(101)); })), Errc::kNotFound);
  EXPECT_OK(read([](Stores const& stores) { return stores.accounts.find(id_of<AccountId>(102)); }));
}

TEST_F(GroupCommit, answer_comes_after_the_commit) {
  open();
  ASSERT_OK(write([](Stores& stores) { return add_people(stores); }));
  // The answer is given on the writer's thread: what it sees through a connection of its own has been committed.
  auto other = Connection::open(files().store, test_keys().store, Access::kReadOnly);
  ASSERT_OK(other);
  std::promise<Result<std::int64_t>> seen;
  ASSERT_OK(database().writer().submit(add_account(100), [&](Result<void> const&) {
    seen.set_value(other->value<std::int64_t>("SELECT count(*) FROM account WHERE login = 'p100'"));
  }));
  EXPECT_EQ(seen.get_future().get().value(), 1);
}

TEST_F(GroupCommit, waiting_jobs_share_transactions_of_at_most_the_limit) {
  open({.writer = {.batch_limit = 8}});
  ASSERT_OK(write([](Stores& stores) { return add_people(stores); }));
  auto const before = database().writer().statistics();
  hold();
  std::atomic<int> answered{0};
  for (unsigned i = 0; i < 40; ++i)
    ASSERT_OK(
        database().writer().submit(add_account(100 + i), [&](Result<void> const& result) { answered += result.has_value() ? 1 : 1000; }));
  EXPECT_EQ(database().writer().statistics().queue_depth, 40U);
  gate_.open();
  ASSERT_OK(write([](Stores&) -> Result<void> { return {}; }));
  EXPECT_EQ(answered, 40);
  close();
  open();
  auto const all = read([](Stores const& stores) { return stores.accounts.of_organisation(kSchool); });
  ASSERT_OK(all);
  EXPECT_EQ(all->size(), 42U);
  EXPECT_EQ(before.failed_batches, 0U);
}

TEST_F(GroupCommit, statistics_count_jobs_and_batches) {
  open({.writer = {.batch_limit = 8}});
  hold();
  for (unsigned i = 0; i < 40; ++i)
    ASSERT_OK(database().writer().submit([](Stores&) -> Result<void> { return {}; }, [](Result<void> const&) {}));
  gate_.open();
  database().writer().close();
  auto const statistics = database().writer().statistics();
  EXPECT_EQ(statistics.jobs, 41U);
  EXPECT_EQ(statistics.batch_jobs.sum, 41U);
  EXPECT_GE(statistics.batches, 6U);
  EXPECT_LE(statistics.batches, 41U);
  EXPECT_EQ(statistics.queue_depth, 0U);
  EXPECT_EQ(statistics.refused, 0U);
}

TEST_F(GroupCommit, full_queue_is_busy_and_what_was_taken_is_answered) {
  open({.writer = {.queue_limit = 3}});
  hold();
  std::atomic<int> answered{0};
  auto const nothing = [](Stores&) -> Result<void> { return {}; };
  auto const count = [&](Result<void> const&) { ++answered; };
  for (int i = 0; i < 3; ++i) ASSERT_OK(database().writer().submit(nothing, count));
  EXPECT_EQ(code_of(database().writer().submit(nothing, count)), Errc::kBusy);
  EXPECT_EQ(database().writer().statistics().refused, 1U);
  gate_.open();
  database().writer().close();
  EXPECT_EQ(answered, 3);
}

TEST_F(GroupCommit, closing_answers_everything_and_then_takes_nothing) {
  open();
  hold();
  std::atomic<int> answered{0};
  for (int i = 0; i < 200; ++i)
    ASSERT_OK(database().writer().submit([](Stores&) -> Result<int> { return 5; }, [&](Result<int> result) { answered += *result; }));
  gate_.open();
  database().writer().close();
  EXPECT_EQ(answered, 1000);
  EXPECT_EQ(code_of(write([](Stores&) -> Result<void> { return {}; })), Errc::kClosed);
}

TEST_F(GroupCommit, jobs_run_in_the_order_they_came) {
  open();
  hold();
  std::vector<int> order;
  for (int i = 0; i < 100; ++i)
    ASSERT_OK(database().writer().submit(
        [&order, i](Stores&) -> Result<void> {
          order.push_back(i);
          return {};
        },
        [](Result<void> const&) {}));
  gate_.open();
  database().writer().close();
  ASSERT_EQ(order.size(), 100U);
  EXPECT_TRUE(std::ranges::is_sorted(order));
}

}  // namespace
}  // namespace beraad::db
