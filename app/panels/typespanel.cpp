// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/typespanel.h"

#include "app/panels/figureitem.h"
#include "app/panels/modelwords.h"
#include "app/panels/tableview.h"

#include <QEvent>
#include <QHeaderView>
#include <QStandardItemModel>

#include <algorithm>
#include <array>

namespace interleave::panels {
namespace {

constexpr int firstFigure = 4; // the columns before it are words

} // namespace

TypesPanel::TypesPanel(QWidget* parent)
    : TablePanel(tr("Types of concurrency"),
                 tr("What kind of concurrency each run was, and what was measured of it, appears here when "
                    "it is over."),
                 parent),
      m_items(new QStandardItemModel(this))
{
    table()->setModel(m_items);
    table()->setWordWrap(true);
    QHeaderView* const head = table()->horizontalHeader();
    connect(head, &QHeaderView::sectionResized, this, [this] { m_rows.start(); });
    m_rows.setSingleShot(true); // once for all columns that are resized together
    connect(&m_rows, &QTimer::timeout, table(), &TableView::resizeRowsToContents);
    table()->viewport()->installEventFilter(this);
}

void TypesPanel::setRuns(const Runs& runs)
{
    const std::pair<QString, QString> heads[] = {
        {tr("Model"), {}},
        {tr("Type"), tr("What the article calls it.")},
        {tr("Who decides to switch"), {}},
        {tr("Processors"), tr("How many can compute at once.")},
        {tr("Switches by the kernel"), tr("Measured: involuntary context switches of all workers.")},
        {tr("Switches by the tasks"), tr("Measured: how often a task that was Running began to wait.")},
        {tr("Processors really used"), tr("Measured: CPU time of the workers / time.")},
        {tr("Tasks in flight"), tr("Measured: the most that were taken and not done at one instant.")}};
    m_items->clear();
    int column = 0;
    for (const auto& [head, definition] : heads) {
        auto* const item = new QStandardItem(head);
        item->setToolTip(definition);
        item->setWhatsThis(definition);
        item->setTextAlignment(column < firstFigure ? Qt::AlignLeft : Qt::AlignRight);
        item->setAccessibleDescription(definition);
        m_items->setHorizontalHeaderItem(column++, item);
    }
    const auto words = [](const QString& text) { return makeItem({.shown = text}, FigureAlign::Left); };
    const auto number = [](const Figure& figure) { return makeItem(figure, FigureAlign::Right); };
    for (const auto& run : runs) {
        const analysis::Statistics figures = analysis::statistics(*run);
        const ModelWords model = modelWords(run->info);
        m_items->appendRow({words(QString::fromStdString(run->info.modelName)), words(model.type),
                            words(model.decider), words(model.processors), number(kernelSwitches(figures)),
                            number(countFigure(figures.switchesByTask)),
                            number(processorsUsed(*run, figures)),
                            number(countFigure(figures.inFlightPeak))});
    }
    showTable(!runs.empty());
    fitColumns();
}

bool TypesPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        fitColumns();
    return TablePanel::eventFilter(watched, event);
}

void TypesPanel::fitColumns()
{
    // Sentences get the room; figures keep to what their heads need.
    constexpr std::array shares{20, 20, 26, 0, 0, 0, 0, 0};
    QHeaderView* const head = table()->horizontalHeader();
    int left = table()->viewport()->width();
    for (int column = 0; column < head->count(); ++column) {
        if (shares[static_cast<std::size_t>(column)] > 0)
            continue;
        head->resizeSection(column, head->sectionSizeHint(column));
        left -= head->sectionSize(column);
    }
    const int least = 15 * fontMetrics().averageCharWidth();
    for (int column = 0; column < head->count(); ++column) {
        if (const int share = shares[static_cast<std::size_t>(column)]; share > 0)
            head->resizeSection(column, std::max(least, left * share / 66));
    }
    m_rows.start();
}

} // namespace interleave::panels
