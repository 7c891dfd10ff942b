// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget> // first: moc 6.4 cannot read <compare> before it

#include "core/analysis/landmarks.h"
#include "core/analysis/search.h"
#include "core/timeline/marks.h"

#include <memory>
#include <optional>
#include <vector>

namespace interleave::view {

class TimelineView;
struct LaneBox;
struct LaneFilter;
struct RunPlan;

/// Finds spans in all finished runs of a timeline, marks their rows and goes from one to the next. Lies over
/// the plot.
class SpanFinder : public QWidget
{
    Q_OBJECT

public:
    /// How far one is; 0: nowhere yet.
    struct Found
    {
        std::size_t current = 0; ///< from 1
        std::size_t kept = 0;    ///< that can be gone to
        std::size_t total = 0;
    };

    /// @param view outlives it
    explicit SpanFinder(TimelineView& view);

    /// Looks at every span, at once. An empty query lets go of what was found.
    void find(const analysis::SpanQuery& query);
    /// Whether rows without any are hidden. Where no row has one, all stay.
    void showOnlyMatches(bool only);
    /// To the next or the previous one, over all runs and round the end; the first time from what is visible.
    void go(analysis::Direction direction);
    Found found() const;

Q_SIGNALS:
    void foundChanged();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    struct Place
    {
        std::size_t run = 0, match = 0;
    };
    struct OfRun
    {
        const Trace* trace = nullptr; // that was looked through
        analysis::Matches matches;
        std::shared_ptr<const std::vector<timeline::Lane>> lanes; // that the marks are of
        std::vector<std::vector<Span>> marked;                    // by lane
        std::shared_ptr<const LaneFilter> filter;                 // null: not asked for yet
    };

    void follow();
    void followOrder();
    void search();
    void markLanes();
    void filterLanes();
    std::shared_ptr<const LaneFilter> filterOf(const OfRun& run) const;
    std::optional<Place> firstFrom(analysis::Direction direction) const;
    std::optional<Place> beside(Place from, analysis::Direction direction) const;
    void paintLane(QPainter& painter, std::size_t run, std::size_t lane, double density) const;
    void paintCurrent(QPainter& painter) const;

    TimelineView& m_view;
    analysis::SpanQuery m_query;
    bool m_onlyMatches = false;
    std::vector<OfRun> m_runs;
    std::optional<Place> m_current;
};

} // namespace interleave::view
