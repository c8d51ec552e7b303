// SPDX-License-Identifier: EUPL-1.2
// What a peer, a disk or a network can cause is a value: Result<T> holds a T or an Error. `where` is a literal, never user data.
#pragma once
#include <boost/system/error_code.hpp>
#include <boost/system/result.hpp>
#include <string_view>

namespace beraad {

enum class Errc {
  kCrypto,       // any cryptographic failure, deliberately undifferentiated
  kMalformed,    // bytes that are not what they should be
  kNotFound,     // absent, or not the caller's: the same
  kConflict,     // a compare-and-swap lost, or an id reused with other bytes
  kStale,        // an epoch, entry or version that is no longer the current one
  kBusy,         // a bounded queue is full
  kClosed,       // the thing was shut down
  kWrongKey,     // the store does not open with this key
  kDamaged,      // the store's file is damaged
  kNewerSchema,  // the store was written by a newer version
  kPermissions,  // a file has permissions that are too wide, or cannot be written
  kDiskFull,     // no space left
  kIo,           // any other input or output failure
  kInternal,     // a bug of ours, already logged
};

struct Error {
  Errc code;
  std::string_view where;
  boost::system::error_code cause{};
};

[[noreturn]] void throw_exception_from_error(Error const& error, boost::source_location const& where);

template <class T>
using Result = boost::system::result<T, Error>;

[[nodiscard]] inline Error fail(Errc code, std::string_view where) {
  return Error{code, where, {}};
}

}  // namespace beraad
