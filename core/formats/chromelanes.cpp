// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/chromelanes.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace interleave::formats {

namespace {

using Row = std::pair<WorkerId, SlotId>;

struct Placed
{
    ChromeEvent event;
    Instant end;
    Row row;
};

/// Worker and slot of what can be shown, by start. A slot only where its worker has several.
std::vector<Placed> placeable(const Trace& trace, std::uint32_t run)
{
    std::vector<Placed> placed;
    std::map<WorkerId, std::set<SlotId>> slots;
    for (auto at = trace.spans.begin(); at != trace.spans.end(); ++at) {
        const Span span = *at;
        const Instant start = std::max(span.start, Instant{});
        if (span.worker.value >= trace.workers.size() || span.end() <= start)
            continue;
        placed.push_back({{start, at.index(), run, 0}, span.end(), {span.worker, span.slot}});
        if (span.slot.valid())
            slots[span.worker].insert(span.slot);
    }
    for (Placed& span : placed)
        if (slots[span.row.first].size() < 2)
            span.row.second = {};
    std::ranges::stable_sort(placed, {}, [](const Placed& span) { return span.event.start; });
    return placed;
}

/// Invalid slots sort last by number; the worker's own row comes first.
bool comesBefore(const Row& a, const Row& b)
{
    const auto rank = [](const Row& row) {
        return row.second.valid() ? std::uint64_t{row.second.value} + 1 : 0;
    };
    return std::pair(a.first, rank(a)) < std::pair(b.first, rank(b));
}

std::string laneName(const Trace& trace, const Row& row, std::size_t further)
{
    const std::string& known = trace[row.first].name;
    std::string name = known.empty() ? "worker " + std::to_string(row.first.value) : known;
    if (row.second.valid())
        name += ", slot " + std::to_string(row.second.value + 1); // as pictures number them
    return further == 0 ? name : name + " (" + std::to_string(further + 1) + ")";
}

} // namespace

ChromeLanes chromeLanes(const Trace& trace, std::uint32_t run)
{
    std::vector<Placed> placed = placeable(trace, run);
    // Per row the ends of its first row and of its further ones; then their numbers in order.
    std::map<Row, std::vector<Instant>, decltype(&comesBefore)> rows(&comesBefore);
    for (Placed& span : placed) {
        std::vector<Instant>& ends = rows[span.row];
        const auto free = std::ranges::find_if(ends, [&](Instant end) { return end <= span.event.start; });
        span.event.lane = static_cast<std::uint32_t>(free - ends.begin());
        if (free == ends.end())
            ends.push_back(span.end);
        else
            *free = span.end;
    }
    ChromeLanes result;
    std::map<Row, std::uint32_t> firstOf;
    for (const auto& [row, ends] : rows) {
        firstOf[row] = static_cast<std::uint32_t>(result.lanes.size());
        for (std::size_t further = 0; further < ends.size(); ++further)
            result.lanes.push_back({row.first, row.second, laneName(trace, row, further)});
    }
    result.events.reserve(placed.size());
    for (Placed& span : placed) {
        span.event.lane += firstOf[span.row];
        result.events.push_back(span.event);
    }
    return result;
}

} // namespace interleave::formats
