// SPDX-License-Identifier: EUPL-1.2
// The certificates of protocol.md section 3 as strict, typed structs. Decoding here proves form only; `trust.hpp` proves who signed.
#pragma once
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "crypto/ed25519.hpp"
#include "crypto/ids.hpp"
#include "crypto/result.hpp"
#include "crypto/signed_object.hpp"
#include "crypto/time_ms.hpp"
#include "crypto/x25519.hpp"

namespace beraad::crypto {

inline constexpr TimeMs kMaxLeafCertificateMs = 396 * kDayMs;
inline constexpr TimeMs kMaxStatusMs = kDayMs;
inline constexpr std::string_view kPseudonymLabel = "school professional";

// What an organisation may issue.
enum class CertificateClass { kMember, kGuest, kPseudonym, kStatus };
[[nodiscard]] std::string_view word_of(CertificateClass klass) noexcept;

struct CertificateHead {
  Serial serial{};
  TimeMs from = 0;
  TimeMs to = 0;
  [[nodiscard]] bool covers(TimeMs now) const noexcept { return from <= now && now < to; }
  bool operator==(CertificateHead const&) const = default;
};

struct RootCertificate {
  CertificateHead head{};
  std::string region{};
  VerifyKey key{};
  bool operator==(RootCertificate const&) const = default;
};

struct OrganisationCertificate {
  CertificateHead head{};
  OrganisationId org{};
  std::string type{};
  std::string name{};
  VerifyKey key{};
  std::vector<CertificateClass> classes{};
  OrganisationId gemeente{};  // of a school; zero when it has none
  TimeMs convenant_from = 0;  // 0, 0 when it has signed none
  TimeMs convenant_to = 0;
  [[nodiscard]] bool may_issue(CertificateClass klass) const noexcept;
  [[nodiscard]] bool has_convenant_at(TimeMs now) const noexcept { return convenant_from <= now && now < convenant_to; }
  bool operator==(OrganisationCertificate const&) const = default;
};

struct MemberCertificate {
  CertificateHead head{};
  AccountId account{};
  OrganisationId org{};
  std::string functie{};
  std::string name{};
  VerifyKey sign{};
  SealKey seal{};
  bool operator==(MemberCertificate const&) const = default;
};

enum class GuestClass { kOuder, kLeerling };
[[nodiscard]] std::string_view word_of(GuestClass klass) noexcept;
[[nodiscard]] std::optional<GuestClass> guest_class_of(std::string_view word) noexcept;

struct GuestCertificate {
  CertificateHead head{};
  AccountId account{};
  OrganisationId org{};
  GuestClass klass = GuestClass::kOuder;
  CaseId case_id{};
  std::string name{};
  VerifyKey sign{};
  SealKey seal{};
  bool operator==(GuestCertificate const&) const = default;
};

struct PseudonymCertificate {
  CertificateHead head{};
  LeafId leaf{};
  RoomId room{};
  std::string school{};  // what the person chose to show, or ""
  VerifyKey sign{};
  SealKey seal{};
  bool operator==(PseudonymCertificate const&) const = default;
};

struct StatusCertificate {
  CertificateHead head{};
  std::uint64_t n = 0;
  TimeMs at = 0;
  std::vector<Serial> revoked{};
  bool operator==(StatusCertificate const&) const = default;
};

using LeafCertificate = std::variant<MemberCertificate, GuestCertificate, PseudonymCertificate>;

[[nodiscard]] CertificateHead const& head_of(LeafCertificate const& certificate) noexcept;
[[nodiscard]] VerifyKey const& sign_of(LeafCertificate const& certificate) noexcept;
[[nodiscard]] SealKey const& seal_of(LeafCertificate const& certificate) noexcept;
// The account id of a member or guest, the `leaf` of a pseudonym.
[[nodiscard]] LeafId leaf_of(LeafCertificate const& certificate) noexcept;
// As the policy names it: the member's functie, the guest's class, "school_professional" for a pseudonym.
[[nodiscard]] std::string_view functie_of(LeafCertificate const& certificate) noexcept;
[[nodiscard]] CertificateClass class_of(LeafCertificate const& certificate) noexcept;

// SHA-256(b)
[[nodiscard]] Hash certificate_hash(Signed const& certificate);

[[nodiscard]] Bytes encode(RootCertificate const& certificate);
[[nodiscard]] Bytes encode(OrganisationCertificate const& certificate);
[[nodiscard]] Bytes encode(MemberCertificate const& certificate);
[[nodiscard]] Bytes encode(GuestCertificate const& certificate);
[[nodiscard]] Bytes encode(PseudonymCertificate const& certificate);
[[nodiscard]] Bytes encode(StatusCertificate const& certificate);
[[nodiscard]] Bytes encode(LeafCertificate const& certificate);

// kMalformed for anything but exactly this kind, within the windows that section 3 sets. Nothing about the signature.
[[nodiscard]] Result<RootCertificate> decode_root(View b);
[[nodiscard]] Result<OrganisationCertificate> decode_organisation(View b);
[[nodiscard]] Result<StatusCertificate> decode_status(View b);
[[nodiscard]] Result<LeafCertificate> decode_leaf_certificate(View b);

// Signs what encode() gives, under the certificate's own kind.
[[nodiscard]] Signed issue(RootCertificate const& certificate, SigningKey const& own);
[[nodiscard]] Signed issue(OrganisationCertificate const& certificate, SigningKey const& root);
[[nodiscard]] Signed issue(StatusCertificate const& certificate, SigningKey const& region);
[[nodiscard]] Signed issue(LeafCertificate const& certificate, SigningKey const& organisation);

}  // namespace beraad::crypto
