// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/time.h"

#include <cstdint>
#include <string>

namespace interleave {

enum class TimeUnit : std::uint8_t { Nanosecond, Microsecond, Millisecond, Second };

/// "ns", "µs", "ms", "s"
const char* symbol(TimeUnit unit);
/// How many nanoseconds it has.
std::int64_t sizeOf(TimeUnit unit);

/// "1.50 s": so many decimals, with a point in every locale.
std::string text(double value, int decimals, TimeUnit unit);

/// A measured time with three significant figures: "1.66 s", "431 ms", "12.3 ms", "850 µs", "12 ns". From
/// 1000 s on whole seconds.
std::string text(Duration duration);

} // namespace interleave
