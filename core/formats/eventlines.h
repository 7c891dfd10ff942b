// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/event.h"

#include <cstdint>
#include <iosfwd>
#include <span>

namespace interleave::formats {

/// Writes the events of one run as JSON lines, sorted by stamp (events of the same stamp stay in their
/// order). The fields are described in core/formats/README.md. For a file of several runs call it once per
/// run, in their order.
/// @param zero the run's zero: "ns" counts from there
/// @param run the number of the run in its file, from 0
void writeEventLines(std::ostream& out, std::span<const Event> events, Stamp zero, std::uint32_t run);

} // namespace interleave::formats
