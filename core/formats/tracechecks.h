// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/note.h"
#include "core/trace/trace.h"

#include <span>
#include <string>
#include <string_view>

/// Only for the .cpp files of this folder.
namespace interleave::formats {

/// What in a trace that was read could break the program: an id that names nothing, a span of a worker that
/// is not within the run. Of core/trace/invariants.h it holds
/// IdsExist and SpansInsideRun (but for spans of no length); what breaks another one is odd and can be drawn.
/// @pre each instant and duration within 104 days
/// @param where words the run: "Run 2"
/// @return one sentence; empty: it is sound
std::string faultOf(const Trace& trace, std::string_view where);

/// The same of the notes: one of a run, task or worker that does not exist, and one that ends before it
/// begins. One beside its run is odd and can be kept.
std::string faultOf(std::span<const Note> notes, std::span<const Trace> runs);

} // namespace interleave::formats
