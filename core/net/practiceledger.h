// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/practiceserverprocess.h"

#include <QFile>

#include <random>
#include <string>
#include <string_view>

namespace interleave::net {

/// What the practice server keeps of all its requests: how many there were, the next one's delay, and its
/// log.
class PracticeLedger
{
public:
    /// @param options clamped()
    explicit PracticeLedger(const PracticeServerOptions& options);

    /// One line per answer from now on. @return empty, or why not
    std::string logTo(const QString& path);

    /// A request has arrived whole. @return for how long it is to wait: the same seed gives the same delays
    /// in order of arrival
    std::chrono::milliseconds arrived();
    /// @param received, done on the monotonic clock, in nanoseconds
    void answered(std::string_view path, unsigned status, std::int64_t received, std::int64_t done);

    const PracticeServerProcess::Counts& counts() const { return m_counts; }

private:
    std::chrono::milliseconds m_latency, m_mostJitter;
    std::mt19937 m_jitter;
    PracticeServerProcess::Counts m_counts;
    QFile m_log;
};

} // namespace interleave::net
