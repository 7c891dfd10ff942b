// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace interleave::window {

/// Whether the program is to open its window: no arguments, or a file to open.
/// @param arguments without the program's name
bool wanted(const QStringList& arguments);

/// Shows the window until it is closed. @return the exit status
int show(int& argc, char** argv, const QStringList& arguments);

} // namespace interleave::window
