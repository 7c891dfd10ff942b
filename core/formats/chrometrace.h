// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/note.h"
#include "core/trace/trace.h"

#include <functional>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>

namespace interleave::formats {

/// Writes finished runs as one JSON object in Google's Trace Event Format, which Perfetto and speedscope
/// open, with everything needed to open it again without loss under a key of our own: see
/// core/formats/README.md. Writes as it goes; a stream that fails makes it no slower and is for the caller to
/// see.
/// @param measuredBy words which sources measured a run
/// @param title of their picture; empty: made from the runs
/// @param notes of these runs
void writeChromeTrace(std::ostream& out, std::span<const Trace* const> runs,
                      const std::function<std::string(const RunInfo&)>& measuredBy,
                      std::string_view title = {}, std::span<const Note> notes = {});

} // namespace interleave::formats
