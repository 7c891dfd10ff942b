// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget> // first: moc 6.4 cannot read <compare> before it

#include "core/trace/trace.h"

#include <optional>
#include <vector>

class QKeyEvent;
class QMouseEvent;

namespace interleave::view {

class MeasureCard;
class TimelineView;

/// Measures a part of the time: dragging with Shift, or Shift with an arrow, spans a band over the runs with
/// its length in it; once that rests, a card says what the runs did in it. Lies over the timeline's plot and
/// looks at its mouse and its keys.
class RangeMeasure : public QWidget
{
    Q_OBJECT

public:
    struct Range
    {
        std::optional<int> run; ///< on axes of their own that run's time; empty: the time of all of them
        Instant from{}, to{};
        bool operator==(const Range&) const = default;
    };

    /// @param view outlives it
    explicit RangeMeasure(TimelineView& view);

    std::optional<Range> range() const;
    /// By the keys: the moving end goes by so many steps, each a fiftieth of what is visible. Begins with the
    /// span that the keys are on, else in the middle.
    void extend(int steps);
    /// Makes the range all that is visible. @return false where there is none
    bool zoomToRange();
    /// Puts what is known of the range on the clipboard.
    void copy() const;
    void clear();

Q_SIGNALS:
    void rangeChanged(); ///< another one, or none; not for each move of the mouse

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    bool press(const QMouseEvent& event);
    bool move(const QMouseEvent& event);
    bool release(const QMouseEvent& event);
    bool key(const QKeyEvent& event);
    Instant instantAt(double x) const;
    std::size_t axisRun() const { return static_cast<std::size_t>(m_run.value_or(0)); }
    QRect bandIn(std::size_t run) const;
    QRect band() const;
    std::vector<const Trace*> measuredRuns() const; // that are over
    void showCard();
    void follow();
    void settled();
    void rememberRuns();
    bool followRuns(const std::vector<const void*>& before);

    TimelineView& m_view;
    MeasureCard* m_card;
    QTimer m_rest;                   ///< until what the keys do counts as over
    std::optional<int> m_run;        ///< of the range, see Range
    std::optional<Instant> m_anchor; ///< the end that stays; empty: no range
    Instant m_moving{};              ///< the other one
    bool m_dragging = false;
    std::vector<const void*> m_runs; // that it was measured in
};

} // namespace interleave::view
