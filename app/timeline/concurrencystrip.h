// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget> // first: moc 6.4 cannot read <compare> before it

#include "app/timeline/sheetplan.h"
#include "core/timeline/concurrency.h"

#include <QImage>

namespace interleave::view {

/// How many tasks of one run are in each state, over the time that is looked at.
class ConcurrencyStrip : public QWidget
{
    Q_OBJECT

public:
    explicit ConcurrencyStrip(QWidget* parent);

    /// @param run of the plan, that the tasks are of
    void show(const SheetPlan& plan, std::size_t run, const timeline::Concurrency& tasks);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme m_theme;
    int m_width = 0, m_left = 0, m_right = 0;
    int m_most = 1; // tasks, at the top
    QString m_name; // of the run; empty where there is only one
    QImage m_areas;
};

} // namespace interleave::view
