// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace interleave::cli {

/// While it lives, Ctrl-C (SIGINT) and SIGTERM ask for an orderly end: they are only noted, and whoever works
/// looks at interrupted() between two steps. The second one ends the program at once. One object at a time.
class Interrupt
{
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    static bool interrupted();
    /// The exit status that says so: 130 for SIGINT, 143 for SIGTERM. @pre interrupted()
    static int status();
};

} // namespace interleave::cli
