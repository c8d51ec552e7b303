// SPDX-License-Identifier: EUPL-1.2
// What the operator of the server can do who does not keep to the rules, and what the web client then shows.
#pragma once
#include <future>
#include <stdexcept>

#include "db/database.hpp"
#include "tests/integration/stage_test.hpp"

namespace beraad::test {

// A server that is down, its store open to whoever has its keys, and up again.
class OpenedStore {
 public:
  OpenedStore();
  OpenedStore(OpenedStore const&) = delete;
  OpenedStore& operator=(OpenedStore const&) = delete;
  ~OpenedStore();

  // `work` is Result<void>(db::Stores&).
  template <class Work>
  void write(Work work) {
    std::promise<Result<void>> written;
    auto const taken = database().writer().submit(work, [&](Result<void> const& result) { written.set_value(result); });
    if (!taken) throw std::runtime_error("not taken");
    if (auto const result = written.get_future().get(); !result) throw std::runtime_error(std::string(result.error().where));
  }

  // One statement of SQL, which knows no constraint but the schema's; the number of rows it changed.
  template <class... A>
  std::int64_t run(db::Sql sql, A const&... values) {
    database_.reset();
    auto const folder = stage().server().folder();
    auto store = db::Connection::open(folder / "store" / "beraad.db", keys().store, db::Access::kReadWrite);
    if (!store) throw std::runtime_error(std::string(store.error().where));
    auto const changed = store->run(sql, values...);
    if (!changed) throw std::runtime_error(std::string(changed.error().where));
    return *changed;
  }

 private:
  [[nodiscard]] static db::DatabaseKeys keys();
  [[nodiscard]] db::Database& database();

  std::unique_ptr<db::Database> database_;  // opened when it is needed
};

// What the web client shows this person of these rooms, "" when its packages are not installed.
[[nodiscard]] std::string shown_by_the_web_client(std::string const& name, std::vector<RoomId> const& rooms);
// One of them in it.
[[nodiscard]] Json room_in(Json const& shown, RoomId const& room);

}  // namespace beraad::test
