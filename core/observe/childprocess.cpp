// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observe/childprocess.h"

#include <QProcess>

#include <csignal>

#ifdef __unix__
#include <unistd.h>
#endif
#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace interleave::observe {

void leaveEndToTheParent(QProcess& child)
{
#ifdef __unix__
    // Between fork and exec; what is ignored stays ignored in the other program.
    child.setChildProcessModifier([parent = getpid()] {
        for (const int signal : {SIGINT, SIGTERM, SIGHUP})
            std::signal(signal, SIG_IGN);
#ifdef __linux__
        // The end of its standard input tells it too, but not while it computes.
        prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
        if (getppid() != parent) // it has died meanwhile
            _exit(0);
    });
#else
    (void)child;
#endif
}

} // namespace interleave::observe
