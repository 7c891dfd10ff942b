// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/spanfinder.h"

#include "app/timeline/sheetplan.h"
#include "app/timeline/timelineplot.h"
#include "app/timeline/timelineview.h"
#include "core/timeline/lanelookup.h"

#include <QPainter>

#include <algorithm>

namespace interleave::view {
namespace {

constexpr double narrowestMark = 3; // logical pixels
constexpr double markHeight = 3;

/// A colour that no state has; the mark's place and shape tell it, too.
QColor markColour(const Theme& theme)
{
    return theme.background.lightness() > 127 ? QColor(0x00, 0x7a, 0x4d) : QColor(0x3d, 0xe0, 0xa0);
}

/// What overlaps (inferred instants, other programs' files) is marked as one.
void addDisjoint(std::vector<Span>& spans, const Span& next)
{
    if (!spans.empty() && next.start < spans.back().end())
        spans.back().length = std::max(spans.back().end(), next.end()) - spans.back().start;
    else
        spans.push_back(next);
}

} // namespace

SpanFinder::SpanFinder(TimelineView& view) : QWidget(view.plot()), m_view(view)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
    connect(&view, &TimelineView::drawn, this, &SpanFinder::follow);
    view.plot()->installEventFilter(this);
}

void SpanFinder::find(const analysis::SpanQuery& query)
{
    m_query = query;
    m_runs.clear();
    m_current.reset();
    search();
    setVisible(!query.empty());
    resize(m_view.plot()->size());
    update();
    Q_EMIT foundChanged();
}

/// Looks through the runs that it has not looked through yet.
void SpanFinder::search()
{
    const auto& runs = m_view.runs();
    m_runs.resize(runs.size());
    for (std::size_t run = 0; run < runs.size(); ++run)
        if (m_runs[run].trace != runs[run].get())
            m_runs[run] = {.trace = runs[run].get(),
                           .matches = analysis::matches(*runs[run], m_query),
                           .lanes = {},
                           .marked = {},
                           .filter = {}};
    markLanes();
}

/// What was found in a run goes where the run is now.
void SpanFinder::followOrder()
{
    const auto& runs = m_view.runs();
    const Trace* const current = m_current ? m_runs[m_current->run].trace : nullptr;
    for (std::size_t run = 0; run < std::min(runs.size(), m_runs.size()); ++run) {
        const auto place = m_runs.begin() + static_cast<std::ptrdiff_t>(run);
        const auto mine = std::ranges::find(place, m_runs.end(), runs[run].get(), &OfRun::trace);
        if (mine != m_runs.end())
            std::iter_swap(place, mine);
    }
    if (m_current)
        m_current->run =
            static_cast<std::size_t>(std::ranges::find(m_runs, current, &OfRun::trace) - m_runs.begin());
}

/// The picture has moved, or shows other runs or rows.
void SpanFinder::follow()
{
    if (m_query.empty())
        return;
    const auto& runs = m_view.runs();
    const bool same = std::ranges::equal(m_runs, runs, {}, &OfRun::trace,
                                         [](const auto& run) -> const Trace* { return run.get(); });
    if (same)
        return markLanes();
    followOrder();
    if (m_current &&
        (m_current->run >= runs.size() || m_runs[m_current->run].trace != runs[m_current->run].get()))
        m_current.reset();
    search();
    Q_EMIT foundChanged();
}

/// Of rows that are others than before; painting looks only at what is visible of them.
void SpanFinder::markLanes()
{
    const auto& plans = m_view.plan().runs;
    for (std::size_t run = 0; run < m_runs.size() && run < plans.size(); ++run) {
        OfRun& mine = m_runs[run];
        if (mine.lanes == plans[run].lanes.lanes)
            continue;
        mine.lanes = plans[run].lanes.lanes;
        mine.filter.reset();
        mine.marked.assign(mine.lanes->size(), {});
        const timeline::LaneLookup lookup(*mine.lanes);
        for (const Span& span : mine.matches.spans)
            if (const auto lane = lookup.laneOf(span))
                addDisjoint(mine.marked[*lane], span);
    }
    filterLanes();
}

void SpanFinder::showOnlyMatches(bool only)
{
    m_onlyMatches = only;
    filterLanes();
}

void SpanFinder::filterLanes()
{
    std::vector<std::shared_ptr<const LaneFilter>> filters;
    bool any = false;
    for (OfRun& run : m_runs) {
        if (!m_onlyMatches || m_query.empty() || !run.lanes)
            break;
        if (!run.filter)
            run.filter = filterOf(run);
        any = any || std::ranges::find(run.filter->shown, true) != run.filter->shown.end();
        filters.push_back(run.filter);
    }
    if (!any)
        filters.clear();
    m_view.filterLanes(std::move(filters)); // draws, and we come back here, with the same filters
}

/// The row of a worker stays with those of its slots: it says whose they are, and stands for hidden ones.
std::shared_ptr<const LaneFilter> SpanFinder::filterOf(const OfRun& run) const
{
    const std::vector<timeline::Lane>& lanes = *run.lanes;
    std::optional<analysis::SpanMatcher> isMatch; // where not all that were found are marked
    if (run.matches.spans.size() < run.matches.total)
        isMatch.emplace(*run.trace, m_query);
    auto filter = std::make_shared<LaneFilter>();
    filter->lanes = run.lanes;
    std::size_t owner = 0;
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        bool shown = !run.marked[i].empty();
        for (std::size_t k = 0; isMatch && !shown && k < lanes[i].size(); ++k)
            shown = (*isMatch)(lanes[i].span(k));
        filter->shown.push_back(shown);
        if (lanes[i].depth == 0)
            owner = i;
        else if (shown)
            filter->shown[owner] = true;
    }
    return filter;
}

SpanFinder::Found SpanFinder::found() const
{
    Found found;
    for (std::size_t run = 0; run < m_runs.size(); ++run) {
        if (m_current && m_current->run == run)
            found.current = found.kept + m_current->match + 1;
        found.kept += m_runs[run].matches.spans.size();
        found.total += m_runs[run].matches.total;
    }
    return found;
}

std::optional<SpanFinder::Place> SpanFinder::firstFrom(analysis::Direction direction) const
{
    const auto& plans = m_view.plan().runs;
    const bool next = direction == analysis::Direction::Next;
    for (std::size_t k = 0; k < m_runs.size() && k < plans.size(); ++k) {
        const std::size_t run = next ? k : m_runs.size() - 1 - k;
        const auto& spans = m_runs[run].matches.spans;
        const Instant from = run < plans.size() ? (next ? plans[run].from : plans[run].to) : Instant();
        const auto at = std::ranges::lower_bound(spans, from, {}, &Span::start) - spans.begin();
        if (next ? at < std::ssize(spans) : at > 0)
            return Place{run, static_cast<std::size_t>(next ? at : at - 1)};
    }
    return {};
}

/// Round the end. @return empty where nothing was found at all
std::optional<SpanFinder::Place> SpanFinder::beside(Place from, analysis::Direction direction) const
{
    const bool next = direction == analysis::Direction::Next;
    if (next ? from.match + 1 < m_runs[from.run].matches.spans.size() : from.match > 0)
        return Place{from.run, next ? from.match + 1 : from.match - 1};
    const std::size_t count = m_runs.size();
    for (std::size_t k = 1; k <= count; ++k) {
        const std::size_t run = (from.run + (next ? k : count * 2 - k)) % count;
        if (const auto& spans = m_runs[run].matches.spans; !spans.empty())
            return Place{run, next ? 0 : spans.size() - 1};
    }
    return {};
}

void SpanFinder::go(analysis::Direction direction)
{
    if (m_runs.empty())
        return;
    const bool next = direction == analysis::Direction::Next;
    if (m_current)
        m_current = beside(*m_current, direction);
    else if (m_current = firstFrom(direction); !m_current) // none from here on: round the end
        m_current = beside(next ? Place{m_runs.size() - 1, m_runs.back().matches.spans.size()} : Place{0, 0},
                           direction);
    if (!m_current)
        return;
    m_view.goToSpan({.run = static_cast<int>(m_current->run),
                     .span = m_runs[m_current->run].matches.spans[m_current->match]});
    update();
    Q_EMIT foundChanged();
}

bool SpanFinder::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        resize(m_view.plot()->size());
    return QWidget::eventFilter(watched, event);
}

void SpanFinder::paintEvent(QPaintEvent*)
{
    const auto& plans = m_view.plan().runs;
    QPainter painter(this);
    for (std::size_t run = 0; run < m_runs.size() && run < plans.size(); ++run)
        for (std::size_t lane = 0; lane < m_runs[run].marked.size(); ++lane)
            paintLane(painter, run, lane, devicePixelRatioF());
    paintCurrent(painter);
}

void SpanFinder::paintLane(QPainter& painter, std::size_t run, std::size_t lane, double density) const
{
    const RunPlan& plan = m_view.plan().runs[run];
    const std::vector<Span>& spans = m_runs[run].marked[lane];
    if (spans.empty() || lane >= plan.lanes.boxes.size())
        return;
    const QRect lanes = m_view.lanesRect(run);
    const double top = lanes.top() + lanePadding + plan.lanes.boxes[lane].top;
    if (top < -markHeight || top > height())
        return;
    const timeline::View view{
        .from = plan.from, .to = plan.to, .width = std::max(1.0, lanes.width() * density)};
    const Theme& theme = m_view.plan().theme;
    for (const timeline::Mark& mark : timeline::marks(spans, view, narrowestMark * density)) {
        const QRectF place(lanes.left() + mark.x0 / density, top - 1, (mark.x1 - mark.x0) / density,
                           markHeight);
        painter.fillRect(place.adjusted(-1, -1, 1, 1), theme.background);
        painter.fillRect(place, markColour(theme));
    }
}

/// A ring around the one that was gone to.
void SpanFinder::paintCurrent(QPainter& painter) const
{
    const auto& plans = m_view.plan().runs;
    if (!m_current || m_current->run >= plans.size())
        return;
    const RunPlan& plan = plans[m_current->run];
    const Span& span = m_runs[m_current->run].matches.spans[m_current->match];
    const auto lane = timeline::LaneLookup(*plan.lanes.lanes).laneOf(span);
    if (!lane || *lane >= plan.lanes.boxes.size() || span.end() <= plan.from || span.start >= plan.to)
        return;
    const QRect lanes = m_view.lanesRect(m_current->run);
    const LaneBox& box = plan.lanes.boxes[*lane];
    const timeline::View view{
        .from = plan.from, .to = plan.to, .width = static_cast<double>(std::max(1, lanes.width()))};
    const double x0 = std::clamp(view.x(span.start), 0.0, view.width);
    const double x1 = std::clamp(view.x(span.end()), x0 + 1, view.width + 1);
    const QRectF ring(lanes.left() + x0 - 3, lanes.top() + lanePadding + box.top - 3, x1 - x0 + 6,
                      box.height + 6);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(m_view.plan().theme.background, 4));
    painter.drawRoundedRect(ring, 4, 4);
    painter.setPen(QPen(markColour(m_view.plan().theme), 2));
    painter.drawRoundedRect(ring, 4, 4);
}

} // namespace interleave::view
