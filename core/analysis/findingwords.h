// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace interleave::analysis {

/// "99 %", "2.5 %" below ten, "over 99 %" just below all.
std::string percent(double share);
/// "1 task", "12 tasks".
std::string counted(std::uint64_t count, std::string_view one, std::string_view many);
/// Text from outside on one line: control characters become blanks, and what is longer than 60 bytes is cut.
std::string plain(std::string_view text, std::size_t most = 60);
/// Its label, or "task 3" where it has none.
std::string nameOf(const Trace& trace, TaskId task);
/// "5 threads", "one process": as the model asked for.
std::string workersOf(const RunInfo& info);
/// "one processor", "2 processors", and the verb: "was", "were".
std::string processorsOf(const RunInfo& info);
std::string_view wereOf(const RunInfo& info);
/// So that a sentence can begin with it.
std::string capital(std::string text);

} // namespace interleave::analysis
