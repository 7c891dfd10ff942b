// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>

class QAbstractEventDispatcher;

namespace interleave::engine {

/// Lets any thread interrupt the event loop of one: the loop's turn ends and its owner looks what there is to
/// do.
class Doorbell
{
public:
    /// The loop's thread: attach before, detach when the dispatcher is about to go (null).
    void attach(QAbstractEventDispatcher* dispatcher)
    {
        const std::lock_guard guard(m_mutex);
        m_dispatcher = dispatcher;
    }
    /// Any thread, any time; without an attached loop nothing happens.
    void ring();

private:
    std::mutex m_mutex;
    QAbstractEventDispatcher* m_dispatcher = nullptr;
};

} // namespace interleave::engine
