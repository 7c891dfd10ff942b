// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/overviewstrip.h"

#include "app/timeline/stackpainter.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace interleave::view {
namespace {

constexpr double reach = 6; // beside an edge of the frame, for the mouse
constexpr int padding = 3;
constexpr int gap = 1;
constexpr int mostOfAll = 40; // for all bands
constexpr int tallestBand = 14;
constexpr int thinnestBand = 3;

} // namespace

OverviewStrip::OverviewStrip(QWidget* parent) : QWidget(parent)
{
    setMouseTracking(true);
    setAccessibleName(tr("Overview of the whole time"));
    setToolTip(tr("The whole time of all runs. Drag the frame or its edges to look elsewhere, click to go "
                  "there, turn the wheel to zoom."));
}

void OverviewStrip::show(const SheetPlan& plan, const std::vector<const timeline::Concurrency*>& tasks,
                         std::uint64_t generation)
{
    const int runs = std::max(1, static_cast<int>(plan.runs.size()));
    Drawn next{.width = plan.width,
               .left = plan.left,
               .right = plan.right,
               .bandHeight = std::clamp(mostOfAll / runs - gap, thinnestBand, tallestBand),
               .density = devicePixelRatioF(),
               .generation = generation,
               .ranges = {},
               .background = plan.theme.background.rgb()};
    for (const RunPlan& run : plan.runs)
        next.ranges.push_back(run.range);
    if (next == m_drawn)
        return;
    m_drawn = std::move(next);
    m_theme = plan.theme;
    setFixedHeight(runs * (m_drawn.bandHeight + gap) - gap + 2 * padding);
    drawBands(tasks);
    update();
}

void OverviewStrip::drawBands(const std::vector<const timeline::Concurrency*>& tasks)
{
    m_bands.clear();
    const int width = m_drawn.width - m_drawn.left - m_drawn.right;
    const int columns = std::max(1, static_cast<int>(std::lround(width * m_drawn.density)));
    for (std::size_t run = 0; run < tasks.size() && run < m_drawn.ranges.size(); ++run) {
        const auto means = tasks[run]->means(Instant(), Instant(m_drawn.ranges[run]), columns);
        m_bands.push_back(stackedAreas(means,
                                       static_cast<int>(std::lround(m_drawn.bandHeight * m_drawn.density)),
                                       std::max(1.0, timeline::mostInProgress(means)), m_theme));
    }
}

void OverviewStrip::setFrame(double from, double to)
{
    if (from == m_from && to == m_to)
        return;
    m_from = from;
    m_to = to;
    update();
}

QRectF OverviewStrip::frame() const
{
    const double width = m_drawn.width - m_drawn.left - m_drawn.right;
    double left = std::round(m_drawn.left + m_from * width);
    double right = std::round(m_drawn.left + m_to * width);
    if (right - left < 3) { // however little it is, it is to be seen
        left = std::round((left + right) / 2 - 1.5);
        right = left + 3;
    }
    return {left, 0.5, right - left, height() - 1.0};
}

void OverviewStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.background);
    const double width = m_drawn.width - m_drawn.left - m_drawn.right;
    double y = padding;
    for (const QImage& band : m_bands) {
        painter.drawImage(QRectF(m_drawn.left, y, width, m_drawn.bandHeight), band);
        painter.fillRect(QRectF(m_drawn.left, y + m_drawn.bandHeight, width, 1), m_theme.track);
        y += m_drawn.bandHeight + gap;
    }
    painter.setFont(m_theme.font(m_theme.textSize));
    painter.setPen(m_theme.dim);
    const double room = m_drawn.left - 14;
    painter.drawText(
        QRectF(4, 0, room, height()), Qt::AlignRight | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(tr("overview"), Qt::ElideRight, static_cast<int>(room)));
    if (m_from <= 0 && m_to >= 1)
        return;
    const QRectF frame = this->frame();
    QColor veil = m_theme.background;
    veil.setAlphaF(0.62F);
    painter.fillRect(QRectF(m_drawn.left, 0, frame.left() - m_drawn.left, height()), veil);
    painter.fillRect(QRectF(frame.right(), 0, m_drawn.left + width - frame.right(), height()), veil);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.text, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(frame.adjusted(-0.5, 0, 0.5, 0), 2, 2);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.text);
    if (frame.width() > 16) // grips
        for (const double x : {frame.left(), frame.right()})
            painter.drawRoundedRect(QRectF(x - 2, height() / 2.0 - 7, 4, 14), 2, 2);
}

double OverviewStrip::shareAt(double x) const
{
    const double width = std::max(1, m_drawn.width - m_drawn.left - m_drawn.right);
    return std::clamp((x - m_drawn.left) / width, 0.0, 1.0);
}

OverviewStrip::Grip OverviewStrip::gripAt(double x) const
{
    const QRectF shown = frame();
    const double inside = std::min(reach, shown.width() / 4); // a narrow frame can be dragged, too
    if (x >= shown.left() - reach && x <= shown.left() + inside)
        return Grip::Left;
    if (x >= shown.right() - inside && x <= shown.right() + reach)
        return Grip::Right;
    return x > shown.left() && x < shown.right() && (m_from > 0 || m_to < 1) ? Grip::Frame : Grip::None;
}

void OverviewStrip::ask(double from, double to)
{
    if (to < from)
        std::swap(from, to);
    Q_EMIT rangeAsked(from, to);
}

void OverviewStrip::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return event->ignore();
    const double at = shareAt(event->position().x());
    m_grip = gripAt(event->position().x());
    m_held = at - m_from;
    if (m_grip != Grip::None)
        return;
    const double length = m_to - m_from;
    if (length >= 1)
        return; // everything is looked at: there is nowhere else
    m_grip = Grip::Frame;
    m_held = length / 2;
    const double from = std::clamp(at - m_held, 0.0, 1 - length);
    ask(from, from + length);
}

void OverviewStrip::mouseMoveEvent(QMouseEvent* event)
{
    const double x = event->position().x();
    if (!event->buttons().testFlag(Qt::LeftButton))
        m_grip = Grip::None;
    switch (m_grip) {
    case Grip::None: {
        const Grip under = gripAt(x);
        setCursor(under == Grip::None    ? Qt::ArrowCursor
                  : under == Grip::Frame ? Qt::OpenHandCursor
                                         : Qt::SizeHorCursor);
        break;
    }
    case Grip::Left:
        return ask(std::min(shareAt(x), m_to), m_to);
    case Grip::Right:
        return ask(m_from, std::max(shareAt(x), m_from));
    case Grip::Frame: {
        setCursor(Qt::ClosedHandCursor);
        const double length = m_to - m_from;
        const double from = std::clamp(shareAt(x) - m_held, 0.0, 1 - length);
        return ask(from, from + length);
    }
    }
}

void OverviewStrip::mouseReleaseEvent(QMouseEvent*)
{
    m_grip = Grip::None;
    unsetCursor();
}

void OverviewStrip::wheelEvent(QWheelEvent* event)
{
    const double at = shareAt(event->position().x());
    if (const int turned = event->angleDelta().y())
        Q_EMIT zoomAsked(std::pow(0.8, turned / 120.0),
                         std::clamp((at - m_from) / (m_to - m_from), 0.0, 1.0));
    event->accept();
}

} // namespace interleave::view
