// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/choicebox.h"

#include "app/panels/colours.h"

#include <QStyleOptionButton>
#include <QStyleOptionFocusRect>
#include <QStylePainter>

#include <algorithm>
#include <limits>

namespace interleave::panels {
namespace {

constexpr int wrapped = Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop;
constexpr int padding = 2; // for the focus frame

/// Drawn here: on dark windows a style's frame around an empty box can hardly be seen.
void drawIndicator(QPainter& painter, const QStyleOptionButton& option)
{
    const bool enabled = option.state & QStyle::State_Enabled, on = option.state & QStyle::State_On;
    const Accent colours = accent(option.palette);
    const QColor frame = dimmed(option.palette);
    const QColor fill = !on ? option.palette.color(QPalette::Base) : enabled ? colours.fill : frame;
    const QRectF place = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(on ? fill : option.state & QStyle::State_MouseOver ? colours.fill : frame);
    painter.setBrush(fill);
    painter.drawRoundedRect(place, 3, 3);
    if (on) {
        const double side = place.width();
        painter.translate(place.topLeft());
        painter.setPen(QPen(enabled ? colours.text : option.palette.color(QPalette::Window), side / 7,
                            Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(
            QPolygonF{{side * 0.24, side * 0.52}, {side * 0.43, side * 0.71}, {side * 0.77, side * 0.31}});
    }
    painter.restore();
}

} // namespace

ChoiceBox::ChoiceBox(const QString& title, const QString& detail, QWidget* parent) : QCheckBox(title, parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum, QSizePolicy::CheckBox);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setDetail(detail);
}

void ChoiceBox::setDetail(const QString& detail)
{
    m_detail = detail;
    setAccessibleDescription(detail);
    updateGeometry();
    update();
}

QSize ChoiceBox::sizeHint() const
{
    const int longest =
        std::max(fontMetrics().horizontalAdvance(text()), fontMetrics().horizontalAdvance(m_detail));
    const int width = textLeft() + std::min(longest, 32 * fontMetrics().averageCharWidth()) + 2 * padding;
    return {width, heightForWidth(width)};
}

QSize ChoiceBox::minimumSizeHint() const
{
    const int width = textLeft() + 14 * fontMetrics().averageCharWidth();
    return {std::min(width, sizeHint().width()), fontMetrics().height() + 2 * padding};
}

int ChoiceBox::heightForWidth(int width) const
{
    const int space = width - textLeft() - padding;
    return textHeight(text(), space) + textHeight(m_detail, space) + 2 * padding;
}

int ChoiceBox::textHeight(const QString& text, int width) const
{
    if (text.isEmpty())
        return 0;
    const QRect space(0, 0, std::max(width, 1), std::numeric_limits<short>::max());
    return fontMetrics().boundingRect(space, wrapped, text).height();
}

int ChoiceBox::indicatorSide() const { return std::max(13, fontMetrics().ascent()); }

int ChoiceBox::textLeft() const
{
    return indicatorSide() + style()->pixelMetric(QStyle::PM_CheckBoxLabelSpacing, nullptr, this) + padding;
}

bool ChoiceBox::hitButton(const QPoint& position) const { return rect().contains(position); }

void ChoiceBox::paintEvent(QPaintEvent*)
{
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    const auto placed = [this](const QRect& place) {
        return QStyle::visualRect(layoutDirection(), rect(), place);
    };
    const int indicator = indicatorSide();
    const int left = textLeft();
    const QRect whole = rect();

    option.rect = placed({0, padding + (fontMetrics().height() - indicator) / 2, indicator, indicator});
    drawIndicator(painter, option);

    const int space = whole.width() - left - padding;
    const QRect title(left, padding, space, textHeight(text(), space));
    painter.drawItemText(placed(title), wrapped, palette(), isEnabled(), text(), QPalette::WindowText);
    painter.setPen(dimmed(palette()));
    painter.drawText(placed({left, title.bottom() + 1, space, textHeight(m_detail, space)}), wrapped,
                     m_detail);

    if (option.state & QStyle::State_HasFocus) {
        QStyleOptionFocusRect focus;
        focus.QStyleOption::operator=(option);
        focus.rect = placed({left - padding, 0, space + 2 * padding, title.bottom() + 1 + padding});
        painter.drawPrimitive(QStyle::PE_FrameFocusRect, focus);
    }
}

} // namespace interleave::panels
