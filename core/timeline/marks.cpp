// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/marks.h"

#include <algorithm>

namespace interleave::timeline {

std::vector<Mark> marks(std::span<const Span> spans, const View& view, double narrowest)
{
    std::vector<Mark> all;
    auto next = std::partition_point(spans.begin(), spans.end(),
                                     [&](const Span& span) { return span.end() <= view.from; });
    while (next != spans.end() && next->start < view.to) {
        const double x0 = std::clamp(view.x(next->start), 0.0, view.width);
        const double x1 = std::clamp(std::max(view.x(next->end()), x0 + narrowest), 0.0, view.width);
        if (!all.empty() && x0 <= all.back().x1)
            all.back().x1 = std::max(all.back().x1, x1);
        else if (x0 < x1)
            all.push_back({x0, x1});
        const double until = std::max(x1, all.empty() ? 0.0 : all.back().x1);
        next = std::partition_point(std::next(next), spans.end(),
                                    [&](const Span& span) { return view.x(span.end()) <= until; });
    }
    return all;
}

} // namespace interleave::timeline
