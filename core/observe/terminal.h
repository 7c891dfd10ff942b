// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

namespace interleave::observe {

/// How many columns the terminal on a file descriptor has now; empty where none is there or it does not know.
std::optional<int> terminalColumns(int descriptor);

/// Whether a terminal is there on which a line can be written over: TERM says so. Not where it is unset or
/// "dumb", as in the shells of editors.
bool canWriteOver(int descriptor);

} // namespace interleave::observe
