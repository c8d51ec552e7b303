// SPDX-License-Identifier: EUPL-1.2
// Who may look after accounts, and whose.
#pragma once
#include "server/app/me.hpp"

namespace beraad::app {

[[nodiscard]] Outcome<Done> must_be_beheerder(Me const& me);

// An account of the beheerder's own organisation; another organisation's is as absent as none.
[[nodiscard]] Outcome<db::Account> own_account(db::Stores const& stores, Me const& me, AccountId const& account);

}  // namespace beraad::app
