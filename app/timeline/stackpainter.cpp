// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/stackpainter.h"

#include "app/timeline/columnstack.h"

#include <algorithm>
#include <cmath>

namespace interleave::view {
namespace {

QRgb colourOf(State state, const Theme& theme)
{
    if (state != State::Queued)
        return theme[state].colour.rgb();
    const QColor& a = theme[State::Queued].colour;
    const QColor& b = theme.background;
    return qRgb((a.red() + 3 * b.red()) / 4, (a.green() + 3 * b.green()) / 4, (a.blue() + 3 * b.blue()) / 4);
}

} // namespace

QImage stackedAreas(std::span<const timeline::Concurrency::Counts> columns, int height, double most,
                    const Theme& theme)
{
    QImage image(static_cast<int>(columns.size()), height, QImage::Format_RGB32);
    image.fill(theme.background);
    std::array<QRgb, stackOrder.size()> colours{};
    std::transform(stackOrder.begin(), stackOrder.end(), colours.begin(),
                   [&](State state) { return colourOf(state, theme); });
    const auto stride = image.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb));
    auto* const pixels = reinterpret_cast<QRgb*>(image.bits());
    for (std::size_t x = 0; x < columns.size(); ++x) {
        double sum = 0;
        int y = height; // of the row above which the next state begins
        for (std::size_t i = 0; i < stackOrder.size() && y > 0; ++i) {
            sum += columns[x][static_cast<std::size_t>(stackOrder[i])];
            const int top = height - static_cast<int>(std::lround(std::min(1.0, sum / most) * height));
            while (y > top)
                pixels[--y * stride + static_cast<qsizetype>(x)] = colours[i];
        }
    }
    return image;
}

} // namespace interleave::view
