// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace interleave::cli {

/// What there is, in a screenful: for --help and when nothing is asked for.
QString generalUsage();

/// The help of a command ("run", "serve", "list"); empty for any other word.
QString usageOf(const QString& command);

} // namespace interleave::cli
