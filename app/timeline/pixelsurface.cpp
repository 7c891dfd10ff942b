// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/pixelsurface.h"

#include "app/timeline/columnpixels.h"
#include "app/timeline/columnstack.h"

#include <QCoreApplication>
#include <QHash>
#include <QStaticText>

#include <algorithm>

namespace interleave::view {
namespace {

using timeline::Column;
using Pattern = StateLook::Pattern;

constexpr qsizetype mostRemembered = 4000;

struct ShapedWords
{
    QFont font;
    QHash<QString, QStaticText> words;
};

thread_local ShapedWords shapedWords;

/// A word that can be drawn again without being shaped again.
const QStaticText& shaped(const QString& word, const QFont& font)
{
    // Those of the GUI thread must not outlive the fonts; those of other threads end with them, before.
    static const bool once = (qAddPostRoutine([] { shapedWords = {}; }), true);
    Q_UNUSED(once);
    auto& [fontOfAll, words] = shapedWords;
    if (words.size() >= mostRemembered || font != fontOfAll)
        words.clear();
    fontOfAll = font;
    if (const auto known = words.constFind(word); known != words.constEnd())
        return *known;
    QStaticText text(word);
    text.setTextFormat(Qt::PlainText);
    text.prepare(QTransform(), font);
    return *words.insert(word, text);
}

const QRgb* rowOf(const QImage& image, int y)
{
    return reinterpret_cast<const QRgb*>(image.constBits() + y * image.bytesPerLine());
}

} // namespace

PixelSurface::PixelSurface(QImage& image, QPoint origin, const Theme& theme, const HatchTiles& tiles)
    : m_image(image),
      m_bits(reinterpret_cast<QRgb*>(image.bits())),
      m_stride(image.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb))),
      m_origin(origin),
      m_theme(theme),
      m_tiles(tiles),
      m_density(tiles.density())
{
}

PixelSurface::Box PixelSurface::boxOf(const QRectF& rect) const
{
    const auto x = [&](double logical) {
        return std::clamp(qRound(logical * m_density) - m_origin.x(), 0, m_image.width());
    };
    const auto y = [&](double logical) {
        return std::clamp(qRound(logical * m_density) - m_origin.y(), 0, m_image.height());
    };
    return {x(rect.left()), y(rect.top()), x(rect.right()), y(rect.bottom())};
}

void PixelSurface::fill(const Box& box, QRgb colour)
{
    for (int y = box.top; y < box.bottom; ++y)
        std::fill(row(y) + box.left, row(y) + box.right, colour);
}

void PixelSurface::fill(const QRectF& rect, const QColor& colour)
{
    if (const Box box = boxOf(rect); !box.empty())
        fill(box, colour.rgb());
}

void PixelSurface::tile(const Box& box, const QImage& tile)
{
    const int size = tile.width();
    for (int y = box.top; y < box.bottom; ++y) {
        const QRgb* const pattern = rowOf(tile, (y + m_origin.y()) % size);
        QRgb* const pixels = row(y);
        int at = (box.left + m_origin.x()) % size;
        for (int x = box.left; x < box.right; ++x) {
            pixels[x] = pattern[at];
            at = at + 1 < size ? at + 1 : 0;
        }
    }
}

void PixelSurface::drawBars(State state, std::span<const QRectF> bars)
{
    const StateLook& look = m_theme[state];
    const QRgb colour = look.colour.rgb();
    const int line = std::max(1, qRound(m_density));
    for (const QRectF& bar : bars) {
        const Box box = boxOf(bar);
        if (box.empty())
            continue;
        if (look.pattern == Pattern::Outline) {
            fill(Box{box.left, box.top, box.right, std::min(box.top + line, box.bottom)}, colour);
            fill(Box{box.left, std::max(box.bottom - line, box.top), box.right, box.bottom}, colour);
            fill(Box{box.left, box.top, std::min(box.left + line, box.right), box.bottom}, colour);
            fill(Box{std::max(box.right - line, box.left), box.top, box.right, box.bottom}, colour);
        } else if (look.pattern == Pattern::Solid || bar.height() < thinnestHatchedBand) {
            fill(box, colour);
        } else {
            tile(box, m_tiles[state]);
        }
    }
}

void PixelSurface::drawColumns(std::span<const Column> columns, const QRectF& lane, int wide)
{
    const Box box = boxOf(lane);
    if (columns.empty() || box.top >= box.bottom)
        return;
    const int left = qRound(lane.left() * m_density) - m_origin.x();
    const auto first = std::ranges::partition_point(
        columns, [&](const Column& column) { return left + column.x * wide < 0; });
    const auto last = std::ranges::partition_point(
        columns, [&](const Column& column) { return left + (column.x + 1) * wide <= m_image.width(); });
    ColumnPixels pixels(m_theme, m_tiles, box.bottom - box.top);
    forEachRun(std::span(first, last), m_density / wide, [&](std::span<const Column> run, bool narrow) {
        const QPoint foot(left + run.front().x * wide, box.bottom - 1);
        pixels.write(
            run, narrow,
            {.foot = row(foot.y()) + foot.x(), .up = -m_stride, .wide = wide, .device = m_origin + foot});
    });
}

void PixelSurface::drawWord(State state, const QRectF& bar, const QString& word, const QFont& font)
{
    if (!m_painter.isActive()) {
        m_painter.begin(&m_image);
        m_painter.translate(-m_origin);
        m_painter.scale(m_density, m_density);
        m_painter.setFont(font);
    }
    const QStaticText& text = shaped(word, font);
    m_painter.setPen(m_theme.onBar(state));
    m_painter.drawStaticText(bar.center() - QPointF(text.size().width(), text.size().height()) / 2, text);
}

double PixelSurface::wordWidth(const QString& word, const QFont& font)
{
    return shaped(word, font).size().width();
}

} // namespace interleave::view
