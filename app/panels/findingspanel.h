// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

#include "app/panels/runs.h"
#include "app/panels/tablepanel.h"

class QStandardItemModel;

namespace interleave::panels {

/// What stands out in each run, a sentence in each row, and its ideal schedule.
class FindingsPanel : public TablePanel
{
    Q_OBJECT

public:
    explicit FindingsPanel(QWidget* parent = nullptr);

    /// Runs that were shown before are not looked at again.
    /// @param baselineOf as for baselineIn()
    void setRuns(const Runs& runs, const analysis::BaselineOf& baselineOf = {});

Q_SIGNALS:
    /// A click or Enter on it: where it is to be seen.
    /// @param run from 0
    /// @param task that it is about first; none: all
    void findingActivated(int run, interleave::TaskId task, interleave::Instant from, interleave::Instant to);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Place // of a row
    {
        int run = 0;
        TaskId task;
        Instant from, to;
    };

    void addRun(int run, const Trace& trace, const analysis::Baseline& baseline);
    void add(const Trace& trace, const std::string& sentence, const Place& place);
    void activate(const QModelIndex& index);
    void fitColumns();

    Runs m_runs;
    std::vector<Place> m_places;
    QStandardItemModel* m_items;
    QTimer m_fit;
};

} // namespace interleave::panels
