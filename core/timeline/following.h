// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/visiblerange.h"

namespace interleave::timeline {

/// Whether a view goes along with a run that goes on, or stays where the user looks.
class Following
{
public:
    bool on() const { return m_on; }

    /// A run begins: who looks at everything goes along.
    void begin(const VisibleRange& range) { m_on = range.showsAll(); }
    /// The user looks elsewhere: at what happens now, or at what is over.
    void moved(const VisibleRange& range, Instant now) { m_on = range.from() <= now && now <= range.to(); }
    void set(bool on) { m_on = on; }

    /// Where the view is when the run has come to `now`. Going along it shows everything, as it did, or keeps
    /// its width and ends at `now` once that has come to its right edge.
    /// @param whole there is to look at then; at least `now`
    VisibleRange at(const VisibleRange& before, Instant now, Duration whole) const;

private:
    bool m_on = true;
};

} // namespace interleave::timeline
