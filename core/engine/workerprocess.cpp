// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/workerprocess.h"

namespace interleave::engine {

std::string howItEnded(const WorkerProcess& child, const std::string& program)
{
    const std::string who = child.name + " (pid " + std::to_string(child.figures.processId) + ")";
    if (!child.refusal.empty())
        return child.name + " could not work: " + child.refusal;
    if (!child.refusedStart.empty())
        return child.name + " could not be started: " + program + ": " + child.refusedStart;
    if (child.reader.broken())
        return who + " said something that is not the workers' protocol";
    if (child.process.exitStatus() == QProcess::CrashExit)
        return who + " was killed by signal " + std::to_string(child.process.exitCode());
    return who + " ended by itself with exit status " + std::to_string(child.process.exitCode());
}

} // namespace interleave::engine
