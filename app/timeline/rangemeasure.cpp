// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/rangemeasure.h"

#include "app/timeline/measureband.h"
#include "app/timeline/measurecard.h"
#include "app/timeline/sheetplan.h"
#include "app/timeline/timelineplot.h"
#include "app/timeline/timelineview.h"
#include "core/trace/durationtext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace interleave::view {
namespace {

constexpr int restingTime = 250; // ms without another key
constexpr int stepsInSight = 50;

/// A key that means something else where there is no range.
bool isOwn(const QKeyEvent& event)
{
    return event.modifiers() == Qt::NoModifier && (event.key() == Qt::Key_Escape || event.key() == Qt::Key_Z);
}

} // namespace

RangeMeasure::RangeMeasure(TimelineView& view)
    : QWidget(view.plot()), m_view(view), m_card(new MeasureCard(&view))
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
    m_rest.setSingleShot(true);
    m_rest.setInterval(restingTime);
    connect(&m_rest, &QTimer::timeout, this, &RangeMeasure::settled);
    connect(m_card, &MeasureCard::zoomAsked, this, &RangeMeasure::zoomToRange);
    connect(m_card, &MeasureCard::copyAsked, this, &RangeMeasure::copy);
    connect(m_card, &MeasureCard::closeAsked, this, &RangeMeasure::clear);
    connect(&view, &TimelineView::drawn, this, &RangeMeasure::follow);
    view.plot()->installEventFilter(this);
}

std::optional<RangeMeasure::Range> RangeMeasure::range() const
{
    if (!m_anchor || *m_anchor == m_moving)
        return {};
    const auto [from, to] = std::minmax(*m_anchor, m_moving);
    return Range{.run = m_run, .from = from, .to = to};
}

bool RangeMeasure::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::Resize:
        resize(m_view.plot()->size());
        break;
    case QEvent::MouseButtonPress:
        return press(*static_cast<QMouseEvent*>(event));
    case QEvent::MouseMove:
        return move(*static_cast<QMouseEvent*>(event));
    case QEvent::MouseButtonRelease:
        return release(*static_cast<QMouseEvent*>(event));
    case QEvent::ShortcutOverride: // before what the keys mean elsewhere
        if (m_anchor && isOwn(*static_cast<QKeyEvent*>(event)))
            event->accept();
        break;
    case QEvent::KeyPress:
        return key(*static_cast<QKeyEvent*>(event));
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

bool RangeMeasure::press(const QMouseEvent& event)
{
    const SheetPlan& plan = m_view.plan();
    if (event.button() != Qt::LeftButton || !event.modifiers().testFlag(Qt::ShiftModifier) ||
        plan.runs.empty())
        return false;
    m_run.reset();
    if (plan.ownAxes) {
        // Of the run below the mouse; between two runs of the one above.
        m_run = 0;
        for (std::size_t run = 1; run < plan.runs.size(); ++run)
            if (event.pos().y() >= m_view.lanesRect(run).top() - plan.runs[run].headingHeight)
                m_run = static_cast<int>(run);
    }
    m_dragging = true;
    Q_EMIT m_view.plot()->left(); // no card below the mouse
    m_card->hide();
    m_anchor = m_moving = instantAt(event.position().x());
    resize(m_view.plot()->size());
    show();
    raise();
    update();
    return true;
}

bool RangeMeasure::move(const QMouseEvent& event)
{
    if (!m_dragging)
        return false;
    if (!event.buttons().testFlag(Qt::LeftButton)) { // its release went elsewhere
        m_dragging = false;
        settled();
        return false;
    }
    m_moving = instantAt(event.position().x());
    update();
    return true;
}

bool RangeMeasure::release(const QMouseEvent& event)
{
    if (!m_dragging || event.button() != Qt::LeftButton)
        return false;
    m_dragging = false;
    settled();
    return true;
}

bool RangeMeasure::key(const QKeyEvent& event)
{
    const bool shift = event.modifiers() == Qt::ShiftModifier ||
                       event.modifiers() == (Qt::ShiftModifier | Qt::KeypadModifier);
    if (shift && (event.key() == Qt::Key_Left || event.key() == Qt::Key_Right)) {
        extend(event.key() == Qt::Key_Left ? -1 : 1);
        return true;
    }
    if (!m_anchor || !isOwn(event))
        return false;
    if (event.key() == Qt::Key_Z)
        return zoomToRange();
    clear();
    return true;
}

void RangeMeasure::extend(int steps)
{
    const SheetPlan& plan = m_view.plan();
    if (plan.runs.empty())
        return;
    if (!range()) {
        rememberRuns();
        const auto on = m_view.keySpan();
        m_run = plan.ownAxes ? std::optional(on ? on->run : 0) : std::nullopt;
        const RunPlan& run = plan.runs[axisRun()];
        m_anchor = on ? on->span.start : run.from + (run.to - run.from) / 2;
        m_moving = on ? on->span.end() : *m_anchor;
    }
    const RunPlan& run = plan.runs[axisRun()];
    const Duration step = std::max(Duration(1), (run.to - run.from) / stepsInSight);
    m_moving = std::clamp(m_moving + steps * step, Instant(), Instant(run.range));
    m_card->hide();
    resize(m_view.plot()->size());
    show();
    raise();
    update();
    m_rest.start();
}

void RangeMeasure::settled()
{
    rememberRuns();
    if (!range())
        return clear();
    showCard();
    Q_EMIT rangeChanged();
}

void RangeMeasure::clear()
{
    m_rest.stop();
    m_dragging = false;
    m_anchor.reset();
    m_card->hide();
    hide();
    Q_EMIT rangeChanged();
}

/// The picture has moved, or shows other runs.
void RangeMeasure::follow()
{
    if (!m_anchor || m_dragging)
        return;
    const SheetPlan& plan = m_view.plan();
    const auto before = m_runs;
    rememberRuns();
    if (!followRuns(before) || plan.runs.empty() || plan.ownAxes != m_run.has_value() ||
        axisRun() >= plan.runs.size())
        return clear();
    if (m_runs != before && m_card->isVisible())
        showCard(); // another run is over, or one has been moved
    update();
}

void RangeMeasure::rememberRuns()
{
    m_runs.clear();
    for (const auto& run : m_view.runs())
        m_runs.push_back(run.get());
}

/// The run of the range goes where it is now. @return false where the runs are of something else
bool RangeMeasure::followRuns(const std::vector<const void*>& before)
{
    if (before.empty() || m_runs.empty())
        return before.empty() && m_runs.empty();
    const bool over = axisRun() < before.size(); // else it goes on, and stays the last
    const auto now = std::ranges::find(m_runs, before[over ? axisRun() : 0]);
    if (m_run && over)
        m_run = static_cast<int>(now - m_runs.begin());
    return now != m_runs.end();
}

Instant RangeMeasure::instantAt(double x) const
{
    return view::instantAt(m_view.plan().runs[axisRun()], m_view.lanesRect(axisRun()), x);
}

QRect RangeMeasure::bandIn(std::size_t run) const
{
    const auto measured = range();
    return measured
               ? view::bandIn(m_view.plan().runs[run], m_view.lanesRect(run), measured->from, measured->to)
               : QRect();
}

/// All of it, from the first run to the last.
QRect RangeMeasure::band() const
{
    if (m_run)
        return bandIn(axisRun());
    QRect all;
    for (std::size_t run = 0; run < m_view.plan().runs.size(); ++run)
        all |= bandIn(run);
    return all;
}

std::vector<const Trace*> RangeMeasure::measuredRuns() const
{
    std::vector<const Trace*> runs;
    for (std::size_t run = 0; run < m_view.runs().size(); ++run)
        if (!m_run || axisRun() == run)
            runs.push_back(m_view.runs()[run].get());
    return runs;
}

void RangeMeasure::showCard()
{
    const auto measured = range();
    const auto runs = measuredRuns();
    if (runs.empty())
        return; // one that goes on: its length is all that is known
    const QRect shown = band() & m_view.plot()->rect();
    m_card->show(rangeWords(runs, measured->from, measured->to), m_view.plan().theme,
                 shown.translated(m_view.plot()->pos()));
}

bool RangeMeasure::zoomToRange()
{
    const auto measured = range();
    if (!measured)
        return false;
    m_card->hide();
    m_view.showTime(static_cast<int>(axisRun()), measured->from, measured->to);
    return true;
}

void RangeMeasure::copy() const
{
    const auto measured = range();
    if (!measured)
        return;
    QGuiApplication::clipboard()->setText(asText(rangeWords(measuredRuns(), measured->from, measured->to)));
}

void RangeMeasure::paintEvent(QPaintEvent*)
{
    const QRect whole = band();
    if (whole.isEmpty())
        return;
    const auto measured = range();
    QPainter painter(this);
    paintMeasureBand(painter,
                     {.place = whole,
                      .lanes = m_view.lanesRect(axisRun()),
                      .length = QString::fromStdString(text(measured->to - measured->from)),
                      .width = width()},
                     m_view.plan().theme, palette());
}

} // namespace interleave::view
