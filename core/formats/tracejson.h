// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/note.h"
#include "core/trace/trace.h"

#include <string_view>

/// Only for the .cpp files of this folder.
namespace interleave::formats {

class JsonWriter;

/// The word for it in files.
std::string_view name(Origin origin);
std::string_view name(WorkerRole role);

/// A trace without loss, as one JSON object: info, tasks, workers, and the spans in nanoseconds.
void writeTraceJson(JsonWriter& json, const Trace& trace);

void writeNoteJson(JsonWriter& json, const Note& note);

} // namespace interleave::formats
