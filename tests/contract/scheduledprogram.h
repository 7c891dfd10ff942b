// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/tracereader.h"
#include "tests/support/schedule.h"

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace interleave::tests {

/// Longer bodies are refused, so that an endless one ends soon.
constexpr std::uint64_t scheduledBodyLimit = 1'000'000;

/// The program `interleave` that does what a schedule says, in a session of its own and as short of
/// descriptors or disk as that says.
class ScheduledProgram
{
public:
    /// It was built.
    static bool isThere();

    /// Starts it. @param addresses one for each task; none: its own practice server's
    ScheduledProgram(const Schedule& schedule, const std::vector<std::string>& addresses);

    std::int64_t id() const { return m_process.processId(); }
    /// As Ctrl-C does.
    void interrupt();
    /// Waits so long for its end.
    bool ended(std::chrono::milliseconds patience);

    /// @pre ended(): what it did not say or leave as it should, and what it left running.
    QStringList wrong();
    /// @pre ended(): what it saved; nothing where that could not be.
    formats::ReadTraces saved() const;

private:
    QStringList arguments(const std::vector<std::string>& addresses) const;
    QString wrongWith(const QByteArray& out, const QByteArray& err) const;
    bool isFull(FullPlace place) const;
    QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }

    Schedule m_schedule;
    QTemporaryDir m_folder;
    QProcess m_process;
    std::int64_t m_session = 0;
};

} // namespace interleave::tests
