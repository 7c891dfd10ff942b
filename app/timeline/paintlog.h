// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/time.h"

#include <vector>

namespace interleave::view {

/// When the frames of a run that goes on were drawn: what the drawing rate is stated from.
class PaintLog
{
public:
    struct Figures
    {
        std::size_t frames = 0;
        Duration medianInterval{}, longestInterval{}; ///< between the ends of two frames; 0 below two frames
        Duration medianCost{};                        ///< from the begin of a frame to its end
    };

    void clear() { m_frames.clear(); }
    void add(Stamp begun, Stamp ended) { m_frames.push_back({begun, ended}); }
    Figures figures() const;

private:
    struct Frame
    {
        Stamp begun, ended;
    };
    std::vector<Frame> m_frames;
};

} // namespace interleave::view
