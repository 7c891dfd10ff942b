// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/time.h"

namespace interleave::timeline {

/// The part of a picture's whole time, from zero, that is looked at: zooming and panning. Never narrower than
/// `narrowest` and never outside of the whole.
class VisibleRange
{
public:
    static constexpr Duration narrowest{100};

    /// Shows everything. @pre whole > 0
    explicit VisibleRange(Duration whole = narrowest) : m_whole(whole), m_to(whole) {}

    Instant from() const { return Instant(m_from); }
    Instant to() const { return Instant(m_to); }
    Duration length() const { return m_to - m_from; }
    Duration whole() const { return m_whole; }
    bool showsAll() const { return length() == m_whole; }

    /// The time grows, or another is looked at: what showed everything goes on doing so; else the range
    /// stays, as far as it can.
    void setWhole(Duration whole);
    /// Makes the length `factor` times what it was; what is at `anchor` stays there.
    /// @param anchor 0 to 1, from the left edge to the right
    void zoom(double factor, double anchor);
    /// Moves by this share of the length: positive to the right.
    void pan(double share);
    void show(Instant from, Instant to);
    void fit() { *this = VisibleRange(m_whole); }

    bool operator==(const VisibleRange&) const = default;

private:
    void place(Duration from, Duration length);

    Duration m_whole;
    Duration m_from{0};
    Duration m_to;
};

} // namespace interleave::timeline
