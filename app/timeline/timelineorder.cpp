// SPDX-License-Identifier: GPL-3.0-or-later
// Runs of the timeline change places; what they are compared with stays the same.
#include "app/timeline/sheet.h"
#include "app/timeline/timelineplot.h"
#include "app/timeline/timelineview.h"

#include <QScrollBar>

#include <algorithm>

namespace interleave::view {

/// The run where the keys are, else that of the picked task, else the one that was last used or, when that is
/// out of sight, the first that is not.
int TimelineView::runToMove() const
{
    if (m_keySpot)
        return m_keySpot->run;
    if (const std::optional<Highlight> task = picked())
        return task->run;
    const int count = static_cast<int>(m_sheet->plan().runs.size());
    const auto inSight = [&](int run) {
        return m_sheet->lanesRect(static_cast<std::size_t>(run)).intersects(m_plot->rect());
    };
    if (m_run < count && inSight(m_run))
        return m_run;
    for (int run = 0; run < count; ++run)
        if (inSight(run))
            return run;
    return m_run;
}

/// The one that goes on stays the last.
void TimelineView::moveRun(int by)
{
    const int from = runToMove();
    const int to = from + by;
    const int count = static_cast<int>(m_runs.size());
    if (std::min(from, to) < 0 || std::max(from, to) >= count || m_pictures.size() < m_runs.size())
        return;
    swapRuns(from, to);
    bringIntoSight(to);
}

/// A drag of a run's heading, beside its triangle, moves the run; any other moves the picture.
void TimelineView::takeUpRun(const QPoint& at)
{
    m_carried.reset();
    if (triangleAt(at) || m_runs.size() < 2 || m_pictures.size() < m_runs.size())
        return;
    for (int run = 0; run < static_cast<int>(m_runs.size()); ++run)
        if (m_sheet->headingRect(static_cast<std::size_t>(run)).contains(at))
            m_carried = run;
}

/// It takes the place of its neighbour as soon as the mouse is past the middle of that.
void TimelineView::carryRun(const QPoint& to)
{
    if (!m_carried || *m_carried >= static_cast<int>(m_runs.size()))
        return m_carried.reset();
    const int run = *m_carried;
    if (run > 0 && to.y() < runRect(run - 1).center().y())
        m_carried = run - 1;
    else if (run + 1 < static_cast<int>(m_runs.size()) && to.y() > runRect(run + 1).center().y())
        m_carried = run + 1;
    else
        return;
    swapRuns(run, *m_carried);
    carryRun(to);
}

QRect TimelineView::runRect(int run) const
{
    const auto index = static_cast<std::size_t>(run);
    return m_sheet->headingRect(index) | m_sheet->lanesRect(index);
}

void TimelineView::swapRuns(int from, int to)
{
    const auto swapIn = [&](auto& ofRuns) { std::iter_swap(ofRuns.begin() + from, ofRuns.begin() + to); };
    swapIn(m_runs);
    swapIn(m_pictures);
    m_collapsed.resize(m_pictures.size());
    swapIn(m_collapsed);
    m_tasks.setRuns(m_runs);
    const auto moved = [&](int run) { return run == from ? to : run == to ? from : run; };
    if (m_keySpot)
        m_keySpot->run = moved(m_keySpot->run);
    if (m_before)
        m_before->run = moved(m_before->run);
    if (auto task = picked()) {
        task->run = moved(task->run);
        m_sheet->setHighlight(task);
    }
    for (Note& note : m_notes)
        note.run = static_cast<std::uint32_t>(moved(static_cast<int>(note.run)));
    m_run = to;
    renew(Replot::Now);
    Q_EMIT reordered();
}

void TimelineView::bringIntoSight(int run)
{
    const auto index = static_cast<std::size_t>(run);
    const int top = m_sheet->headingRect(index).top();
    if (top >= 0 && m_sheet->lanesRect(index).bottom() <= m_plot->height())
        return;
    m_vertical->setValue(m_vertical->value() + top);
    m_plot->replot(QCustomPlot::rpImmediateRefresh);
}

} // namespace interleave::view
