// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/celldelegate.h"

#include "app/panels/headview.h"

#include <QApplication>
#include <QPainter>
#include <QTableView>

namespace interleave::panels {
namespace {

int lineGap(const QFontMetrics& metrics) { return metrics.height() * 3 / 4; }

} // namespace

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& given, const QModelIndex& index) const
{
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    const QStyle* const style = option.widget ? option.widget->style() : QApplication::style();
    painter->save();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    const bool selected = option.state & QStyle::State_Selected;
    painter->setPen(option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
    painter->setFont(option.font);
    const int padding = HeadView::padding(option.fontMetrics);
    const QRect place = option.rect.adjusted(padding, 0, -padding, 0);
    const int alignment = static_cast<int>(option.displayAlignment);
    if (option.features & QStyleOptionViewItem::WrapText)
        painter->drawText(place, alignment | Qt::TextWordWrap, option.text);
    else
        painter->drawText(place, alignment | Qt::TextSingleLine,
                          option.fontMetrics.elidedText(option.text, option.textElideMode, place.width()));
    if (option.state & QStyle::State_HasFocus) {
        QStyleOptionFocusRect focus;
        focus.QStyleOption::operator=(option);
        style->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, painter, option.widget);
    }
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& given, const QModelIndex& index) const
{
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    const int padding = HeadView::padding(option.fontMetrics);
    const auto* const table = qobject_cast<const QTableView*>(option.widget);
    if (!table || !table->wordWrap())
        return {option.fontMetrics.horizontalAdvance(option.text) + 2 * padding + 1,
                option.fontMetrics.height() + lineGap(option.fontMetrics)};
    const QRect space(0, 0, table->columnWidth(index.column()) - 2 * padding,
                      100 * option.fontMetrics.height());
    return option.fontMetrics.boundingRect(space, Qt::TextWordWrap, option.text).size() +
           QSize(2 * padding + 1, lineGap(option.fontMetrics));
}

} // namespace interleave::panels
