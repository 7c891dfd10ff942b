// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/run.h"

#include "core/engine/crew.h"
#include "core/engine/eventloop.h"
#include "core/engine/helperlanes.h"
#include "core/engine/recorder.h"
#include "core/engine/resources.h"
#include "core/observe/affinity.h"
#include "core/observe/limits.h"
#include "core/observe/thread.h"

#include <QAbstractEventDispatcher>
#include <QCryptographicHash>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <condition_variable>
#include <ctime>
#include <future>
#include <iterator>
#include <system_error>
#include <thread>

namespace interleave::engine {

namespace {

constexpr std::chrono::milliseconds drainInterval{33};
/// The caller, the collector, a resolver and one more.
constexpr std::size_t mostHelpers = 4;

std::string nowInIso8601()
{
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    char text[32] = {};
    std::tm utc{};
#if defined(_MSC_VER)
    gmtime_s(&utc, &now);
#else
    gmtime_r(&now, &utc);
#endif
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return text;
}

/// Of what makes the work: two that say the same do the same.
std::string workOf(const Workload& workload)
{
    QCryptographicHash digest(QCryptographicHash::Sha1);
    const auto add =
        [&digest](const std::string& text) { // with the zero byte: no text goes on in the next one
            digest.addData({text.c_str(), static_cast<qsizetype>(text.size()) + 1});
        };
    add(workload.id());
    add(workload.name());
    for (const auto& [what, howMuch] : workload.conditions()) {
        add(what);
        add(howMuch);
    }
    for (std::size_t i = 0; i < workload.taskCount(); ++i)
        add(workload.workOf(i));
    return digest.result().toHex().toStdString();
}

} // namespace

struct Run::Private
{
    Model model;
    std::shared_ptr<Workload> workload;
    RunOptions options;
    std::vector<ProcessorId> available = observe::allowedProcessors();
    std::stop_source stop;
    Outbox outbox;
    Doorbell bell;
    RunInfo info;
    Stamp zero{};

    std::mutex mutex;
    std::condition_variable changed;
    RunBatch pending;       // under mutex
    std::jthread collector; // last: joined before the rest goes

    void collect(std::promise<void> zeroKnown);
    void plan();
    void execute(QAbstractEventDispatcher& dispatcher);
    bool filesAreScarce() const;
    void giveUp(const std::string& why);
    std::vector<ProcessorId> processorsForHelpers() const;
    void describe(bool pinned);
    void announceHelper(const char* name);
    void publish(Crew& crew, HelperLanes& helpers, bool finished);
    void follow(HelperLanes& helpers, std::vector<Event>& events, bool finished);
    void settleUntaken(const std::vector<TaskId>& tasks, std::string reason, RunBatch& batch) const;
};

Run::Run(Model model, std::shared_ptr<Workload> workload, RunOptions options) : d(new Private)
{
    d->model = std::move(model);
    d->workload = std::move(workload);
    d->options = std::move(options);
}

Run::~Run()
{
    cancel();
    if (d->collector.joinable())
        observe::restrictThisThread(d->available);
}

void Run::start()
{
    std::promise<void> zeroKnown;
    auto known = zeroKnown.get_future();
    d->announceHelper(d->options.callerName.c_str());
    observe::restrictThisThread(d->processorsForHelpers());
    try {
        d->collector = std::jthread(
            [this, promise = std::move(zeroKnown)]() mutable { d->collect(std::move(promise)); });
    } catch (const std::system_error&) {
        observe::restrictThisThread(d->available);
        return d->giveUp(threadRefusal);
    }
    known.wait();
}

void Run::cancel()
{
    d->stop.request_stop();
    d->bell.ring();
}

RunBatch Run::drain(std::chrono::milliseconds patience)
{
    std::unique_lock guard(d->mutex);
    d->changed.wait_for(guard, patience, [this] {
        const RunBatch& pending = d->pending;
        return pending.finished || !pending.events.empty() || !pending.reports.empty() ||
               !pending.workers.empty();
    });
    RunBatch batch = std::exchange(d->pending, {});
    d->pending.finished = batch.finished;
    return batch;
}

TraceBuilder Run::builder() const
{
    TraceBuilder builder(d->info, d->zero);
    for (std::size_t i = 0; i < d->workload->taskCount(); ++i) {
        TaskPlan plan = d->workload->plan(i);
        builder.addTask(std::move(plan.label), std::move(plan.subject));
    }
    return builder;
}

void Run::Private::announceHelper(const char* name)
{
    outbox.helper({.name = name,
                   .role = WorkerRole::Helper,
                   .processId = observe::thisProcessId(),
                   .threadId = observe::thisThreadId()});
}

/// Where there are other processors, what only looks on leaves the measured ones alone.
std::vector<ProcessorId> Run::Private::processorsForHelpers() const
{
    const auto measured = processorsOf(model, available);
    std::vector<ProcessorId> others;
    std::ranges::copy_if(available, std::back_inserter(others), [&](ProcessorId processor) {
        return std::ranges::find(measured, processor) == measured.end();
    });
    return others.empty() ? available : others;
}

void Run::Private::describe(bool pinned)
{
    info.modelId = model.id;
    info.modelName = model.name;
    info.workloadId = workload->id();
    info.workloadName = workload->name();
    info.work = workOf(*workload);
    info.workerKind = model.kind == WorkerKind::Thread ? "thread" : "process";
    info.lock = model.lock == Lock::None ? "none" : "interpreter";
    info.workers = workerCountOf(model, available);
    info.inFlight = model.inFlight;
    info.processors = processorsOf(model, available);
    info.pinned = pinned && model.processors.choice != Processors::Choice::All;
    info.conditions = workload->conditions();
    if (workload->hasLocks())
        info.conditions.emplace_back("task locks", model.kind == WorkerKind::Process
                                                       ? "separate in each process"
                                                       : "shared by all tasks");
    info.conditions.insert(info.conditions.end(), options.conditions.begin(), options.conditions.end());
    info.sources.runDelay = observe::RunDelay().available();
    info.sources.switchCounters = observe::switchCounts().has_value();
    info.sources.cpuClock = observe::threadCpuTime().has_value();
    info.sources.processor = observe::currentProcessor().valid();
    info.recordsRefused = options.recording == Recording::SwitchRecords
                              ? observe::whyNoSwitchRecords()
                              : "they were switched off for this run";
    info.sources.switchRecords = info.recordsRefused.empty();
    info.resolution = info.sources.switchRecords ? Duration{0} : gapThreshold;
    info.startedAt = nowInIso8601();
}

void Run::Private::collect(std::promise<void> zeroKnown)
{
    observe::nameThisThread("collector");
    announceHelper("collector");
    const std::unique_ptr<QEventLoop> ensuresDispatcher = makeEventLoop();
    if (!ensuresDispatcher) {
        giveUp(noFileForTheLoop);
        return zeroKnown.set_value();
    }
    auto* const dispatcher = QThread::currentThread()->eventDispatcher();
    bell.attach(dispatcher);
    describe(observe::restrictThisThread(processorsOf(model, available)));
    observe::restrictThisThread(processorsForHelpers());
    workload->begin([this](interleave::Worker helper) {
        // A thread that a pinned worker began has inherited the worker's processors.
        if (helper.processId == observe::thisProcessId() && helper.threadId != 0)
            observe::restrictThread(helper.threadId, processorsForHelpers());
        outbox.helper(std::move(helper));
        bell.ring(); // followed from now on, not from the next drain
    });
    plan();
    zeroKnown.set_value();
    execute(*dispatcher);
    bell.attach(nullptr);
}

/// Before the run's zero.
void Run::Private::plan()
{
    for (std::uint32_t i = 0; i < workload->taskCount(); ++i)
        pending.events.push_back({stampNow(), TaskId(i), {}, 0, EventKind::TaskPlanned});
    observe::lookAtClocks(); // a step before zero is not this run's
    zero = stampNow();
}

/// Nobody can even begin: each task and worker says why.
void Run::Private::giveUp(const std::string& why)
{
    describe(false);
    plan();
    for (std::uint32_t k = 0; k < info.workers; ++k)
        outbox.worker(outbox.nextWorker(),
                      {.name = info.workerKind + ' ' + std::to_string(k + 1), .notBegun = why});
    std::vector<TaskId> tasks;
    for (std::uint32_t i = 0; i < workload->taskCount(); ++i)
        tasks.emplace_back(i);
    outbox.drain(pending);
    settleUntaken(tasks, why, pending);
    pending.finished = true;
}

void Run::Private::execute(QAbstractEventDispatcher& dispatcher)
{
    // Thread workers and helpers of this process; a process worker has as many beside it.
    const std::size_t threads = info.workers * (1 + workload->helpersPerWorker()) + mostHelpers;
    const std::size_t sharers = info.sources.switchRecords ? threads : 0;
    HelperLanes helpers(sharers);
    CrewSetup setup{.model = model,
                    .workload = *workload,
                    .options = options,
                    .processors = processorsOf(model, available),
                    .workers = info.workers,
                    .ringSharers = sharers,
                    .filesAreScarce = filesAreScarce(),
                    .stop = stop.get_token(),
                    .outbox = outbox,
                    .bell = bell};
    const auto crew = model.kind == WorkerKind::Thread ? makeThreadCrew(std::move(setup))
                                                       : makeProcessCrew(std::move(setup));
    crew->start();
    QTimer timer;
    timer.start(drainInterval);
    bool told = false;
    while (!crew->finished()) {
        dispatcher.processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        if (stop.stop_requested() && !std::exchange(told, true))
            crew->cancel();
        publish(*crew, helpers, false);
    }
    publish(*crew, helpers, true);
}

/// With room for twice what was reckoned nobody can take the last one from an event loop that is being made.
bool Run::Private::filesAreScarce() const
{
    const auto limit = observe::openFileLimit();
    return limit &&
           limit->left() <
               2 * needsOf(model, *workload, available, {.switchRecords = info.sources.switchRecords}).files;
}

/// Draws the helpers of this process: those announced since the last call too.
void Run::Private::follow(HelperLanes& helpers, std::vector<Event>& events, bool finished)
{
    for (auto& [id, helper] : outbox.newHelpers()) {
        if (helper.processId == observe::thisProcessId() && helper.threadId != 0)
            outbox.worker(id, helpers.add(id, std::move(helper)));
    }
    if (!finished)
        return helpers.drain(events);
    helpers.finish(events,
                   [this](WorkerId id, interleave::Worker helper) { outbox.worker(id, std::move(helper)); });
}

void Run::Private::publish(Crew& crew, HelperLanes& helpers, bool finished)
{
    RunBatch batch;
    crew.drain(batch.events);
    follow(helpers, batch.events, finished);
    outbox.drain(batch);
    observe::lookAtClocks();
    if (finished) {
        settleUntaken(crew.untaken(), crew.untakenReason(), batch);
        batch.clockSteps = observe::wallClockSteps(zero);
    }
    // What another process, the kernel or another clock stamped was before it was read, whatever it says.
    const Stamp now = stampNow();
    for (Event& event : batch.events)
        event.at = std::min(event.at, now);
    {
        const std::lock_guard guard(mutex);
        moveAppend(pending.workers, batch.workers);
        moveAppend(pending.events, batch.events);
        moveAppend(pending.reports, batch.reports);
        moveAppend(pending.clockSteps, batch.clockSteps);
        pending.finished = finished;
    }
    changed.notify_one();
}

/// Tasks that no worker ever took have an outcome too.
void Run::Private::settleUntaken(const std::vector<TaskId>& tasks, std::string reason, RunBatch& batch) const
{
    const bool cancelled = stop.stop_requested();
    if (cancelled)
        reason.clear();
    else if (reason.empty())
        reason = "no worker was left to take it";
    const Stamp now = stampNow();
    for (const TaskId task : tasks) {
        batch.events.push_back({now,
                                task,
                                {},
                                0,
                                EventKind::TaskStopped,
                                Phase::None,
                                cancelled ? Outcome::Cancelled : Outcome::Failed});
        batch.reports.push_back({.task = task, .reason = reason});
    }
}

void feed(TraceBuilder& builder, const RunBatch& batch)
{
    for (const auto& [id, worker] : batch.workers)
        builder.setWorker(id, worker);
    for (const Event& event : batch.events)
        builder.apply(event);
    for (const TaskReport& report : batch.reports)
        builder.apply(report);
    for (const observe::WallClockStep& step : batch.clockSteps)
        builder.addClockStep(step.at, step.by);
}

Trace execute(const Model& model, std::shared_ptr<Workload> workload, const RunOptions& options)
{
    Run run(model, std::move(workload), options);
    run.start();
    TraceBuilder builder = run.builder();
    for (bool finished = false; !finished;) {
        const RunBatch batch = run.drain(std::chrono::seconds(1));
        feed(builder, batch);
        finished = batch.finished;
    }
    return std::move(builder).finish(stampNow());
}

} // namespace interleave::engine
