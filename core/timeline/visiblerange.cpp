// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/visiblerange.h"

#include <algorithm>
#include <cmath>

namespace interleave::timeline {
namespace {

Duration times(double factor, Duration duration)
{
    return Duration(std::llround(factor * static_cast<double>(duration.count())));
}

} // namespace

void VisibleRange::place(Duration from, Duration length)
{
    length = std::clamp(length, std::min(narrowest, m_whole), m_whole);
    m_from = std::clamp(from, Duration(0), m_whole - length);
    m_to = m_from + length;
}

void VisibleRange::setWhole(Duration whole)
{
    const bool all = showsAll();
    m_whole = std::max(whole, Duration(1));
    if (all)
        place(Duration(0), m_whole);
    else
        place(m_from, length());
}

void VisibleRange::zoom(double factor, double anchor)
{
    if (!(factor > 0) || !std::isfinite(factor))
        return;
    const Duration at = m_from + times(std::clamp(anchor, 0.0, 1.0), length());
    // Beyond the whole there is nothing, and its nanoseconds need not fit.
    const double wanted =
        std::min(factor * static_cast<double>(length().count()), static_cast<double>(m_whole.count()));
    const Duration next = std::clamp(Duration(std::llround(wanted)), std::min(narrowest, m_whole), m_whole);
    place(at - times(std::clamp(anchor, 0.0, 1.0), next), next);
}

void VisibleRange::pan(double share)
{
    if (std::isfinite(share))
        place(m_from + times(std::clamp(share, -1e6, 1e6), length()), length());
}

void VisibleRange::show(Instant from, Instant to)
{
    place(from - Instant(), std::max(to - from, Duration(1)));
}

} // namespace interleave::timeline
