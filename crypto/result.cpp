// SPDX-License-Identifier: EUPL-1.2
// Asking a failed Result for its value is a bug of ours: it is thrown, and the one net around a session or a job logs it.
#include "crypto/result.hpp"

#include <boost/throw_exception.hpp>
#include <stdexcept>
#include <string>

namespace beraad {

void throw_exception_from_error(Error const& error, boost::source_location const& where) {
  std::string words = "the value of a failed result was asked for: ";
  words += error.where;
  if (error.cause) words += " (" + error.cause.message() + ")";
  boost::throw_exception(std::logic_error(words), where);
}

}  // namespace beraad
