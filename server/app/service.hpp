// SPDX-License-Identifier: EUPL-1.2
// Everything a person can do, behind one door: each call is authorised again, written durably, then answered and told to others.
// Thread-safe. Answers and news come from threads of the service or the store, never from the caller's; they must not wait.
#pragma once
#include <functional>
#include <memory>
#include <string>

#include "crypto/ed25519.hpp"
#include "crypto/secret.hpp"
#include "db/readers.hpp"
#include "db/writer.hpp"
#include "server/app/caller.hpp"
#include "server/app/clock.hpp"
#include "server/app/commands.hpp"
#include "server/app/events.hpp"
#include "server/app/outcome.hpp"
#include "server/app/region.hpp"

namespace beraad::app {

struct Configuration {
  Region region;
  crypto::Secret32 pepper;        // of stored sign-in secrets and of everything else that must not be guessed from the store
  crypto::SigningKey region_key;  // of the region's own organisation: signs pseudonyms and the status list
};

template <class Answer>
using Reply = std::function<void(Outcome<Answer>)>;

class Service {
 public:
  // Verifies the region, imports it into the store, invites its first beheerders and renews the status list when it is due. Waits for
  // the store; kCrypto or kMalformed for a region that does not hold, kNotFound when region_key is no organisation of type `region`.
  [[nodiscard]] static Result<std::unique_ptr<Service>> start(db::Writer& writer, db::Readers& readers, Configuration configuration,
                                                              Clock clock = system_clock());
  // The store is closed before: everything taken is then answered, and nothing comes in after it.
  ~Service();
  Service(Service const&) = delete;
  Service& operator=(Service const&) = delete;

  // Where news goes. Before the first call.
  void attach(Outlet& outlet);
  // Once `done` runs (on the courier's thread) the outlet is not called any more.
  void detach(std::function<void()> done);

  // A connection of the session with this cookie. kNotSignedIn, or kSlowDown when the session has five already.
  void connect(std::string cookie, ConnectionId connection, Reply<Caller> reply);
  void disconnected(Caller const& caller);

  // By whoever holds this session. One overload for each command (calls.cpp instantiates them); the reply is called exactly once.
  template <class Command>
  void call(Caller const& caller, Command command, Reply<typename Command::Answer> reply);

  // Over HTTP, by whoever sends this cookie ("": none).
  template <class Command>
  void call(std::string cookie, Command command, Reply<typename Command::Answer> reply);

  // What is due is done: the status list renewed, sessions that ran out ended. The service does so itself every few seconds.
  void tend();

 private:
  class Core;
  explicit Service(std::unique_ptr<Core> core);
  std::unique_ptr<Core> core_;
};

}  // namespace beraad::app
