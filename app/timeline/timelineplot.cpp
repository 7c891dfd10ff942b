// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/timelineplot.h"

#include <QApplication>
#include <QPainter>

#include <cmath>

namespace interleave::view {

TimelinePlot::TimelinePlot(QWidget* parent) : QCustomPlot(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setPlottingHint(QCP::phCacheLabels, false); // its cache holds 16 labels
    plotLayout()->clear();
    // Nothing is drawn over the bars alone: a buffer of its own would be blended for each frame.
    layer(QStringLiteral("overlay"))->setMode(QCPLayer::lmLogical);
    setMinimumSize(200, 80);
}

void TimelinePlot::setContent(int height, int offset)
{
    m_height = height;
    m_offset = offset;
    place();
}

/// The paint buffers stay as large as the widget; only the layout is higher and moved.
void TimelinePlot::place() { plotLayout()->setOuterRect(QRect(0, -m_offset, width(), m_height)); }

/// Tab goes from span to span as long as there is one; with Control it leaves in any case.
bool TimelinePlot::tabbed(QKeyEvent& event)
{
    const bool back = event.key() == Qt::Key_Backtab;
    if (!back && event.key() != Qt::Key_Tab)
        return false;
    if (event.modifiers().testFlag(Qt::ControlModifier))
        return back ? focusPreviousChild() : focusNextChild();
    event.ignore();
    Q_EMIT keyPressed(&event);
    const bool taken = event.isAccepted();
    event.accept(); // else the parents would move the focus once more
    return taken;
}

bool TimelinePlot::event(QEvent* event)
{
    if (event->type() == QEvent::KeyPress && tabbed(*static_cast<QKeyEvent*>(event)))
        return true;
    const bool handled = QCustomPlot::event(event);
    if (event->type() == QEvent::ScreenChangeInternal) // there is no public one in Qt 6.4
        adoptScreen();
    return handled;
}

/// QCustomPlot asks only once how dense its screen is.
void TimelinePlot::adoptScreen()
{
    if (qFuzzyCompare(bufferDevicePixelRatio(), devicePixelRatioF()))
        return;
    setBufferDevicePixelRatio(devicePixelRatioF());
    Q_EMIT resized(); // in pixels of the device
}

void TimelinePlot::resizeEvent(QResizeEvent* event)
{
    QCustomPlot::resizeEvent(event);
    place();
    Q_EMIT resized();
}

void TimelinePlot::paintEvent(QPaintEvent* event)
{
    adoptScreen(); // the screen itself may have become another
    QCustomPlot::paintEvent(event);
    if (!hasFocus())
        return;
    QPainter painter(this);
    painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
    painter.drawRect(QRectF(rect()).adjusted(1, 1, -1, -1));
}

void TimelinePlot::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::BackButton || event->button() == Qt::ForwardButton)
        return Q_EMIT navigationAsked(event->button() == Qt::BackButton ? Navigation::Back
                                                                        : Navigation::Forward);
    if (event->button() != Qt::LeftButton)
        return event->ignore();
    m_down = true;
    m_dragging = false;
    m_pressed = m_last = event->pos();
}

void TimelinePlot::mouseMoveEvent(QMouseEvent* event)
{
    const QPoint at = event->pos();
    m_down = m_down && event->buttons().testFlag(Qt::LeftButton); // its release may have gone elsewhere
    if (!m_down) {
        Q_EMIT hovered(at);
        return;
    }
    if (!m_dragging && (at - m_pressed).manhattanLength() >= QApplication::startDragDistance()) {
        m_dragging = true;
        setCursor(Qt::ClosedHandCursor);
        Q_EMIT left();
        Q_EMIT dragBegan(m_pressed);
    }
    if (!m_dragging)
        return;
    const QPoint moved = at - m_last;
    m_last = at;
    Q_EMIT dragged(at);
    if (moved.x() != 0)
        Q_EMIT panAsked(moved.x());
    if (moved.y() != 0)
        Q_EMIT scrollAsked(-moved.y());
}

void TimelinePlot::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_down)
        return event->ignore();
    m_down = false;
    unsetCursor();
    if (m_dragging)
        Q_EMIT dragEnded();
    else
        Q_EMIT clicked(event->pos());
}

void TimelinePlot::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        Q_EMIT doubleClicked(event->pos());
}

void TimelinePlot::wheelEvent(QWheelEvent* event)
{
    const QPoint angle = event->angleDelta();
    Q_EMIT left();
    if (event->modifiers().testFlag(Qt::ShiftModifier)) // some systems turn it to the side themselves
        Q_EMIT scrollAsked(-(angle.y() != 0 ? angle.y() : angle.x()) / 2.0);
    else if (std::abs(angle.x()) > std::abs(angle.y()))
        Q_EMIT panAsked(angle.x() / 2.0);
    else if (angle.y() != 0)
        Q_EMIT zoomAsked(std::pow(0.8, angle.y() / 120.0), event->position().x());
    event->accept();
}

void TimelinePlot::leaveEvent(QEvent* event)
{
    QCustomPlot::leaveEvent(event);
    Q_EMIT left();
}

void TimelinePlot::keyPressEvent(QKeyEvent* event)
{
    event->ignore();
    Q_EMIT keyPressed(event);
    if (!event->isAccepted())
        QCustomPlot::keyPressEvent(event);
}

void TimelinePlot::focusInEvent(QFocusEvent* event)
{
    QCustomPlot::focusInEvent(event);
    update();
}

void TimelinePlot::focusOutEvent(QFocusEvent* event)
{
    QCustomPlot::focusOutEvent(event);
    update();
}

} // namespace interleave::view
