// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAbstractItemModel;
class QStackedWidget;

namespace interleave::panels {

class TableView;
class TextLabel;

/// A table, or a sentence where it would be empty.
class TablePanel : public QWidget
{
    Q_OBJECT

protected:
    TablePanel(const QString& name, const QString& emptySentence, QWidget* parent);

    TableView* table() const { return m_table; }
    void setEmptySentence(const QString& sentence);
    void showTable(bool shown);
    /// One line below the table; empty: none.
    void setNote(const QString& note);

private:
    QStackedWidget* m_pages;
    TextLabel* m_empty;
    TextLabel* m_note;
    TableView* m_table;
};

} // namespace interleave::panels
