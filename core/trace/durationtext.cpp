// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/durationtext.h"

#include <array>
#include <cstdio>

namespace interleave {

const char* symbol(TimeUnit unit)
{
    constexpr std::array symbols{"ns", "\xC2\xB5s", "ms", "s"};
    return symbols[static_cast<std::size_t>(unit)];
}

std::int64_t sizeOf(TimeUnit unit)
{
    constexpr std::array<std::int64_t, 4> nanoseconds{1, 1'000, 1'000'000, 1'000'000'000};
    return nanoseconds[static_cast<std::size_t>(unit)];
}

std::string text(double value, int decimals, TimeUnit unit)
{
    std::array<char, 64> buffer{};
    // snprintf takes the decimal point of the C locale of the program; a comma would not be wrong, but not
    // the same.
    std::snprintf(buffer.data(), buffer.size(), "%.*f %s", decimals, value, symbol(unit));
    for (char& c : buffer)
        if (c == ',')
            c = '.';
    return buffer.data();
}

std::string text(Duration duration)
{
    const auto size = static_cast<double>(duration.count() < 0 ? -duration.count() : duration.count());
    for (const TimeUnit unit : {TimeUnit::Second, TimeUnit::Millisecond, TimeUnit::Microsecond}) {
        const double value = size / static_cast<double>(sizeOf(unit));
        const double signedValue = duration.count() < 0 ? -value : value;
        if (value >= 99.95)
            if (value < 999.5 || unit == TimeUnit::Second)
                return text(signedValue, 0, unit);
        if (value >= 9.995 && value < 99.95)
            return text(signedValue, 1, unit);
        if (value >= 0.9995 && value < 9.995)
            return text(signedValue, 2, unit);
    }
    return text(static_cast<double>(duration.count()), 0, TimeUnit::Nanosecond);
}

} // namespace interleave
