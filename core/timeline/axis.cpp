// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/axis.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace interleave::timeline {
namespace {

constexpr std::array<std::int64_t, 4> nanoseconds{1, 1'000, 1'000'000, 1'000'000'000};

std::int64_t sizeOf(TimeUnit unit) { return nanoseconds[static_cast<std::size_t>(unit)]; }

std::string written(double value, int decimals, TimeUnit unit)
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

TickStep withUnit(std::int64_t step)
{
    TimeUnit unit = TimeUnit::Nanosecond;
    for (const TimeUnit larger : {TimeUnit::Microsecond, TimeUnit::Millisecond, TimeUnit::Second})
        if (step >= sizeOf(larger) / 10)
            unit = larger;
    return {.step = Duration(step), .unit = unit, .decimals = step < sizeOf(unit) ? 1 : 0};
}

} // namespace

const char* symbol(TimeUnit unit)
{
    constexpr std::array symbols{"ns", "\xC2\xB5s", "ms", "s"};
    return symbols[static_cast<std::size_t>(unit)];
}

TickStep tickStep(Duration range, int most)
{
    constexpr std::int64_t largest = 1'000'000'000'000'000'000; // 5 times it still fits 64 bits
    for (std::int64_t power = 1;; power *= 10)
        for (const std::int64_t step : {power, 2 * power, 5 * power})
            if (step > range.count() / most || (step == range.count() / most && range.count() % most == 0) ||
                step == 5 * largest)
                return withUnit(step);
}

std::vector<Instant> ticks(Instant from, Instant to, Duration step)
{
    const std::int64_t start = from.time_since_epoch().count();
    std::int64_t count = start / step.count();
    if (start > 0 && start % step.count() != 0)
        ++count;
    std::vector<Instant> at;
    for (Instant tick{count * step}; tick <= to; tick += step)
        at.push_back(tick);
    return at;
}

std::string label(Instant at, const TickStep& step)
{
    const double value =
        static_cast<double>(at.time_since_epoch().count()) / static_cast<double>(sizeOf(step.unit));
    return written(value, value == 0.0 ? 0 : step.decimals, step.unit);
}

std::string text(Duration duration)
{
    const auto size = static_cast<double>(duration.count() < 0 ? -duration.count() : duration.count());
    for (const TimeUnit unit : {TimeUnit::Second, TimeUnit::Millisecond, TimeUnit::Microsecond}) {
        const double value = size / static_cast<double>(sizeOf(unit));
        const double signedValue = duration.count() < 0 ? -value : value;
        if (value >= 99.95)
            if (value < 999.5 || unit == TimeUnit::Second)
                return written(signedValue, 0, unit);
        if (value >= 9.995 && value < 99.95)
            return written(signedValue, 1, unit);
        if (value >= 0.9995 && value < 9.995)
            return written(signedValue, 2, unit);
    }
    return written(static_cast<double>(duration.count()), 0, TimeUnit::Nanosecond);
}

} // namespace interleave::timeline
