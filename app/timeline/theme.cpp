// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/theme.h"

#include <QFontDatabase>

#include <QRawFont>
#include <cmath>

namespace interleave::view {
namespace {

using Pattern = StateLook::Pattern;

/// In the order of allStates. Colours keep apart for protan, deutan and tritan readers and in grey: tst_theme
/// says how far; heights and patterns carry the state without any colour.
std::array<StateLook, allStates.size()> lightStates()
{
    return {StateLook{QColor(0x98a2b0), {}, 0.14, Pattern::Solid},
            StateLook{QColor(0x1d4fb3), {}, 1.0, Pattern::Solid},
            StateLook{QColor(0xffc233), QColor(0xc98a00), 0.55, Pattern::Diagonal},
            StateLook{QColor(0xd9364f), {}, 0.55, Pattern::Solid},
            StateLook{QColor(0xa06ef7), QColor(0x6d35d0), 0.75, Pattern::Cross},
            StateLook{QColor(0x7d8794), {}, 0.55, Pattern::Outline}};
}

std::array<StateLook, allStates.size()> darkStates()
{
    return {StateLook{QColor(0x4d5768), {}, 0.14, Pattern::Solid},
            StateLook{QColor(0x6ea8ff), {}, 1.0, Pattern::Solid},
            StateLook{QColor(0xffd166), QColor(0xa57a1e), 0.55, Pattern::Diagonal},
            StateLook{QColor(0xe8435a), {}, 0.55, Pattern::Solid},
            StateLook{QColor(0x8e3bce), QColor(0xd9b3ff), 0.75, Pattern::Cross},
            StateLook{QColor(0x8b96a5), {}, 0.55, Pattern::Outline}};
}

std::array<QColor, 7> lightSeries()
{
    return {QColor(0x1d4fb3), QColor(0xc2410c), QColor(0x0f766e), QColor(0x7e22ce),
            QColor(0x8a6100), QColor(0xbe185d), QColor(0x475569)};
}

std::array<QColor, 7> darkSeries()
{
    return {QColor(0x6ea8ff), QColor(0xff9a62), QColor(0x4fd1b5), QColor(0xc9a0ff),
            QColor(0xffd166), QColor(0xff7fb0), QColor(0xb6c2d1)};
}

Theme light()
{
    Theme theme;
    theme.background = QColor(0xffffff);
    theme.text = QColor(0x151b26);
    theme.dim = QColor(0x5a6473);
    theme.grid = QColor(0xe4e8ee);
    theme.track = QColor(0xeff2f6);
    theme.states = lightStates();
    theme.series = lightSeries();
    return theme;
}

Theme dark()
{
    Theme theme;
    theme.background = QColor(0x11151b);
    theme.text = QColor(0xeef2f7);
    theme.dim = QColor(0x9aa5b4);
    theme.grid = QColor(0x262d37);
    theme.track = QColor(0x1c222b);
    theme.states = darkStates();
    theme.series = darkSeries();
    return theme;
}

Theme projector()
{
    Theme theme = light();
    theme.text = QColor(Qt::black);
    theme.dim = QColor(0x2b323c);
    theme.grid = QColor(0xc9d0d9);
    theme.track = QColor(0xe6eaf0);
    theme.titleSize = 31;
    theme.nameSize = 23;
    theme.textSize = 19;
    theme.laneHeight = 30;
    theme.laneGap = 6;
    return theme;
}

Theme article()
{
    Theme theme = light();
    theme.track = theme.background;
    theme.grid = theme.background;
    theme.titleSize = 26;
    theme.nameSize = 19;
    theme.textSize = 16;
    theme.laneHeight = 36;
    theme.laneGap = 10;
    theme.arrow = true;
    theme.stateWords = true;
    // Boxes rather than bands, yet the state still shows in the height.
    for (StateLook& state : theme.states)
        if (state.height > 0.5 && state.height < 1)
            state.height = 0.8;
    return theme;
}

} // namespace

Theme theme(Look look)
{
    const auto chosen = [look] {
        switch (look) {
        case Look::Light:
            return light();
        case Look::Dark:
            return dark();
        case Look::Projector:
            return projector();
        case Look::Article:
            return article();
        }
        return light();
    };
    Theme theme = chosen();
    theme.family = fontFamily();
    return theme;
}

/// White or nearly black, what stands out more: by the relative luminance of WCAG 2.
QColor Theme::onBar(State state) const
{
    const QColor bar = (*this)[state].colour;
    const auto linear = [](double value) {
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    const double luminance =
        0.2126 * linear(bar.redF()) + 0.7152 * linear(bar.greenF()) + 0.0722 * linear(bar.blueF());
    return luminance < 0.18 ? QColor(Qt::white) : QColor(0x0b0e12);
}

QFont Theme::font(int pixels, QFont::Weight weight) const
{
    QFont font(family);
    font.setPixelSize(pixels);
    font.setWeight(weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

namespace {

QString foundFamily()
{
    const QStringList families = QFontDatabase::families();
    for (const QString& wanted : {QStringLiteral("Inter"), QStringLiteral("DejaVu Sans")})
        if (families.contains(wanted))
            return wanted;
    // Qt lists fontconfig's general names even where there is no font file behind any of them.
    const QString first = families.value(0);
    return QRawFont::fromFont(QFont(first)).fontTable("head").isEmpty() ? QString() : first;
}

} // namespace

QString fontFamily()
{
    static const QString family = foundFamily(); // asked for each frame, and the list of families is long
    return family;
}

} // namespace interleave::view
