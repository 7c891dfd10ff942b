// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>
#include <iosfwd>

namespace interleave::run {

/// Writes a file as a whole or not at all: until all of it is on the disk an old file stays as it was.
/// @return empty, or a sentence
QString writeTextFile(const QString& path, const std::function<void(std::ostream&)>& write);

} // namespace interleave::run
