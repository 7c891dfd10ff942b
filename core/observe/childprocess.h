// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

class QProcess;

namespace interleave::observe {

/// Before the start of a child process of ours: an interrupt typed at the terminal goes to every process of
/// the terminal; the child leaves it to its parent, who tells it what to do.
void leaveInterruptsToTheParent(QProcess& child);

/// Looks before a start whether the program is there and its pipes can be had. @return a clause that says
/// what is in the way and what to do; empty: nothing is known
std::string whyNoChild(const std::string& program);

/// After QProcess::FailedToStart: the system's reason, which QProcess often does not give. A clause.
std::string whyNotStarted(const QProcess& child);

} // namespace interleave::observe
