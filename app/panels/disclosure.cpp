// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/disclosure.h"

#include "app/panels/colours.h"

#include <QPainter>
#include <QStyleOptionFocusRect>

#include <algorithm>

namespace interleave::panels {

Disclosure::Disclosure(QWidget* content, const QString& text, QWidget* parent) : QToolButton(parent)
{
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setText(text);
    if (!content)
        return;
    content->hide();
    connect(this, &QToolButton::toggled, content, &QWidget::setVisible);
}

int Disclosure::side() const { return std::max(28, fontMetrics().lineSpacing() * 3 / 2); }

/// With a text the arrow stands where check boxes have their box.
int Disclosure::arrowWidth() const { return text().isEmpty() ? side() : fontMetrics().ascent() + 8; }

QSize Disclosure::sizeHint() const
{
    const int beside = text().isEmpty() ? 0 : fontMetrics().horizontalAdvance(text()) + side() / 2;
    return {arrowWidth() + beside, side()};
}

// Drawn here: a style marks a checked button as pressed, which an open one is not, and its arrow is tiny.
void Disclosure::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool rightToLeft = layoutDirection() == Qt::RightToLeft;
    const QColor colour =
        palette().color(isEnabled() ? QPalette::Normal : QPalette::Disabled, QPalette::WindowText);
    if (isEnabled() && (underMouse() || isDown())) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(mixed(palette().color(QPalette::Window), colour, isDown() ? 0.16 : 0.08));
        painter.drawRoundedRect(rect(), 4, 4);
    }
    const double middle = text().isEmpty() ? side() / 2.0 : fontMetrics().ascent() / 2.0;
    const double reach = side() / 7.0;
    painter.save();
    painter.translate(rightToLeft ? width() - middle : middle, height() / 2.0);
    painter.rotate(isChecked() ? 90 : rightToLeft ? 180 : 0);
    painter.setPen(QPen(colour, side() / 16.0, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF{{-reach / 2, -reach}, {reach / 2, 0}, {-reach / 2, reach}});
    painter.restore();
    painter.setPen(colour);
    const QRect beside = rect().adjusted(arrowWidth(), 0, 0, 0);
    painter.drawText(QStyle::visualRect(layoutDirection(), rect(), beside),
                     static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)) |
                         Qt::AlignVCenter,
                     text());
    if (hasFocus()) {
        QStyleOptionFocusRect focus;
        focus.initFrom(this);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, &painter, this);
    }
}

} // namespace interleave::panels
