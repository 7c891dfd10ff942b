// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget> // first: moc 6.4 cannot read <compare> before it

#include "app/timeline/sheetplan.h"
#include "core/timeline/concurrency.h"

#include <QImage>

namespace interleave::view {

/// The whole time of all runs, a thin band for each, and a frame around what of it is looked at: it can be
/// dragged, by its edges too; a click brings it there; the wheel zooms.
class OverviewStrip : public QWidget
{
    Q_OBJECT

public:
    explicit OverviewStrip(QWidget* parent);

    /// @param tasks of each run of the plan
    /// @param generation another number when the tasks are others
    void show(const SheetPlan& plan, const std::vector<const timeline::Concurrency*>& tasks,
              std::uint64_t generation);
    /// What is looked at, as shares of the whole, 0 to 1.
    void setFrame(double from, double to);
    /// Where the frame is drawn.
    QRectF frame() const;

Q_SIGNALS:
    void rangeAsked(double from, double to); ///< shares of the whole
    /// Factor for what is looked at; which of its places stays, 0 to 1.
    void zoomAsked(double factor, double anchor);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    enum class Grip { None, Left, Right, Frame };
    /// All that the bands depend on.
    struct Drawn
    {
        int width = 0, left = 0, right = 0, bandHeight = 0;
        double density = 0;
        std::uint64_t generation = 0;
        std::vector<Duration> ranges;
        QRgb background = 0;

        bool operator==(const Drawn&) const = default;
    };

    Grip gripAt(double x) const;
    double shareAt(double x) const;
    void drawBands(const std::vector<const timeline::Concurrency*>& tasks);
    void ask(double from, double to);

    Theme m_theme;
    Drawn m_drawn;
    std::vector<QImage> m_bands;
    double m_from = 0, m_to = 1;
    Grip m_grip = Grip::None;
    double m_held = 0; // of the frame, where it was taken: a share of the whole, from its left edge
};

} // namespace interleave::view
