// SPDX-License-Identifier: GPL-3.0-or-later
// The runs and where they are on the screen; what the user does to them is in timelineinput.cpp.
#include "app/timeline/timelineview.h"

#include "app/timeline/concurrencystrip.h"
#include "app/timeline/hovercard.h"
#include "app/timeline/overviewstrip.h"
#include "app/timeline/sheet.h"
#include "app/timeline/strips.h"
#include "app/timeline/timelineplot.h"

#include <QGridLayout>
#include <QScrollBar>
#include <QStyle>

#include <algorithm>
#include <cmath>

namespace interleave::view {
namespace {

using namespace std::chrono_literals;

constexpr int margin = 16;
constexpr Duration firstRoom = 500ms;
constexpr auto rest = 150ms;        // longer than from frame to frame of a run that goes on
constexpr int sliderSteps = 10'000; // of the whole time

} // namespace

TimelineView::TimelineView(QWidget* parent)
    : QWidget(parent),
      m_range(new MovingRange(this)),
      m_heading(new HeadingStrip(this)),
      m_overview(new OverviewStrip(this)),
      m_plot(new TimelinePlot(this)),
      m_concurrency(new ConcurrencyStrip(this)),
      m_ruler(new RulerStrip(this)),
      m_vertical(new QScrollBar(Qt::Vertical, this)),
      m_horizontal(new QScrollBar(Qt::Horizontal, this)),
      m_card(new HoverCard(this)),
      m_sheet(std::make_unique<Sheet>(*m_plot, Sheet::Parts::Runs))
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(0);
    grid->addWidget(m_heading, 0, 0, 1, 2);
    grid->addWidget(m_overview, 1, 0, 1, 2);
    grid->addWidget(m_plot, 2, 0);
    grid->addWidget(m_vertical, 2, 1);
    grid->addWidget(m_concurrency, 3, 0, 1, 2);
    grid->addWidget(m_ruler, 4, 0, 1, 2);
    grid->addWidget(m_horizontal, 5, 0, 1, 2);
    grid->setRowStretch(2, 1);
    grid->setColumnStretch(0, 1);
    setAutoFillBackground(true);
    QSizePolicy kept = m_vertical->sizePolicy(); // the picture's width does not depend on its height
    kept.setRetainSizeWhenHidden(true);
    m_vertical->setSizePolicy(kept);
    m_plot->setAccessibleName(tr("Timeline"));
    m_vertical->setAccessibleName(tr("Scroll the runs"));
    m_horizontal->setAccessibleName(tr("Scroll the time"));
    setFocusProxy(m_plot);
    connectPlot();
    connectStrips();
    m_rest.setSingleShot(true);
    m_rest.setInterval(rest);
    connect(&m_rest, &QTimer::timeout, this, [this] {
        m_sheet->setMoving(false);
        if (m_sheet->coarse())
            m_plot->replot(QCustomPlot::rpQueuedReplot);
    });
}

TimelineView::~TimelineView() = default;

void TimelineView::setSettings(const ViewSettings& settings)
{
    if (settings == m_settings)
        return;
    const bool otherLanes = settings.grouping != m_settings.grouping ||
                            settings.helpers != m_settings.helpers ||
                            settings.extras.ideal != m_settings.extras.ideal;
    m_settings = settings;
    applyMotion();
    if (otherLanes)
        renewPictures();
    renew(Replot::Soon);
}

void TimelineView::setRuns(std::vector<std::shared_ptr<const Trace>> runs, const QString& title)
{
    m_runs = std::move(runs);
    m_baseline = m_runs.empty() ? nullptr : m_runs.front();
    m_title = title;
    m_notes.clear();
    endLive();
    m_range->reset();
    m_run = 0;
    m_collapsed.clear();
    m_tasks.setRuns(m_runs);
    m_sheet->setHighlight({});
    m_plot->setContent(0, 0);
    renewPictures();
    renew(Replot::Soon);
}

void TimelineView::showLive(const RunSoFar& run)
{
    const Stamp begun = stampNow();
    const bool first = m_live == nullptr;
    m_live = &run.trace;
    applyMotion();
    const Duration elapsed = run.now - Instant();
    m_now = run.now;
    if (first) {
        m_liveRoom = firstRoom;
        m_following.begin(m_range->target());
    }
    while (elapsed > m_liveRoom) // in steps: a scale that moves all the time is no scale
        m_liveRoom = m_liveRoom * 3 / 2;
    RunPicture before = m_pictures.size() > m_runs.size() ? std::move(m_pictures.back()) : RunPicture();
    m_pictures.resize(m_runs.size());
    m_pictures.push_back(pictureOf(std::move(before), run, m_settings.grouping, m_settings.helpers));
    goAlong(run.now);
    hurry();
    if (showsOverview() || showsTasks())
        m_tasks.count(run.trace, run.open);
    const bool atBottom = m_vertical->value() == m_vertical->maximum();
    renew(Replot::Now);
    if (first || (atBottom && m_vertical->value() != m_vertical->maximum()))
        m_vertical->setValue(m_vertical->maximum());
    if (first)
        Q_EMIT followingChanged(true, m_following.on());
    // What the mouse or the keys were on has moved.
    if (m_plot->underMouse())
        hover(m_plot->mapFromGlobal(QCursor::pos()));
    else
        hideCard();
    m_paintLog.add(begun, stampNow());
}

void TimelineView::addRun(std::shared_ptr<const Trace> run)
{
    endLive();
    m_pictures.resize(m_runs.size());
    m_runs.push_back(std::move(run));
    if (!m_baseline)
        m_baseline = m_runs.back();
    m_tasks.setRuns(m_runs);
    addPicture(m_runs.back());
    renew(Replot::Soon);
}

void TimelineView::endLive()
{
    m_live = nullptr;
    m_liveRoom = {};
    m_tasks.endLive();
    applyMotion();
    Q_EMIT followingChanged(false, false);
}

void TimelineView::renewPictures()
{
    m_keySpot.reset();
    hideCard();
    m_pictures.clear(); // the one that goes on comes back with its next frame
    for (const auto& run : m_runs)
        addPicture(run);
}

void TimelineView::addPicture(const std::shared_ptr<const Trace>& run)
{
    m_pictures.push_back(pictureOf(run, *m_baseline, m_settings.grouping, m_settings.helpers));
    compare(m_pictures.back(), *run, *m_baseline, m_baselineOf);
    if (m_settings.extras.ideal)
        m_pictures.back().ideal = idealOutlines(*run, *m_pictures.back().lanes);
}

Duration TimelineView::wholeTime() const
{
    Duration whole = std::max(m_liveRoom, Duration(1));
    for (const RunPicture& picture : m_pictures)
        whole = std::max(whole, picture.end - Instant());
    return whole;
}

SheetPlan TimelineView::planned() const
{
    SheetOptions options{.grouping = m_settings.grouping,
                         .look = m_settings.look,
                         .sameScale = m_settings.sameScale,
                         .title = m_title,
                         .width = std::max(200, m_plot->width()),
                         .textScale = m_settings.textScale,
                         .helpers = m_settings.helpers,
                         .whole = visibleRange().whole(),
                         .room = m_settings.lanesFit ? std::max(1, m_plot->height()) : 1 << 24,
                         .rows = m_settings.slotRows ? Rows::All : Rows::WithoutSlots,
                         .collapsed = m_collapsed,
                         .filters = m_filters,
                         .extras = m_settings.extras,
                         .notes = m_notes,
                         .pickedNote = m_pickedNote,
                         .margin = margin};
    options.collapsed.resize(m_pictures.size());
    if (const timeline::VisibleRange& range = visibleRange(); !range.showsAll())
        options.visible = std::pair(range.from(), range.to());
    return planSheet(m_pictures, options);
}

void TimelineView::renew(Replot replot)
{
    m_range->setWhole(wholeTime());
    // First of all: what is shown may be of a run that is gone.
    if (m_pictures.empty())
        m_sheet->clear();
    else
        m_sheet->show(planned());
    if (const QColor ground = theme(m_settings.look).background;
        palette().color(QPalette::Window) != ground) {
        QPalette own;
        own.setColor(QPalette::Window, ground);
        setPalette(own);
    }
    ++m_generation;
    if (m_pictures.empty()) {
        renewStrips();
        m_plot->setContent(0, 0);
        m_plot->setBackground(QBrush(theme(m_settings.look).background));
        m_plot->replot(QCustomPlot::rpQueuedReplot);
        Q_EMIT drawn();
        return;
    }
    if (m_keySpot && !exists(*m_keySpot))
        m_keySpot.reset(); // rows come and go while a run goes on
    renewStrips();
    updateScrollBars(m_sheet->plan().runsHeight());
    m_plot->replot(replot == Replot::Now ? QCustomPlot::rpImmediateRefresh : QCustomPlot::rpQueuedReplot);
    Q_EMIT drawn();
}

void TimelineView::updateScrollBars(int contentHeight)
{
    m_vertical->setRange(0, std::max(0, contentHeight - m_plot->height()));
    m_vertical->setPageStep(m_plot->height());
    m_vertical->setSingleStep(40);
    m_vertical->setVisible(m_vertical->maximum() > 0);
    m_plot->setContent(contentHeight, m_vertical->value());

    const timeline::VisibleRange& range = visibleRange();
    const auto whole = static_cast<double>(range.whole().count());
    const QSignalBlocker blocker(m_horizontal); // it follows the range here, not the other way round
    const auto steps = [&](Duration time) {
        return static_cast<int>(std::lround(static_cast<double>(time.count()) / whole * sliderSteps));
    };
    m_horizontal->setPageStep(std::max(1, steps(range.length())));
    m_horizontal->setRange(0, sliderSteps - m_horizontal->pageStep());
    m_horizontal->setSingleStep(std::max(1, m_horizontal->pageStep() / 10));
    m_horizontal->setValue(steps(range.from() - Instant()));
    m_horizontal->setVisible(!range.showsAll());
}

void TimelineView::zoom(double factor, double anchor)
{
    m_range->move(MovingRange::Move::Step,
                  [&](timeline::VisibleRange& range) { range.zoom(factor, anchor); });
}

void TimelineView::fit()
{
    m_range->move(MovingRange::Move::Jump, [](timeline::VisibleRange& range) { range.fit(); });
}

/// While a run goes on nothing moves by itself but the run.
void TimelineView::applyMotion()
{
    m_range->setAnimated(m_settings.animate && !m_live &&
                         style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0);
}

void TimelineView::pickOut(std::optional<Highlight> task)
{
    m_sheet->setHighlight(task);
    if (!m_pictures.empty())
        renewTasks();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

std::optional<Highlight> TimelineView::picked() const { return m_sheet->highlight(); }

void TimelineView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    hideCard();
}

} // namespace interleave::view
