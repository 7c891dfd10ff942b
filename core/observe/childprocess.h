// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QProcess;

namespace interleave::observe {

/// Before the start of a child process of ours: an interrupt typed at the terminal goes to every process of
/// the terminal; the child leaves it to its parent, who tells it what to do.
void leaveInterruptsToTheParent(QProcess& child);

} // namespace interleave::observe
