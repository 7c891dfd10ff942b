// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/colours.h"

#include <algorithm>
#include <cmath>

namespace interleave::panels {
namespace {

constexpr double enough = 4.6; // a little over 4.5: colours are rounded to 8 bits

double luminance(const QColor& colour)
{
    const auto linear = [](double channel) {
        return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

/// `colour` moved towards black or white, whichever is farther from `background`, until it can be read.
QColor readable(const QColor& colour, const QColor& background)
{
    const QColor end = luminance(background) > 0.18 ? QColor(Qt::black) : QColor(Qt::white);
    for (double share = 0; share < 1; share += 0.05) {
        if (const QColor moved = mixed(colour, end, share); contrast(moved, background) >= enough)
            return moved;
    }
    return end;
}

} // namespace

double contrast(const QColor& one, const QColor& other)
{
    const double first = luminance(one), second = luminance(other);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QColor mixed(const QColor& one, const QColor& other, double share)
{
    const auto channel = [share](float from, float to) {
        return std::clamp(from + static_cast<float>(share) * (to - from), 0.0F, 1.0F);
    };
    return QColor::fromRgbF(channel(one.redF(), other.redF()), channel(one.greenF(), other.greenF()),
                            channel(one.blueF(), other.blueF()));
}

QColor dimmed(const QPalette& palette)
{
    const QColor text = palette.color(QPalette::Active, QPalette::WindowText);
    const QColor background = palette.color(QPalette::Active, QPalette::Window);
    for (double share = 0.4; share > 0; share -= 0.05) {
        if (const QColor mix = mixed(text, background, share); contrast(mix, background) >= enough)
            return mix;
    }
    return text;
}

QColor warning(const QPalette& palette)
{
    const QColor background = palette.color(QPalette::Active, QPalette::Window);
    const int lightness = luminance(background) > 0.18 ? 100 : 175;
    return readable(QColor::fromHsl(355, 190, lightness), background);
}

QColor hairline(const QPalette& palette)
{
    return mixed(palette.color(QPalette::Active, QPalette::Window),
                 palette.color(QPalette::Active, QPalette::WindowText), 0.18);
}

Accent accent(const QPalette& palette)
{
    const QColor text = palette.color(QPalette::Active, QPalette::HighlightedText);
    return {readable(palette.color(QPalette::Active, QPalette::Highlight), text), text};
}

QPalette readableWhenDisabled(QPalette palette)
{
    const QColor text = dimmed(palette);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, text);
    return palette;
}

} // namespace interleave::panels
