// SPDX-License-Identifier: EUPL-1.2
// What a log entry must be before it may be written: its own proof, the rules, and the people behind the leaves it brings.
#pragma once
#include <optional>
#include <span>
#include <vector>

#include "server/app/use_cases.hpp"
#include "server/domain/facts.hpp"

namespace beraad::app {

// Blocked: by the newest status list, the certificate or that of its issuer is worth nothing any more.
[[nodiscard]] bool is_revoked(crypto::Trust const& trust, crypto::VerifiedLeaf const& leaf);

// The facts of a leaf or room at this moment, for acts that are no entries.
[[nodiscard]] domain::LeafFacts facts_now(World const& world, crypto::Leaf const& leaf);
[[nodiscard]] std::optional<domain::RoomFacts> room_facts_now(crypto::RoomState const& room, int step);

// Chain, signatures, certificates, boxes, share and rules. `before` is nullptr for entry 0. Any thread: this is where the time goes.
[[nodiscard]] Outcome<PreparedEntry> verify_new_entry(World const& world, RoomStateNow before, RoomId const& room, NewEntry const& entry);

// Around the room: whose case it is, and who of the school may stand behind a pseudonym.
struct Circle {
  OrganisationId school;              // or the partner that passed on a signal
  OrganisationId gemeente;            // of the school; zero: of a partner, which chooses one
  std::vector<AccountId> candidates;  // the case's schoolteam
};
[[nodiscard]] Outcome<Circle> circle_of(World const& world, OrganisationId const& school, std::vector<AccountId> candidates);

// Somebody whom an entry brings in, or gives a new certificate.
struct Behind {
  crypto::Leaf const* leaf = nullptr;
  AccountId account;
  OrganisationId org;
};

// The accounts behind the leaves that join: each with a certificate that is usable now and the account's current one, or a pseudonym of
// this server for somebody of the school; of the case's school or its gemeente; each account once. `room` is nothing for entry 0.
[[nodiscard]] Outcome<std::vector<Behind>> who_joins(World const& world, db::Stores const& stores, Me const& by, Circle const& circle,
                                                     std::optional<db::RoomNo> room, crypto::VerifiedEntry const& entry);
// The same for new certificates: the account behind the leaf stays who it was.
[[nodiscard]] Outcome<Done> check_replaced(World const& world, db::Stores const& stores, db::RoomNo room,
                                           crypto::VerifiedEntry const& entry);

// On the writer's thread: the entry with its boxes and its share.
[[nodiscard]] Outcome<Done> write_entry(db::Stores& stores, db::RoomNo room, NewEntry const& entry, crypto::VerifiedEntry const& verified);
[[nodiscard]] db::Leaf leaf_record(Behind const& behind, std::uint64_t from_n, std::uint64_t from_seq);

}  // namespace beraad::app
