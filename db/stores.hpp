// SPDX-License-Identifier: EUPL-1.2
// Every store over one pair of connections: what a job is given. Readers get it const, and const stores only read.
#pragma once
#include "db/accounts.hpp"
#include "db/cases.hpp"
#include "db/cursors.hpp"
#include "db/files.hpp"
#include "db/items.hpp"
#include "db/organisations.hpp"
#include "db/relations.hpp"
#include "db/room_log.hpp"
#include "db/rooms.hpp"
#include "db/sessions.hpp"
#include "db/shares.hpp"
#include "db/vaults.hpp"

namespace beraad::db {

struct Stores {
  Stores(Connection& store, Connection& share_store) noexcept
      : organisations(store),
        accounts(store),
        vaults(store),
        sessions(store),
        failures(store),
        cases(store),
        rooms(store),
        relations(store),
        log(store),
        items(store),
        cursors(store),
        files(store),
        shares(store, share_store) {}

  Organisations organisations;
  Accounts accounts;
  Vaults vaults;
  Sessions sessions;
  FailureCounters failures;
  Cases cases;
  Rooms rooms;
  Relations relations;
  RoomLog log;
  Items items;
  Cursors cursors;
  Files files;
  Shares shares;
};

}  // namespace beraad::db
