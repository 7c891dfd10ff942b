// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <iosfwd>
#include <span>

namespace interleave::formats {

/// Writes finished runs as one JSON object in Google's Trace Event Format, which Perfetto and speedscope
/// open, with everything needed to open it again without loss under a key of our own: see
/// core/formats/README.md. Writes as it goes; a stream that fails makes it no slower and is for the caller to
/// see.
void writeChromeTrace(std::ostream& out, std::span<const Trace* const> runs);

} // namespace interleave::formats
