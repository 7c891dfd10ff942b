// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject> // first: moc 6.4 cannot read <compare> before it

#include "app/panels/findbar.h"
#include "app/timeline/jumps.h"
#include "app/timeline/rangemeasure.h"

#include <vector>

class QAction;
class QMainWindow;
class QMenu;

namespace interleave::view {
class SpanFinder;
} // namespace interleave::view

namespace interleave::window {

/// What the user asks the timeline, and the menu for it: finding, jumping, measuring.
class Questions : public QObject
{
    Q_OBJECT

public:
    /// Adds its entries to the window's menu Navigate. All of them outlive it.
    Questions(QMainWindow& window, QMenu& menu, view::TimelineView& view, panels::FindBar& bar);

    /// What can be chosen in the bar, in the timeline's words.
    static panels::FindBar::Words findWords();

    /// The range that is measured now.
    std::optional<view::RangeMeasure::Range> measured() const { return m_measure->range(); }

    /// Whether there are runs to ask about.
    void setEnabled(bool enabled);

Q_SIGNALS:
    void said(const QString& sentence); ///< for the status bar

private:
    void addFind(QMenu& menu);
    void addJumps(QMenu& menu);
    void addMeasure(QMenu& menu);
    void connectFind();
    void showWhatIsPossible();

    view::TimelineView& m_view;
    panels::FindBar& m_bar;
    view::RangeMeasure* m_measure;
    view::SpanFinder* m_finder;
    view::Jumps m_jumps;
    std::vector<QAction*> m_always;   ///< where there are runs
    std::vector<QAction*> m_measured; ///< where there is a range, too
    bool m_enabled = false;
};

} // namespace interleave::window
