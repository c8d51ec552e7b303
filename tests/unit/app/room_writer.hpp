// SPDX-License-Identifier: EUPL-1.2
// What a client does to write in rooms: entries with real boxes, items with real keys. Knows every secret, as no real client does.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "crypto/epoch.hpp"
#include "crypto/item.hpp"
#include "crypto/pseudonym.hpp"
#include "crypto/record.hpp"
#include "region_under_test.hpp"

namespace beraad::app::testing {

// Somebody as they are in one room.
struct Participant {
  LeafId leaf;
  crypto::Signed cert;
  crypto::SigningKey sign;
};
[[nodiscard]] Participant named(Somebody const& who);

class RoomWriter {
 public:
  RoomWriter(RegionUnderTest& region, std::string kind, CaseId of_case);

  struct Change {
    crypto::BasisEvent event{};
    std::vector<crypto::OpKind> ops;         // one each for …
    std::vector<Participant const*> people;  // … these; nullptr where the op names nobody
    std::uint64_t step = 1;
    crypto::Term term{};  // of everybody who is added
  };
  // The next entry, by this participant. Taken back with forget() when the server refused it.
  [[nodiscard]] NewEntry entry(Participant const& by, Change const& change);
  [[nodiscard]] NewRoom room(Participant const& by, std::vector<Participant const*> const& people, std::uint64_t step = 1);
  void accepted() { state_ = next_; }

  // The next item of this participant in the newest epoch, knowing the chain up to here.
  [[nodiscard]] Item item(Participant const& by, std::string const& type = "text", std::string const& text = "Goedemorgen");
  [[nodiscard]] crypto::ItemHeader header(Participant const& by, std::string const& type = "text");
  [[nodiscard]] Item seal(Participant const& by, crypto::ItemHeader const& header, std::string const& text = "Goedemorgen");
  // Of the plan, with these facts; its words are always the same.
  [[nodiscard]] Item record(Participant const& by, crypto::Record const& record);
  void appended(ItemAppended const& answer) {
    seq_ = answer.seq;
    head_ = answer.head;
  }

  RoomId id = crypto::random_id<RoomId>();
  CaseId case_id;
  ThreadId thread = crypto::random_id<ThreadId>();
  std::uint64_t counter = 0;
  // Applied to what is about to be signed: how a modified client would go about it.
  std::function<void(crypto::LogEntry&)> spoil;

 private:
  struct State {
    std::uint64_t n = 0;
    crypto::Hash prev{};  // of the next entry
    crypto::Roster roster;
    crypto::Phase phase = crypto::Phase::kAnonymous;
    std::array<crypto::Byte, 32> es{};
    std::array<crypto::Byte, 32> init{};
    std::array<crypto::Byte, 32> share{};
  };
  [[nodiscard]] crypto::Leaf leaf_of(Participant const& who) const;

  RegionUnderTest& region_;
  std::string kind_;
  std::optional<State> state_;
  std::optional<State> next_;
  std::uint64_t seq_ = 0;
  crypto::Hash head_{};
};

}  // namespace beraad::app::testing
