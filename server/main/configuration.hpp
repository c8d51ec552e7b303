// SPDX-License-Identifier: EUPL-1.2
// The configuration file, read strictly and checked whole before anything starts. config/beraad.example.json shows every setting.
#pragma once
#include <filesystem>
#include <variant>
#include <vector>

#include "crypto/secret.hpp"
#include "db/database.hpp"
#include "server/app/region.hpp"
#include "server/main/config_reader.hpp"
#include "server/net/server.hpp"

namespace beraad::main {

struct Secrets {
  crypto::Secret32 store;
  crypto::Secret32 share_store;
  crypto::Secret32 pepper;
  crypto::Secret32 region_seed;
};

struct Configuration {
  net::ServerSettings server;
  net::StaticFiles web;
  db::DatabaseFiles files;
  db::DatabaseOptions database;
  app::Region region;
  Secrets secrets;
};

using Loaded = std::variant<Configuration, std::vector<Fault>>;

// Everything that is named is also opened and looked at: a configuration without faults has keys of the right size that only this user can
// read, a region that decodes, a certificate and a web root. The store itself is opened later.
[[nodiscard]] Loaded load_configuration(std::filesystem::path const& file);

}  // namespace beraad::main
