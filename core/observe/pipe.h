// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace interleave::observe {

enum class InputState { Open, Ended };

/// Prepares standard input and output for the worker's protocol: binary, and input never blocks. A write to a
/// reader that has gone must fail instead of killing the process.
void prepareStandardStreams();

/// Of standard input, output and error those that whoever started the program has closed are opened, so that
/// nothing else gets their numbers and the program's words; to use them fails as if they were closed. Before
/// anything is opened.
void occupyStandardStreams();

/// Lets this process open as many files as the system allows it at most (a socket is one, and each worker has
/// some).
void raiseOpenFileLimit();

/// Appends what standard input holds right now to `bytes`; never waits.
/// @param most stops once so many bytes were appended
InputState readStandardInput(std::vector<char>& bytes, std::size_t most);

/// Writes all of it to standard output, waiting for room.
/// @return false when nobody reads it any more
bool writeStandardOutput(std::string_view bytes);

} // namespace interleave::observe
