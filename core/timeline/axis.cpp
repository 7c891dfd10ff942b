// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/axis.h"

namespace interleave::timeline {
namespace {

TickStep withUnit(std::int64_t step)
{
    TimeUnit unit = TimeUnit::Nanosecond;
    for (const TimeUnit larger : {TimeUnit::Microsecond, TimeUnit::Millisecond, TimeUnit::Second})
        if (step >= sizeOf(larger) / 10)
            unit = larger;
    return {.step = Duration(step), .unit = unit, .decimals = step < sizeOf(unit) ? 1 : 0};
}

} // namespace

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
    return text(value, value == 0.0 ? 0 : step.decimals, step.unit);
}

} // namespace interleave::timeline
