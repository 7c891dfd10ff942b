// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/time.h"

#include <QStringView>

#include <cstdint>
#include <optional>

namespace interleave::run {

/// "50ms", "1.5 s", "200us", "3000ns" (also "µs"), or a bare 0. Empty when it is none, negative or over 100
/// days.
std::optional<Duration> durationFrom(QStringView text);

/// "10MB", "64 KiB", "500kB", "4096" (bytes). Empty when it is none or does not fit.
std::optional<std::uint64_t> sizeFrom(QStringView text);
/// The same per second: "1MB/s"; the "/s" may be left out.
std::optional<std::uint64_t> bandwidthFrom(QStringView text);

/// Digits only, so that no sign, space or locale can change its meaning.
std::optional<std::uint64_t> numberFrom(QStringView text);

} // namespace interleave::run
