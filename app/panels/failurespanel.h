// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "app/panels/runs.h"
#include "app/panels/tablepanel.h"

namespace interleave::panels {

class FailureItemModel;

/// The tasks that failed, each with its reason.
class FailuresPanel : public TablePanel
{
    Q_OBJECT

public:
    explicit FailuresPanel(QWidget* parent = nullptr);

    void setRuns(const Runs& runs);
    /// Of all runs; the table shows the first 10 000.
    int count() const;

Q_SIGNALS:
    /// Enter or a double click on it. @param run from 0
    void taskActivated(int run, interleave::TaskId task);

private:
    void activate(const QModelIndex& index);

    FailureItemModel* m_items;
};

} // namespace interleave::panels
