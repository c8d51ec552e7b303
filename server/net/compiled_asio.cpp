// SPDX-License-Identifier: EUPL-1.2
// Asio's and Beast's own code, compiled once for the house (the *_SEPARATE_COMPILATION definitions keep it out of the other files).
#include <boost/asio/impl/src.hpp>
#include <boost/asio/ssl/impl/src.hpp>
#include <boost/beast/src.hpp>
