// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <optional>

namespace interleave::cli {

/// The arguments of main() without the program's name. Empty, and a sentence is said, when one is not UTF-8:
/// Qt's texts cannot hold its bytes, and a file of another name would be meant.
std::optional<QStringList> decodedArguments(int argc, char** argv);

} // namespace interleave::cli
