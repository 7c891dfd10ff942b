// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/tableview.h"

#include "app/panels/celldelegate.h"
#include "app/panels/headview.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>

#include <algorithm>
#include <map>
#include <set>

namespace interleave::panels {
namespace {

/// Without what would end the cell.
QString plain(QString text)
{
    for (const QChar end : {u'\t', u'\n', u'\r'})
        text.replace(end, u' ');
    return text;
}

QString cellText(const QVariant& forCopy, const QVariant& shown)
{
    return plain((forCopy.isValid() ? forCopy : shown).toString());
}

} // namespace

TableView::TableView(QWidget* parent) : QTableView(parent)
{
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setTabKeyNavigation(false);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setTextElideMode(Qt::ElideRight);
    setHorizontalScrollMode(ScrollPerPixel);
    setCornerButtonEnabled(false);
    setWordWrap(false);
    verticalHeader()->hide();
    setHorizontalHeader(new HeadView(this));
    setItemDelegate(new CellDelegate(this));
    adaptToFont();
}

void TableView::adaptToFont()
{
    const int line = fontMetrics().height();
    verticalHeader()->setMinimumSectionSize(line);
    verticalHeader()->setDefaultSectionSize(line * 7 / 4);
}

void TableView::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        adaptToFont();
}

QString TableView::selectedText() const
{
    const QModelIndexList cells = selectionModel() ? selectionModel()->selectedIndexes() : QModelIndexList();
    return cells.isEmpty() ? wholeText() : textOf(cells);
}

QString TableView::wholeText() const
{
    QModelIndexList cells;
    for (int row = 0; model() && row < model()->rowCount(); ++row) {
        for (int column = 0; column < model()->columnCount(); ++column)
            cells << model()->index(row, column);
    }
    return textOf(cells);
}

QString TableView::textOf(const QModelIndexList& cells) const
{
    std::set<std::pair<int, int>> columns; // as they are shown, and in the model
    std::map<int, std::map<int, QString>> rows;
    for (const QModelIndex& cell : cells) {
        if (isColumnHidden(cell.column()))
            continue;
        columns.emplace(horizontalHeader()->visualIndex(cell.column()), cell.column());
        rows[cell.row()][cell.column()] = cellText(cell.data(CopyRole), cell.data());
    }
    const auto line = [&](auto&& text) {
        QStringList words;
        for (const auto& [visual, column] : columns)
            words << text(column);
        return words.join(u'\t') + u'\n';
    };
    QString all = line([this](int column) {
        return cellText(model()->headerData(column, Qt::Horizontal, CopyRole),
                        model()->headerData(column, Qt::Horizontal));
    });
    for (const auto& [row, texts] : rows) {
        all += line([&texts = texts](int column) {
            const auto text = texts.find(column);
            return text == texts.end() ? QString() : text->second;
        });
    }
    return all;
}

void TableView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        QGuiApplication::clipboard()->setText(selectedText());
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid())
        Q_EMIT enterPressed(currentIndex());
    else
        QTableView::keyPressEvent(event);
}

void TableView::contextMenuEvent(QContextMenuEvent* event)
{
    auto* const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto copy = [](const QString& text) { QGuiApplication::clipboard()->setText(text); };
    QAction* const selected = menu->addAction(tr("Copy"), this, [this, copy] { copy(selectedText()); });
    selected->setEnabled(selectionModel() && selectionModel()->hasSelection());
    menu->addAction(tr("Copy table"), this, [this, copy] { copy(wholeText()); });
    menu->popup(event->globalPos());
}

} // namespace interleave::panels
