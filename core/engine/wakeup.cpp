// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/wakeup.h"

#include "core/engine/worker.h"

#include <utility>

namespace interleave::engine {

Wakeup::Wakeup(TaskContext& context) : m_context(context) {}

Wakeup::~Wakeup()
{
    if (m_token)
        m_token->wakeup = nullptr;
}

void Wakeup::setAt(std::optional<Stamp> at)
{
    if (std::exchange(m_set, true) || !m_handle)
        return;
    m_context.m_worker.makeReady(m_context, at);
}

std::function<void()> Wakeup::remote()
{
    if (!m_token)
        m_token = std::make_shared<Token>(Token{this});
    return [token = m_token, inbox = m_context.m_worker.m_inbox] { inbox->post(token); };
}

bool Wakeup::Awaiter::await_ready() const { return wakeup.m_set || wakeup.m_context.cancelled(); }

void Wakeup::Awaiter::await_suspend(std::coroutine_handle<> handle)
{
    TaskContext& context = wakeup.m_context;
    wakeup.m_handle = handle;
    context.m_waiting = &wakeup;
    context.m_phase = phase;
    context.m_attempt = attempt;
    Recorder& recorder = context.m_worker.m_recorder;
    if (holder.valid())
        recorder.blocked(context.m_task, holder);
    else
        context.m_since = recorder.suspended(context.m_task, phase, attempt);
    context.m_worker.releaseLock();
}

WaitResult Wakeup::Awaiter::await_resume()
{
    wakeup.m_set = false;
    return wakeup.m_context.cancelled() ? WaitResult::Cancelled : WaitResult::Woken;
}

} // namespace interleave::engine
