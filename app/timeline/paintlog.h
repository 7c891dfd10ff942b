// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/time.h"

#include <utility>
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
    /// What lies between two runs is no interval.
    void beginRun() { m_continues = false; }
    void add(Stamp begun, Stamp ended)
    {
        m_frames.push_back({begun, ended, std::exchange(m_continues, true)});
    }
    Figures figures() const;

private:
    struct Frame
    {
        Stamp begun, ended;
        bool continues = false; ///< the one before is of the same run
    };
    std::vector<Frame> m_frames;
    bool m_continues = false;
};

} // namespace interleave::view
