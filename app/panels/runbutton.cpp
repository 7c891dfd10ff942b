// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/runbutton.h"

#include "app/panels/colours.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleOptionButton>

#include <algorithm>

namespace interleave::panels {
namespace {

constexpr double radius = 6;

/// A triangle for Run, a square for Stop.
QPainterPath signIn(const QRectF& place, bool running)
{
    QPainterPath path;
    if (running) {
        path.addRoundedRect(place, 1, 1);
    } else {
        path.moveTo(place.topLeft());
        path.lineTo(place.right(), place.center().y());
        path.lineTo(place.bottomLeft());
        path.closeSubpath();
    }
    return path;
}

struct Look
{
    QColor fill, text, border;
};

Look lookOf(const QStyleOptionButton& option, bool running)
{
    const QColor window = option.palette.color(QPalette::Window);
    const QColor line = hairline(option.palette);
    if (!(option.state & QStyle::State_Enabled))
        return {mixed(window, line, 0.4), dimmed(option.palette), line};
    Look look;
    if (running) {
        look = {option.palette.color(QPalette::Base), option.palette.color(QPalette::Text),
                dimmed(option.palette)};
    } else {
        const Accent colours = accent(option.palette);
        look = {colours.fill, colours.text, colours.fill};
    }
    // Away from the text, so that it stays as readable as it was.
    const QColor away = look.text.lightness() > 127 ? QColor(Qt::black) : QColor(Qt::white);
    if (option.state & QStyle::State_Sunken)
        look.fill = mixed(look.fill, away, 0.25);
    else if (option.state & QStyle::State_MouseOver)
        look.fill = mixed(look.fill, away, 0.12);
    return look;
}

} // namespace

RunButton::RunButton(QWidget* parent) : QPushButton(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setAutoDefault(false);
    QFont semibold;
    semibold.setWeight(QFont::DemiBold);
    setFont(semibold);
    setRunning(false);
}

void RunButton::setRunning(bool running)
{
    m_running = running;
    setText(running ? tr("Stop") : tr("Run"));
    update();
}

QSize RunButton::sizeHint() const
{
    return {12 * fontMetrics().averageCharWidth(), std::max(44, fontMetrics().height() * 5 / 2)};
}

void RunButton::paintEvent(QPaintEvent*)
{
    QStyleOptionButton option;
    initStyleOption(&option);
    const Look look = lookOf(option, m_running);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(look.border);
    painter.setBrush(look.fill);
    painter.drawRoundedRect(frame, radius, radius);
    if (option.state & QStyle::State_HasFocus) {
        painter.setPen(QPen(look.text, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(frame.adjusted(3, 3, -3, -3), radius - 2, radius - 2);
    }

    const double side = fontMetrics().ascent() * 0.75;
    const double gap = side * 0.75;
    const double left = (width() - side - gap - fontMetrics().horizontalAdvance(text())) / 2;
    painter.fillPath(signIn({left, (height() - side) / 2, side, side}, m_running), look.text);
    painter.setPen(look.text);
    painter.drawText(QRectF(left + side + gap, 0, width(), height()), Qt::AlignLeft | Qt::AlignVCenter,
                     text());
}

} // namespace interleave::panels
