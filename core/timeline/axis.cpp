// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/axis.h"

#include <array>
#include <cstdio>
#include <optional>

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

constexpr std::int64_t mostInLabel = 10'000; // of the unit; larger numbers are hard to tell apart

/// A round instant at or before `from`; farther views have rounder ones.
std::optional<Instant> originOf(Instant from, Instant to, const TickStep& step)
{
    if (step.unit == TimeUnit::Second || from < Instant() ||
        (to - Instant()).count() / sizeOf(step.unit) < mostInLabel)
        return {};
    std::int64_t round = 1;
    while (round < (to - from).count())
        round *= 10;
    return Instant(Duration((from - Instant()).count() / round * round));
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

AxisLabels axisLabels(Instant from, Instant to, int most)
{
    const TickStep step = tickStep(to - from, most);
    const std::optional<Instant> origin = originOf(from, to, step);
    AxisLabels labels;
    if (origin)
        labels.origin = clockText(*origin);
    for (const Instant at : ticks(from, to, step.step))
        labels.ticks.push_back({at, origin ? "+" + label(Instant(at - *origin), step) : label(at, step)});
    return labels;
}

std::string clockText(Instant at)
{
    const std::int64_t all = at.time_since_epoch().count();
    const std::int64_t second = sizeOf(TimeUnit::Second);
    const std::int64_t whole = all / second;
    std::array<char, 64> buffer{};
    if (whole >= 3600)
        std::snprintf(buffer.data(), buffer.size(), "%lld:%02lld:%02lld",
                      static_cast<long long>(whole / 3600), static_cast<long long>(whole / 60 % 60),
                      static_cast<long long>(whole % 60));
    else if (whole >= 60)
        std::snprintf(buffer.data(), buffer.size(), "%lld:%02lld", static_cast<long long>(whole / 60),
                      static_cast<long long>(whole % 60));
    else
        std::snprintf(buffer.data(), buffer.size(), "%lld", static_cast<long long>(whole));
    std::string text = buffer.data();
    std::int64_t rest = all % second;
    for (std::int64_t size = second / 1000; size > 0 && (rest > 0 || text.find('.') == std::string::npos);
         size /= 1000) {
        std::snprintf(buffer.data(), buffer.size(), "%c%03lld", size == second / 1000 ? '.' : ' ',
                      static_cast<long long>(rest / size));
        text += buffer.data();
        rest %= size;
    }
    return whole < 60 ? text + " s" : text;
}

} // namespace interleave::timeline
