// SPDX-License-Identifier: EUPL-1.2
// What a client needs before anything else: who it is, whom the region trusts, and the server's time.
#include "server/app/use_cases.hpp"

namespace beraad::app {

Outcome<Welcome> look(World const& world, db::Stores const&, Me const& me, Hello const&) {
  Welcome welcome;
  welcome.account = me.id();
  welcome.login = me.account.login;
  welcome.name = me.account.name;
  welcome.org = me.account.org;
  welcome.functie = me.account.functie;
  welcome.server_time = world.now;
  welcome.policy = world.policy_hash;
  welcome.root = world.authority->root;
  welcome.orgs = world.authority->organisations;
  welcome.status = world.authority->status;
  if (me.account.certificate) welcome.cert = loaded(me.account.certificate->cert);
  return welcome;
}

}  // namespace beraad::app
