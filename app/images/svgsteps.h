// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>
#include <vector>

namespace interleave::images {

/// A path of straight lines, as it is in a file: in thousandths of a pixel.
struct Path
{
    struct Point
    {
        enum class Kind { Move, Line, Close };
        Kind kind = Kind::Move;
        long long x = 0, y = 0;
    };

    std::vector<Point> points;
    long long left = 0, top = 0, right = 0, bottom = 0; ///< around all points

    void add(Point::Kind kind, double x, double y); ///< pixels
    void close() { points.push_back({Point::Kind::Close, 0, 0}); }
    bool touches(const Path& other) const;
    void grow(long long by);
    void unite(const Path& other);
};

/// "M1,2 L3,4 Z". @return empty: there are other commands in it
std::optional<Path> pathFrom(const QByteArray& text);

/// The text of paths in relative steps; the rounded places are what is stepped from, so that nothing adds up.
class Steps
{
public:
    void add(const Path& path);
    const QByteArray& text() const { return m_text; }

private:
    void moveTo(long long x, long long y);
    void lineTo(long long x, long long y);

    QByteArray m_text;
    long long m_x = 0, m_y = 0, m_startX = 0, m_startY = 0;
};

} // namespace interleave::images
