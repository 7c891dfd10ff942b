// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

#include "app/panels/runs.h"
#include "app/panels/tablepanel.h"

class QStandardItemModel;

namespace interleave::panels {

/// The article's table of the types of concurrency (who decides to switch, on how many processors), each row
/// with what was measured of it.
class TypesPanel : public TablePanel
{
    Q_OBJECT

public:
    explicit TypesPanel(QWidget* parent = nullptr);

    void setRuns(const Runs& runs);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fitColumns();

    QStandardItemModel* m_items;
    QTimer m_rows;
};

} // namespace interleave::panels
