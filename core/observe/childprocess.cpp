// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observe/childprocess.h"

#include "core/observe/limits.h"

#include <QProcess>

#include <cerrno>
#include <csignal>
#include <cstring>

#ifdef __unix__
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace interleave::observe {

namespace {

/// What QProcess opens to start one: three pipes, and the file that tells of the child's end.
constexpr unsigned filesOfAStart = 8;

#ifdef __unix__

std::string whyNoProgram(const std::string& program)
{
    struct stat found
    {
    };
    if (stat(program.c_str(), &found) != 0)
        return errno == ENOENT || errno == ENOTDIR ? "there is no such file" : std::strerror(errno);
    if (!S_ISREG(found.st_mode))
        return "it is no program but a folder or a device";
    if (access(program.c_str(), X_OK) != 0)
        return "it may not be executed by this user: allow it with chmod +x, and its folders too";
    return {};
}

/// Whether the system gives this process another one: tried.
std::string whyNoProcess()
{
    const pid_t child = fork();
    if (child == 0)
        _exit(0);
    if (child < 0)
        return errno == ENOMEM
                   ? "there is not enough memory for another process"
                   : "the system allows no more processes or threads: end some, or raise the limit "
                     "(ulimit -u, or pids.max of the control group)";
    while (waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
    }
    return {};
}

#endif

} // namespace

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

std::string whyNoChild(const std::string& program)
{
#ifdef __unix__
    if (std::string why = whyNoProgram(program); !why.empty())
        return why;
#else
    (void)program;
#endif
    if (!mayOpenFiles(filesOfAStart))
        return "the system allows this program no more open files: raise the limit (ulimit -n)";
    return {};
}

std::string whyNotStarted(const QProcess& child)
{
    if (std::string why = whyNoChild(child.program().toStdString()); !why.empty())
        return why;
#ifdef __unix__
    if (std::string why = whyNoProcess(); !why.empty())
        return why;
#endif
    return child.errorString().toStdString(); // of the other program's own start
}

} // namespace interleave::observe
