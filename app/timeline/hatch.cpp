// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/hatch.h"

#include <algorithm>
#include <cmath>

namespace interleave::view {

void addHatch(QPainterPath& path, const QRectF& rect, double spacing, HatchDirection direction)
{
    // A rising line is x + y = c, a falling one x - y = c; both are walked by c.
    const double sign = direction == HatchDirection::Rising ? 1 : -1;
    const double top = direction == HatchDirection::Rising ? rect.top() : -rect.bottom();
    const double bottom = direction == HatchDirection::Rising ? rect.bottom() : -rect.top();
    for (double c = std::ceil((rect.left() + top) / spacing) * spacing; c < rect.right() + bottom;
         c += spacing) {
        const double x0 = std::max(rect.left(), c - bottom);
        const double x1 = std::min(rect.right(), c - top);
        if (x1 <= x0)
            continue;
        path.moveTo(x0, sign * (c - x0));
        path.lineTo(x1, sign * (c - x1));
    }
}

} // namespace interleave::view
