// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/barwords.h"

#include "app/timeline/spanfacts.h"
#include "app/timeline/words.h"

namespace interleave::view {

QString BarWords::of(const timeline::Lane& lane, const timeline::Bar& bar) const
{
    if (!m_tasks)
        return {};
    if (m_states)
        return stateWord(bar.state);
    const TaskId task = lane.taskOf(bar.span);
    if (lane.kind == timeline::Lane::Kind::Task || task.value >= m_tasks->size())
        return phaseWord(bar.phase);
    return oneLine((*m_tasks)[task.value].label);
}

} // namespace interleave::view
