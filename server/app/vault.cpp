// SPDX-License-Identifier: EUPL-1.2
// Replacing one's vault, or how it is opened: compare and swap, so that two devices do not undo each other.
#include "server/app/slots.hpp"
#include "server/app/use_cases.hpp"

namespace beraad::app {

Outcome<VaultPut> commit(World const& world, db::Stores& stores, Me const& me, PutVault const& command, News&) {
  if (command.blob.empty()) return Fault::kBadVault;
  if (!command.slots.empty()) {
    if (auto const strong = check_slots(command.slots); !strong) return strong.error();
  }
  auto const put = stores.vaults.put(me.id(), {static_cast<std::int64_t>(command.version), command.blob});
  if (!put) return put.error().code == Errc::kConflict ? Refusal(Fault::kStaleVault) : Refusal(put.error());
  if (!command.slots.empty()) {
    if (auto const replaced = stores.vaults.replace_slots(me.id(), to_store(world, command.slots)); !replaced) return replaced.error();
  }
  return VaultPut{command.version};
}

}  // namespace beraad::app
