// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/viewhistory.h"

namespace interleave::timeline {
namespace {

std::optional<VisibleRange> goThrough(std::vector<VisibleRange>& there, std::vector<VisibleRange>& here,
                                      const VisibleRange& from)
{
    if (there.empty())
        return {};
    const VisibleRange to = there.back();
    there.pop_back();
    here.push_back(from);
    return to;
}

} // namespace

void ViewHistory::leave(const VisibleRange& from, Move move, Stamp at)
{
    const bool goesOn = move == Move::Step && m_latestStep && at - *m_latestStep < moment;
    m_latestStep = move == Move::Step ? std::optional(at) : std::nullopt;
    if (goesOn)
        return;
    m_future.clear();
    if (m_past.size() == most)
        m_past.erase(m_past.begin());
    m_past.push_back(from);
}

std::optional<VisibleRange> ViewHistory::back(const VisibleRange& from)
{
    m_latestStep.reset();
    return goThrough(m_past, m_future, from);
}

std::optional<VisibleRange> ViewHistory::forward(const VisibleRange& from)
{
    m_latestStep.reset();
    return goThrough(m_future, m_past, from);
}

} // namespace interleave::timeline
