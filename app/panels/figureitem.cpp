// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/figureitem.h"

#include "app/panels/tableview.h"
#include "app/panels/textlabel.h"

#include <QStandardItem>

namespace interleave::panels {

QStandardItem* makeItem(const Figure& figure, FigureAlign align)
{
    auto* const item = new QStandardItem(figure.shown);
    item->setEditable(false);
    item->setTextAlignment((align == FigureAlign::Left ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    item->setData(figure.value, SortRole);
    if (!figure.copied.isEmpty())
        item->setData(figure.copied, CopyRole);
    const QString& toolTip =
        figure.toolTip.isEmpty() && align == FigureAlign::Left ? figure.shown : figure.toolTip;
    item->setToolTip(plainToolTip(toolTip));
    item->setAccessibleDescription(figure.toolTip);
    return item;
}

} // namespace interleave::panels
