// SPDX-License-Identifier: GPL-3.0-or-later
// The strips above and below the runs of the timeline.
#include "app/timeline/concurrencystrip.h"
#include "app/timeline/overviewstrip.h"
#include "app/timeline/sheet.h"
#include "app/timeline/strips.h"
#include "app/timeline/timelineview.h"

#include <algorithm>
#include <cmath>

namespace interleave::view {
namespace {

// Of the whole timeline, logical pixels: where there is less room it is the runs'.
constexpr int leastHeightForOverview = 300;
constexpr int leastHeightForTasks = 380;
constexpr int leastWidthForTasks = 500;

} // namespace

void TimelineView::connectStrips()
{
    connect(m_overview, &OverviewStrip::rangeAsked, this, [this](double from, double to) {
        m_range->move(MovingRange::Move::Drag, [&](timeline::VisibleRange& range) {
            const auto whole = static_cast<double>(range.whole().count());
            range.show(Instant(Duration(std::llround(from * whole))),
                       Instant(Duration(std::llround(to * whole))));
        });
    });
    connect(m_overview, &OverviewStrip::zoomAsked, this, &TimelineView::zoom);
}

const timeline::Concurrency& TimelineView::tasksOf(std::size_t run)
{
    return run < m_runs.size() ? m_tasks.of(run) : m_tasks.live();
}

bool TimelineView::showsOverview() const
{
    return m_settings.overview && !m_pictures.empty() && height() >= leastHeightForOverview;
}

bool TimelineView::showsTasks() const
{
    return m_settings.concurrency && !m_pictures.empty() && height() >= leastHeightForTasks &&
           width() >= leastWidthForTasks;
}

void TimelineView::renewStrips()
{
    const SheetPlan& plan = m_sheet->plan();
    m_heading->setVisible(!m_pictures.empty());
    m_overview->setVisible(showsOverview());
    m_concurrency->setVisible(showsTasks());
    if (m_pictures.empty())
        return m_ruler->hide();
    m_heading->show(plan);
    m_ruler->show(plan);
    m_ruler->setVisible(
        !plan.ownAxes); // once: each change lays the window out anew, and that comes back here
    if (showsOverview()) {
        std::vector<const timeline::Concurrency*> tasks;
        for (std::size_t run = 0; run < plan.runs.size(); ++run)
            tasks.push_back(&tasksOf(run));
        m_overview->show(plan, tasks, m_tasks.generation());
        const timeline::VisibleRange& range = visibleRange();
        const auto whole = static_cast<double>(range.whole().count());
        m_overview->setFrame(static_cast<double>((range.from() - Instant()).count()) / whole,
                             static_cast<double>((range.to() - Instant()).count()) / whole);
    }
    renewTasks();
}

/// Of the run where the keys are, or the one of the task that is picked out, or the first.
void TimelineView::renewTasks()
{
    if (!showsTasks())
        return;
    const int wanted = m_keySpot ? m_keySpot->run : picked() ? picked()->run : 0;
    const auto run = static_cast<std::size_t>(std::clamp(wanted, 0, static_cast<int>(m_pictures.size()) - 1));
    m_concurrency->show(m_sheet->plan(), run, tasksOf(run));
}

} // namespace interleave::view
