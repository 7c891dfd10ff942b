// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/protocol.h"

#include <QProcess>

#include <map>
#include <string>
#include <vector>

namespace interleave::engine {

/// One worker process as its run sees it. Collector's thread.
struct WorkerProcess
{
    WorkerId id;
    std::string name;
    QProcess process;
    protocol::Reader reader;
    std::map<TaskId, bool> outstanding; // handed out, no report yet; true: it has told that it began it
    interleave::Worker figures;
    std::vector<WorkerId> helpers; // by the child's own numbers
    std::string refusal;           // its own, of its configuration
    std::string refusedStart;      // the system's, where it could not be started
    bool ready = false;            // it has said hello and was configured
    bool finishing = false;        // it was told that nothing follows
    bool begun = false;            // it has told that it executes
    bool worked = false;           // it has taken a task
    bool gone = false;
};

/// One clause that names the worker. @param program that it was to be
std::string howItEnded(const WorkerProcess& child, const std::string& program);

} // namespace interleave::engine
