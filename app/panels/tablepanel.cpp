// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/tablepanel.h"

#include "app/panels/tableview.h"
#include "app/panels/textlabel.h"

#include <QStackedWidget>
#include <QVBoxLayout>

namespace interleave::panels {

TablePanel::TablePanel(const QString& name, const QString& emptySentence, QWidget* parent) : QWidget(parent)
{
    m_pages = new QStackedWidget(this);
    m_empty = new TextLabel(emptySentence, TextLabel::Tone::Dimmed, m_pages);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setMargin(m_empty->fontMetrics().height());
    m_pages->addWidget(m_empty);
    m_table = new TableView(m_pages);
    m_table->setAccessibleName(name);
    m_pages->addWidget(m_table);
    m_note = new TextLabel({}, TextLabel::Tone::Dimmed, this);
    m_note->setMargin(m_note->fontMetrics().height() / 3);
    m_note->hide();

    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_note);
}

void TablePanel::setEmptySentence(const QString& sentence) { m_empty->setText(sentence); }

void TablePanel::showTable(bool shown)
{
    if (shown)
        m_pages->setCurrentWidget(m_table);
    else
        m_pages->setCurrentWidget(m_empty);
}

void TablePanel::setNote(const QString& note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

} // namespace interleave::panels
