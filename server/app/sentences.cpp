// SPDX-License-Identifier: EUPL-1.2
// Every sentence the server itself says to a person, in Dutch (B1) and English. Sentences of the policy's own refusals are in the policy
// file.
#include <algorithm>
#include <array>
#include <boost/throw_exception.hpp>
#include <cstddef>
#include <stdexcept>

#include "server/app/outcome.hpp"

namespace beraad::app {
namespace {

struct Row {
  Fault fault;
  std::string_view reason;
  std::string_view rule;
  Words words;
};

constexpr std::array kRows{
    Row{Fault::kNotFound, "not_found", "", {"Dit bestaat niet, of is niet voor u.", "This does not exist, or is not yours."}},
    Row{Fault::kNotSignedIn,
        "not_signed_in",
        "",
        {"U bent niet (meer) ingelogd. Log opnieuw in.", "You are not signed in (any more). Please sign in again."}},
    Row{Fault::kBadCredentials,
        "bad_credentials",
        "",
        {"De inlognaam, de wachtzin of de herstelcode klopt niet.", "The login name, the passphrase or the recovery code is not right."}},
    Row{Fault::kBadCode, "bad_code", "", {"De code uit uw app klopt niet.", "The code from your app is not right."}},
    Row{Fault::kUsedCode,
        "used_code",
        "",
        {"Deze code is al gebruikt. Wacht op de volgende code in uw app.",
         "This code was already used. Wait for the next code in your app."}},
    Row{Fault::kSlowDown,
        "slow_down",
        "",
        {"Er zijn te veel pogingen gedaan. Wacht even en probeer het dan opnieuw.",
         "There were too many attempts. Please wait a moment and try again."}},
    Row{Fault::kBadInvitation,
        "bad_invitation",
        "",
        {"Deze uitnodiging is niet geldig of al gebruikt. Vraag uw beheerder om een nieuwe.",
         "This invitation is not valid or was already used. Ask your administrator for a new one."}},
    Row{Fault::kTooManyConnections,
        "slow_down",
        "",
        {"U hebt Beraad al op te veel plaatsen open.", "You have Beraad open in too many places."}},
    Row{Fault::kBadRequest, "bad_request", "", {"De vraag aan de server klopt niet.", "The request to the server is not right."}},
    Row{Fault::kUnknownMethod, "bad_request", "", {"De server kent deze vraag niet.", "The server does not know this request."}},
    Row{Fault::kBadVault,
        "bad_request",
        "",
        {"Uw kluis moet een wachtzin en een herstelcode hebben die sterk genoeg zijn.",
         "Your vault needs a passphrase and a recovery code that are strong enough."}},
    Row{Fault::kBadLogin,
        "bad_request",
        "",
        {"Een inlognaam heeft 3 tot 64 tekens: kleine letters, cijfers en . _ @ -",
         "A login name has 3 to 64 characters: lower case letters, digits and . _ @ -"}},
    Row{Fault::kBadFunctie,
        "refused",
        "rooms",
        {"Deze functie bestaat niet bij uw organisatie.", "This role does not exist in your organisation."}},
    Row{Fault::kLoginTaken, "conflict", "", {"Deze inlognaam is al in gebruik.", "This login name is already in use."}},
    Row{Fault::kOnlyBeheerder, "refused", "rooms", {"Alleen een beheerder kan dit doen.", "Only an administrator can do this."}},
    Row{Fault::kOwnAccount, "refused", "", {"U kunt uw eigen account niet blokkeren.", "You cannot block your own account."}},
    Row{Fault::kNotPending,
        "conflict",
        "",
        {"Dit account wacht niet op een certificaat.", "This account is not waiting for a certificate."}},
    Row{Fault::kCodeUsed,
        "conflict",
        "",
        {"De code van deze uitnodiging is al gebruikt. Een nieuwe is niet nodig.",
         "The code of this invitation was used already. No new one is needed."}},
    Row{Fault::kTooManyGuests,
        "too_large",
        "4",
        {"Er zijn al acht gasten uitgenodigd bij deze casus. Haal eerst iemand weg.",
         "Eight guests have been invited to this case already. Remove somebody first."}},
    Row{Fault::kCertificateRefused,
        "refused",
        "certificates",
        {"Dit certificaat is niet geldig voor dit account.", "This certificate is not valid for this account."}},
    Row{Fault::kCertificateOfAnother,
        "refused",
        "certificates",
        {"Een certificaat in dit overleg hoort niet bij een huidig account.",
         "A certificate in this room does not belong to a current account."}},
    Row{Fault::kStepDiffers,
        "stale_entry",
        "",
        {"De casus staat nu op een andere stap. Probeer het opnieuw.", "The case is at another step now. Please try again."}},
    Row{Fault::kPseudonymRefused,
        "refused",
        "10",
        {"Dit pseudoniem is niet voor u en dit overleg gemaakt.", "This pseudonym was not made for you and this room."}},
    Row{Fault::kNotYourSchool,
        "refused",
        "rooms",
        {"Alleen de school van de casus kan haar eigen medewerkers toevoegen.", "Only the case's school can add its own staff."}},
    Row{Fault::kOnlySchool,
        "refused",
        "1",
        {"Alleen medewerkers van een school kunnen een casus openen.", "Only staff of a school can open a case."}},
    Row{Fault::kLeadNotInRoom,
        "refused",
        "1",
        {"Wie het voortouw heeft, moet in het schoolteam zitten.", "Whoever takes the lead has to be in the school team."}},
    Row{Fault::kCaseExists, "conflict", "", {"Deze casus bestaat al.", "This case already exists."}},
    Row{Fault::kCaseNotClosed,
        "refused",
        "21",
        {"Een vervolg kan pas als de eerdere casus is afgesloten.", "A case can be continued only when it is closed."}},
    Row{Fault::kCaseContinued, "conflict", "21", {"Deze casus heeft al een vervolg.", "This case has been continued already."}},
    Row{Fault::kRoomExists, "conflict", "", {"Dit overleg bestaat al.", "This room already exists."}},
    Row{Fault::kConsultOpen,
        "refused",
        "3",
        {"Bij deze casus loopt al een consultatie.", "There is already an open consultation for this case."}},
    Row{Fault::kReportOpen,
        "conflict",
        "7",
        {"Er loopt al een melding voor deze casus.", "There is already an open report for this case."}},
    Row{Fault::kRoomOpen,
        "conflict",
        "",
        {"Dit overleg is voor deze casus al open. Vraag een collega die erin zit om u toe te voegen.",
         "This room is open for this case already. Ask a colleague who is in it to add you."}},
    Row{Fault::kOtherGemeente,
        "refused",
        "rooms",
        {"Alleen uw eigen gemeente kan hieraan deelnemen.", "Only your own municipality can take part in this."}},
    Row{Fault::kAlreadyPickedUp,
        "already_picked_up",
        "",
        {"Een collega heeft dit overleg al opgepakt.", "A colleague has already picked up this room."}},
    Row{Fault::kRoomClosed,
        "closed",
        "21",
        {"Dit overleg is gesloten; u kunt er alleen in lezen.", "This room is closed; it can only be read."}},
    Row{Fault::kStaleEpoch,
        "stale_epoch",
        "",
        {"Het overleg is net veranderd. Probeer het opnieuw.", "The room has just changed. Please try again."}},
    Row{Fault::kStaleEntry,
        "stale_entry",
        "",
        {"Iemand anders heeft het overleg net veranderd. Probeer het opnieuw.",
         "Somebody else has just changed the room. Please try again."}},
    Row{Fault::kOldCounter,
        "conflict",
        "",
        {"Dit bericht kwam na een nieuwer bericht van u aan. Probeer het opnieuw.",
         "This item arrived after a newer one of yours. Please try again."}},
    Row{Fault::kStaleVault,
        "conflict",
        "",
        {"Uw kluis is op een ander apparaat veranderd. Log opnieuw in.",
         "Your vault was changed on another device. Please sign in again."}},
    Row{Fault::kBadSignature,
        "bad_signature",
        "",
        {"De handtekening klopt niet. Er is niets opgeslagen.", "The signature is not right. Nothing was stored."}},
    Row{Fault::kBadChain,
        "bad_chain",
        "",
        {"De geschiedenis van dit overleg klopt niet met die op uw apparaat.",
         "The history of this room does not match the one on your device."}},
    Row{Fault::kReused,
        "conflict",
        "",
        {"Dit bericht is al eerder en anders verstuurd.", "This item was sent before with different content."}},
    Row{Fault::kTooLarge, "too_large", "", {"Dit is te groot om te versturen.", "This is too large to send."}},
    Row{Fault::kBusy, "busy", "", {"De server heeft het druk. Probeer het zo opnieuw.", "The server is busy. Please try again shortly."}},
    Row{Fault::kStopping,
        "busy",
        "",
        {"De server start opnieuw op. Probeer het zo opnieuw.", "The server is restarting. Please try again shortly."}},
    Row{Fault::kDiskFull,
        "busy",
        "",
        {"De server heeft geen ruimte meer om iets op te slaan. Lezen kan nog wel. De beheerder van de server moet ruimte maken.",
         "The server has no space left to store anything. Reading still works. The server's administrator has to make room."}},
    Row{Fault::kInternal,
        "internal",
        "",
        {"Er ging iets mis op de server. Er is niets opgeslagen.", "Something went wrong on the server. Nothing was stored."}},
};

constexpr bool rows_follow_the_enumeration() {
  for (std::size_t i = 0; i < kRows.size(); ++i)
    if (static_cast<std::size_t>(kRows[i].fault) != i) return false;
  return kRows.size() == static_cast<std::size_t>(Fault::kInternal) + 1;
}
static_assert(rows_follow_the_enumeration());

Fault fault_of(Errc code) noexcept {
  switch (code) {
    case Errc::kNotFound:
      return Fault::kNotFound;
    case Errc::kBusy:
      return Fault::kBusy;
    case Errc::kClosed:
      return Fault::kStopping;
    case Errc::kDiskFull:
      return Fault::kDiskFull;
    case Errc::kMalformed:
      return Fault::kBadRequest;
    case Errc::kCrypto:
      return Fault::kBadSignature;
    case Errc::kStale:
      return Fault::kStaleEntry;
    case Errc::kConflict:
      return Fault::kReused;
    case Errc::kWrongKey:
    case Errc::kDamaged:
    case Errc::kNewerSchema:
    case Errc::kPermissions:
    case Errc::kIo:
    case Errc::kInternal:
      return Fault::kInternal;
  }
  return Fault::kInternal;
}

}  // namespace

Refusal::Refusal(Fault fault) noexcept
    : reason(kRows[static_cast<std::size_t>(fault)].reason),
      rule(kRows[static_cast<std::size_t>(fault)].rule),
      words(kRows[static_cast<std::size_t>(fault)].words) {}

Refusal::Refusal(Error const& error) noexcept : Refusal(fault_of(error.code)) {}

Refusal::Refusal(domain::Denial const& denial) noexcept : reason("refused"), rule(denial.rule), words{denial.nl, denial.en} {}

Refusal slow_down(TimeMs retry_after_ms) noexcept {
  Refusal refusal = Fault::kSlowDown;
  refusal.retry_after_ms = static_cast<std::uint64_t>(std::max<TimeMs>(retry_after_ms, 1));
  return refusal;
}

void throw_exception_from_error(Refusal const& refusal, boost::source_location const& where) {
  boost::throw_exception(std::logic_error("the value of a refused call was used: " + std::string(refusal.reason)), where);
}

}  // namespace beraad::app
