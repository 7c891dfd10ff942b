// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h> // first: moc 6.4 cannot read <compare> before it

#include "app/timeline/navigation.h"

namespace interleave::view {

/// The plot in the window: a sheet that may be higher than the widget, scrolled by an offset. It draws and
/// says what the mouse and the keys ask for; what follows from it is the view's.
class TimelinePlot : public QCustomPlot
{
    Q_OBJECT

public:
    explicit TimelinePlot(QWidget* parent = nullptr);

    /// Of the whole sheet, and how much of it is above the widget's top; logical pixels. Does not replot.
    void setContent(int height, int offset);

Q_SIGNALS:
    /// Factor for the visible time; where x of the widget stays.
    void zoomAsked(double factor, double x);
    void panAsked(double pixels);       ///< the picture follows the mouse to the right
    void scrollAsked(double pixels);    ///< the picture goes up
    void dragBegan(const QPoint& from); ///< before what it asks for
    void dragged(const QPoint& at);
    void dragEnded();
    void navigationAsked(interleave::view::Navigation where);
    void doubleClicked(const QPoint& at);
    void hovered(const QPoint& at);
    void left(); ///< the mouse has left, or does something else than look
    void clicked(const QPoint& at);
    void keyPressed(QKeyEvent* event); ///< accepted by whoever uses it; Tab too
    void resized();

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void place();
    bool tabbed(QKeyEvent& event);
    void adoptScreen();

    int m_height = 0;
    int m_offset = 0;
    QPoint m_pressed;
    QPoint m_last;
    bool m_down = false;
    bool m_dragging = false;
};

} // namespace interleave::view
