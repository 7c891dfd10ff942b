// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace interleave::panels {

/// What a table's item model may say beside Qt's own roles.
enum TableRole {
    SortRole = Qt::UserRole, ///< the true value
    CopyRole,                ///< as text for a spreadsheet; where there is none, the shown text is copied
};

/// A table to read: whole rows, sorted by the head, copied as tab-separated text; the Tab key leaves it.
class TableView : public QTableView
{
    Q_OBJECT

public:
    explicit TableView(QWidget* parent = nullptr);

    /// The selected cells, or everything where nothing is selected, with their heads, in the order shown.
    QString selectedText() const;
    QString wholeText() const;

Q_SIGNALS:
    /// The Enter key on it. Not QAbstractItemView::activated: whether a double click is one depends on the
    /// desktop.
    void enterPressed(const QModelIndex& index);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void adaptToFont();
    QString textOf(const QModelIndexList& cells) const;
};

} // namespace interleave::panels
