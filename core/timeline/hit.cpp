// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/hit.h"

#include <algorithm>
#include <cmath>

namespace interleave::timeline {
namespace {

/// How much of [from, to] the span covers, in pixels.
double covered(const Lane& lane, std::size_t span, const View& view, double from, double to)
{
    return std::min(view.x(lane.end(span)), to) - std::max(view.x(lane.start(span)), from);
}

/// The span that covers most of [from, to]; empty if none covers anything.
std::optional<std::uint32_t> longestIn(const Lane& lane, const View& view, double from, double to)
{
    const auto instant =
        view.from + Duration(static_cast<std::int64_t>(std::floor(from / view.pixelsPerNanosecond())));
    std::optional<std::uint32_t> best;
    double most = 0;
    for (std::size_t i = lane.firstEndingAfter(instant); i < lane.size() && view.x(lane.start(i)) < to; ++i) {
        if (const double pixels = covered(lane, i, view, from, to); pixels > most) {
            most = pixels;
            best = static_cast<std::uint32_t>(i);
        }
    }
    return best;
}

} // namespace

std::optional<std::uint32_t> spanAt(const Lane& lane, const View& view, double x, double reach)
{
    if (x < 0 || x >= view.width)
        return {};
    const double column = std::floor(x);
    if (const auto hit = longestIn(lane, view, column, column + 1))
        return hit;
    return longestIn(lane, view, x - reach, x + reach);
}

} // namespace interleave::timeline
