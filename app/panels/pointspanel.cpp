// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/pointspanel.h"

#include "app/panels/figureitem.h"
#include "app/panels/tableview.h"

#include <QKeyEvent>
#include <QStandardItemModel>

namespace interleave::panels {
namespace {

QString capitalised(const QString& word) { return word.left(1).toUpper() + word.mid(1); }

Figure timesFigure(const analysis::Point& point)
{
    if (!point.median)
        return unknownFigure(PointsPanel::tr("In none of these runs every task finished."));
    return {.shown = run::timesText(point), .copied = QString::number(seconds(*point.median), 'f', 9)};
}

Figure ratioFigure(const std::optional<double>& ratio)
{
    if (!ratio)
        return unknownFigure(PointsPanel::tr("There is nothing to compare it with."));
    return {.shown = QString::number(*ratio, 'f', 2) + u'×', .copied = QString::number(*ratio, 'f', 6)};
}

} // namespace

PointsPanel::PointsPanel(QWidget* parent)
    : TablePanel(tr("Medians"), tr("Medians appear here when the first runs are over."), parent),
      m_items(new QStandardItemModel(this))
{
    table()->setModel(m_items);
    table()->installEventFilter(this);
    connect(table(), &TableView::doubleClicked, this,
            [this](const QModelIndex& index) { Q_EMIT pointActivated(index.row()); });
}

void PointsPanel::addHeads(const run::RunList& list)
{
    std::vector<std::pair<QString, QString>> heads{{tr("Model"), tr("As it was chosen.")}};
    if (list.parameter)
        heads.emplace_back(capitalised(run::nameOf(*list.parameter)), tr("The value that was swept over."));
    heads.emplace_back(tr("Runs"), tr("How many were made."));
    heads.emplace_back(tr("Time: median [least–most]"),
                       tr("Of the runs in which every task finished. Copied: the median in seconds."));
    heads.emplace_back(tr("Speed-up"), run::againstSentence(list));
    if (list.parameter && list.parameter->scales)
        heads.emplace_back(tr("Ideal"), tr("n times as many, n times as fast."));
    heads.emplace_back(tr("Incomplete"), tr("Runs in which a task failed or was cancelled: in no figure."));
    m_items->clear();
    int column = 0;
    for (const auto& [head, definition] : heads) {
        auto* const item = new QStandardItem(head);
        item->setToolTip(definition);
        item->setWhatsThis(definition);
        item->setAccessibleDescription(definition);
        item->setTextAlignment((column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
        m_items->setHorizontalHeaderItem(column++, item);
    }
}

void PointsPanel::setPoints(const run::RunList& list, const std::vector<analysis::Point>& points)
{
    addHeads(list);
    const auto figure = [](const Figure& shown) { return makeItem(shown, FigureAlign::Right); };
    for (const analysis::Point& point : points) {
        QList<QStandardItem*> row{makeItem(
            {.shown = QString::fromStdString(list.experiment.models[point.model].name)}, FigureAlign::Left)};
        if (list.parameter)
            row << figure({.shown = run::valueText(*list.parameter, list.values[point.value])});
        row << figure(countFigure(point.runs.size())) << figure(timesFigure(point))
            << figure(ratioFigure(point.speedUp));
        if (list.parameter && list.parameter->scales)
            row << figure(ratioFigure(list.idealSpeedUp(point.value)));
        row << figure(countFigure(point.incomplete));
        m_items->appendRow(row);
    }
    showTable(!points.empty());
    setNote(points.empty() ? QString() : run::againstSentence(list));
    table()->resizeColumnsToContents();
}

bool PointsPanel::eventFilter(QObject* watched, QEvent* event)
{
    // Not QAbstractItemView::activated: whether a double click is one depends on the desktop.
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if ((key == Qt::Key_Return || key == Qt::Key_Enter) && table()->currentIndex().isValid()) {
            Q_EMIT pointActivated(table()->currentIndex().row());
            return true;
        }
    }
    return TablePanel::eventFilter(watched, event);
}

} // namespace interleave::panels
