// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/id.h"
#include "core/trace/state.h"
#include "core/trace/time.h"

#include <coroutine>
#include <functional>
#include <memory>
#include <optional>

namespace interleave::engine {

class TaskContext;

enum class WaitResult {
    Woken,
    Cancelled, ///< the user stopped the run: clean up and return Outcome::Cancelled
};

/// What a task waits on: lives in the task's coroutine, is set by a signal handler (socket, timer), and lets
/// the coroutine go on. Being set twice is being set once; the wait that it ends clears it. Worker's thread
/// only, but for what remote() returns.
///
///     Wakeup wakeup(context);
///     QObject::connect(&socket, &QIODevice::readyRead, &socket, [&] { wakeup.set(); });
///     if (co_await wakeup.wait(Phase::FirstByte) == WaitResult::Cancelled) …
///
/// The coroutine is never resumed from inside set(): the worker does it after the event loop's turn, in the
/// order in which wake-ups were set. So a coroutine may destroy its sockets and timers.
class Wakeup
{
public:
    explicit Wakeup(TaskContext& context);
    ~Wakeup();
    Wakeup(const Wakeup&) = delete;
    Wakeup& operator=(const Wakeup&) = delete;

    /// The wait is over. Stamps the instant, from which the task is Ready.
    void set() { setAt({}); }
    /// Forgets a set() that no wait has used up.
    void clear() { m_set = false; }
    bool isSet() const { return m_set; }

    /// May be called on any thread, any number of times, even after this object and the run are gone.
    std::function<void()> remote();

    struct Awaiter
    {
        Wakeup& wakeup;
        Phase phase;
        unsigned attempt;
        TaskId holder; // of the task lock that it waits for; invalid: it waits for something else

        bool await_ready() const;
        void await_suspend(std::coroutine_handle<> handle);
        WaitResult await_resume();
    };
    /// Suspends the task (state Waiting, the given phase) until set() or cancel; does not suspend when set
    /// already or cancelled. @param attempt 0 for the first try, see TaskContext::phase()
    [[nodiscard]] Awaiter wait(Phase phase, unsigned attempt = 0) { return {*this, phase, attempt, {}}; }
    /// The same for a lock that another task holds: state Blocked, phase Lock.
    [[nodiscard]] Awaiter waitForLock(TaskId holder) { return {*this, Phase::Lock, 0, holder}; }

    struct Token
    {
        Wakeup* wakeup = nullptr; // worker's thread only
    };

private:
    void setAt(std::optional<Stamp> at);

    friend class TaskContext;
    friend class Worker;
    TaskContext& m_context;
    std::coroutine_handle<> m_handle; // suspended here, or null
    std::shared_ptr<Token> m_token;
    bool m_set = false;
};

} // namespace interleave::engine
