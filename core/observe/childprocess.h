// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QProcess;

namespace interleave::observe {

/// Before the start of a child process of ours: signals that ask for an end go to every process of a terminal
/// or of a process group; the child leaves them to its parent, who tells it what to do. It ends when the
/// thread that starts it ends, however that is.
void leaveEndToTheParent(QProcess& child);

} // namespace interleave::observe
