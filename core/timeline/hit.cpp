// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/hit.h"

#include <algorithm>
#include <cmath>

namespace interleave::timeline {
namespace {

/// How much of [from, to] the span covers, in pixels.
double covered(const Span& span, const View& view, double from, double to)
{
    return std::min(view.x(span.end()), to) - std::max(view.x(span.start), from);
}

/// The span that covers most of [from, to]; empty if none covers anything.
std::optional<std::uint32_t> longestIn(const Lane& lane, const View& view, double from, double to)
{
    const auto& spans = lane.spans;
    const auto first = std::partition_point(spans.begin(), spans.end(),
                                            [&](const Span& span) { return view.x(span.end()) <= from; });
    std::optional<std::uint32_t> best;
    double most = 0;
    for (auto span = first; span != spans.end() && view.x(span->start) < to; ++span) {
        if (const double pixels = covered(*span, view, from, to); pixels > most) {
            most = pixels;
            best = static_cast<std::uint32_t>(span - spans.begin());
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
