// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/paintlog.h"

#include <algorithm>

namespace interleave::view {
namespace {

Duration median(std::vector<Duration> values)
{
    if (values.empty())
        return {};
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

} // namespace

PaintLog::Figures PaintLog::figures() const
{
    std::vector<Duration> intervals;
    std::vector<Duration> costs;
    for (std::size_t i = 0; i < m_frames.size(); ++i) {
        costs.push_back(m_frames[i].ended - m_frames[i].begun);
        if (m_frames[i].continues && i > 0)
            intervals.push_back(m_frames[i].ended - m_frames[i - 1].ended);
    }
    Figures figures{
        .frames = m_frames.size(), .medianInterval = median(intervals), .medianCost = median(costs)};
    if (!intervals.empty())
        figures.longestInterval = *std::max_element(intervals.begin(), intervals.end());
    return figures;
}

} // namespace interleave::view
