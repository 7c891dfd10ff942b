// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/failurespanel.h"

#include "app/panels/failureitemmodel.h"
#include "app/panels/tableview.h"

#include <QHeaderView>

#include <algorithm>

namespace interleave::panels {
namespace {

QString beforeRuns()
{
    return FailuresPanel::tr("Tasks that fail appear here when their run is over, with the reason.");
}

} // namespace

FailuresPanel::FailuresPanel(QWidget* parent)
    : TablePanel(tr("Failures"), beforeRuns(), parent), m_items(new FailureItemModel(this))
{
    table()->setModel(m_items);
    table()->horizontalHeader()->setStretchLastSection(true);
    connect(table(), &TableView::doubleClicked, this, &FailuresPanel::activate);
    connect(table(), &TableView::enterPressed, this, &FailuresPanel::activate);
}

void FailuresPanel::activate(const QModelIndex& index)
{
    const FailureItemModel::Failure& failure = m_items->failure(index.row());
    Q_EMIT taskActivated(failure.run, failure.task);
}

void FailuresPanel::setRuns(const Runs& runs)
{
    m_items->setRuns(runs);
    setEmptySentence(runs.empty() ? beforeRuns() : tr("No task failed."));
    showTable(count() > 0);
    setNote(count() > FailureItemModel::mostShown
                ? tr("The first %1 of %2 failures are shown.").arg(FailureItemModel::mostShown).arg(count())
                : QString());
    table()->resizeColumnsToContents();
    QHeaderView* const head = table()->horizontalHeader();
    const int widest = 36 * fontMetrics().averageCharWidth(); // the reason is what matters
    for (int column = 0; column + 1 < head->count(); ++column)
        head->resizeSection(column, std::min(widest, head->sectionSize(column)));
}

int FailuresPanel::count() const { return m_items->total(); }

} // namespace interleave::panels
