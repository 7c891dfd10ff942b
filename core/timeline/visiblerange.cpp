// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/visiblerange.h"

#include <algorithm>
#include <cmath>

namespace interleave::timeline {

VisibleRange::VisibleRange(Duration whole) : m_whole(whole), m_length(static_cast<Exact>(whole.count())) {}

Duration VisibleRange::length() const { return Duration(std::llround(m_length)); }

/// Rounding the length may have moved the right edge out.
Instant VisibleRange::from() const
{
    return Instant(std::min(Duration(std::llround(m_from)), m_whole - length()));
}

void VisibleRange::place(Exact from, Exact length)
{
    const auto whole = static_cast<Exact>(m_whole.count());
    m_length = std::clamp(length, static_cast<Exact>(std::min(narrowest, m_whole).count()), whole);
    if (this->length() == m_whole)
        m_length = whole; // what rounding left of it would stay for ever
    m_from = std::clamp(from, Exact(0), whole - m_length);
}

void VisibleRange::setWhole(Duration whole)
{
    const bool all = showsAll();
    m_whole = std::max(whole, Duration(1));
    if (all)
        place(0, static_cast<Exact>(m_whole.count()));
    else
        place(m_from, m_length);
}

void VisibleRange::zoom(double factor, double anchor)
{
    if (!(factor > 0) || !std::isfinite(factor))
        return;
    const Exact share = std::clamp(anchor, 0.0, 1.0);
    const Exact at = m_from + share * m_length;
    const Exact next = std::clamp(factor * m_length, static_cast<Exact>(std::min(narrowest, m_whole).count()),
                                  static_cast<Exact>(m_whole.count()));
    place(at - share * next, next);
}

void VisibleRange::pan(double share)
{
    if (std::isfinite(share))
        place(m_from + share * m_length, m_length);
}

void VisibleRange::show(Instant from, Instant to)
{
    place(static_cast<Exact>((from - Instant()).count()),
          static_cast<Exact>(std::max(to - from, Duration(1)).count()));
}

VisibleRange between(const VisibleRange& a, const VisibleRange& b, double share)
{
    using Exact = VisibleRange::Exact;
    if (share >= 1)
        return b;
    VisibleRange way = b;
    const Exact part = std::clamp(share, 0.0, 1.0);
    const Exact length = a.m_length * std::pow(b.m_length / a.m_length, part);
    const Exact change = b.m_length - a.m_length;
    // The edges move in proportion to the length, which is what keeps one place still. Where the length
    // hardly changes that proportion is lost in rounding, and they move with the way.
    const Exact moved = std::abs(change) < a.m_length / 1000 ? part : (length - a.m_length) / change;
    way.place(a.m_from + (b.m_from - a.m_from) * moved, length);
    return way;
}

} // namespace interleave::timeline
