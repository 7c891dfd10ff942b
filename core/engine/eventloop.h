// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QEventLoop>

#include <memory>

namespace interleave::engine {

inline constexpr const char* noFileForTheLoop =
    "the system allows this program no more open files, and its event loop needs one: raise the limit "
    "(ulimit -n)";
inline constexpr const char* threadRefusal = "the system refused to start a thread: end some, allow more "
                                             "(ulimit -u, or pids.max of the control group), "
                                             "or allow more memory";

/// The calling thread's event loop; null where no file is left for it: Qt would end the program. Those that
/// are made in this way are made one after the other; who opens files otherwise meanwhile is not held up, so
/// some must be left over for them.
std::unique_ptr<QEventLoop> makeEventLoop();

} // namespace interleave::engine
