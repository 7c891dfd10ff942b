// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workloads/scripttasks.h"

#include <optional>
#include <string>
#include <string_view>

namespace interleave::workloads {

/// @return empty, and in `error` a sentence that says where, what and how to mend it
std::optional<Script> parseScript(std::string_view text, std::string& error);

/// Why a text is not phases of one task, "compute 2 ms, lock A { wait 5 ms }", without comments; empty when
/// it is.
std::string phasesRefusal(std::string_view text);

} // namespace interleave::workloads
