// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/taskcontext.h"

#include "core/engine/worker.h"

#include <QObject>
#include <QTimer>

#include <chrono>

namespace interleave::engine {

bool TaskContext::cancelled() const { return m_worker.m_setup.stop.stop_requested(); }

bool TaskContext::checkpoint() { return m_worker.checkpoint(*this); }

void TaskContext::phase(Phase phase, unsigned attempt)
{
    if (phase == m_phase && attempt == m_attempt)
        return;
    m_phase = phase;
    m_attempt = attempt;
    m_worker.m_recorder.phase(m_task, phase, attempt);
}

Co<WaitResult> TaskContext::sleep(Duration duration)
{
    Wakeup wakeup(*this);
    QTimer timer;
    timer.setSingleShot(true);
    timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&timer, &QTimer::timeout, &timer, [&wakeup] { wakeup.set(); });
    const auto whole = std::chrono::ceil<std::chrono::milliseconds>(duration);
    m_due = stampNow() + whole;
    timer.start(whole);
    own(timer);
    const WaitResult result = co_await wakeup.wait(Phase::Sleep);
    disown(timer);
    m_due.reset();
    co_return result;
}

void TaskContext::own(QObject& object, Posts posts) { m_worker.m_owners[&object] = {this, posts}; }

void TaskContext::disown(QObject& object) { m_worker.m_owners.erase(&object); }

void TaskContext::lockTaken() { m_worker.m_recorder.lockTaken(m_task); }

void TaskContext::lockReleased() { m_worker.m_recorder.lockReleased(m_task); }

} // namespace interleave::engine
