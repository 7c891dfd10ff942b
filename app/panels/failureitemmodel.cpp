// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/failureitemmodel.h"

#include "app/panels/textlabel.h"

namespace interleave::panels {
namespace {

enum Column { Run, Label, Address, Reason, columnCountOfTable };

} // namespace

void FailureItemModel::setRuns(const Runs& runs)
{
    beginResetModel();
    m_runs = runs;
    m_failures.clear();
    m_total = 0;
    for (std::size_t run = 0; run < runs.size(); ++run) {
        const std::vector<Task>& tasks = runs[run]->tasks;
        for (std::size_t task = 0; task < tasks.size(); ++task) {
            if (tasks[task].outcome != Outcome::Failed)
                continue;
            if (m_total++ < mostShown)
                m_failures.push_back({static_cast<int>(run), TaskId(static_cast<std::uint32_t>(task))});
        }
    }
    endResetModel();
}

int FailureItemModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_failures.size());
}

int FailureItemModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : columnCountOfTable;
}

QVariant FailureItemModel::data(const QModelIndex& index, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const Failure& at = failure(index.row());
    const Trace& trace = *m_runs[static_cast<std::size_t>(at.run)];
    const Task& task = trace[at.task];
    const std::string* const texts[] = {&trace.info.modelName, &task.label, &task.subject, &task.reason};
    const QString text = QString::fromStdString(*texts[index.column()]);
    return role == Qt::ToolTipRole ? plainToolTip(text) : text;
}

QVariant FailureItemModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Run:
        return tr("Run");
    case Label:
        return tr("Task");
    case Address:
        return tr("Address");
    default:
        return tr("Reason");
    }
}

} // namespace interleave::panels
