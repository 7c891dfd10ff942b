// SPDX-License-Identifier: GPL-3.0-or-later
// In the order of taking: a simulation from event to event.
#include "core/analysis/listscheduling.h"

#include <algorithm>
#include <deque>
#include <functional>
#include <queue>
#include <set>
#include <tuple>
#include <utility>

namespace interleave::analysis {

namespace {

using TaskIndex = std::uint32_t;
using WorkerIndex = std::uint32_t;
template <class Value>
using Lowest = std::priority_queue<Value, std::vector<Value>, std::greater<>>;

class TakingOrder
{
public:
    TakingOrder(const Work& work, const Room& room)
        : m_work(work),
          m_room(room),
          m_freeProcessors(room.processors),
          m_flights(work.tasks.size()),
          // More workers than tasks change nothing.
          m_workers(std::min<std::size_t>(room.workers, work.tasks.size()))
    {
        m_pieces.reserve(work.pieces.size());
        for (WorkerIndex worker = 0; worker < m_workers.size(); ++worker)
            offer(worker);
    }

    std::vector<ScheduledPiece> schedule()
    {
        dispatch();
        while (!m_ends.empty()) {
            m_now = m_ends.top().first;
            while (!m_ends.empty() && m_ends.top().first == m_now) {
                const TaskIndex task = m_ends.top().second;
                m_ends.pop();
                pieceEnded(task);
            }
            dispatch();
        }
        return std::move(m_pieces);
    }

private:
    struct Flight // of a task
    {
        std::size_t next = 0; // among its pieces
        WorkerIndex worker = 0;
        std::uint32_t slot = 0;
        Duration readySince{};
        bool computing = false;
    };
    using Head = std::tuple<Duration, TaskIndex, WorkerIndex>; // ready since, by taking
    using Taker = std::pair<std::uint32_t, WorkerIndex>;       // in flight
    struct WorkerState
    {
        std::deque<TaskIndex> ready; // in the order in which they became so
        Lowest<std::uint32_t> freed; // slots; those from `slots` on were never used
        std::uint32_t slots = 0, inFlight = 0;
        bool computing = false;
        std::set<Head>::iterator head{};
        std::set<Taker>::iterator taker{};
        bool isHead = false, isTaker = false;
    };

    /// Lists a worker for what it can do now.
    void offer(WorkerIndex index)
    {
        WorkerState& worker = m_workers[index];
        if (std::exchange(worker.isHead, false))
            m_heads.erase(worker.head);
        if (std::exchange(worker.isTaker, false))
            m_takers.erase(worker.taker);
        if (worker.computing)
            return;
        if (!worker.ready.empty()) {
            const TaskIndex task = worker.ready.front();
            worker.head = m_heads.emplace(m_flights[task].readySince, task, index).first;
            worker.isHead = true;
        } else if (worker.inFlight < m_room.inFlight) {
            worker.taker = m_takers.emplace(worker.inFlight, index).first;
            worker.isTaker = true;
        }
    }

    void dispatch()
    {
        while (m_freeProcessors > 0) {
            if (!m_heads.empty())
                compute(std::get<2>(*m_heads.begin()));
            else if (m_next < m_flights.size() && !m_takers.empty())
                take(m_takers.begin()->second);
            else
                return;
        }
    }

    void take(WorkerIndex index)
    {
        WorkerState& worker = m_workers[index];
        const TaskIndex task = m_next++;
        m_flights[task].worker = index;
        if (worker.freed.empty()) {
            m_flights[task].slot = worker.slots++;
        } else {
            m_flights[task].slot = worker.freed.top();
            worker.freed.pop();
        }
        ++worker.inFlight;
        goOn(task);
    }

    /// Begins what comes next of a task, and lists its worker anew.
    void goOn(TaskIndex task)
    {
        Flight& flight = m_flights[task];
        WorkerState& worker = m_workers[flight.worker];
        const auto pieces = m_work.piecesOf(m_work.tasks[task]);
        if (flight.next == pieces.size()) {
            worker.freed.push(flight.slot);
            --worker.inFlight;
        } else if (pieces[flight.next].state == State::Running) {
            flight.readySince = m_now;
            worker.ready.push_back(task);
        } else {
            begin(task);
        }
        offer(flight.worker);
    }

    void compute(WorkerIndex index)
    {
        WorkerState& worker = m_workers[index];
        const TaskIndex task = worker.ready.front();
        worker.ready.pop_front();
        worker.computing = true;
        --m_freeProcessors;
        m_flights[task].computing = true;
        begin(task);
        offer(index);
    }

    /// Computing goes on over pieces that only a pre-emption or a change of phase parted, as do waits.
    void begin(TaskIndex task)
    {
        Flight& flight = m_flights[task];
        const auto pieces = m_work.piecesOf(m_work.tasks[task]);
        ScheduledPiece piece{task, flight.worker, flight.slot, m_now, {}, pieces[flight.next].state};
        while (flight.next < pieces.size() && pieces[flight.next].state == piece.state)
            piece.length += pieces[flight.next++].length;
        m_pieces.push_back(piece);
        m_ends.emplace(piece.end(), task);
    }

    void pieceEnded(TaskIndex task)
    {
        if (std::exchange(m_flights[task].computing, false)) {
            m_workers[m_flights[task].worker].computing = false;
            ++m_freeProcessors;
        }
        goOn(task);
    }

    const Work& m_work;
    Room m_room;
    Duration m_now{};
    std::uint32_t m_freeProcessors;
    TaskIndex m_next = 0; // to be taken
    std::vector<Flight> m_flights;
    std::vector<WorkerState> m_workers;
    std::set<Head> m_heads;   // of workers that compute nothing and have something ready
    std::set<Taker> m_takers; // workers that compute nothing, have nothing ready and have a free slot
    Lowest<std::pair<Duration, TaskIndex>> m_ends;
    std::vector<ScheduledPiece> m_pieces;
};

} // namespace

std::vector<ScheduledPiece> inOrderOfTaking(const Work& work, const Room& room)
{
    return TakingOrder(work, room).schedule();
}

} // namespace interleave::analysis
