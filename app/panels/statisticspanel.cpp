// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/statisticspanel.h"

#include "app/panels/figureitem.h"
#include "app/panels/tableview.h"

#include <QHeaderView>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>

#include <algorithm>

namespace interleave::panels {
namespace {

QString translated(const char* text) { return QCoreApplication::translate("panels", text); }

FigureAlign alignOf(std::size_t column) { return column == 0 ? FigureAlign::Left : FigureAlign::Right; }

QStandardItem* makeHead(const FigureColumn& column, FigureAlign align)
{
    const QString head = translated(column.head), definition = translated(column.definition);
    auto* const item = new QStandardItem(head);
    item->setTextAlignment((align == FigureAlign::Left ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    item->setToolTip(definition);
    item->setWhatsThis(definition);
    item->setAccessibleDescription(definition);
    if (column.unit)
        item->setData(QStringLiteral("%1 (%2)").arg(head, translated(column.unit)), CopyRole);
    return item;
}

} // namespace

StatisticsPanel::StatisticsPanel(QWidget* parent)
    : TablePanel(tr("Statistics"), tr("The figures of each run appear here when it is over."), parent),
      m_items(new QStandardItemModel(this))
{
    auto* const sorted = new QSortFilterProxyModel(this);
    sorted->setSourceModel(m_items);
    sorted->setSortRole(SortRole);
    sorted->setSortLocaleAware(true);
    table()->setModel(sorted);
    table()->horizontalHeader()->setSortIndicatorClearable(true);
    table()->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    table()->setSortingEnabled(true);
}

void StatisticsPanel::setRuns(const Runs& runs, const analysis::BaselineOf& baselineOf)
{
    const auto columns = figureColumns();
    m_items->setRowCount(0);
    m_items->setColumnCount(static_cast<int>(columns.size()));
    for (std::size_t k = 0; k < columns.size(); ++k)
        m_items->setHorizontalHeaderItem(static_cast<int>(k), makeHead(columns[k], alignOf(k)));
    std::vector<Row> rows;
    for (const auto& run : runs)
        rows.push_back(rowOf(run, baselineIn(runs, *run, baselineOf)));
    m_rows = std::move(rows);
    for (const Row& row : m_rows) {
        QList<QStandardItem*> items;
        for (std::size_t k = 0; k < columns.size(); ++k)
            items << makeItem(row.figures[k], alignOf(k));
        m_items->appendRow(items);
    }
    const bool anyCancelled = std::ranges::any_of(m_rows, &Row::cancelled);
    for (std::size_t k = 0; k < columns.size(); ++k) {
        if (QLatin1StringView(columns[k].head) == QLatin1StringView("Cancelled"))
            table()->setColumnHidden(static_cast<int>(k), !anyCancelled);
    }
    showTable(!runs.empty());
    table()->resizeColumnsToContents();
}

StatisticsPanel::Row StatisticsPanel::rowOf(const std::shared_ptr<const Trace>& run,
                                            const analysis::Baseline& baseline) const
{
    for (const Row& row : m_rows)
        if (row.run == run && row.baseline == baseline.run)
            return row;
    const analysis::Statistics statistics = analysis::statistics(*run);
    Row row{run, baseline.run, {}, statistics.cancelled > 0};
    for (const FigureColumn& column : figureColumns())
        row.figures.push_back(column.figure(*run, baseline, statistics));
    return row;
}

} // namespace interleave::panels
