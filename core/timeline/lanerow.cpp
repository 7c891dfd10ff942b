// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/lanerow.h"

#include "core/timeline/levels.h"

#include <algorithm>

namespace interleave::timeline {

std::shared_ptr<const SpanRow> borrowed(const SpanRow& row)
{
    return {std::shared_ptr<const SpanRow>(), &row};
}

void addRow(std::vector<LaneRow>& rows, LaneRow row)
{
    if (row.open && !row.row->empty()) { // it follows the others even if its worker told late
        const Instant end = row.open->end();
        row.open->start = std::max(row.open->start, row.row->end(row.row->size() - 1));
        row.open->length = end - row.open->start;
    }
    if (row.open && row.open->length <= Duration::zero())
        row.open.reset();
    if (row.row->ordered()) {
        rows.push_back(std::move(row));
        return;
    }
    std::vector<Span> spans;
    for (std::size_t i = 0; i < row.row->size(); ++i)
        spans.push_back((*row.row)[i]);
    if (row.open)
        spans.push_back(*row.open);
    row.open.reset();
    row.kept = 0;
    for (SpanRow& level : levelsOf(std::move(spans))) {
        row.row = std::make_shared<const SpanRow>(std::move(level));
        rows.push_back(row);
        ++row.key.level;
    }
}

} // namespace interleave::timeline
