// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>
#include <iosfwd>

namespace interleave::cli {

/// Why no file can be written there, as far as that can be told beforehand: a missing folder, a folder or a
/// device in its place, no permission. `option` is named in the sentence; empty if one can.
QString fileRefusal(const QString& option, const QString& path);

/// Writes a file as a whole or not at all: until all of it is on the disk an old file stays as it was.
/// @return empty, or a sentence
QString writeTextFile(const QString& path, const std::function<void(std::ostream&)>& write);

} // namespace interleave::cli
