// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workloads/scriptnumbers.h"

#include <algorithm>
#include <charconv>

namespace interleave::workloads {

using namespace std::chrono_literals;

std::optional<std::uint64_t> wholeNumber(std::string_view text)
{
    std::uint64_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    return problem == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::optional<Duration> unitNamed(std::string_view word)
{
    if (word == "s")
        return 1s;
    if (word == "ms")
        return 1ms;
    if (word == "us" || word == "\u00b5s" || word == "\u03bcs")
        return 1us;
    return std::nullopt;
}

std::optional<Duration> timeFrom(std::string_view number, Duration unit)
{
    const std::size_t point = std::min(number.find('.'), number.size());
    const auto whole = wholeNumber(number.substr(0, point));
    const std::string_view fraction = number.substr(std::min(point + 1, number.size()));
    const bool digits = std::ranges::all_of(fraction, [](char c) { return c >= '0' && c <= '9'; });
    if (!whole || *whole > 1'000'000'000 || !digits || (fraction.empty() && point < number.size()))
        return std::nullopt;
    Duration time = unit * static_cast<Duration::rep>(*whole);
    for (const char digit : fraction) {
        unit /= 10;
        time += unit * (digit - '0');
    }
    return time;
}

std::string timeText(Duration time)
{
    return time % 1h == 0s ? std::to_string(time / 1h) + " h" : std::to_string(time / 1s) + " s";
}

} // namespace interleave::workloads
