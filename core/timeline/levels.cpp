// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/levels.h"

#include <algorithm>

namespace interleave::timeline {

namespace {

/// Lets the row's last span end at an instant that lies within it.
void cutLast(SpanRow& row, Instant at)
{
    Span last = row[row.size() - 1];
    last.length = at - last.start;
    row.truncate(row.size() - 1);
    if (last.length > Duration::zero())
        row.append(last);
}

} // namespace

std::vector<SpanRow> levelsOf(std::vector<Span> spans)
{
    std::erase_if(spans, [](const Span& span) { return span.length <= Duration::zero(); });
    std::ranges::stable_sort(spans, [](const Span& a, const Span& b) {
        return a.start != b.start ? a.start < b.start : a.length > b.length;
    });
    std::vector<SpanRow> levels;
    for (const Span& span : spans) {
        const auto free = std::ranges::find_if(
            levels, [&](const SpanRow& level) { return level.end(level.size() - 1) <= span.start; });
        if (free == levels.end() && levels.size() == mostLevels)
            cutLast(levels.back(), span.start);
        const bool further = free == levels.end() && levels.size() < mostLevels;
        (further ? levels.emplace_back() : free != levels.end() ? *free : levels.back()).append(span);
    }
    return levels;
}

} // namespace interleave::timeline
