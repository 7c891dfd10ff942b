// SPDX-License-Identifier: GPL-3.0-or-later
// Whose computing it is that the event loop delivers an event, and since when its task could have gone on.
#include "core/engine/worker.h"
#include "core/observe/receivetime.h"

#include <QSocketNotifier>

namespace interleave::engine {

/// When what a waiting task waits for came about, of which the event loop learns now.
void Worker::tellOver(const Owner& owner, QObject& receiver, QEvent::Type type)
{
    const TaskContext& context = *owner.context;
    const auto* const notifier = qobject_cast<QSocketNotifier*>(&receiver);
    std::optional<Stamp> at;
    auto flags = NoFlags;
    if (notifier && notifier->type() == QSocketNotifier::Read) {
        at = observe::receivedAt(notifier->socket());
        flags = Stamped;
    } else if (type == QEvent::Timer) {
        at = context.m_due;
    } else if (type == QEvent::MetaCall && owner.posts == Posts::Itself) {
        at = Stamp{}; // a call that its socket has posted to itself: since the end of what it did then
    }
    m_recorder.activity();
    if (at)
        m_recorder.ready(context.m_task, *at, flags);
    else
        m_recorder.readyByNow(context.m_task, context.m_since);
}

Worker::Delivery::Delivery(Worker& worker, QObject& receiver, QEvent::Type type)
    : m_worker(worker), m_context(nullptr)
{
    const Owner owner = worker.ownerOf(&receiver);
    // Not waiting: it is being executed or already Ready, and this event changes neither.
    if (!owner.context || !owner.context->m_waiting || owner.context->m_queued || worker.m_delivering)
        return;
    m_context = owner.context;
    worker.m_delivering = m_context;
    worker.tellOver(owner, receiver, type);
    worker.m_recorder.resumed(m_context->m_task, m_context->m_phase);
}

Worker::Delivery::~Delivery()
{
    if (!m_context)
        return;
    m_worker.m_delivering = nullptr;
    if (m_context->m_queued)
        m_worker.m_recorder.ready(m_context->m_task, stampNow());
    else
        m_context->m_since =
            m_worker.m_recorder.suspended(m_context->m_task, m_context->m_phase, m_context->m_attempt);
}

} // namespace interleave::engine
