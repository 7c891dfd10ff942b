// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/id.h"
#include "core/trace/state.h"
#include "core/trace/time.h"

#include <cstddef>
#include <vector>

namespace interleave {

/// "From this instant to that one, this task on this worker (on this processor) was in this state": what is
/// drawn. Ids that do not apply are invalid: a worker's own work (start-up, dispatch) has no task, a Queued
/// span has no worker, only Running spans have a processor.
struct Span
{
    Instant start{};
    Duration length{};
    TaskId task;
    WorkerId worker;
    SlotId slot;
    ProcessorId processor;
    TaskId by; ///< the task that it waited for (Blocked), where known
    State state = State::Unknown;
    Phase phase = Phase::None;
    std::uint8_t attempt = 0; ///< 0 = first try; retries and redirects count up

    Instant end() const { return start + length; }
    bool operator==(const Span&) const = default;
};

/// Spans as columns, in the order in which they ended (not sorted by start). Append only. Worker, slot and
/// processor numbers from 65535 up are kept as "none".
class SpanTable
{
public:
    void append(const Span& span);
    std::size_t size() const { return m_start.size(); }
    bool empty() const { return m_start.empty(); }
    /// @pre index < size()
    Span operator[](std::size_t index) const;
    bool operator==(const SpanTable&) const = default;

private:
    std::vector<Instant> m_start;
    std::vector<Duration> m_length;
    std::vector<TaskId> m_task;
    std::vector<TaskId> m_by;
    std::vector<std::uint16_t> m_worker;    // 65535: none
    std::vector<std::uint16_t> m_slot;      // 65535: none
    std::vector<std::uint16_t> m_processor; // 65535: none
    std::vector<State> m_state;
    std::vector<Phase> m_phase;
    std::vector<std::uint8_t> m_attempt;
};

} // namespace interleave
