// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/worker.h"

#include "core/engine/figures.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QEventLoop>
#include <QThread>

namespace interleave::engine {

namespace {

/// A new task may open a connection: the loop looks at its events after so many, so that the first requests
/// leave before the last connection is opened.
constexpr int mostTakenPerTurn = 4;

thread_local Worker* workerOfThisThread = nullptr;

} // namespace

Worker::Worker(WorkerSetup setup)
    : m_setup(std::move(setup)),
      m_recorder(m_setup.id, m_setup.events, m_setup.ringSharers,
                 m_setup.records ? Told::All : Told::Outcomes),
      m_inbox(std::make_shared<Inbox>()),
      m_slots(m_setup.inFlight)
{
    for (std::uint32_t slot = 0; slot < m_setup.inFlight; ++slot)
        m_freeSlots.push(slot);
}

Worker::~Worker() = default;

Worker* Worker::ofThisThread() { return workerOfThisThread; }

interleave::Worker Worker::run()
{
    workerOfThisThread = this;
    m_inbox->bell().attach(QThread::currentThread()->eventDispatcher());
    m_local = m_setup.workload.prepare();
    interleave::Worker figures;
    {
        const std::stop_callback ring(m_setup.stop, [this] { m_inbox->bell().ring(); });
        const Figures begun = figuresOfThisThread();
        m_recorder.workerStarted(begun.at);
        loop();
        const Figures ended = figuresOfThisThread();
        figures = difference(begun, ended);
        if (figures.runDelay)
            figures.resolution = m_recorder.resolution();
        figures.switchRecords = m_recorder.hasSwitchRecords();
        m_recorder.workerStopped(ended.at);
    }
    m_local.reset();
    m_inbox->bell().attach(nullptr);
    workerOfThisThread = nullptr;
    return figures;
}

void Worker::loop()
{
    int taken = 0;
    for (;;) {
        if (m_setup.pulse)
            m_setup.pulse();
        for (const auto& [token, at] : m_inbox->take()) {
            if (token->wakeup)
                token->wakeup->setAt(at);
        }
        if (m_setup.stop.stop_requested())
            cancelWaiting();
        resumeReady();
        const bool mayTake = m_ready.empty() && !m_freeSlots.empty() && !m_setup.stop.stop_requested();
        const bool sameTurn = m_setup.inFlight == 1 || taken < mostTakenPerTurn;
        const bool took = mayTake && sameTurn && takeOne();
        if (took) {
            ++taken;
            continue;
        }
        releaseLock();
        if (m_inFlight == 0 && (m_setup.source.exhausted() || m_setup.stop.stop_requested()))
            return;
        const bool moreToTake = mayTake && !sameTurn && !m_setup.source.exhausted();
        processEvents(!moreToTake && m_ready.empty());
        taken = 0;
    }
}

bool Worker::takeOne()
{
    const auto task = m_setup.source.take();
    if (!task)
        return false;
    const std::uint32_t slot = m_freeSlots.top();
    m_freeSlots.pop();
    ++m_inFlight;
    m_slots[slot] = std::make_unique<InFlight>(*this, *task, SlotId(slot));
    InFlight& flight = *m_slots[slot];
    m_recorder.taken(*task, SlotId(slot));
    acquireLock(flight.context);
    m_recorder.started(*task);
    flight.coroutine.emplace(m_setup.workload.execute(flight.context, m_local.get(), task->value));
    afterRunning(flight.context);
    return true;
}

void Worker::resumeReady()
{
    // Only those that are ready now: what they make ready waits for its turn after the loop has looked at its
    // events.
    for (std::size_t count = m_ready.size(); count > 0; --count) {
        TaskContext& context = *m_ready.front();
        m_ready.pop_front();
        resume(context);
    }
}

void Worker::resume(TaskContext& context)
{
    acquireLock(context);
    m_recorder.resumed(context.m_task, context.m_phase);
    Wakeup& wakeup = *std::exchange(context.m_waiting, nullptr);
    context.m_queued = false;
    std::exchange(wakeup.m_handle, {}).resume();
    afterRunning(context);
}

void Worker::afterRunning(TaskContext& context)
{
    if (m_slots[context.m_slot.value]->coroutine->done())
        finish(context);
}

void Worker::finish(TaskContext& context)
{
    const TaskId task = context.m_task;
    const std::uint32_t slot = context.m_slot.value;
    TaskResult result = m_slots[slot]->coroutine->result();
    m_recorder.stopped(task, result.outcome);
    // A thread of CPython's goes from one task to the next without giving the lock back.
    if (m_setup.source.exhausted() || m_setup.inFlight > 1 || m_setup.stop.stop_requested())
        releaseLock();
    m_slots[slot].reset();
    m_freeSlots.push(slot);
    --m_inFlight;
    m_setup.report({.task = task,
                    .bytes = result.bytes,
                    .attempts = result.attempts,
                    .reason = std::move(result.reason),
                    .log = std::move(result.log),
                    .untaken = result.untaken});
}

void Worker::cancelWaiting()
{
    if (std::exchange(m_cancelled, true))
        return;
    for (const auto& flight : m_slots) {
        if (flight && flight->context.m_waiting)
            makeReady(flight->context, {});
    }
}

void Worker::makeReady(TaskContext& context, std::optional<Stamp> at)
{
    const Stamp now = m_recorder.activity();
    if (std::exchange(context.m_queued, true))
        return;
    // While its own event is being delivered the task is Running; it becomes Ready when the delivery ends.
    if (m_delivering != &context)
        m_recorder.ready(context.m_task, at.value_or(now));
    m_ready.push_back(&context);
}

void Worker::processEvents(bool wait)
{
    auto* const dispatcher = QThread::currentThread()->eventDispatcher();
    if (wait)
        m_recorder.beginWait();
    else
        m_recorder.beginPoll();
    dispatcher->processEvents(wait ? QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents
                                   : QEventLoop::AllEvents);
    m_recorder.activity();
    // Without a QEventLoop::exec() around it nothing else would delete what asked for it.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

void Worker::acquireLock(TaskContext& context)
{
    if (!m_setup.lock)
        return;
    if (m_holdsLock) {
        // The thread goes on with its next task without giving the lock back: the lock is that task's from
        // now on.
        if (const TaskId before = std::exchange(m_lockTask, context.m_task); before != context.m_task) {
            m_recorder.lockReleased(before);
            m_setup.lock->passTo(context.m_task);
            m_recorder.lockTaken(context.m_task);
        }
        return;
    }
    const Stamp since = stampNow();
    if (!m_setup.lock->tryAcquire(context.m_task)) {
        m_recorder.lockWanted(context.m_task, m_setup.lock->holder(), since);
        m_recorder.beginWait();
        m_setup.lock->acquire(context.m_task);
        m_recorder.ready(context.m_task, m_recorder.activity());
    }
    m_holdsLock = true;
    m_lockTask = context.m_task;
    m_recorder.lockTaken(context.m_task);
}

void Worker::releaseLock()
{
    if (!std::exchange(m_holdsLock, false))
        return;
    m_recorder.lockReleased(m_lockTask);
    m_setup.lock->release();
}

/// The forced switch: the release returns when another worker has the lock, and this one queues up again.
void Worker::handLockOver(TaskContext& context)
{
    const Stamp since = m_recorder.lockReleased(context.m_task);
    m_recorder.beginWaitAt(since);
    m_setup.lock->release();
    m_recorder.lockWanted(context.m_task, m_setup.lock->holder(), since);
    m_setup.lock->acquire(context.m_task);
    m_recorder.ready(context.m_task, m_recorder.activity());
    m_recorder.lockTaken(context.m_task);
    m_recorder.forgetDelay(); // it was Ready meanwhile
    m_recorder.resumed(context.m_task, context.m_phase);
}

bool Worker::checkpoint(TaskContext& context)
{
    m_recorder.checkpoint();
    if (m_holdsLock && m_setup.lock->switchRequested())
        handLockOver(context);
    if (m_setup.pulse)
        m_setup.pulse();
    return !m_setup.stop.stop_requested();
}

Worker::Owner Worker::ownerOf(const QObject* object) const
{
    for (; object && !m_owners.empty(); object = object->parent()) {
        const auto found = m_owners.find(object);
        if (found != m_owners.end())
            return found->second;
    }
    return {};
}

} // namespace interleave::engine
