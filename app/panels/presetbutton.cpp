// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/presetbutton.h"

#include "app/panels/colours.h"

#include <QKeyEvent>
#include <QPainter>

#include <limits>

namespace interleave::panels {
namespace {

constexpr double radius = 8;
constexpr int wrapped = Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop;

int heightOf(const QString& text, const QFontMetrics& metrics, int width)
{
    const QRect space(0, 0, std::max(width, 1), std::numeric_limits<short>::max());
    return text.isEmpty() ? 0 : metrics.boundingRect(space, wrapped, text).height();
}

} // namespace

PresetButton::PresetButton(const QString& title, const QString& description, const QString& mark,
                           QWidget* parent)
    : QAbstractButton(parent), m_description(description), m_mark(mark)
{
    setText(title);
    setAccessibleName(title);
    setAccessibleDescription(mark.isEmpty() ? description : QStringLiteral("%1. %2").arg(mark, description));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred, QSizePolicy::PushButton);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QFont PresetButton::titleFont() const
{
    QFont font = this->font();
    font.setWeight(QFont::DemiBold);
    return font;
}

int PresetButton::padding() const { return fontMetrics().height() * 3 / 4; }

int PresetButton::markWidth() const
{
    return m_mark.isEmpty() ? 0 : fontMetrics().horizontalAdvance(m_mark) + 2 * padding();
}

int PresetButton::titleHeight(int width) const
{
    return heightOf(text(), QFontMetrics(titleFont()), width - 2 * padding() - markWidth());
}

QSize PresetButton::sizeHint() const
{
    const int width = 40 * fontMetrics().averageCharWidth();
    return {width, heightForWidth(width)};
}

QSize PresetButton::minimumSizeHint() const { return {22 * fontMetrics().averageCharWidth(), 44}; }

int PresetButton::heightForWidth(int width) const
{
    const int space = width - 2 * padding();
    return std::max(44, titleHeight(width) + padding() / 3 + heightOf(m_description, fontMetrics(), space) +
                            2 * padding());
}

void PresetButton::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event); // Space, and arrows to the neighbours
}

void PresetButton::paintEvent(QPaintEvent*)
{
    const Accent colours = accent(palette());
    const QColor base = palette().color(QPalette::Base), text = palette().color(QPalette::Text);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool marked = hasFocus() || underMouse();
    painter.setPen(QPen(marked ? colours.fill : hairline(palette()), hasFocus() ? 2 : 1));
    painter.setBrush(isDown() ? mixed(base, colours.fill, 0.12) : base);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), radius, radius);

    const int space = width() - 2 * padding();
    int top = padding();
    if (!m_mark.isEmpty()) {
        const int wide = markWidth() - padding();
        const QRect pill(width() - padding() - wide, top - padding() / 8, wide,
                         fontMetrics().height() + padding() / 4);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.fill);
        painter.drawRoundedRect(pill, pill.height() / 2.0, pill.height() / 2.0);
        painter.setPen(colours.text);
        painter.drawText(pill, Qt::AlignCenter, m_mark);
    }
    painter.setFont(titleFont());
    painter.setPen(text);
    painter.drawText(QRect(padding(), top, space - markWidth(), titleHeight(width())), wrapped, this->text());
    top += titleHeight(width()) + padding() / 3;
    painter.setFont(font());
    painter.setPen(dimmed(palette()));
    painter.drawText(QRect(padding(), top, space, height() - top), wrapped, m_description);
}

} // namespace interleave::panels
