// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

/// Only for the .cpp files of this folder.
namespace interleave::formats {

class JsonWriter;

/// A trace without loss, as one JSON object: info, tasks, workers, and the spans in nanoseconds.
void writeTraceJson(JsonWriter& json, const Trace& trace);

} // namespace interleave::formats
