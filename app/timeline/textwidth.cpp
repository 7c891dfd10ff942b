// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/textwidth.h"

#include <QFontMetricsF>
#include <QHash>

#include <map>
#include <tuple>

namespace interleave::view {
namespace {

constexpr qsizetype mostRemembered = 20'000;

} // namespace

double textWidth(const QString& text, const QFont& font)
{
    static std::map<std::tuple<QString, int, int>, QHash<QString, double>> remembered;
    QHash<QString, double>& widths = remembered[{font.family(), font.pixelSize(), font.weight()}];
    if (const auto known = widths.constFind(text); known != widths.constEnd())
        return *known;
    if (widths.size() >= mostRemembered)
        widths.clear();
    return *widths.insert(text, QFontMetricsF(font).horizontalAdvance(text));
}

} // namespace interleave::view
