// SPDX-License-Identifier: EUPL-1.2
// Whom a region trusts: its pinned root, the organisations the root signed and the newest list of revoked serials. Everything a room or a
// server believes about a person passes through here. No clock: the time is an argument.
#pragma once
#include <optional>
#include <set>
#include <vector>

#include "crypto/certificate.hpp"
#include "crypto/result.hpp"

namespace beraad::crypto {

// A leaf certificate with the organisation that issued it, both verified.
struct VerifiedLeaf {
  LeafCertificate certificate{};
  OrganisationCertificate issuer{};
  Hash cert_hash{};
  Signed as_signed{};
};

class Trust {
 public:
  // The root's certificate must be signed by, and hold, the pinned key.
  [[nodiscard]] static Result<Trust> begin(Signed const& root, VerifyKey const& pinned);

  // An organisation may be added more than once: a later certificate does not undo what an earlier one covered.
  [[nodiscard]] Result<void> add_organisation(Signed const& organisation);
  // Takes the list when it is valid at `now` and its n is not older than the one held (kStale).
  [[nodiscard]] Result<void> set_status(Signed const& status, TimeMs now);

  // Signature, class, chain and windows at `at`; revocation does not count. For what happened before: an accepted log entry stays accepted.
  [[nodiscard]] Result<VerifiedLeaf> verify_leaf_at(Signed const& certificate, TimeMs at) const;
  // The same at `now`, and no serial of the chain is revoked. For whatever happens now.
  [[nodiscard]] Result<VerifiedLeaf> verify_leaf(Signed const& certificate, TimeMs now) const;
  // May something be sealed to this leaf now: windows, revocation, and a status that is valid now (kStale without one).
  [[nodiscard]] Result<void> usable(VerifiedLeaf const& leaf, TimeMs now) const;

  [[nodiscard]] bool is_revoked(Serial const& serial) const noexcept { return revoked_.contains(serial); }
  [[nodiscard]] bool has_status_at(TimeMs now) const noexcept { return status_ && status_->head.covers(now); }
  [[nodiscard]] std::optional<StatusCertificate> const& status() const noexcept { return status_; }
  [[nodiscard]] RootCertificate const& root() const noexcept { return root_; }
  // The newest certificate of the organisation that covers `now` and is not revoked; kNotFound.
  [[nodiscard]] Result<OrganisationCertificate> organisation(OrganisationId const& org, TimeMs now) const;
  [[nodiscard]] std::vector<OrganisationCertificate> const& organisations() const noexcept { return organisations_; }

 private:
  explicit Trust(RootCertificate root) : root_(std::move(root)) {}

  RootCertificate root_;
  std::vector<OrganisationCertificate> organisations_;
  std::optional<StatusCertificate> status_;
  std::set<Serial> revoked_;
};

}  // namespace beraad::crypto
