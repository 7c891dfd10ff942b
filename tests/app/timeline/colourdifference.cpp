// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/timeline/colourdifference.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace interleave::support {
namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

double linear(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

Triple times(const Matrix& matrix, const Triple& v)
{
    Triple result{};
    for (std::size_t i = 0; i < 3; ++i)
        result[i] = matrix[i][0] * v[0] + matrix[i][1] * v[1] + matrix[i][2] * v[2];
    return result;
}

const Matrix& sight(Reader reader)
{
    static const std::array<Matrix, 5> matrices{
        Matrix{Triple{1, 0, 0}, Triple{0, 1, 0}, Triple{0, 0, 1}},
        Matrix{Triple{0.152286, 1.052583, -0.204868}, Triple{0.114503, 0.786281, 0.099216},
               Triple{-0.003882, -0.048116, 1.051998}},
        Matrix{Triple{0.367322, 0.860646, -0.227968}, Triple{0.280085, 0.672501, 0.047413},
               Triple{-0.011820, 0.042940, 0.968881}},
        Matrix{Triple{1.255528, -0.076749, -0.178779}, Triple{-0.078411, 0.930809, 0.147602},
               Triple{0.004733, 0.691367, 0.303900}},
        Matrix{Triple{0.2126, 0.7152, 0.0722}, Triple{0.2126, 0.7152, 0.0722},
               Triple{0.2126, 0.7152, 0.0722}}};
    return matrices[static_cast<std::size_t>(reader)];
}

Triple labOf(const QColor& colour, Reader reader)
{
    Triple rgb =
        times(sight(reader), {linear(colour.redF()), linear(colour.greenF()), linear(colour.blueF())});
    for (double& value : rgb)
        value = std::clamp(value, 0.0, 1.0);
    const Triple xyz =
        times({Triple{0.4124564, 0.3575761, 0.1804375}, Triple{0.2126729, 0.7151522, 0.0721750},
               Triple{0.0193339, 0.1191920, 0.9503041}},
              rgb);
    const auto f = [](double t) { return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116; };
    const double x = f(xyz[0] / 0.95047), y = f(xyz[1]), z = f(xyz[2] / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double degrees(double radians) { return radians * 180 / std::numbers::pi; }
double radians(double degrees) { return degrees * std::numbers::pi / 180; }
double seventh(double c) { return std::sqrt(std::pow(c, 7) / (std::pow(c, 7) + std::pow(25.0, 7))); }

double hue(double a, double b)
{
    const double angle = degrees(std::atan2(b, a));
    return angle < 0 ? angle + 360 : angle;
}

double ciede2000(const Triple& p, const Triple& q)
{
    const double g = 0.5 * (1 - seventh((std::hypot(p[1], p[2]) + std::hypot(q[1], q[2])) / 2));
    const double a1 = p[1] * (1 + g), a2 = q[1] * (1 + g);
    const double c1 = std::hypot(a1, p[2]), c2 = std::hypot(a2, q[2]);
    const double h1 = hue(a1, p[2]), h2 = hue(a2, q[2]);
    const bool grey = c1 * c2 == 0;
    double dh = grey ? 0 : h2 - h1;
    dh += dh > 180 ? -360 : dh < -180 ? 360 : 0;
    double h = grey ? h1 + h2 : (h1 + h2) / 2;
    if (!grey && std::abs(h1 - h2) > 180)
        h += h1 + h2 < 360 ? 180 : -180;
    const double l = (p[0] + q[0]) / 2, c = (c1 + c2) / 2;
    const double t = 1 - 0.17 * std::cos(radians(h - 30)) + 0.24 * std::cos(radians(2 * h)) +
                     0.32 * std::cos(radians(3 * h + 6)) - 0.2 * std::cos(radians(4 * h - 63));
    const double turn = std::sin(radians(60 * std::exp(-std::pow((h - 275) / 25, 2))));
    const double lightness =
        (q[0] - p[0]) / (1 + 0.015 * std::pow(l - 50, 2) / std::sqrt(20 + std::pow(l - 50, 2)));
    const double chroma = (c2 - c1) / (1 + 0.045 * c);
    const double angle = 2 * std::sqrt(c1 * c2) * std::sin(radians(dh / 2)) / (1 + 0.015 * c * t);
    return std::sqrt(lightness * lightness + chroma * chroma + angle * angle -
                     turn * 2 * seventh(c) * chroma * angle);
}

} // namespace

double colourDifference(const QColor& a, const QColor& b, Reader reader)
{
    return ciede2000(labOf(a, reader), labOf(b, reader));
}

} // namespace interleave::support
