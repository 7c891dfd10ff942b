// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/following.h"

namespace interleave::timeline {

VisibleRange Following::at(const VisibleRange& before, Instant now, Duration whole) const
{
    VisibleRange range = before;
    range.setWhole(whole);
    if (!m_on && before.showsAll())
        range.show(before.from(), before.to());
    else if (m_on && !range.showsAll() && (now > range.to() || now < range.from()))
        range.show(now - range.length(), now);
    return range;
}

} // namespace interleave::timeline
