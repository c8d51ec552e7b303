// SPDX-License-Identifier: EUPL-1.2
// A region with people who are signed in to a real server, and what they do together: open a case, start a consultation.
//
// gemeente noord (gert, gerda: aandachtsfunctionaris; wanda: weegtafel), gemeente zuid (gemma), school eik (mentor, zoco) and school beuk
// (beuk), both of noord; police korps (agent). A parent comes with invite_parent(), once there is a case.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/person.hpp"
#include "tests/support/room.hpp"
#include "tests/support/server_process.hpp"

namespace beraad::test {

// Somebody at their device.
struct Actor {
  Person person;
  crypto::Signed cert;
  std::unique_ptr<Connection> line;
  [[nodiscard]] OwnLeaf own() const { return {person.leaf(), cert, person.vault().sign.clone(), person.vault().seal.clone()}; }
};

struct OpenedCase {
  CaseId id;
  std::unique_ptr<Room> schoolteam;  // the opener's copy
};

struct NewRoomDraft {
  RoomId room;
  OwnLeaf own;
  WrittenEntry entry;
  std::vector<crypto::Item> items;
  [[nodiscard]] Json json(std::string const& kind) const;  // NewRoom
};

class Stage {
 public:
  explicit Stage(ServerChoice choice = {.messages_per_s = 10'000, .message_burst = 10'000});

  [[nodiscard]] Actor& operator[](std::string const& name) { return actors_.at(name); }
  [[nodiscard]] Connection& line(std::string const& name) { return *actors_.at(name).line; }
  [[nodiscard]] ServerProcess& server() noexcept { return server_; }
  [[nodiscard]] TestRegion& region() noexcept { return region_; }
  [[nodiscard]] crypto::Trust const& trust() const noexcept { return trust_; }

  // Everybody's line anew: after the server was down, or after a minute of other tests, when it has closed those that stayed silent.
  void reconnect();
  // Somebody more at school eik.
  Actor& invite_colleague(std::string const& name);
  Actor& invite_parent(std::string const& name, CaseId const& of_case);

  // A case of the opener with these colleagues, a signal and the pupil's card in it.
  [[nodiscard]] OpenedCase open_case(std::string const& opener, std::vector<std::string> const& colleagues = {});
  // The place of a person's pseudonym in a room that is not there yet.
  [[nodiscard]] OwnLeaf pseudonym(std::string const& name, CaseId const& of_case, RoomId const& room, bool show_school = false);
  // Entry 0 of a room by `own`, with these certificates besides.
  [[nodiscard]] NewRoomDraft draft_room(std::string const& kind, crypto::BasisEvent event, CaseId const& named, std::uint64_t step,
                                        RoomId const& room, OwnLeaf own, std::vector<crypto::Signed> const& others,
                                        crypto::Phase phase = crypto::Phase::kAnonymous);
  // A consultation under the own name or a pseudonym; the opener's copy.
  [[nodiscard]] std::unique_ptr<Room> open_consult(std::string const& opener, CaseId const& of_case, std::uint64_t step, bool as_pseudonym,
                                                   std::vector<std::string> const& partners = {"gert", "gerda"});
  // A report to the gemeente, likewise.
  [[nodiscard]] std::unique_ptr<Room> open_report(std::string const& opener, CaseId const& of_case, std::uint64_t step, bool as_pseudonym,
                                                  std::vector<std::string> const& partners = {"gert", "gerda"});
  // A member's own copy, up to date.
  [[nodiscard]] std::unique_ptr<Room> copy_of(RoomId const& room, std::string const& name);

 private:
  struct Beside {  // a room that is made within a case
    std::string kind;
    crypto::BasisEvent event;
    CaseId of_case;
    std::uint64_t step;
    bool as_pseudonym;
  };
  [[nodiscard]] std::unique_ptr<Room> open_beside(std::string const& opener, Beside const& beside,
                                                  std::vector<std::string> const& partners);
  void open_organisation(std::string const& word);
  Actor& bring(std::string const& name, std::string const& organisation, std::string const& functie);
  Actor& take_in(std::string const& name, Actor actor);

  TestRegion region_;
  ServerProcess server_;
  crypto::Trust trust_;
  std::map<std::string, Actor> actors_;
};

// What every case of the tests carries; no word of it may be found in the store.
[[nodiscard]] Json pupils_card();
[[nodiscard]] Json first_signal();

}  // namespace beraad::test
