// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget> // first: moc 6.4 cannot read <compare> before it

#include "app/timeline/highlight.h"
#include "app/timeline/movingrange.h"
#include "app/timeline/navigation.h"
#include "app/timeline/paintlog.h"
#include "app/timeline/runpicture.h"
#include "app/timeline/sheetplan.h"
#include "app/timeline/spokenchart.h"
#include "app/timeline/taskcounts.h"
#include "app/timeline/theme.h"
#include "core/timeline/following.h"
#include "core/timeline/hit.h"
#include "core/trace/note.h"

#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

class QKeyEvent;
class QScrollBar;

namespace interleave::view {

class ConcurrencyStrip;
class HeadingStrip;
class HoverCard;
class OverviewStrip;
class RulerStrip;
class Sheet;
class TimelinePlot;
struct SpanFacts;

struct ViewSettings
{
    timeline::Grouping grouping = timeline::Grouping::Worker;
    Look look = Look::Light;
    bool sameScale = true; ///< all runs on one zero and scale; false: each run fills the width
    double textScale = 1;  ///< 0.5 to 4
    bool lanesFit = true;  ///< lanes get thinner so that all runs are in sight, as long as they can
    Helpers helpers = Helpers::Shown;
    bool slotRows = true;    ///< rows for the tasks in flight on a worker
    bool overview = true;    ///< the strip of the whole time, where there is room
    bool concurrency = true; ///< the strip of how many tasks are in each state, where there is room
    bool animate = false;    ///< moves of the picture take a moment, where the desktop has such motions
    Extras extras;

    bool operator==(const ViewSettings&) const = default;
};

/// A span on the screen: the rectangle in the plot's coordinates.
struct ShownSpan
{
    int run = 0, lane = 0;
    std::uint32_t span = 0; ///< index in the lane's spans
    QRect place;
    QString spoken; ///< what assistive technology says of it
};

/// A span of a run, as the trace has it or as a row shows it.
struct RunSpan
{
    int run = 0;
    Span span;
};

/// The runs of an experiment, one under the other: finished ones and at most one that goes on, with title,
/// legend and time axis always in sight. Zooms, pans, says what is under the mouse, picks a task out.
class TimelineView : public QWidget, public SpokenChart
{
    Q_OBJECT

public:
    explicit TimelineView(QWidget* parent = nullptr);
    ~TimelineView() override;

    const ViewSettings& settings() const { return m_settings; }
    void setSettings(const ViewSettings& settings);

    /// Shows these runs, all over, in this order; the first is the baseline. @param title empty: made from
    /// the runs
    void setRuns(std::vector<std::shared_ptr<const Trace>> runs, const QString& title);
    /// Draws a frame of a run that goes on, below the others, at once.
    /// @param run its trace must live until the next call of this, addRun() or setRuns()
    void showLive(const RunSoFar& run);
    /// The run that went on is over and takes its place.
    void addRun(std::shared_ptr<const Trace> run);

    /// The visible part of the longest run's time.
    const timeline::VisibleRange& visibleRange() const { return m_range->shown(); }
    const MovingRange& movingRange() const { return *m_range; }
    /// Goes there, if there is anything.
    void navigate(Navigation where);
    void zoom(double factor, double anchor = 0.5);
    void fit();
    /// Picks a task out in every grouping; empty: none.
    void pickOut(std::optional<Highlight> task);
    /// Brings a stretch of a run's time to the whole width.
    void showTime(int run, Instant from, Instant to);
    /// Moves the keys' place to a span, brings it into sight at the scale that there is and picks its task
    /// out; where no row shows it, its time.
    void goToSpan(const RunSpan& span);
    /// Picks it out and brings the first of its bars into sight.
    void reveal(const Highlight& task);
    /// Brings a stretch of a run into sight, with some time around it, and picks a task out that is there;
    /// where the task is none, nothing is picked out.
    void revealTime(const Highlight& task, Instant from, Instant to);
    std::optional<Highlight> picked() const;
    /// Hides lanes of the finished runs. @param filters by run; none: all lanes are shown
    void filterLanes(std::vector<std::shared_ptr<const LaneFilter>> filters);
    /// The span that the keys are on, or that was clicked at last.
    std::optional<RunSpan> keySpan() const;

    /// What is written beside the runs; each setRuns() forgets it.
    /// @param picked which of them is
    void setNotes(std::vector<Note> notes, std::optional<std::size_t> picked);

    /// The finished ones, from top to bottom: every number of a run here and elsewhere is its place among
    /// them.
    const std::vector<std::shared_ptr<const Trace>>& runs() const { return m_runs; }
    /// What the speed-ups compare with, wherever it has been moved; null: no run is over.
    const Trace* baseline() const { return m_baseline.get(); }
    /// Of runs that are set or added from now on what each is compared with; empty: that one.
    void setBaselines(analysis::BaselineOf baselineOf) { m_baselineOf = std::move(baselineOf); }
    const analysis::BaselineOf& baselines() const { return m_baselineOf; }
    /// What is on the plot now.
    const SheetPlan& plan() const;
    /// Where the lanes of a run are on the plot, padding included. @pre run < plan().runs.size()
    QRect lanesRect(std::size_t run) const;

    /// Every bar that is on the screen now, from top to bottom and left to right; 2000 at most.
    std::vector<ShownSpan> shownSpans() const;
    std::vector<SpokenItem> spokenItems() const override;
    std::uint64_t generation() const override { return m_generation; }
    int focusedItem() const override { return focusedSpan(); }
    /// Which of shownSpans() the keys are on; -1: on none.
    int focusedSpan() const;
    TimelinePlot* plot() const { return m_plot; }
    PaintLog& paintLog() { return m_paintLog; }

Q_SIGNALS:
    /// @param possible a run goes on
    void followingChanged(bool possible, bool following);
    void reordered(); ///< runs have changed places
    void drawn();     ///< other runs, rows or another part of the time are on the plot now

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    enum class Replot { Now, Soon };
    struct Spot
    {
        int run = 0, lane = 0;
        std::optional<std::uint32_t> span;

        bool operator==(const Spot&) const = default;
    };

    void connectPlot();
    void renewPictures();
    void addPicture(const std::shared_ptr<const Trace>& run);
    void renew(Replot replot);
    SheetPlan planned() const;
    void updateScrollBars(int contentHeight);
    Duration wholeTime() const;

    std::optional<Spot> spotAt(const QPoint& at) const;
    const Trace* traceOf(int run) const;
    Span spanOf(const Spot& spot) const;
    bool exists(const Spot& spot) const;
    bool isHidden(const Spot& spot) const;
    QRect placeOf(const Spot& spot) const;
    timeline::View viewOf(int run) const;
    void hover(const QPoint& at);
    void addColumn(SpanFacts& facts, const Spot& spot, const QPoint& at) const;
    void click(const QPoint& at);
    void hideCard();
    const timeline::Lane& laneOf(const Spot& spot) const;
    void key(QKeyEvent* event);
    bool tab(int by);
    void navigateRows(Navigation where);
    void stepAlongLane(int by);
    void stepToLane(int by);
    std::optional<Spot> spotInLane(Spot from, int by) const;
    void zoomToSelection();
    void collapse(int run, bool collapsed);
    int runToMove() const;
    void moveRun(int by);
    void swapRuns(int from, int to);
    void takeUpRun(const QPoint& at);
    void carryRun(const QPoint& to);
    QRect runRect(int run) const;
    void bringIntoSight(int run);
    std::optional<int> triangleAt(const QPoint& at) const;
    void doubleClick(const QPoint& at);
    Spot unhidden(Spot spot);
    void goTo(Spot spot);
    void goToTimeOf(const RunSpan& span);
    std::pair<Instant, Instant> stretchOf(int run, Instant from, Instant to, Duration around) const;
    void connectStrips();
    const timeline::Concurrency& tasksOf(std::size_t run);
    bool showsOverview() const;
    bool showsTasks() const;
    void renewStrips();
    void renewTasks();
    void applyMotion();
    void hurry();
    void endLive();
    void goAlong(Instant now);
    void follow(bool on);

    ViewSettings m_settings;
    std::vector<std::shared_ptr<const Trace>> m_runs; // as they are shown
    std::shared_ptr<const Trace> m_baseline;
    analysis::BaselineOf m_baselineOf;
    QString m_title;
    std::vector<RunPicture> m_pictures; // of m_runs, then of the one that goes on
    const Trace* m_live = nullptr;
    Duration m_liveRoom{}; // that the one that goes on has to grow into
    Instant m_now{};       // of it
    timeline::Following m_following;
    MovingRange* m_range;
    QTimer m_rest; // runs out when the picture has stood still for a moment
    std::uint64_t m_generation = 0;
    std::optional<Spot> m_keySpot;     // where the keys are
    int m_run = 0;                     // that was last used
    std::vector<bool> m_collapsed;     // by run
    std::optional<int> m_carried;      // the run whose heading is dragged
    std::optional<Highlight> m_before; // picked before the latest click
    PaintLog m_paintLog;
    std::vector<Note> m_notes; // Note::run is the place in m_runs
    std::optional<std::size_t> m_pickedNote;

    TaskCounts m_tasks;
    std::vector<std::shared_ptr<const LaneFilter>> m_filters; // by run

    HeadingStrip* m_heading;
    OverviewStrip* m_overview;
    TimelinePlot* m_plot;
    ConcurrencyStrip* m_concurrency;
    RulerStrip* m_ruler;
    QScrollBar* m_vertical;
    QScrollBar* m_horizontal;
    HoverCard* m_card;
    std::unique_ptr<Sheet> m_sheet;
};

} // namespace interleave::view
