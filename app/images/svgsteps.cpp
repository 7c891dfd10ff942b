// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/images/svgsteps.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace interleave::images {
namespace {

using Kind = Path::Point::Kind;

long long thousandths(double value) { return std::llround(value * 1000); }

void addNumber(QByteArray& path, long long number)
{
    std::array<char, 32> text{};
    const long long whole = std::abs(number) / 1000;
    long long rest = std::abs(number) % 1000;
    if (number < 0)
        path += '-';
    else if (!path.isEmpty() && path.back() >= '.' && path.back() <= '9')
        path += ' ';
    if (whole > 0 || rest == 0)
        path.append(text.data(),
                    std::to_chars(text.data(), text.data() + text.size(), whole).ptr - text.data());
    if (rest == 0)
        return;
    path += '.';
    for (long long digit = 100; rest > 0; rest %= digit, digit /= 10)
        path += static_cast<char>('0' + rest / digit);
}

} // namespace

void Path::add(Kind kind, double x, double y)
{
    const Point point{kind, thousandths(x), thousandths(y)};
    const bool first = points.empty();
    left = first ? point.x : std::min(left, point.x);
    right = first ? point.x : std::max(right, point.x);
    top = first ? point.y : std::min(top, point.y);
    bottom = first ? point.y : std::max(bottom, point.y);
    points.push_back(point);
}

bool Path::touches(const Path& other) const
{
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
}

void Path::grow(long long by)
{
    left -= by;
    top -= by;
    right += by;
    bottom += by;
}

void Path::unite(const Path& other)
{
    left = std::min(left, other.left);
    top = std::min(top, other.top);
    right = std::max(right, other.right);
    bottom = std::max(bottom, other.bottom);
}

std::optional<Path> pathFrom(const QByteArray& text)
{
    const char* at = text.data();
    const char* const end = at + text.size();
    const auto number = [&]() -> std::optional<double> {
        while (at != end && (*at == ' ' || *at == ','))
            ++at;
        double value = 0;
        const auto read = std::from_chars(at, end, value);
        at = read.ptr;
        return read.ec == std::errc() ? std::optional(value) : std::nullopt;
    };
    Path path;
    while (at != end) {
        const char command = *at++;
        if (command == ' ' || command == '\n')
            continue;
        if (command == 'Z' || command == 'z') {
            path.close();
            continue;
        }
        const auto x = number();
        const auto y = number();
        if ((command != 'M' && command != 'L') || !x || !y)
            return {};
        path.add(command == 'M' ? Kind::Move : Kind::Line, *x, *y);
    }
    return path.points.empty() ? std::nullopt : std::optional(std::move(path));
}

void Steps::add(const Path& path)
{
    for (const Path::Point& point : path.points) {
        if (point.kind == Kind::Move) {
            moveTo(point.x, point.y);
        } else if (point.kind == Kind::Line) {
            lineTo(point.x, point.y);
        } else {
            m_text += 'z';
            m_x = m_startX;
            m_y = m_startY;
        }
    }
}

void Steps::moveTo(long long x, long long y)
{
    m_text += 'm'; // the first of all is from 0, 0
    addNumber(m_text, x - m_x);
    addNumber(m_text, y - m_y);
    m_x = m_startX = x;
    m_y = m_startY = y;
}

void Steps::lineTo(long long x, long long y)
{
    if (x == m_x && y == m_y)
        return;
    m_text += y == m_y ? 'h' : x == m_x ? 'v' : 'l';
    if (x != m_x)
        addNumber(m_text, x - m_x);
    if (y != m_y)
        addNumber(m_text, y - m_y);
    m_x = x;
    m_y = y;
}

} // namespace interleave::images
