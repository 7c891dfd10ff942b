// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/choicelist.h"

#include "app/panels/wheelguard.h"

#include <QAbstractItemView>
#include <QScrollBar>
#include <QStyleOptionComboBox>
#include <QStylePainter>

namespace interleave::panels {

ChoiceList::ChoiceList(const QStringList& entries, QWidget* parent) : QComboBox(parent)
{
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(10);
    addItems(entries);
    guardFromWheel(this);
}

void ChoiceList::showPopup()
{
    const int wide = view()->sizeHintForColumn(0) + view()->verticalScrollBar()->sizeHint().width();
    view()->setMinimumWidth(wide);
    QComboBox::showPopup();
}

void ChoiceList::paintEvent(QPaintEvent*)
{
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    const int space =
        style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this).width();
    option.currentText = fontMetrics().elidedText(currentText(), Qt::ElideRight, space - 2);
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

} // namespace interleave::panels
