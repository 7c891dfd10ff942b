// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/headview.h"

#include "app/panels/colours.h"

#include <QPainter>
#include <QStyleOptionHeader>

#include <algorithm>

namespace interleave::panels {
namespace {

constexpr int brokenAt = 13; // characters

} // namespace

HeadView::HeadView(QWidget* parent) : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    setSectionsMovable(true);
    setHighlightSections(false);
}

int HeadView::padding(const QFontMetrics& metrics) { return metrics.averageCharWidth(); }

QString HeadView::textOf(int logicalIndex) const
{
    return model() ? model()->headerData(logicalIndex, Qt::Horizontal).toString() : QString();
}

QFont HeadView::headFont() const
{
    QFont font = this->font();
    font.setWeight(QFont::DemiBold);
    return font;
}

QSize HeadView::sectionSizeFromContents(int logicalIndex) const
{
    const QFontMetrics metrics(headFont());
    const QRect space(0, 0, brokenAt * metrics.averageCharWidth(), 10 * metrics.height());
    const QSize text = metrics.boundingRect(space, Qt::TextWordWrap, textOf(logicalIndex)).size();
    return {text.width() + 2 * padding(metrics) + 2, text.height() + metrics.height()};
}

void HeadView::paintSection(QPainter* painter, const QRect& rect, int logicalIndex) const
{
    const QFontMetrics metrics(headFont());
    painter->save();
    painter->fillRect(rect, palette().color(QPalette::Window));
    painter->fillRect(rect.left(), rect.bottom(), rect.width(), 1, hairline(palette()));
    painter->setFont(headFont());
    painter->setPen(palette().color(QPalette::WindowText));
    const QVariant alignment = model()->headerData(logicalIndex, Qt::Horizontal, Qt::TextAlignmentRole);
    const int side = alignment.isValid() ? alignment.toInt() & Qt::AlignHorizontal_Mask : Qt::AlignLeft;
    const QRect place =
        rect.adjusted(padding(metrics), metrics.height() / 2, -padding(metrics), -metrics.height() / 3);
    painter->drawText(place, side | Qt::AlignBottom | Qt::TextWordWrap, textOf(logicalIndex));
    if (isSortIndicatorShown() && sortIndicatorSection() == logicalIndex) {
        QStyleOptionHeader arrow;
        initStyleOption(&arrow);
        const int size = metrics.height() / 2;
        arrow.rect = QRect(rect.center().x() - size / 2, rect.top() + 1, size, size);
        arrow.sortIndicator = sortIndicatorOrder() == Qt::AscendingOrder ? QStyleOptionHeader::SortDown
                                                                         : QStyleOptionHeader::SortUp;
        style()->drawPrimitive(QStyle::PE_IndicatorHeaderArrow, &arrow, painter, this);
    }
    painter->restore();
}

} // namespace interleave::panels
