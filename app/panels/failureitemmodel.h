// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "app/panels/runs.h"

namespace interleave::panels {

/// The tasks that failed, in the order of the runs and of the tasks; at most `mostShown` of them.
class FailureItemModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr int mostShown = 10'000;
    struct Failure
    {
        int run = 0; ///< from 0
        TaskId task;
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setRuns(const Runs& runs);
    /// All of them, shown or not.
    int total() const { return m_total; }
    const Failure& failure(int row) const { return m_failures[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    Runs m_runs;
    std::vector<Failure> m_failures;
    int m_total = 0;
};

} // namespace interleave::panels
