// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "app/panels/tablepanel.h"
#include "app/run/points.h"

class QStandardItemModel;

namespace interleave::panels {

/// What repeated and swept runs came to: a row for each model with each value.
class PointsPanel : public TablePanel
{
    Q_OBJECT

public:
    explicit PointsPanel(QWidget* parent = nullptr);

    void setPoints(const run::RunList& list, const std::vector<analysis::Point>& points);

Q_SIGNALS:
    /// Enter or a double click on it. @param point its place in those given
    void pointActivated(int point);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void addHeads(const run::RunList& list);

    QStandardItemModel* m_items;
};

} // namespace interleave::panels
