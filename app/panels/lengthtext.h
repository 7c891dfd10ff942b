// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/time.h"

#include <QString>

#include <optional>

namespace interleave::panels {

/// "5 ms", "20us", "1.5 s": a number and a unit (ns, us, ms, s), with or without space between them.
/// The point may be a comma; a bare 0 needs no unit.
/// @return empty where it is something else, or over 100 days
std::optional<Duration> lengthFrom(const QString& text);

} // namespace interleave::panels
