// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget> // first: moc 6.4 cannot read <compare> before it

#include "app/timeline/sheetplan.h"

namespace interleave::view {

/// What stays in sight above the runs of a window: title, conditions, legend.
class HeadingStrip : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;
    void show(const SheetPlan& plan);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    SheetPlan m_plan;
};

/// The time axis that stays in sight below the runs, where they have one in common.
class RulerStrip : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;
    /// @param plan with at least one run
    void show(const SheetPlan& plan);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintTicks(QPainter& painter) const;
    double paintOrigin(QPainter& painter, const QString& origin) const;

    SheetPlan m_plan; ///< only its theme and its widths
    Instant m_from{}, m_to{};
};

} // namespace interleave::view
