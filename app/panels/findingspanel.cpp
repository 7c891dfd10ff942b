// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/findingspanel.h"

#include "app/panels/figureitem.h"
#include "app/panels/headview.h"
#include "app/panels/tableview.h"
#include "core/analysis/findings.h"
#include "core/analysis/idealschedule.h"

#include <QEvent>
#include <QHeaderView>
#include <QStandardItemModel>

#include <algorithm>

namespace interleave::panels {
namespace {

QStandardItem* sentenceItem(const std::string& text)
{
    return makeItem({.shown = QString::fromStdString(text).simplified()}, FigureAlign::Left);
}

} // namespace

FindingsPanel::FindingsPanel(QWidget* parent)
    : TablePanel(tr("Findings"), tr("What stands out in each run appears here when it is over."), parent),
      m_items(new QStandardItemModel(this))
{
    m_items->setHorizontalHeaderLabels({tr("Model"), tr("Finding")});
    for (int column = 0; column < m_items->columnCount(); ++column)
        m_items->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const QString help = tr("A click, or the Enter key, shows it in the timeline.");
    m_items->horizontalHeaderItem(1)->setToolTip(help);
    m_items->horizontalHeaderItem(1)->setWhatsThis(help);
    m_items->horizontalHeaderItem(1)->setAccessibleDescription(help);
    table()->setAccessibleDescription(help);
    table()->setModel(m_items);
    table()->setWordWrap(true);
    table()->horizontalHeader()->setStretchLastSection(true);
    table()->viewport()->installEventFilter(this);
    m_fit.setSingleShot(true); // once for all that is resized together
    connect(&m_fit, &QTimer::timeout, this, &FindingsPanel::fitColumns);
    connect(table(), &TableView::clicked, this, &FindingsPanel::activate);
    connect(table(), &TableView::enterPressed, this, &FindingsPanel::activate);
}

void FindingsPanel::setRuns(const Runs& runs, const analysis::BaselineOf& baselineOf)
{
    const bool goesOn =
        runs.size() >= m_runs.size() && std::equal(m_runs.begin(), m_runs.end(), runs.begin());
    if (!goesOn) {
        m_items->removeRows(0, m_items->rowCount());
        m_places.clear();
        m_runs.clear();
    }
    for (std::size_t run = m_runs.size(); run < runs.size(); ++run)
        addRun(static_cast<int>(run), *runs[run], baselineIn(runs, *runs[run], baselineOf));
    m_runs = runs;
    showTable(!runs.empty());
    m_fit.start();
}

void FindingsPanel::addRun(int run, const Trace& trace, const analysis::Baseline& baseline)
{
    const std::size_t before = m_places.size();
    for (const analysis::Finding& finding : analysis::findings(trace, baseline.run.get(), baseline.name)) {
        const TaskId task = finding.tasks.empty() ? TaskId() : finding.tasks.front();
        add(trace, finding.text, {run, task, finding.from, finding.to});
    }
    if (const auto ideal = analysis::idealSchedule(trace))
        add(trace, analysis::sentence(*ideal), {run, {}, {}, trace.end});
    if (m_places.size() == before)
        add(trace, tr("Nothing that stands out.").toStdString(), {run, {}, {}, trace.end});
}

void FindingsPanel::add(const Trace& trace, const std::string& sentence, const Place& place)
{
    m_items->appendRow({sentenceItem(trace.info.modelName), sentenceItem(sentence)});
    m_places.push_back(place);
}

void FindingsPanel::activate(const QModelIndex& index)
{
    const Place& place = m_places[static_cast<std::size_t>(index.row())];
    Q_EMIT findingActivated(place.run, place.task, place.from, place.to);
}

bool FindingsPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        m_fit.start();
    return TablePanel::eventFilter(watched, event);
}

void FindingsPanel::fitColumns()
{
    int widest = 0;
    for (int row = 0; row < m_items->rowCount(); ++row)
        widest = std::max(widest, table()->fontMetrics().horizontalAdvance(m_items->item(row, 0)->text()));
    widest += 2 * HeadView::padding(table()->fontMetrics()) + 1;
    table()->horizontalHeader()->resizeSection(0, std::min(widest, table()->viewport()->width() / 3));
    table()->resizeRowsToContents();
}

} // namespace interleave::panels
