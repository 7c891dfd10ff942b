// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/figures.h"

namespace interleave::engine {

namespace {

/// Reading them takes a few microseconds: whoever needs longer was off its processor in between.
constexpr Duration uninterrupted = std::chrono::microseconds(50);
constexpr int mostTries = 10;

} // namespace

Figures figuresOfThisThread()
{
    const observe::RunDelay delay;
    Figures figures;
    for (int tries = 0; tries < mostTries; ++tries) {
        const Stamp before = stampNow();
        figures.cpu = observe::threadCpuTime();
        if (delay.available())
            figures.runDelay = delay.read();
        figures.switches = observe::switchCounts();
        figures.at = stampNow();
        if (figures.at - before < uninterrupted)
            break;
    }
    return figures;
}

interleave::Worker difference(const Figures& begun, const Figures& ended)
{
    interleave::Worker worker;
    if (begun.cpu && ended.cpu)
        worker.cpuClock = *ended.cpu - *begun.cpu;
    if (begun.runDelay && ended.runDelay)
        worker.runDelay = *ended.runDelay - *begun.runDelay;
    if (begun.switches && ended.switches) {
        worker.voluntarySwitches = ended.switches->voluntary - begun.switches->voluntary;
        worker.involuntarySwitches = ended.switches->involuntary - begun.switches->involuntary;
    }
    return worker;
}

} // namespace interleave::engine
