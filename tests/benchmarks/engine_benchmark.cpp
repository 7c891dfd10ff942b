// SPDX-License-Identifier: GPL-3.0-or-later
// What does an event cost, what does recording cost, and how many tasks a second does the engine execute? See
// README.md.
#include "core/engine/attributing.h"
#include "core/engine/recorder.h"
#include "core/engine/run.h"
#include "core/workloads/sums.h"
#include "tests/benchmarks/rounds.h"

#include <QCoreApplication>
#include <QThreadPool>

#ifdef INTERLEAVE_HAS_TBB
#include <tbb/global_control.h>
#include <tbb/task_group.h>
#endif

#include <atomic>
#include <thread>

using namespace interleave;
using namespace interleave::benchmarks;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t emptyTasks = 100'000;
constexpr unsigned threads = 2;

/// Tasks that do nothing.
class Empty final : public engine::Workload
{
public:
    std::string id() const override { return "empty"; }
    std::string name() const override { return "empty tasks"; }
    std::size_t taskCount() const override { return emptyTasks; }
    engine::TaskPlan plan(std::size_t) const override { return {}; }
    QCborMap parameters() const override { return {}; }
    engine::Co<engine::TaskResult> execute(engine::TaskContext&, engine::WorkerLocal*,
                                           std::size_t) const override
    {
        co_return engine::TaskResult{};
    }
};

/// Nanoseconds for one event: a stamp and its way into the buffer, while another thread drains it at 30 Hz.
double eventCost(std::size_t ringSharers)
{
    constexpr std::size_t events = 2'000'000;
    engine::EventBuffer buffer;
    std::atomic<bool> done{false};
    std::size_t drained = 0;
    std::jthread reader([&] {
        std::vector<Event> batch;
        for (bool last = false; !last;) {
            last = done.load();
            buffer.drain(batch);
            drained += batch.size();
            batch.clear();
            if (!last)
                std::this_thread::sleep_for(33ms);
        }
    });
    Duration took{};
    {
        engine::Recorder recorder(WorkerId(0), buffer, ringSharers, engine::Told::All);
        recorder.workerStarted(stampNow());
        const Stamp begun = stampNow();
        for (std::size_t i = 0; i < events; ++i)
            recorder.phase(TaskId(0), i % 2 ? Phase::Send : Phase::Receive, 0);
        took = stampNow() - begun;
    }
    done = true;
    reader.join();
    if (drained < events)
        std::printf("LOST %zu events\n", events - drained);
    return double(took.count()) / double(events);
}

struct Ran
{
    double cpu = 0, wall = 0;
    std::size_t finished = 0, events = 0;
};

/// A run to its end, without building its trace.
Ran execute(const engine::Model& model, std::shared_ptr<engine::Workload> workload,
            engine::Recording recording)
{
    Ran ran;
    const double cpu = cpuSeconds();
    const Stamp begun = stampNow();
    engine::Run run(model, std::move(workload), {.recording = recording});
    run.start();
    for (bool finished = false; !finished;) {
        const engine::RunBatch batch = run.drain(1s);
        ran.events += batch.events.size();
        for (const Event& event : batch.events)
            ran.finished += event.kind == EventKind::TaskStopped && event.outcome == Outcome::Finished;
        finished = batch.finished;
    }
    ran.wall = seconds(stampNow() - begun);
    ran.cpu = cpuSeconds() - cpu;
    return ran;
}

engine::Model model(const char* id, std::uint32_t workers)
{
    engine::Model chosen = *engine::modelNamed(id);
    chosen.workers = workers;
    return chosen;
}

void printEventCost()
{
    std::vector<Way> ways{{"counters", [] { return eventCost(0); }, {}},
                          {"switch records", [] { return eventCost(4); }, {}}};
    takeTurns(ways, 5);
    std::printf("An event, ns (bar: 50)\n");
    for (const Way& way : ways)
        std::printf("  %-16s %5.1f [%.1f-%.1f]\n", way.name.c_str(), median(way.figures),
                    *std::ranges::min_element(way.figures), *std::ranges::max_element(way.figures));
}

/// CPU time of the whole process over that of the same run of which only the outcomes are recorded.
void printRecordingCost(const char* id, std::uint32_t workers, int rounds)
{
    const auto once = [=](engine::Recording recording) {
        return [=] {
            return execute(model(id, workers), workloads::makeSums({.number = 200'000'000, .tasks = 8}),
                           recording)
                .cpu;
        };
    };
    std::vector<Way> ways{{"nothing", once(engine::Recording::Nothing), {}},
                          {"counters", once(engine::Recording::Counters), {}},
                          {"switch records", once(engine::Recording::SwitchRecords), {}}};
    takeTurns(ways, rounds);
    std::printf("  %-18s %8.0f ms   %s   %s\n", id, 1e3 * median(ways[0].figures),
                ratio(ways[1], ways[0]).c_str(), ratio(ways[2], ways[0]).c_str());
}

double tasksPerSecond(const char* id, engine::Recording recording)
{
    const Ran ran = execute(model(id, id == std::string_view("async") ? 1 : threads),
                            std::make_shared<Empty>(), recording);
    if (ran.finished != emptyTasks)
        std::printf("LOST %zu tasks under %s\n", emptyTasks - ran.finished, id);
    return double(emptyTasks) / ran.wall;
}

double threadPoolTasksPerSecond()
{
    const Stamp begun = stampNow();
    std::atomic<std::size_t> ended{0};
    {
        QThreadPool pool;
        pool.setMaxThreadCount(threads);
        for (std::size_t i = 0; i < emptyTasks; ++i)
            pool.start([&ended] { ended.fetch_add(1, std::memory_order_relaxed); });
        pool.waitForDone();
    }
    return double(ended.load()) / seconds(stampNow() - begun);
}

#ifdef INTERLEAVE_HAS_TBB
double tbbTasksPerSecond()
{
    const tbb::global_control two(tbb::global_control::max_allowed_parallelism, threads);
    const Stamp begun = stampNow();
    std::atomic<std::size_t> ended{0};
    tbb::task_group group;
    for (std::size_t i = 0; i < emptyTasks; ++i)
        group.run([&ended] { ended.fetch_add(1, std::memory_order_relaxed); });
    group.wait();
    return double(ended.load()) / seconds(stampNow() - begun);
}
#endif

void printThroughput(int rounds)
{
    using enum engine::Recording;
    std::vector<Way> ways{
        {"QThreadPool", threadPoolTasksPerSecond, {}},
#ifdef INTERLEAVE_HAS_TBB
        {"oneTBB task_group", tbbTasksPerSecond, {}},
#endif
        {"parallel-threads, nothing recorded",
         [] { return tasksPerSecond("parallel-threads", Nothing); },
         {}},
        {"parallel-threads", [] { return tasksPerSecond("parallel-threads", SwitchRecords); }, {}},
        {"gil", [] { return tasksPerSecond("gil", SwitchRecords); }, {}},
        {"async", [] { return tasksPerSecond("async", SwitchRecords); }, {}},
    };
    takeTurns(ways, rounds);
    std::printf("\n%zu empty tasks, %u threads: tasks a second (bar: 100 000), and over QThreadPool's\n",
                emptyTasks, threads);
    for (const Way& way : ways)
        std::printf("  %-36s %9.0f   %s\n", way.name.c_str(), median(way.figures),
                    ratio(way, ways[0]).c_str());
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_NO_THREADED_GLIB", "1");
    const engine::Attributing<QCoreApplication> application(argc, argv);
    const int rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 7;
    printEventCost();
    std::printf("\nCPU time of a run, %d rounds: with nothing recorded, and over it (bar: 1.01)\n"
                "  %-18s %11s   %-20s   %s\n",
                rounds, "model", "nothing", "counters", "switch records");
    printRecordingCost("sequential", 1, rounds);
    printRecordingCost("parallel-threads", threads, rounds);
    printRecordingCost("threads", 5, rounds);
    printThroughput(rounds);
    return 0;
}
