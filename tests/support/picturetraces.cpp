// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/picturetraces.h"

#include <algorithm>
#include <random>

namespace interleave::support {
namespace {

constexpr Duration tick{100'000};

/// A place where one task at a time is: a worker, or a slot of one.
struct Seat
{
    WorkerId worker;
    SlotId slot;
    TaskId task;
    Span open;
    bool isOpen = false;
    std::array<Duration, 3> left{}; // compute, wait, compute
    std::size_t part = 0;
    Duration ran{0}; // of the present slice
    Instant readySince{};

    bool busy() const { return task.valid(); }
    bool waits() const { return busy() && part == 1; }
    bool runnable() const { return busy() && part != 1; }
};

class Player
{
public:
    explicit Player(const PictureRecipe& recipe) : m_recipe(recipe) { describe(); }

    Trace play()
    {
        while (m_taken < m_recipe.tasks || anyBusy()) {
            take();
            choose();
            for (Seat& seat : m_seats)
                advance(seat);
            m_now += tick;
        }
        m_trace.end = m_now;
        for (Worker& worker : m_trace.workers)
            worker.stopped = m_now;
        return std::move(m_trace);
    }

private:
    void describe()
    {
        RunInfo& info = m_trace.info;
        info.modelId = m_recipe.modelId;
        info.modelName = m_recipe.modelName;
        info.workloadId = "downloads";
        info.workloadName = std::to_string(m_recipe.tasks) + " made-up downloads";
        info.workerKind = m_recipe.workerKind;
        info.lock = m_recipe.lock;
        info.workers = m_recipe.workers;
        info.inFlight = m_recipe.inFlight;
        info.pinned = m_recipe.pinned;
        info.conditions = {{"latency", "about 90 ms"}, {"data", "made up for a test of drawing"}};
        info.sources.processor = true;
        info.resolution = tick;
        for (std::uint32_t i = 0; i < m_recipe.processors; ++i)
            info.processors.emplace_back(m_recipe.processors == 1 ? 1 : i);
        for (std::uint32_t i = 0; i < m_recipe.workers; ++i)
            addWorker(i);
        for (std::uint32_t i = 0; i < m_recipe.tasks; ++i) {
            Task& task = m_trace.tasks.emplace_back();
            task.label = "download " + std::to_string(i + 1);
            task.planned = Instant(Duration(-1'000'000));
        }
    }

    void addWorker(std::uint32_t index)
    {
        Worker& worker = m_trace.workers.emplace_back();
        worker.name = m_recipe.workerKind + " " + std::to_string(index + 1);
        worker.started = Instant(m_recipe.startUp);
        if (m_recipe.startUp > Duration::zero()) {
            Span span;
            span.length = m_recipe.startUp;
            span.worker = WorkerId(index);
            span.state = State::Running;
            span.phase = Phase::StartUp;
            span.processor = m_trace.info.processors[index % m_recipe.processors];
            m_trace.spans.append(span);
        }
        for (std::uint32_t slot = 0; slot < m_recipe.inFlight; ++slot) {
            Seat& seat = m_seats.emplace_back();
            seat.worker = WorkerId(index);
            seat.slot = SlotId(slot);
        }
        m_now = Instant(m_recipe.startUp);
    }

    bool anyBusy() const
    {
        return std::any_of(m_seats.begin(), m_seats.end(), [](const Seat& seat) { return seat.busy(); });
    }

    Duration about(Duration typical)
    {
        const double factor = 0.6 + static_cast<double>(m_random() % 1000) / 1100.0;
        return Duration(static_cast<std::int64_t>(static_cast<double>(typical.count()) * factor) /
                        tick.count() * tick.count()) +
               tick;
    }

    void take()
    {
        for (Seat& seat : m_seats) {
            if (seat.busy() || m_taken == m_recipe.tasks)
                continue;
            seat.task = TaskId(m_taken++);
            seat.left = {about(m_recipe.compute), about(m_recipe.wait), about(m_recipe.compute)};
            seat.part = 0;
            seat.readySince = m_now;
            Task& task = m_trace.tasks[seat.task.value];
            task.taken = m_now;
            task.worker = seat.worker;
            task.slot = seat.slot;
            Span queued;
            queued.start = *task.planned;
            queued.length = m_now - *task.planned;
            queued.task = seat.task;
            queued.state = State::Queued;
            m_trace.spans.append(queued);
        }
    }

    /// Who runs in this tick: those whose slice is not over, then who has been ready longest.
    void choose()
    {
        const std::size_t most = m_recipe.lock == "none" ? m_recipe.processors : 1;
        const bool interrupts = m_recipe.inFlight == 1;
        std::vector<Seat*> ready;
        for (Seat& seat : m_seats)
            if (seat.runnable())
                ready.push_back(&seat);
        std::stable_sort(ready.begin(), ready.end(), [&](const Seat* a, const Seat* b) {
            const auto keeps = [&](const Seat* seat) {
                return seat->ran > Duration::zero() && (!interrupts || seat->ran < m_recipe.slice);
            };
            return keeps(a) != keeps(b) ? keeps(a) : a->readySince < b->readySince;
        });
        for (std::size_t i = 0; i < ready.size(); ++i) {
            if (i < most) {
                ready[i]->ran = ready[i]->ran >= m_recipe.slice && interrupts ? tick : ready[i]->ran + tick;
                ready[i]->readySince = m_now + tick;
            } else {
                ready[i]->ran = Duration::zero();
            }
        }
    }

    void advance(Seat& seat)
    {
        if (!seat.busy())
            return;
        const bool runs = seat.runnable() && seat.ran > Duration::zero();
        const State idle = m_recipe.lock == "none" ? State::Ready : State::Blocked;
        show(seat, seat.waits() ? State::Waiting : runs ? State::Running : idle);
        if (seat.waits() || runs)
            seat.left[seat.part] -= tick;
        if (seat.left[seat.part] > Duration::zero())
            return;
        ++seat.part;
        seat.ran = Duration::zero();
        seat.readySince = m_now + tick;
        if (seat.part == 3)
            stop(seat);
    }

    void stop(Seat& seat)
    {
        close(seat, m_now + tick);
        Task& task = m_trace.tasks[seat.task.value];
        task.stopped = m_now + tick;
        task.outcome = Outcome::Finished;
        task.attempts = 1;
        task.bytes = 10'490;
        seat.task = TaskId();
    }

    void show(Seat& seat, State state)
    {
        if (seat.isOpen && seat.open.state == state)
            return;
        close(seat, m_now);
        seat.open = Span();
        seat.open.start = m_now;
        seat.open.task = seat.task;
        seat.open.worker = seat.worker;
        seat.open.slot = seat.slot;
        seat.open.state = state;
        seat.open.phase = state == State::Waiting   ? Phase::FirstByte
                          : state == State::Running ? Phase::Parse
                                                    : Phase::Lock;
        if (state == State::Ready)
            seat.open.phase = Phase::None;
        if (state == State::Running) {
            seat.open.processor = m_trace.info.processors[seat.worker.value % m_trace.info.processors.size()];
            auto& started = m_trace.tasks[seat.task.value].started;
            started = started.value_or(m_now);
        }
        seat.isOpen = true;
    }

    void close(Seat& seat, Instant end)
    {
        seat.open.length = end - seat.open.start;
        if (seat.isOpen)
            m_trace.spans.append(seat.open);
        seat.isOpen = false;
    }

    const PictureRecipe m_recipe;
    Trace m_trace;
    std::vector<Seat> m_seats;
    std::uint32_t m_taken = 0;
    Instant m_now{};
    std::mt19937 m_random{2026};
};

} // namespace

Trace pictureTrace(const PictureRecipe& recipe) { return Player(recipe).play(); }

PictureRecipe sequentialPicture() { return {}; }

PictureRecipe threadsPicture()
{
    return {.modelId = "threads", .modelName = "Threads pinned to one processor", .workers = 5};
}

PictureRecipe gilPicture()
{
    return {.modelId = "gil",
            .modelName = "Threads as in CPython (one lock)",
            .lock = "interpreter",
            .workers = 5,
            .processors = 2,
            .pinned = false,
            .slice = Duration(5'000'000)};
}

PictureRecipe asyncPicture()
{
    return {.modelId = "async", .modelName = "Async tasks, one thread (like asyncio)", .inFlight = 12};
}

PictureRecipe processesPicture()
{
    return {.modelId = "processes",
            .modelName = "Processes (like multiprocessing)",
            .workerKind = "process",
            .workers = 2,
            .processors = 2,
            .pinned = false,
            .startUp = Duration(18'000'000)};
}

PictureRecipe manyTasksPicture()
{
    return {.modelId = "async",
            .modelName = "Async tasks, one thread (like asyncio)",
            .inFlight = 100,
            .tasks = 160,
            .compute = Duration(400'000),
            .wait = Duration(50'000'000)};
}

} // namespace interleave::support
