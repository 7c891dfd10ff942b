// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/clientoptions.h"
#include "core/trace/time.h"

#include <QTimer>

#include <string>

namespace interleave::engine {
class Wakeup;
}

namespace interleave::net {

/// The two time limits of one download: wakes its task when nothing arrives for too long, or when all of it
/// takes too long. One timer, which looks again when it was early, so that arriving data costs no timer call.
class Watchdog
{
public:
    Watchdog(engine::Wakeup& wakeup, const ClientOptions& options);

    /// Something has arrived.
    void touch() { m_touched = stampNow(); }
    /// Which limit was passed, in words: "nothing arrived for 30 s"; empty while none is.
    const std::string& verdict() const { return m_verdict; }

private:
    void look();

    engine::Wakeup& m_wakeup;
    const ClientOptions& m_options;
    Stamp m_started = stampNow();
    Stamp m_touched = m_started;
    std::string m_verdict;
    QTimer m_timer;
};

} // namespace interleave::net
