// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/sweepview.h"

#include "app/timeline/sweeppaint.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <utility>

namespace interleave::view {

SweepView::SweepView(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumWidth(320);
    setAccessibleName(tr("Chart of the sweep"));
    setAttribute(Qt::WA_OpaquePaintEvent);
}

void SweepView::setChart(SweepChart chart)
{
    m_chart = std::move(chart);
    renew();
}

void SweepView::setLook(Look look, double textScale)
{
    m_look = look;
    m_textScale = textScale;
    renew();
}

/// Where there is too little room for all of it, the widget asks for more: it is scrolled.
void SweepView::renew()
{
    const SweepOptions options{
        .look = m_look, .textScale = m_textScale, .width = width(), .height = height(), .margin = 14};
    m_plan = planSweep(m_chart, options);
    SweepOptions least = options;
    least.height = 1;
    setMinimumHeight(planSweep(m_chart, least).height);
    if (m_focused && *m_focused >= m_plan.panels[0].marks.size())
        m_focused.reset();
    ++m_generation;
    update();
}

std::vector<SpokenItem> SweepView::spokenItems() const
{
    std::vector<SpokenItem> items;
    for (const SweepPlan::Mark& mark : m_plan.panels[0].marks) {
        const QRect place(mark.at.toPoint() - QPoint(8, 8), QSize(17, 17));
        items.push_back({place, m_chart.spoken(m_chart.points[mark.point])});
    }
    return items;
}

int SweepView::focusedItem() const { return m_focused ? static_cast<int>(*m_focused) : -1; }

void SweepView::press(int item)
{
    const auto& marks = m_plan.panels[0].marks;
    if (item >= 0 && static_cast<std::size_t>(item) < marks.size())
        Q_EMIT pointActivated(static_cast<int>(marks[static_cast<std::size_t>(item)].point));
}

bool SweepView::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    if (const auto point = pointAt(m_plan, help->pos()))
        QToolTip::showText(help->globalPos(),
                           QStringLiteral("<p>") + m_chart.spoken(m_chart.points[*point]).toHtmlEscaped() +
                               QStringLiteral("</p>"),
                           this);
    else
        QToolTip::hideText();
    return true;
}

void SweepView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    renew();
}

void SweepView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_plan.theme.background);
    paintSweep(painter, m_plan);
    if (!hasFocus())
        return;
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
    painter.drawRect(QRectF(rect()).adjusted(1, 1, -1, -1));
    if (!m_focused)
        return;
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(m_plan.theme.text, 2));
    const std::size_t point = m_plan.panels[0].marks[*m_focused].point;
    const double radius = m_plan.theme.textSize * 0.85;
    for (const SweepPlan::Panel& panel : m_plan.panels)
        for (const SweepPlan::Mark& mark : panel.marks)
            if (mark.point == point)
                painter.drawEllipse(mark.at, radius, radius);
}

void SweepView::mouseMoveEvent(QMouseEvent* event)
{
    setCursor(pointAt(m_plan, event->position()) ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void SweepView::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return event->ignore();
    if (const auto point = pointAt(m_plan, event->position()))
        Q_EMIT pointActivated(static_cast<int>(*point));
}

void SweepView::keyPressEvent(QKeyEvent* event)
{
    const std::size_t marks = m_plan.panels[0].marks.size();
    if (marks == 0)
        return QWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Right:
        return moveAlong(1);
    case Qt::Key_Left:
        return moveAlong(-1);
    case Qt::Key_Down:
        return moveAcross(1);
    case Qt::Key_Up:
        return moveAcross(-1);
    case Qt::Key_Home:
        return focus(0);
    case Qt::Key_End:
        return focus(marks - 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        return press(focusedItem());
    default:
        QWidget::keyPressEvent(event);
    }
}

/// The marks are in the order of the models, and of the values within a model.
void SweepView::moveAlong(int step)
{
    const auto last = static_cast<std::ptrdiff_t>(m_plan.panels[0].marks.size()) - 1;
    const auto from = m_focused ? static_cast<std::ptrdiff_t>(*m_focused) : -1;
    focus(static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(from + step, 0, last)));
}

/// To the nearest mark of the next model that has any.
void SweepView::moveAcross(int step)
{
    const auto& marks = m_plan.panels[0].marks;
    if (!m_focused)
        return focus(0);
    const SweepPlan::Mark& from = marks[*m_focused];
    const auto models = static_cast<std::int64_t>(m_chart.models.size());
    for (std::int64_t model = std::int64_t(from.model) + step; model >= 0 && model < models; model += step) {
        std::optional<std::size_t> nearest;
        const auto distance = [&](std::size_t k) { return std::abs(marks[k].at.x() - from.at.x()); };
        for (std::size_t k = 0; k < marks.size(); ++k)
            if (marks[k].model == model && (!nearest || distance(k) < distance(*nearest)))
                nearest = k;
        if (nearest)
            return focus(*nearest);
    }
}

void SweepView::focus(std::size_t mark)
{
    m_focused = mark;
    update();
    QAccessibleEvent event(this, QAccessible::Focus);
    event.setChild(static_cast<int>(mark));
    QAccessible::updateAccessibility(&event);
}

void SweepView::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    if (!m_focused && !m_plan.panels[0].marks.empty())
        focus(0);
    update();
}

void SweepView::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace interleave::view
