// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget> // first: moc 6.4 cannot read <compare> before it

#include "app/timeline/spokenchart.h"
#include "app/timeline/sweepplan.h"

#include <optional>

namespace interleave::view {

/// The chart of a sweep in the window: its points are reached by mouse, keys and assistive technology, and
/// opened.
class SweepView : public QWidget, public SpokenChart
{
    Q_OBJECT

public:
    explicit SweepView(QWidget* parent = nullptr);

    void setChart(SweepChart chart);
    const SweepChart& chart() const { return m_chart; }
    void setLook(Look look, double textScale);
    const SweepPlan& plan() const { return m_plan; }

    /// A place and a sentence for each point with a time, by models and then values.
    std::vector<SpokenItem> spokenItems() const override;
    std::uint64_t generation() const override { return m_generation; }
    int focusedItem() const override;
    bool pressable() const override { return true; }
    void press(int item) override;

Q_SIGNALS:
    /// @param point in the chart's points
    void pointActivated(int point);

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void renew();
    void moveAlong(int step);
    void moveAcross(int step);
    void focus(std::size_t mark);

    SweepChart m_chart;
    Look m_look = Look::Light;
    double m_textScale = 1;
    SweepPlan m_plan;
    std::uint64_t m_generation = 0;
    std::optional<std::size_t> m_focused; // of the marks of the times
};

} // namespace interleave::view
