// SPDX-License-Identifier: EUPL-1.2
// What has been recorded in a case, and what one more record would do to it.
#pragma once
#include "server/app/summaries.hpp"
#include "server/app/world.hpp"
#include "server/domain/records.hpp"

namespace beraad::app {

// Read again from the records themselves, so that they and what follows from them cannot come apart.
[[nodiscard]] Outcome<domain::CaseFacts> case_facts(domain::Policy const& policy, db::Stores const& stores, CaseSeen const& seen);

// The case after the record in this header, or the rule that refuses it.
[[nodiscard]] Outcome<domain::CaseFacts> after_record(World const& world, db::Stores const& stores, CaseSeen const& seen,
                                                      domain::RecordPlace const& place, domain::LeafFacts const& author,
                                                      crypto::ItemHeader const& header);

}  // namespace beraad::app
