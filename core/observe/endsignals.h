// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace interleave::observe {

/// To be called first of all: from here on SIGINT (Ctrl-C), SIGTERM and SIGHUP (the terminal has gone) end
/// the program with the exit status 128 + N, at once, or in good order while an OrderlyEnd lives. A signal
/// that whoever started the program lets be ignored (nohup, `&` in a script) stays ignored. What would kill
/// the program for a mere failure of a write (SIGPIPE, SIGXFSZ) is ignored: the write fails and is told.
void listenToEndSignals();

/// While one lives there is something to lose: the first signal is only noted, and whoever works looks at
/// endAsked() between two steps. The next one ends the program at once, unless it comes within a moment of
/// the first: timeout(1) and closing terminals send theirs twice.
class OrderlyEnd
{
public:
    OrderlyEnd();
    ~OrderlyEnd();
    OrderlyEnd(const OrderlyEnd&) = delete;
    OrderlyEnd& operator=(const OrderlyEnd&) = delete;
};

/// Whether a signal has asked for the end. Any thread.
bool endAsked();

/// The exit status that says by which: 130 for SIGINT, 143 for SIGTERM, 129 for SIGHUP. @pre endAsked()
int endStatus();

/// Can be read once endAsked(), so that who waits for something can wait for this too; never to be read from.
int endDescriptor();

/// The name of a file that is only there while another is written. It goes with this object, and when a
/// signal ends the program at once. One at a time.
class TemporaryName
{
public:
    /// Before the file is made. @param path shorter than PATH_MAX
    explicit TemporaryName(const std::string& path);
    ~TemporaryName();
    TemporaryName(const TemporaryName&) = delete;
    TemporaryName& operator=(const TemporaryName&) = delete;

    /// It has got its real name, or was never made.
    void release() { m_path.clear(); }
    const char* path() const { return m_path.c_str(); }

private:
    std::string m_path;
};

/// Ends the program without anything more of it being executed, but for the removal of temporary names. Any
/// thread, and signal handlers.
[[noreturn]] void endAtOnce(int status);

} // namespace interleave::observe
