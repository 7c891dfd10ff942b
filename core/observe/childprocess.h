// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

class QProcess;

namespace interleave::observe {

/// Before the start of a child process of ours: signals that ask for an end go to every process of a terminal
/// or of a process group; the child leaves them to its parent, who tells it what to do. It ends when the
/// thread that starts it ends, however that is.
void leaveEndToTheParent(QProcess& child);

/// Looks before a start whether the program is there and its pipes can be had. @return a clause that says
/// what is in the way and what to do; empty: nothing is known
std::string whyNoChild(const std::string& program);

/// After QProcess::FailedToStart: the system's reason, which QProcess often does not give. A clause.
std::string whyNotStarted(const QProcess& child);

} // namespace interleave::observe
