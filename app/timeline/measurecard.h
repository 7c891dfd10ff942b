// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame> // first: moc 6.4 cannot read <compare> before it

#include "app/timeline/rangewords.h"
#include "app/timeline/theme.h"

class QGridLayout;
class QLabel;

namespace interleave::view {

/// What a measured range holds, a column for each run, and what can be done with it. A child of the timeline
/// that lies over it.
class MeasureCard : public QFrame
{
    Q_OBJECT

public:
    explicit MeasureCard(QWidget* parent);

    /// Shows the words beside a band of the parent (left to right edge), as far as there is room.
    void show(const RangeWords& words, const Theme& theme, const QRect& band);

Q_SIGNALS:
    void zoomAsked();
    void copyAsked();
    void closeAsked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    QLabel* addLabel(const QString& text, const QFont& font, const QColor& colour);
    void addHead(const RangeWords& words);
    void addFigures(const RangeWords& words);
    void addButtons(int columns);
    void place(const QRect& band);

    Theme m_theme;
    QWidget* m_content = nullptr; ///< made anew for each range
    QGridLayout* m_grid = nullptr;
    QPoint m_grip; ///< where it is held while it is moved
};

} // namespace interleave::view
