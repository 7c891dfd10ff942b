// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/columnpainter.h"

#include <QImage>
#include <QPaintEngine>
#include <QPolygonF>
#include <QVector>

#include <algorithm>
#include <cmath>
#include <vector>

namespace interleave::view {
namespace {

using timeline::Column;
using Pattern = StateLook::Pattern;

constexpr double narrowRun = 4; // logical pixels
constexpr double finestStep = 0.25;

/// What stands on what in a merged column; Running from below.
constexpr std::array stack{State::Running, State::Ready,   State::Blocked,
                           State::Waiting, State::Unknown, State::Queued};

/// Whole numbers: rounding functions would take most of the time.
int in256ths(double pixels) { return static_cast<int>(pixels * 256 + 0.5); }

/// Adds a share of a colour to a pixel that other colours have the rest of.
/// @param share of 256
QRgb mixedIn(QRgb pixel, QRgb colour, int share)
{
    const auto sum = [share](int a, int b) { return std::min(a + ((b * share + 128) >> 8), 255); };
    return qRgba(sum(qRed(pixel), qRed(colour)), sum(qGreen(pixel), qGreen(colour)),
                 sum(qBlue(pixel), qBlue(colour)), sum(qAlpha(pixel), 255));
}

/// Calls `take` with each run of columns that touch one another.
template <class Take>
void forEachRun(std::span<const Column> columns, Take take)
{
    std::size_t first = 0;
    for (std::size_t i = 1; i <= columns.size(); ++i) {
        if (i < columns.size() && columns[i].x == columns[i - 1].x + 1)
            continue;
        take(columns.subspan(first, i - first));
        first = i;
    }
}

/// The pixels of one image that is made column by column.
class Pixels
{
public:
    /// @param left, top where the image stands on the device: hatches of neighbours meet
    Pixels(QImage& image, int left, int top)
        : m_bits(reinterpret_cast<QRgb*>(image.bits())),
          m_stride(image.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb))),
          m_height(image.height()),
          m_left(left),
          m_top(top)
    {
    }

    /// Columns without shares.
    void fillPlain(int from, int to, QRgb colour)
    {
        for (int y = 0; y < m_height; ++y)
            std::fill(m_bits + y * m_stride + from, m_bits + y * m_stride + to, colour);
    }

    /// Fills a part of a column that is empty yet; parts that share a pixel mix in it.
    /// @param from, to 256ths of a pixel from the image's top, within it
    /// @param tile null: solid
    void fill(int x, int from, int to, QRgb colour, const QImage* tile)
    {
        const int first = (from + 255) >> 8;
        const int last = to >> 8;
        if (first > last) // within one pixel
            return mix(x, last, colour, to - from);
        if (const int share = (first << 8) - from; share > 0)
            mix(x, first - 1, colour, share);
        QRgb* pixel = m_bits + first * m_stride + x;
        for (int y = first; y < last; ++y, pixel += m_stride)
            *pixel = tile ? patternAt(*tile, x, y) : colour;
        if (const int share = to - (last << 8); share > 0)
            mix(x, last, colour, share);
    }

private:
    /// @param share of 256
    void mix(int x, int y, QRgb colour, int share)
    {
        if (y < 0 || y >= m_height)
            return;
        QRgb& pixel = m_bits[y * m_stride + x];
        pixel = mixedIn(pixel, colour, share);
    }

    QRgb patternAt(const QImage& tile, int x, int y) const
    {
        const int size = tile.width();
        return reinterpret_cast<const QRgb*>(tile.constScanLine((y + m_top) % size))[(x + m_left) % size];
    }

    QRgb* m_bits;
    qsizetype m_stride;
    int m_height;
    int m_left, m_top;
};

/// Appends a point, and takes those between it and the one of the same height before it away.
void addPoint(QPolygonF& line, double x, double y)
{
    const auto count = line.size();
    if (count >= 2 && line[count - 1].y() == y && line[count - 2].y() == y)
        line.last().setX(x);
    else
        line << QPointF(x, y);
}

} // namespace

ColumnPainter::ColumnPainter(QPainter& painter, const Theme& theme, double density)
    : m_painter(painter), m_theme(theme), m_density(density)
{
    for (const State state : allStates)
        m_tiles[static_cast<std::size_t>(state)] = hatchTile(theme[state], density);
}

ColumnPainter::Stack ColumnPainter::stackOf(const Column& column, double laneHeight, bool narrow) const
{
    Stack result{.bottom = laneHeight};
    double total = 0;
    for (const State state : stack) {
        double& height = result.height[static_cast<std::size_t>(state)];
        height = column[state] * laneHeight * (narrow ? m_theme[state].height : 1);
        total += height;
    }
    if (narrow)
        result.bottom = (laneHeight + total) / 2;
    return result;
}

void ColumnPainter::draw(std::span<const Column> columns, const QRectF& lane)
{
    if (columns.empty() || lane.height() <= 0)
        return;
    if (m_painter.paintEngine()->type() == QPaintEngine::Raster)
        drawImage(columns, lane);
    else
        forEachRun(columns, [&](std::span<const Column> run) { drawPolygons(run, lane, isNarrow(run)); });
}

bool ColumnPainter::isNarrow(std::span<const Column> run) const
{
    return static_cast<double>(run.size()) < narrowRun * m_density;
}

void ColumnPainter::drawImage(std::span<const Column> columns, const QRectF& lane)
{
    const int left = qRound(lane.left() * m_density) + columns.front().x;
    const int top = qRound(lane.top() * m_density);
    const int height = std::max(1, qRound(lane.height() * m_density));
    const int width = columns.back().x - columns.front().x + 1;
    // Opaque, since that is drawn by copying: what is idle shows the track.
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(0U);
    std::array<QRgb, allStates.size()> colours{};
    for (const State state : allStates)
        colours[static_cast<std::size_t>(state)] = m_theme[state].colour.rgb();
    const QRgb track = m_theme.track.rgb();
    Pixels pixels(image, std::max(0, left), std::max(0, top));
    const int hatchedFrom = in256ths(thinnestHatchedBand * m_density);
    int done = 0; // columns of the image
    forEachRun(columns, [&](std::span<const Column> run) {
        const bool narrow = isNarrow(run);
        const int begin = run.front().x - columns.front().x;
        pixels.fillPlain(done, begin, track);
        done = begin + static_cast<int>(run.size());
        for (const Column& column : run) {
            const Stack stacked = stackOf(column, height, narrow);
            const int x = column.x - columns.front().x;
            int bottom = in256ths(stacked.bottom);
            pixels.fill(x, bottom, height << 8, track, nullptr);
            for (const State state : stack) {
                const auto index = static_cast<std::size_t>(state);
                const int band = std::min(in256ths(stacked.height[index]), bottom);
                if (band <= 0)
                    continue;
                const bool hatched = band >= hatchedFrom && !m_tiles[index].isNull();
                pixels.fill(x, bottom - band, bottom, colours[index], hatched ? &m_tiles[index] : nullptr);
                bottom -= band;
            }
            pixels.fill(x, 0, bottom, track, nullptr);
        }
    });
    image.setDevicePixelRatio(m_density);
    m_painter.drawImage(QPointF(left / m_density, top / m_density), image);
}

/// Each state's polygon reaches down to the foot of the column; those below it are drawn over it.
void ColumnPainter::drawPolygons(std::span<const Column> columns, const QRectF& lane, bool narrow)
{
    const auto x = [&](std::int32_t column) { return lane.left() + column / m_density; };
    const auto rounded = [](double y) { return std::round(y / finestStep) * finestStep; };
    std::array<QPolygonF, allStates.size()> tops;
    std::array<QVector<QRectF>, allStates.size()> bands;
    QPolygonF foot;
    for (const Column& column : columns) {
        const Stack stacked = stackOf(column, lane.height(), narrow);
        double y = lane.top() + stacked.bottom;
        addPoint(foot, x(column.x), rounded(y));
        addPoint(foot, x(column.x + 1), rounded(y));
        for (const State state : stack) {
            const auto index = static_cast<std::size_t>(state);
            const double height = stacked.height[index];
            y -= height;
            addPoint(tops[index], x(column.x), rounded(y));
            addPoint(tops[index], x(column.x + 1), rounded(y));
            if (height > 0)
                bands[index] += QRectF(x(column.x), y, 1 / m_density, height);
        }
    }
    std::reverse(foot.begin(), foot.end());
    m_painter.setRenderHint(QPainter::Antialiasing, true);
    for (auto state = stack.rbegin(); state != stack.rend(); ++state) {
        const auto index = static_cast<std::size_t>(*state);
        if (bands[index].empty())
            continue;
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_theme[*state].colour);
        m_painter.drawPolygon(tops[index] + foot);
    }
    for (const State state : stack)
        drawHatch(state, bands[static_cast<std::size_t>(state)]);
}

void ColumnPainter::drawHatch(State state, std::span<const QRectF> bands)
{
    const StateLook& look = m_theme[state];
    QPainterPath path;
    if (look.pattern == Pattern::Diagonal || look.pattern == Pattern::Cross)
        addHatchOfBands(path, bands, hatchSpacing, HatchDirection::Rising);
    if (look.pattern == Pattern::Cross)
        addHatchOfBands(path, bands, hatchSpacing, HatchDirection::Falling);
    if (path.isEmpty())
        return;
    m_painter.setPen(QPen(look.lines, hatchWidth, Qt::SolidLine, Qt::FlatCap));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawPath(path);
}

} // namespace interleave::view
