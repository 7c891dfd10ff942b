// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/sweepchart.h"

#include <QRectF>

#include <vector>

namespace interleave::view {

/// Whether the values are so far apart that they are drawn in equal steps of their logarithm: as 1, 2, 4, 8.
bool isLogarithmic(const std::vector<SweepChart::Value>& values);

/// Places of the values from left to right, 0 to 1; in the middle where there is one.
std::vector<double> shares(const std::vector<SweepChart::Value>& values);

/// Numbers along an upright axis that begins at 0.
struct UprightScale
{
    double top = 1;  ///< of the axis, at least the most
    double step = 1; ///< between two ticks: 1, 2 or 5 times a power of ten

    UprightScale(double most, double ticks);
    double y(const QRectF& area, double number) const;
};

} // namespace interleave::view
