// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "app/panels/figures.h"
#include "app/panels/runs.h"
#include "app/panels/tablepanel.h"

class QStandardItemModel;

namespace interleave::panels {

/// The figures of all runs side by side, a row for each; sorted by a click on a head, the third click gives
/// back the order of the runs.
class StatisticsPanel : public TablePanel
{
    Q_OBJECT

public:
    explicit StatisticsPanel(QWidget* parent = nullptr);

    /// @param baselineOf as for baselineIn()
    void setRuns(const Runs& runs, const analysis::BaselineOf& baselineOf = {});

private:
    struct Row
    {
        std::shared_ptr<const Trace> run, baseline;
        std::vector<Figure> figures;
        bool cancelled = false;
    };

    Row rowOf(const std::shared_ptr<const Trace>& run, const analysis::Baseline& baseline) const;

    std::vector<Row> m_rows; // what was shown last: its figures are not made again
    QStandardItemModel* m_items;
};

} // namespace interleave::panels
