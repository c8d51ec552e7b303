// SPDX-License-Identifier: EUPL-1.2
// The way of a call, once for all commands: session, then look; or prepare, session, commit, and only then the answer and the news.
#include <tuple>
#include <type_traits>

#include "server/app/service_core.hpp"

namespace beraad::app {
namespace {

template <class Command, class Who>
concept Looks = requires(World const& world, db::Stores const& stores, Who const& who, Command const& command) {
  look(world, stores, who, command);
};

// On a reading thread: for whoever asks, or whoever it is.
template <class Command>
concept PreparesForCaller = requires(World const& world, db::Stores const& stores, Me const& me, Command const& command) {
  prepare(world, stores, me, command);
};
template <class Command>
concept Prepares = PreparesForCaller<Command> || requires(World const& world, db::Stores const& stores, Command const& command) {
  prepare(world, stores, command);
};

// What mostly needs nothing of the store; then no other thread has to wake for it.
template <class Command>
concept PreparesAtOnce = requires(World const& world, Command const& command) {
  prepare_at_once(world, command);
};

// What only a person does. A client that catches up by itself does not keep a session alive.
template <class Command>
concept ShowsPresence = std::is_same_v<Command, Touch> || std::is_same_v<Command, IssuePseudonym> ||
    (!Looks<Command, Me> && !std::is_same_v<Command, MoveDelivered> && !std::is_same_v<Command, MoveRead>);

template <class Command>
auto prepare_for(World const& world, db::Stores const& stores, Caller const& caller, Command const& command) {
  if constexpr (PreparesForCaller<Command>) {
    auto const me = who_is(stores, world.now, caller);
    return me ? prepare(world, stores, *me, command) : decltype(prepare(world, stores, *me, command))(me.error());
  } else {
    return prepare(world, stores, command);
  }
}

template <class T>
struct AnswerOf;
template <class T>
struct AnswerOf<Outcome<T>> {
  static Outcome<T> plain(Outcome<T> outcome) { return outcome; }
};
template <class T>
struct AnswerOf<Outcome<Verdict<T>>> {
  static Outcome<T> plain(Outcome<Verdict<T>> outcome) { return outcome ? std::move(outcome->outcome) : Outcome<T>(outcome.error()); }
};

template <class Command, class Who>
struct UnderWay {
  Who who;
  World world;
  Command command;
  Reply<typename Command::Answer> reply;
  News news;
};

// The writer's half. `work` gives what the use case's commit gives.
template <class Core, class State, class Work>
void write(Core* core, std::shared_ptr<State> state, Work work) {
  using Given = std::invoke_result_t<Work&, db::Stores&>;
  auto const answer = [core, state](Given given) {
    auto shared = std::make_shared<Given>(std::move(given));
    core->courier.post([core, state, shared] {
      bool const stored = shared->has_value();
      if (stored && state->news.new_status()) core->adopt(*state->news.new_status());
      state->reply(AnswerOf<Given>::plain(std::move(*shared)));
      if (stored) core->carry_out(state->news);
    });
  };
  auto const done = [core, state, answer](Given given) {
    // Before the next commit of the same room is prepared, so that it need not be replayed.
    if (given)
      for (auto& grown : state->news.grown_rooms()) core->rooms.keep(std::move(grown));
    answer(std::move(given));
  };
  auto const taken = core->writer.submit(std::move(work), done);
  if (!taken) core->courier.post([state, error = taken.error()] { state->reply(error); });
}

// The same for somebody who is signed in: found on the writer's thread, so that a session that ended meanwhile writes nothing.
template <class Core, class Command, class... Prepared>
void write_for(Core* core, World const& world, Caller const& caller, std::shared_ptr<Command> command,
               Reply<typename Command::Answer> reply, Prepared... prepared) {
  struct State {
    World world;
    Caller caller;
    std::shared_ptr<Command> command;
    std::tuple<Prepared...> prepared;
    Reply<typename Command::Answer> reply;
    News news;
  };
  auto state = std::make_shared<State>(
      State{world, caller, std::move(command), {std::move(prepared)...}, std::move(reply), News(caller.connection)});
  write(core, state, [core, state](db::Stores& stores) -> Outcome<typename Command::Answer> {
    auto const me = who_is(stores, state->world.now, state->caller);
    if (!me) return me.error();
    if constexpr (ShowsPresence<Command>) core->seen(*me, state->world.now);
    auto const store = [&](auto const&... each) { return commit(state->world, stores, *me, *state->command, each..., state->news); };
    return std::apply(store, state->prepared);
  });
}

}  // namespace

template <class Command>
void Service::call(Caller const& caller, Command command, Reply<typename Command::Answer> reply) {
  using Answer = typename Command::Answer;
  auto* const core = core_.get();
  auto held = std::make_shared<Command>(std::move(command));

  if constexpr (Looks<Command, Me>) {
    auto const work = [core, caller, held](db::Stores const& stores) -> Outcome<Answer> {
      auto const world = core->world();
      auto const me = who_is(stores, world.now, caller);
      if (!me) return me.error();
      if constexpr (ShowsPresence<Command>) core->seen(*me, world.now);
      return look(world, stores, *me, *held);
    };
    core->template read<Answer>(work, std::move(reply));
  } else if constexpr (Prepares<Command>) {
    auto const world = core->world();
    if constexpr (PreparesAtOnce<Command>)
      if (auto prepared = prepare_at_once(world, *held))
        return write_for(core, world, caller, held, std::move(reply), std::move(*prepared));
    using Prepared = typename decltype(prepare_for(world, std::declval<db::Stores const&>(), caller, *held))::value_type;
    auto const work = [world, caller, held](db::Stores const& stores) { return prepare_for(world, stores, caller, *held); };
    core->template read<Prepared>(work, [core, world, caller, held, reply = std::move(reply)](Outcome<Prepared> prepared) {
      if (!prepared) return reply(prepared.error());
      write_for(core, world, caller, held, reply, std::move(*prepared));
    });
  } else {
    write_for(core, core->world(), caller, std::move(held), std::move(reply));
  }
}

template <class Command>
void Service::call(std::string cookie, Command command, Reply<typename Command::Answer> reply) {
  using Answer = typename Command::Answer;
  auto* const core = core_.get();
  Visitor const visitor{hash_of_cookie(cookie)};
  if constexpr (Looks<Command, Visitor>) {
    auto held = std::make_shared<Command>(std::move(command));
    core->template read<Answer>([core, visitor, held](db::Stores const& stores) { return look(core->world(), stores, visitor, *held); },
                                std::move(reply));
  } else {
    auto state = std::make_shared<UnderWay<Command, Visitor>>(
        UnderWay<Command, Visitor>{visitor, core->world(), std::move(command), std::move(reply), News(ConnectionId::kNone)});
    write(core, state, [state](db::Stores& stores) { return commit(state->world, stores, state->who, state->command, state->news); });
  }
}

#define BERAAD_CALLED_OVER_HTTP(Command) template void Service::call(std::string, Command, Reply<Command::Answer>)
BERAAD_CALLED_OVER_HTTP(SignInStart);
BERAAD_CALLED_OVER_HTTP(SignInFinish);
BERAAD_CALLED_OVER_HTTP(Unlock);
BERAAD_CALLED_OVER_HTTP(SignOut);
BERAAD_CALLED_OVER_HTTP(AskSession);
BERAAD_CALLED_OVER_HTTP(EnrolStart);
BERAAD_CALLED_OVER_HTTP(EnrolFinish);
#undef BERAAD_CALLED_OVER_HTTP

#define BERAAD_CALLED_OVER_SOCKET(Command) template void Service::call(Caller const&, Command, Reply<Command::Answer>)
BERAAD_CALLED_OVER_SOCKET(Hello);
BERAAD_CALLED_OVER_SOCKET(Touch);
BERAAD_CALLED_OVER_SOCKET(ListPeople);
BERAAD_CALLED_OVER_SOCKET(OpenCase);
BERAAD_CALLED_OVER_SOCKET(ListCases);
BERAAD_CALLED_OVER_SOCKET(IssuePseudonym);
BERAAD_CALLED_OVER_SOCKET(CreateRoom);
BERAAD_CALLED_OVER_SOCKET(ListRooms);
BERAAD_CALLED_OVER_SOCKET(ReadLog);
BERAAD_CALLED_OVER_SOCKET(AppendEntry);
BERAAD_CALLED_OVER_SOCKET(PickUp);
BERAAD_CALLED_OVER_SOCKET(InviteToRoom);
BERAAD_CALLED_OVER_SOCKET(ListInvitations);
BERAAD_CALLED_OVER_SOCKET(AnswerInvitation);
BERAAD_CALLED_OVER_SOCKET(ListInvited);
BERAAD_CALLED_OVER_SOCKET(DeclareRelation);
BERAAD_CALLED_OVER_SOCKET(AppendItem);
BERAAD_CALLED_OVER_SOCKET(RemoveItems);
BERAAD_CALLED_OVER_SOCKET(PageItems);
BERAAD_CALLED_OVER_SOCKET(ItemsSince);
BERAAD_CALLED_OVER_SOCKET(ListThreads);
BERAAD_CALLED_OVER_SOCKET(MoveDelivered);
BERAAD_CALLED_OVER_SOCKET(MoveRead);
BERAAD_CALLED_OVER_SOCKET(ListCursors);
BERAAD_CALLED_OVER_SOCKET(ListAccounts);
BERAAD_CALLED_OVER_SOCKET(Invite);
BERAAD_CALLED_OVER_SOCKET(ListGuests);
BERAAD_CALLED_OVER_SOCKET(InviteGuest);
BERAAD_CALLED_OVER_SOCKET(EndGuest);
BERAAD_CALLED_OVER_SOCKET(Certify);
BERAAD_CALLED_OVER_SOCKET(Block);
BERAAD_CALLED_OVER_SOCKET(PutVault);
#undef BERAAD_CALLED_OVER_SOCKET

}  // namespace beraad::app
