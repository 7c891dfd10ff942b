// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/appearance.h"

#include <QApplication>
#include <QFile>
#include <QPainter>
#include <QPalette>
#include <QSvgRenderer>

#include <algorithm>
#include <cmath>

namespace interleave::window {
namespace {

/// How much larger a projector's type is than a desk's, beside what the user has chosen.
constexpr double projectorScale = 1.25;

QColor between(const QColor& a, const QColor& b, double share)
{
    const auto mixed = [share](int from, int to) {
        return static_cast<int>(std::lround(from + (to - from) * share));
    };
    return {mixed(a.red(), b.red()), mixed(a.green(), b.green()), mixed(a.blue(), b.blue())};
}

void setText(QPalette& palette, QPalette::ColorGroup group, const QColor& colour)
{
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText})
        palette.setColor(group, role, colour);
}

/// A palette around the colours of the picture, so that window and picture are of one piece.
QPalette paletteOf(const view::Theme& theme)
{
    const bool dark = theme.background.lightnessF() < 0.5F;
    // Dark frames around dark fields are not seen: the window is lighter than they.
    const QColor window =
        dark ? between(theme.background, theme.text, 0.07) : between(theme.background, theme.track, 0.7);
    QPalette palette(between(window, theme.text, dark ? 0.09 : 0.02), window);
    setText(palette, QPalette::All, theme.text);
    setText(palette, QPalette::Disabled, between(theme.text, window, 0.5));
    palette.setColor(QPalette::Base, theme.background);
    palette.setColor(QPalette::AlternateBase, between(theme.background, theme.track, 0.6));
    palette.setColor(QPalette::ToolTipBase, theme.background);
    palette.setColor(QPalette::PlaceholderText, theme.dim);
    palette.setColor(QPalette::Highlight, theme[State::Running].colour);
    palette.setColor(QPalette::HighlightedText, dark ? QColor(0x0b1018) : QColor(Qt::white));
    palette.setColor(QPalette::Link, theme[State::Running].colour);
    palette.setColor(QPalette::Mid, between(theme.grid, theme.text, 0.15));
    return palette;
}

/// What the system's own palette, which ours hides, is like.
view::Look systemLook()
{
    const QPalette ours = QApplication::palette();
    QApplication::setPalette(QPalette());
    const bool dark = QApplication::palette().color(QPalette::Window).lightnessF() < 0.5F;
    QApplication::setPalette(ours);
    return dark ? view::Look::Dark : view::Look::Light;
}

double systemPointSize()
{
    static const double size = QApplication::font().pointSizeF();
    return size;
}

QString fileOf(const char* name) { return QStringLiteral(":/icons/actions/%1.svg").arg(QLatin1String(name)); }

void addPixmaps(QIcon& icon, const QByteArray& svg, QIcon::Mode mode)
{
    QSvgRenderer renderer(svg);
    for (const int size : {16, 20, 24, 32, 48, 64}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        renderer.render(&painter);
        painter.end();
        icon.addPixmap(pixmap, mode);
    }
}

} // namespace

QString idOf(Appearance appearance)
{
    switch (appearance) {
    case Appearance::System:
        return QStringLiteral("system");
    case Appearance::Light:
        return QStringLiteral("light");
    case Appearance::Dark:
        return QStringLiteral("dark");
    case Appearance::Projector:
        return QStringLiteral("projector");
    case Appearance::Article:
        return QStringLiteral("article");
    }
    return {};
}

Appearance appearanceOf(const QString& id)
{
    const auto found = std::find_if(allAppearances.begin(), allAppearances.end(),
                                    [&](Appearance appearance) { return idOf(appearance) == id; });
    return found == allAppearances.end() ? Appearance::System : *found;
}

QString wordOf(Appearance appearance)
{
    switch (appearance) {
    case Appearance::System:
        return QApplication::translate("Window", "&Follow the system");
    case Appearance::Light:
        return QApplication::translate("Window", "&Light");
    case Appearance::Dark:
        return QApplication::translate("Window", "&Dark");
    case Appearance::Projector:
        return QApplication::translate("Window", "&Projector (large, high contrast)");
    case Appearance::Article:
        return QApplication::translate("Window", "&Article (plain boxes, a time arrow)");
    }
    return {};
}

view::Look lookOf(Appearance appearance)
{
    switch (appearance) {
    case Appearance::System:
        return systemLook();
    case Appearance::Light:
        return view::Look::Light;
    case Appearance::Dark:
        return view::Look::Dark;
    case Appearance::Projector:
        return view::Look::Projector;
    case Appearance::Article:
        return view::Look::Article;
    }
    return view::Look::Light;
}

void apply(Appearance appearance, double textScale)
{
    QFont font = QApplication::font();
    const double scale = textScale * (appearance == Appearance::Projector ? projectorScale : 1.0);
    font.setPointSizeF(systemPointSize() * scale);
    QApplication::setFont(font);
    QApplication::setPalette(paletteOf(view::theme(lookOf(appearance))));
}

QIcon actionIcon(const char* name)
{
    QFile file(fileOf(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray drawn = file.readAll();
    QIcon icon;
    const QPalette palette = QApplication::palette();
    for (const auto& [mode, group] :
         {std::pair(QIcon::Normal, QPalette::Active), std::pair(QIcon::Disabled, QPalette::Disabled)}) {
        QByteArray svg = drawn;
        svg.replace("#000000", palette.color(group, QPalette::ButtonText).name().toLatin1());
        addPixmaps(icon, svg, mode);
    }
    return icon;
}

} // namespace interleave::window
