// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace interleave::workloads {

/// Digits only. @return empty where it is something else or does not fit
std::optional<std::uint64_t> wholeNumber(std::string_view text);

/// "us" (also with a Greek mu or a micro sign), "ms" or "s".
std::optional<Duration> unitNamed(std::string_view word);

/// @param number digits, perhaps with a point and further digits; what is finer than a nanosecond is dropped
/// @return empty where it is something else or over a thousand million units
std::optional<Duration> timeFrom(std::string_view number, Duration unit);

/// "60 s", "1 h": of whole seconds.
std::string timeText(Duration time);

} // namespace interleave::workloads
