// SPDX-License-Identifier: EUPL-1.2
// No default in the switch: a new kind of error must find its words.
#include "server/main/words.hpp"

#include <algorithm>
#include <iostream>

#include "crypto/json.hpp"

namespace beraad::main {
namespace {

bool is_taken(Error const& error) {
  return error.code == Errc::kIo && error.cause == boost::system::errc::address_in_use;
}

std::string_view words_of(Errc code) {
  switch (code) {
    case Errc::kCrypto:
      return "a key, certificate or signature is not right";
    case Errc::kMalformed:
      return "something is not in the form it must have";
    case Errc::kNotFound:
      return "something that must exist does not";
    case Errc::kConflict:
      return "it exists already";
    case Errc::kStale:
      return "the store is older than the last one seen: was an old copy put back? If that was meant, start once with --accept-older-store";
    case Errc::kBusy:
      return "another process has it open";
    case Errc::kClosed:
      return "it was closed";
    case Errc::kWrongKey:
      return "the store does not open with this key; nothing was changed";
    case Errc::kDamaged:
      return "the store's file is damaged; nothing was changed. Put a backup back";
    case Errc::kNewerSchema:
      return "the store was written by a newer version of this server; nothing was changed";
    case Errc::kPermissions:
      return "the permissions are too wide, or it cannot be written";
    case Errc::kDiskFull:
      return "the disk is full";
    case Errc::kIo:
      return "reading or writing failed";
    case Errc::kInternal:
      return "a mistake of the server itself";
  }
  return "a mistake of the server itself";
}

}  // namespace

net::Word word_of(Error const& error) {
  switch (error.code) {
    case Errc::kCrypto:
      return "crypto";
    case Errc::kMalformed:
      return "malformed";
    case Errc::kNotFound:
      return "not_found";
    case Errc::kConflict:
      return "conflict";
    case Errc::kStale:
      return "older_store";
    case Errc::kBusy:
      return "store_in_use";
    case Errc::kClosed:
      return "closed";
    case Errc::kWrongKey:
      return "wrong_key";
    case Errc::kDamaged:
      return "damaged_store";
    case Errc::kNewerSchema:
      return "newer_store";
    case Errc::kPermissions:
      return "permissions";
    case Errc::kDiskFull:
      return "disk_full";
    case Errc::kIo:
      return is_taken(error) ? net::Word("address_in_use") : net::Word("io");
    case Errc::kInternal:
      return "internal";
  }
  return "internal";
}

std::string words_of(Error const& error, std::string_view doing) {
  auto const words = is_taken(error) ? "another program listens there already" : words_of(error.code);
  std::string out = std::string(doing) + ": " + std::string(words) + " (" + std::string(error.where);
  if (error.cause) out += ": " + error.cause.message();
  return out + ")";
}

std::string words_of_bad_json(std::string_view text) {
  try {
    [[maybe_unused]] auto const parsed = crypto::Json::parse(text);
  } catch (crypto::Json::parse_error const& error) {
    auto const before = text.substr(0, std::min(error.byte, text.size()));
    return "a mistake in or just before line " + std::to_string(std::count(before.begin(), before.end(), '\n') + 1);
  } catch (crypto::Json::out_of_range const&) {
    return "a number that is too large";
  }
  return "a key that is there twice, a fraction, a negative number, or too deep";
}

void tell_faults(std::vector<Fault> const& faults) {
  std::cerr << "beraad-server: the configuration has " << faults.size() << (faults.size() == 1 ? " fault\n" : " faults\n");
  for (auto const& fault : faults) std::cerr << "  " << (fault.path.empty() ? "the file" : fault.path) << ' ' << fault.words << '\n';
}

}  // namespace beraad::main
