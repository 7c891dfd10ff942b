// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of the timeline by what lies over it: measuring, finding, jumping, notes.
#include "app/timeline/hovercard.h"
#include "app/timeline/sheet.h"
#include "app/timeline/timelineplot.h"
#include "app/timeline/timelineview.h"
#include "core/timeline/lanelookup.h"

namespace interleave::view {

const SheetPlan& TimelineView::plan() const { return m_sheet->plan(); }

QRect TimelineView::lanesRect(std::size_t run) const { return m_sheet->lanesRect(run); }

std::optional<RunSpan> TimelineView::keySpan() const
{
    return m_keySpot && exists(*m_keySpot) ? std::optional(RunSpan{m_keySpot->run, spanOf(*m_keySpot)})
                                           : std::nullopt;
}

void TimelineView::setNotes(std::vector<Note> notes, std::optional<std::size_t> picked)
{
    m_notes = std::move(notes);
    m_pickedNote = picked;
    renew(Replot::Soon);
}

/// Where spans are merged the card is of the longest: how many are there, too.
void TimelineView::addColumn(SpanFacts& facts, const Spot& spot, const QPoint& at) const
{
    const auto run = static_cast<std::size_t>(spot.run);
    const auto& lanes = *plan().runs[run].lanes.lanes;
    const double x = (at.x() - lanesRect(run).left()) * devicePixelRatioF();
    if (const QString here = columnText(lanes[static_cast<std::size_t>(spot.lane)], viewOf(spot.run), x);
        !here.isEmpty())
        facts.facts.insert(facts.facts.begin(), {tr("Here"), here});
}

void TimelineView::filterLanes(std::vector<std::shared_ptr<const LaneFilter>> filters)
{
    if (filters == m_filters)
        return;
    m_filters = std::move(filters);
    hideCard();
    renew(Replot::Soon);
}

void TimelineView::goToSpan(const RunSpan& asked)
{
    if (asked.run < 0 || asked.run >= static_cast<int>(plan().runs.size()))
        return;
    const RunPlan& run = plan().runs[static_cast<std::size_t>(asked.run)];
    const std::vector<timeline::Lane>& lanes = *run.lanes.lanes;
    if (const auto lane = timeline::LaneLookup(lanes).laneOf(asked.span))
        if (const auto span = timeline::shownAs(lanes[*lane], asked.span))
            return goTo({.run = asked.run, .lane = static_cast<int>(*lane), .span = span});
    goToTimeOf(asked);
}

/// Of a span that no row shows.
void TimelineView::goToTimeOf(const RunSpan& asked)
{
    const RunPlan& run = plan().runs[static_cast<std::size_t>(asked.run)];
    const Span& span = asked.span;
    m_keySpot.reset();
    hideCard();
    if (span.end() <= run.from || span.start >= run.to) {
        const Instant middle = span.start + span.length / 2;
        const Duration half = (run.to - run.from) / 2;
        showTime(asked.run, middle - half, middle + half);
    }
    pickOut(span.task.valid() ? std::optional(Highlight{.run = asked.run, .task = span.task}) : std::nullopt);
}

} // namespace interleave::view
