// SPDX-License-Identifier: EUPL-1.2
// The desk: keeps each connection's language and its calls in order, and counts what is still owed an answer.
#include "server/wire/json_rpc_endpoint.hpp"

#include <chrono>
#include <deque>
#include <future>
#include <map>
#include <mutex>

#include "server/app/service.hpp"
#include "server/wire/http_calls.hpp"
#include "server/wire/json_rpc.hpp"
#include "server/wire/methods.hpp"
#include "server/wire/news_frames.hpp"

namespace beraad::wire {

using AnswerFrame = std::function<void(Frame)>;

class JsonRpcEndpoint::Desk : public std::enable_shared_from_this<Desk> {
 public:
  explicit Desk(app::Service& to_serve) : service(to_serve) {}

  void open(std::string cookie, ConnectionId connection, std::function<void(std::optional<Caller>)> answer);
  void closed(Caller const& caller);
  void on_frame(Caller const& caller, std::string text, AnswerFrame answer);
  void on_post(HttpCall call, AnswerHttp answer);
  void drain(std::function<void()> done);

  app::Service& service;
  NewsFrames news;
  CallStatistics statistics;

 private:
  using Clock = std::chrono::steady_clock;
  struct Waiting {
    std::string text;
    AnswerFrame answer;
    Clock::time_point since;
  };
  struct Line {  // of one connection
    app::Lang lang = app::Lang::kNl;
    bool answering = false;
    std::deque<Waiting> waiting;
  };

  void handle(Caller const& caller, Waiting next);
  void run(Caller const& caller, Call call, Clock::time_point since, std::shared_ptr<AnswerFrame> answer);
  void answered(Caller const& caller);
  [[nodiscard]] Frame refusal(Caller const& caller, Json const& id, RpcCode code, app::Refusal const& refusal);
  [[nodiscard]] app::Lang lang_of(Caller const& caller);
  void set_lang(Caller const& caller, app::Lang lang);
  [[nodiscard]] bool accept();
  void settle(std::size_t answers = 1);

  std::mutex mutex_;
  std::map<ConnectionId, Line> lines_;
  std::size_t owed_ = 0;
  bool stopping_ = false;
  std::function<void()> drained_;
};

namespace {

app::Caller to_app(Caller const& caller) {
  return {static_cast<app::ConnectionId>(caller.connection), caller.session, caller.account};
}

// Which fault a code stands for, in the words of the answer.
app::Fault fault_of(RpcCode code) {
  switch (code) {
    case RpcCode::kUnknownMethod:
      return app::Fault::kUnknownMethod;
    case RpcCode::kParse:
    case RpcCode::kInvalid:
    case RpcCode::kBadParams:
    case RpcCode::kRefused:
      return app::Fault::kBadRequest;
  }
  return app::Fault::kBadRequest;
}

}  // namespace

void JsonRpcEndpoint::Desk::open(std::string cookie, ConnectionId connection, std::function<void(std::optional<Caller>)> answer) {
  if (!accept()) return answer(std::nullopt);
  service.connect(std::move(cookie), static_cast<app::ConnectionId>(connection),
                  [self = shared_from_this(), connection, answer = std::move(answer)](app::Outcome<app::Caller> found) {
                    if (found) {
                      std::lock_guard const lock(self->mutex_);
                      self->lines_.try_emplace(connection);
                    }
                    answer(found ? std::optional(Caller{connection, found->session, found->account}) : std::nullopt);
                    self->settle();
                  });
}

void JsonRpcEndpoint::Desk::closed(Caller const& caller) {
  service.disconnected(to_app(caller));
  std::size_t unheard = 0;
  {
    std::lock_guard const lock(mutex_);
    auto const line = lines_.find(caller.connection);
    if (line == lines_.end()) return;
    unheard = line->second.waiting.size();  // the one under way is still answered
    lines_.erase(line);
  }
  settle(unheard);
}

void JsonRpcEndpoint::Desk::on_frame(Caller const& caller, std::string text, AnswerFrame answer) {
  if (!accept()) {
    auto const decoded = decode_call(text);
    auto const* const call = std::get_if<Call>(&decoded);
    return answer(refusal(caller, call != nullptr ? call->id : Json(nullptr), RpcCode::kRefused, app::Fault::kStopping));
  }
  Waiting next{std::move(text), std::move(answer), Clock::now()};
  {
    std::lock_guard const lock(mutex_);
    auto& line = lines_[caller.connection];
    if (line.answering) {
      line.waiting.push_back(std::move(next));
      return;
    }
    line.answering = true;
  }
  handle(caller, std::move(next));
}

void JsonRpcEndpoint::Desk::handle(Caller const& caller, Waiting next) {
  auto answer = std::make_shared<AnswerFrame>([self = shared_from_this(), caller, reply = std::move(next.answer)](Frame frame) {
    reply(std::move(frame));
    self->answered(caller);
  });
  auto decoded = decode_call(next.text);
  if (std::holds_alternative<Foreign>(decoded)) return (*answer)(nullptr);
  if (auto const* bad = std::get_if<Unanswerable>(&decoded)) return (*answer)(refusal(caller, bad->id, bad->code, fault_of(bad->code)));
  run(caller, std::move(std::get<Call>(decoded)), next.since, std::move(answer));
}

Frame JsonRpcEndpoint::Desk::refusal(Caller const& caller, Json const& id, RpcCode code, app::Refusal const& refusal) {
  statistics.refused(refusal.reason, refusal.rule);
  return error_frame(id, code, refusal, lang_of(caller));
}

void JsonRpcEndpoint::Desk::run(Caller const& caller, Call call, Clock::time_point since, std::shared_ptr<AnswerFrame> answer) {
  auto const refuse = [&](RpcCode code) { (*answer)(refusal(caller, call.id, code, fault_of(code))); };
  auto const* const method = find_method(call.method);
  if (method == nullptr) return refuse(RpcCode::kUnknownMethod);
  std::optional<app::Lang> lang;
  auto const reply = [self = shared_from_this(), caller, id = call.id, name = method->name, since, answer](app::Outcome<Json> outcome) {
    auto frame = outcome ? result_frame(id, std::move(*outcome)) : self->refusal(caller, id, RpcCode::kRefused, outcome.error());
    self->statistics.answered(name, Clock::now() - since);
    (*answer)(std::move(frame));
  };
  auto const asked = method->run(service, to_app(caller), call.params, lang, reply);
  if (lang) set_lang(caller, *lang);
  if (!asked) refuse(RpcCode::kBadParams);
}

void JsonRpcEndpoint::Desk::answered(Caller const& caller) {
  std::optional<Waiting> next;
  {
    std::lock_guard const lock(mutex_);
    auto const line = lines_.find(caller.connection);
    if (line != lines_.end() && line->second.waiting.empty()) line->second.answering = false;
    if (line != lines_.end() && !line->second.waiting.empty()) {
      next = std::move(line->second.waiting.front());
      line->second.waiting.pop_front();
    }
  }
  if (next) handle(caller, std::move(*next));
  settle();
}

app::Lang JsonRpcEndpoint::Desk::lang_of(Caller const& caller) {
  std::lock_guard const lock(mutex_);
  auto const line = lines_.find(caller.connection);
  return line == lines_.end() ? app::Lang::kNl : line->second.lang;
}

void JsonRpcEndpoint::Desk::set_lang(Caller const& caller, app::Lang lang) {
  std::lock_guard const lock(mutex_);
  auto const line = lines_.find(caller.connection);
  if (line != lines_.end()) line->second.lang = lang;
}

void JsonRpcEndpoint::Desk::on_post(HttpCall call, AnswerHttp answer) {
  auto const* const route = find_http_route(call.path);
  if (route == nullptr) {
    auto absent = refusal_answer(app::Fault::kNotFound, app::Lang::kNl);
    absent.status = 404;
    return answer(std::move(absent));
  }
  if (!accept()) return answer(refusal_answer(app::Fault::kStopping, app::Lang::kNl));
  route->run(service, std::move(call), [self = shared_from_this(), answer = std::move(answer)](HttpAnswer out) {
    if (!out.refused.empty()) self->statistics.refused(out.refused, "");
    answer(std::move(out));
    self->settle();
  });
}

// One answer more is owed, unless no new calls are taken.
bool JsonRpcEndpoint::Desk::accept() {
  std::lock_guard const lock(mutex_);
  if (!stopping_) ++owed_;
  return !stopping_;
}

// So many answers less.
void JsonRpcEndpoint::Desk::settle(std::size_t answers) {
  std::function<void()> done;
  {
    std::lock_guard const lock(mutex_);
    owed_ -= answers;
    if (owed_ == 0) done = std::exchange(drained_, nullptr);
  }
  if (done) service.detach(std::move(done));
}

void JsonRpcEndpoint::Desk::drain(std::function<void()> done) {
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
    if (owed_ != 0) {
      drained_ = std::move(done);
      return;
    }
  }
  service.detach(std::move(done));
}

JsonRpcEndpoint::JsonRpcEndpoint(app::Service& service) : desk_(std::make_shared<Desk>(service)) {}

JsonRpcEndpoint::~JsonRpcEndpoint() {
  std::promise<void> detached;
  desk_->service.detach([&detached] { detached.set_value(); });
  detached.get_future().wait();
}

void JsonRpcEndpoint::attach(Sink& sink) {
  desk_->news.attach(sink);
  desk_->service.attach(desk_->news);
}
void JsonRpcEndpoint::open(std::string session_cookie, ConnectionId connection, std::function<void(std::optional<Caller>)> answer) {
  desk_->open(std::move(session_cookie), connection, std::move(answer));
}
void JsonRpcEndpoint::closed(Caller const& caller) {
  desk_->closed(caller);
}
void JsonRpcEndpoint::on_frame(Caller const& caller, std::string text, std::function<void(Frame)> answer) {
  desk_->on_frame(caller, std::move(text), std::move(answer));
}
void JsonRpcEndpoint::on_post(HttpCall call, std::function<void(HttpAnswer)> answer) {
  desk_->on_post(std::move(call), std::move(answer));
}
void JsonRpcEndpoint::drain(std::function<void()> done) {
  desk_->drain(std::move(done));
}
CallStatistics::Snapshot JsonRpcEndpoint::statistics() const {
  return desk_->statistics.snapshot();
}

}  // namespace beraad::wire
