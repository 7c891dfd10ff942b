// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/sweepaxis.h"

#include <algorithm>
#include <cmath>

namespace interleave::view {
namespace {

/// 1, 2 or 5 times a power of ten: at most `most` of them in `range`.
double niceStep(double range, double most)
{
    const double least = range / std::max(1.0, most);
    const double power = std::pow(10, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= least)
            return factor * power;
    return 10 * power;
}

} // namespace

bool isLogarithmic(const std::vector<SweepChart::Value>& values)
{
    if (values.size() < 3 || values.front().number <= 0)
        return false;
    return std::ranges::adjacent_find(
               values, [](const auto& one, const auto& next) { return next.number < 1.5 * one.number; }) ==
               values.end() &&
           values.back().number >= 8 * values.front().number;
}

std::vector<double> shares(const std::vector<SweepChart::Value>& values)
{
    const bool logarithmic = isLogarithmic(values);
    const auto scaled = [&](double number) { return logarithmic ? std::log(number) : number; };
    std::vector<double> shares;
    for (const SweepChart::Value& value : values) {
        const double first = scaled(values.front().number), last = scaled(values.back().number);
        shares.push_back(last > first ? (scaled(value.number) - first) / (last - first) : 0.5);
    }
    return shares;
}

UprightScale::UprightScale(double most, double ticks)
{
    if (most > 0)
        step = niceStep(most, ticks);
    top = std::max(step, step * std::ceil(most / step - 1e-9));
}

double UprightScale::y(const QRectF& area, double number) const
{
    return area.bottom() - number / top * area.height();
}

} // namespace interleave::view
