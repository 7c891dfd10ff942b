// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observe/childprocess.h"

#include <QProcess>

#include <csignal>

namespace interleave::observe {

void leaveInterruptsToTheParent(QProcess& child)
{
#ifdef __unix__
    // Between fork and exec; what is ignored stays ignored in the other program.
    child.setChildProcessModifier([] { std::signal(SIGINT, SIG_IGN); });
#else
    (void)child;
#endif
}

} // namespace interleave::observe
