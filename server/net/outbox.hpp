// SPDX-License-Identifier: EUPL-1.2
// The frames that wait for one socket, bounded in bytes, and how the connection is to end. The one being written waits no more: whoever
// asks for one full page after another finds room for the next, though the thread that wrote the last has not come back yet. Thread-safe;
// it does no I/O and calls nobody: each call says whether the writer has to be woken. There is one writer at a time: who was told to wake
// it.
#pragma once
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string_view>

#include "server/net/text_frame.hpp"

namespace beraad::net {

enum class CloseCode : std::uint16_t {
  kNormal = 1000,
  kUnacceptableData = 1003,
  kPolicyViolation = 1008,  // more pings than anybody needs
  kServiceRestart = 1012,
  kTryAgainLater = 1013,  // the receiver was too slow
  kSessionEnded = 4001,
  kNotUnderstood = 4002,
};

enum class Wake { kNo, kYes };
enum class Pushed { kQueued, kWakeWriter, kOverflowed, kOverflowedWakeWriter, kClosed };

class Outbox {
 public:
  explicit Outbox(std::size_t limit_bytes) : limit_bytes_(limit_bytes) {}

  // kOverflowed...: the frame did not fit; the queue was dropped and the connection is to be closed with 1013.
  [[nodiscard]] Pushed push(TextFrame frame);
  // The first close counts; later ones change nothing. `last` is sent before the close frame; what was queued is kept or dropped.
  [[nodiscard]] Wake close(CloseCode code, bool keep_queue, TextFrame last = {});
  // The peer has said its last: nothing more is taken or given, until abandon() ends it.
  void hush();
  // The connection is gone: nothing will be sent any more.
  [[nodiscard]] Wake abandon();

  struct Next {
    std::shared_ptr<std::string const> bytes;  // nullptr: nothing now
    std::size_t frames = 0;                    // in these bytes
    std::optional<CloseCode> close;            // the queue is empty and the connection is to be closed
    bool abandoned = false;
  };
  // For the writer alone. Frames that wait together come together, as many as fit in `together` bytes; a longer one comes alone. When it
  // gives nothing, there is no writer, until a push or close says so again.
  [[nodiscard]] Next next(std::size_t together);
  [[nodiscard]] bool is_closing() const;

 private:
  [[nodiscard]] Wake wake();

  mutable std::mutex mutex_;
  std::size_t const limit_bytes_;
  std::deque<TextFrame> queue_;
  std::size_t queued_bytes_ = 0;
  bool writer_waits_ = false;
  bool hushed_ = false;
  bool abandoned_ = false;
  std::optional<CloseCode> close_;
};

}  // namespace beraad::net
