// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/watchdog.h"

#include "core/engine/wakeup.h"

#include <algorithm>

namespace interleave::net {

namespace {

std::string words(std::chrono::milliseconds time)
{
    const auto count = time.count();
    return count % 1000 == 0 ? std::to_string(count / 1000) + " s" : std::to_string(count) + " ms";
}

} // namespace

Watchdog::Watchdog(engine::Wakeup& wakeup, const ClientOptions& options)
    : m_wakeup(wakeup), m_options(options)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setSingleShot(true);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { look(); });
    m_timer.start(std::min(options.idleTimeout, options.deadline));
}

void Watchdog::look()
{
    const Stamp now = stampNow();
    const Stamp last = m_started + m_options.deadline;
    const Stamp idle = m_touched + m_options.idleTimeout;
    if (now >= last)
        m_verdict = "not done after " + words(m_options.deadline) + ", the deadline";
    else if (now >= idle &&
             m_wakeup.isSet()) // something has arrived, and its loop was busy: let it be read first
        return m_timer.start(std::chrono::milliseconds(1));
    else if (now >= idle)
        m_verdict = "nothing arrived for " + words(m_options.idleTimeout);
    else
        return m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(std::min(last, idle) - now));
    m_wakeup.set();
}

} // namespace interleave::net
