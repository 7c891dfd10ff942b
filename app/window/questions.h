// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject> // first: moc 6.4 cannot read <compare> before it

class QAction;
class QMainWindow;
class QMenu;

namespace interleave::view {
class RangeMeasure;
class TimelineView;
} // namespace interleave::view

namespace interleave::window {

/// What the user asks the timeline, and the menu for it: measuring a range.
class Questions : public QObject
{
    Q_OBJECT

public:
    /// Adds its entries to the window's menu Navigate. Both outlive it.
    Questions(QMainWindow& window, view::TimelineView& view);

    /// Whether there are runs to ask about.
    void setEnabled(bool enabled);

Q_SIGNALS:
    void said(const QString& sentence); ///< for the status bar

private:
    void addMeasure(QMenu& menu);
    void showWhatIsPossible();

    view::TimelineView& m_view;
    view::RangeMeasure* m_measure;
    QAction *m_extend = nullptr, *m_shrink = nullptr, *m_zoom = nullptr, *m_copy = nullptr,
            *m_clear = nullptr;
    bool m_enabled = false;
};

} // namespace interleave::window
