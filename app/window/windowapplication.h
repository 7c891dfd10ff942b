// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/threadlane.h"
#include "core/engine/attributing.h"

#include <QAbstractEventDispatcher>
#include <QApplication>
#include <QThread>

namespace interleave::window {

/// The application object of the window: whatever its own thread handles is recorded beside the run that goes
/// on.
class WindowApplication : public engine::Attributing<QApplication>
{
public:
    using Attributing::Attributing;

    /// @param lane null: record nothing; must outlive this object or be taken back
    void setLane(run::ThreadLane* lane)
    {
        const auto* dispatcher = QAbstractEventDispatcher::instance();
        disconnect(dispatcher, nullptr, this, nullptr);
        m_lane = lane;
        if (!lane)
            return;
        connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, [lane] { lane->wait(); });
        connect(dispatcher, &QAbstractEventDispatcher::awake, this, [lane] { lane->wake(); });
    }

    bool notify(QObject* receiver, QEvent* event) override
    {
        if (!m_lane || QThread::currentThread() != thread())
            return Attributing::notify(receiver, event);
        struct Handling
        {
            run::ThreadLane& lane;
            explicit Handling(run::ThreadLane& entered) : lane(entered) { lane.enter(); }
            ~Handling() { lane.leave(); }
            Handling(const Handling&) = delete;
            Handling& operator=(const Handling&) = delete;
        };
        const Handling handling(*m_lane);
        return Attributing::notify(receiver, event);
    }

private:
    run::ThreadLane* m_lane = nullptr;
};

} // namespace interleave::window
