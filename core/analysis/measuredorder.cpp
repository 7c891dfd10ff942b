// SPDX-License-Identifier: GPL-3.0-or-later
// In the measured order: each piece as soon as those before it allow.
#include "core/analysis/listscheduling.h"

#include <algorithm>
#include <functional>
#include <map>
#include <queue>
#include <utility>

namespace interleave::analysis {

namespace {

class MeasuredOrder
{
public:
    MeasuredOrder(const Work& work, const Room& room) : m_work(work), m_flights(work.tasks.size())
    {
        m_pieces.reserve(work.pieces.size());
        const std::size_t processors = std::min<std::size_t>(room.processors, work.tasks.size());
        for (std::size_t k = 0; k < processors; ++k)
            m_processors.push(Duration::zero());
    }

    std::vector<ScheduledPiece> schedule()
    {
        for (const Step& step : steps()) {
            if (m_flights[step.task].next == 0)
                enter(step.task);
            wait(step.task);
            compute(step.task);
            wait(step.task);
        }
        return std::move(m_pieces);
    }

private:
    struct Step // one computation; for a task without any, all there is
    {
        Instant began;
        std::uint32_t task = 0;
    };
    struct Flight
    {
        std::size_t next = 0;
        Duration now{}; // it has done all before
        Duration* slotFree = nullptr;
    };

    std::vector<Step> steps() const
    {
        std::vector<Step> steps;
        for (std::uint32_t task = 0; task < m_work.tasks.size(); ++task) {
            bool any = false;
            for (const Piece& piece : m_work.piecesOf(m_work.tasks[task])) {
                if (piece.state != State::Running)
                    continue;
                steps.push_back({piece.began, task});
                any = true;
            }
            if (!any)
                steps.push_back({m_work.tasks[task].taken, task});
        }
        std::ranges::stable_sort(steps, {}, &Step::began);
        return steps;
    }

    void enter(std::uint32_t task)
    {
        const Work::Of& of = m_work.tasks[task];
        Flight& flight = m_flights[task];
        flight.slotFree = &m_slots[{of.place, of.slot}];
        flight.now = *flight.slotFree;
    }

    void wait(std::uint32_t task)
    {
        const auto pieces = m_work.piecesOf(m_work.tasks[task]);
        Flight& flight = m_flights[task];
        for (; flight.next < pieces.size() && pieces[flight.next].state != State::Running; ++flight.next)
            place(task, flight.now, pieces[flight.next]);
        *flight.slotFree = std::max(*flight.slotFree, flight.now);
    }

    void compute(std::uint32_t task)
    {
        const auto pieces = m_work.piecesOf(m_work.tasks[task]);
        Flight& flight = m_flights[task];
        if (flight.next == pieces.size())
            return;
        Duration& workerFree = m_workers[m_work.tasks[task].place];
        place(task, std::max({flight.now, workerFree, m_processors.top()}), pieces[flight.next++]);
        m_processors.pop();
        m_processors.push(flight.now);
        workerFree = flight.now;
    }

    void place(std::uint32_t task, Duration start, const Piece& piece)
    {
        const Work::Of& of = m_work.tasks[task];
        m_pieces.push_back({task, of.worker.value, of.slot.value, start, piece.length, piece.state});
        m_flights[task].now = start + piece.length;
    }

    const Work& m_work;
    std::vector<Flight> m_flights;
    std::map<std::pair<WorkerId, SlotId>, Duration> m_slots;                           // when each is free
    std::map<WorkerId, Duration> m_workers;                                            // likewise
    std::priority_queue<Duration, std::vector<Duration>, std::greater<>> m_processors; // likewise
    std::vector<ScheduledPiece> m_pieces;
};

} // namespace

std::vector<ScheduledPiece> inMeasuredOrder(const Work& work, const Room& room)
{
    return MeasuredOrder(work, room).schedule();
}

} // namespace interleave::analysis
