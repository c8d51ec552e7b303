// SPDX-License-Identifier: EUPL-1.2
// Certificates for a room's pseudonyms. Whose they are stands nowhere: the serial is a keyed hash of account, room and keys, so that the
// server can recognise its own when it is brought, and nobody can link two of them.
#pragma once
#include <span>

#include "crypto/certificate.hpp"
#include "server/app/world.hpp"

namespace beraad::app {

[[nodiscard]] Serial pseudonym_serial(World const& world, AccountId const& account, crypto::PseudonymCertificate const& certificate);

// The one among these for whom the certificate was made; kNotFound when it is none of them.
[[nodiscard]] Result<AccountId> owner_of_pseudonym(World const& world, std::span<AccountId const> accounts,
                                                   crypto::PseudonymCertificate const& certificate);

}  // namespace beraad::app
