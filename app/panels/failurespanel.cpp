// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/failurespanel.h"

#include "app/panels/failureitemmodel.h"
#include "app/panels/tableview.h"

#include <QHeaderView>
#include <QKeyEvent>

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
    table()->installEventFilter(this);
    connect(table(), &TableView::doubleClicked, this, [this](const QModelIndex& index) {
        const FailureItemModel::Failure& failure = m_items->failure(index.row());
        Q_EMIT taskActivated(failure.run, failure.task);
    });
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

bool FailuresPanel::eventFilter(QObject* watched, QEvent* event)
{
    // Not QAbstractItemView::activated: whether a double click is one depends on the desktop.
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const QModelIndex index = table()->currentIndex();
        if ((key == Qt::Key_Return || key == Qt::Key_Enter) && index.isValid()) {
            const FailureItemModel::Failure& failure = m_items->failure(index.row());
            Q_EMIT taskActivated(failure.run, failure.task);
            return true;
        }
    }
    return TablePanel::eventFilter(watched, event);
}

} // namespace interleave::panels
