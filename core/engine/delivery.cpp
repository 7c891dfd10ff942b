// SPDX-License-Identifier: GPL-3.0-or-later
// Whose computing it is that the event loop delivers an event, and since when its task could have gone on.
#include "core/engine/worker.h"
#include "core/observe/receivetime.h"

#include <QSocketNotifier>

namespace interleave::engine {

namespace {

/// What its socket's notifier has been seen to bring. It lives as long as the notifier, and that as long as
/// the connection, which may serve one task after another.
class Seen : public QObject
{
public:
    using QObject::QObject;
    observe::Arrivals arrivals;
};

std::optional<observe::Received> receivedBy(QSocketNotifier& notifier, Stamp begun)
{
    auto* seen = dynamic_cast<Seen*>(notifier.children().value(0));
    if (!seen)
        seen = new Seen(&notifier);
    return seen->arrivals.look(notifier.socket(), begun);
}

} // namespace

/// When what a waiting task waits for came about, of which the event loop learns now.
void Worker::tellOver(const Owner& owner, QObject& receiver, QEvent::Type type)
{
    const TaskContext& context = *owner.context;
    auto* const notifier = qobject_cast<QSocketNotifier*>(&receiver);
    if (notifier && notifier->type() == QSocketNotifier::Read) {
        const auto received = receivedBy(*notifier, context.m_began);
        m_recorder.activity();
        if (received && received->exact)
            return m_recorder.ready(context.m_task, received->at, Stamped);
        return m_recorder.readyBy(context.m_task, context.m_since,
                                  received ? std::optional(received->at) : std::nullopt);
    }
    m_recorder.activity();
    if (type == QEvent::Timer && context.m_due)
        m_recorder.ready(context.m_task, *context.m_due);
    else if (type == QEvent::MetaCall && owner.posts == Posts::Itself)
        m_recorder.ready(context.m_task,
                         Stamp{}); // its socket has posted it: since the end of what it did then
    else
        m_recorder.readyBy(context.m_task, context.m_since, {});
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
