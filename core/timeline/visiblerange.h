// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/time.h"

namespace interleave::timeline {

/// The part of a picture's whole time, from zero, that is looked at: zooming and panning. Never narrower than
/// `narrowest` and never outside of the whole.
///
/// Its edges are kept finer than a nanosecond, so that zooming in by many steps and out again at one place
/// comes back to where it began; from() and to() are the nanoseconds next to them.
class VisibleRange
{
public:
    static constexpr Duration narrowest{20};

    /// Shows everything. @pre whole > 0
    explicit VisibleRange(Duration whole = narrowest);

    Instant from() const;
    Instant to() const { return from() + length(); }
    Duration length() const;
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

    /// On the way from one range to another of the same whole: what lies at the same place of both stays
    /// there, and where they are equally long it glides.
    /// @param share 0 to 1, of the way
    friend VisibleRange between(const VisibleRange& a, const VisibleRange& b, double share);

private:
    using Exact = long double; ///< nanoseconds; 64 bits of mantissa: finer than a thousandth in 100 days

    void place(Exact from, Exact length);

    Duration m_whole;
    Exact m_from = 0;
    Exact m_length;
};

VisibleRange between(const VisibleRange& a, const VisibleRange& b, double share);

} // namespace interleave::timeline
