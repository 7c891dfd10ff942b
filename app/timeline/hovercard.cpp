// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/hovercard.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace interleave::view {
namespace {

constexpr int padding = 10;
constexpr int widestValue = 420;
constexpr int swatch = 12;

double lineHeight(const Theme& theme) { return std::ceil(theme.textSize * 1.5); }

} // namespace

HoverCard::HoverCard(QWidget* parent) : QFrame(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
}

void HoverCard::show(const SpanFacts& facts, const Theme& theme, const QPoint& at)
{
    m_facts = facts;
    m_theme = theme;
    setAccessibleName(facts.spoken);
    resize(measured());
    place(at);
    QFrame::show();
    raise();
    update();
}

QSize HoverCard::measured() const
{
    const QFontMetricsF bold(m_theme.font(m_theme.textSize + 1, QFont::DemiBold));
    const QFontMetricsF plain(m_theme.font(m_theme.textSize));
    double names = 0;
    double values = 0;
    for (const SpanFacts::Fact& fact : m_facts.facts) {
        names = std::max(names, plain.horizontalAdvance(fact.name));
        values = std::max(values, std::min<double>(widestValue, plain.horizontalAdvance(fact.value)));
    }
    const double needed =
        std::max({bold.horizontalAdvance(m_facts.title), swatch + 8 + plain.horizontalAdvance(m_facts.state),
                  names + 14 + values});
    const double wide = std::min<double>(needed, parentWidget()->width() - 2 * padding - 2);
    const double high = lineHeight(m_theme) * static_cast<double>(2 + m_facts.facts.size()) + 6;
    return {static_cast<int>(std::ceil(wide)) + 2 * padding + 2,
            static_cast<int>(std::ceil(high)) + 2 * padding - 4};
}

void HoverCard::place(const QPoint& at)
{
    const QSize room = parentWidget()->size();
    QPoint corner = at + QPoint(18, 16);
    if (corner.x() + width() > room.width())
        corner.setX(at.x() - 14 - width());
    if (corner.y() + height() > room.height())
        corner.setY(at.y() - 12 - height());
    corner.setX(std::clamp(corner.x(), 0, std::max(0, room.width() - width())));
    corner.setY(std::clamp(corner.y(), 0, std::max(0, room.height() - height())));
    move(corner);
}

void HoverCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.dim, 1));
    painter.setBrush(m_theme.background);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);

    const QFont plain = m_theme.font(m_theme.textSize);
    const QFontMetricsF metrics(plain);
    const double line = lineHeight(m_theme);
    QRectF place(padding, padding - 2, width() - 2 * padding, line);
    painter.setFont(m_theme.font(m_theme.textSize + 1, QFont::DemiBold));
    painter.setPen(m_theme.text);
    const QFontMetricsF bold(painter.font());
    painter.drawText(place, Qt::AlignVCenter | Qt::TextSingleLine,
                     bold.elidedText(m_facts.title, Qt::ElideMiddle, place.width()));
    place.translate(0, line);
    painter.fillRect(QRectF(place.left(), std::round(place.center().y() - swatch / 2.0), swatch, swatch),
                     m_theme[m_facts.of].colour);
    painter.setFont(plain);
    painter.drawText(place.adjusted(swatch + 8, 0, 0, 0), Qt::AlignVCenter | Qt::TextSingleLine,
                     metrics.elidedText(m_facts.state, Qt::ElideRight, place.width() - swatch - 8));
    place.translate(0, line + 6);
    double names = 0;
    for (const SpanFacts::Fact& fact : m_facts.facts)
        names = std::max(names, metrics.horizontalAdvance(fact.name));
    for (const SpanFacts::Fact& fact : m_facts.facts) {
        painter.setPen(m_theme.dim);
        painter.drawText(place, Qt::AlignVCenter | Qt::TextSingleLine, fact.name);
        const QRectF value = place.adjusted(names + 14, 0, 0, 0);
        painter.setPen(m_theme.text);
        painter.drawText(value, Qt::AlignVCenter | Qt::TextSingleLine,
                         metrics.elidedText(fact.value, Qt::ElideMiddle, value.width()));
        place.translate(0, line);
    }
}

} // namespace interleave::view
