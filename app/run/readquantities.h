// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/time.h"

#include <QStringView>

#include <cstdint>
#include <optional>

namespace interleave::run {

// The one reader of every number that a person writes: in an option, a sweep, a field of the window. A number
// is digits, where a fraction makes sense with a point and further digits (".5" too); no sign, exponent,
// other base, comma or group of digits, so that nothing depends on a locale and nothing can be taken for
// something else. Around what has a unit, and before the unit, there may be spaces; units are taken in either
// case. Times are exact, and share their arithmetic with scripts (core/workloads/scriptnumbers.h), whose own
// grammar knows no capitals and no nanoseconds.

/// "50ms", "1.5 s", "200us", "3000ns" (also "µs"), or a bare 0. Empty when it is none or over 100 days. What
/// is finer than a nanosecond is dropped.
std::optional<Duration> durationFrom(QStringView text);

/// "10MB", "64 KiB", "500kB", "4096" (bytes). Empty when it is none or does not fit.
std::optional<std::uint64_t> sizeFrom(QStringView text);
/// The same per second: "1MB/s"; the "/s" may be left out.
std::optional<std::uint64_t> bandwidthFrom(QStringView text);

/// "16cm", "8.5 cm".
std::optional<double> centimetresFrom(QStringView text);

/// A whole number. Empty when it is none or does not fit.
std::optional<std::uint64_t> numberFrom(QStringView text);

} // namespace interleave::run
