// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/crew.h"
#include "core/engine/protocol.h"
#include "core/engine/workerprocess.h"
#include "core/observe/childprocess.h"

#include <QCborArray>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

namespace interleave::engine {

namespace {

namespace is = protocol::is;

/// A worker that has not stopped so long after being told to is killed.
constexpr std::chrono::milliseconds patienceAfterCancel{100};
/// So many workers in a row that die before they could execute anything end the run.
constexpr int mostStillborn = 3;

QLatin1String key(const char* name) { return QLatin1String(name); }

class ProcessCrew : public Crew
{
public:
    explicit ProcessCrew(CrewSetup setup)
        : m_setup(std::move(setup)), m_tasks(static_cast<std::uint32_t>(m_setup.workload.taskCount()))
    {
    }
    ~ProcessCrew() override;

    void start() override
    {
        for (std::uint32_t i = 0; i < m_setup.workers; ++i)
            startChild();
    }
    void drain(std::vector<Event>& events) override
    {
        events.insert(events.end(), m_events.begin(), m_events.end());
        m_events.clear();
    }
    void cancel() override;
    bool finished() const override
    {
        return std::ranges::all_of(m_children, [](const auto& child) { return child->gone; });
    }
    std::vector<TaskId> untaken() const override;
    std::string untakenReason() const override
    {
        return m_setup.stop.stop_requested() || m_reason.empty()
                   ? std::string()
                   : "no worker was left to take it: " + m_reason;
    }

private:
    void startChild(WorkerId predecessor = {});
    void launch(WorkerProcess& child);
    void read(WorkerProcess& child);
    void handle(WorkerProcess& child, const QCborMap& message);
    void hello(WorkerProcess& child, const QCborMap& message);
    void told(WorkerProcess& child, const QCborMap& message);
    void takeHelper(WorkerProcess& child, const QCborMap& message);
    void renumberHelpers(const WorkerProcess& child, std::size_t first);
    void giveTasks(WorkerProcess& child);
    void ended(WorkerProcess& child);
    void settleOutstanding(WorkerProcess& child);
    void say(WorkerProcess& child, const QCborMap& message)
    {
        child.process.write(protocol::framed(message));
    }
    bool tasksLeft() const
    {
        return (m_next < m_tasks || !m_returned.empty()) && !m_setup.stop.stop_requested();
    }
    TaskId nextTask();
    bool mayHaveSuccessor(const WorkerProcess& child);
    std::string whyNotBegun(const WorkerProcess& child) const;

    CrewSetup m_setup;
    const std::uint32_t m_tasks;
    std::uint32_t m_next = 0;
    std::set<TaskId> m_returned; // handed to workers that ended before they took any
    int m_stillborn = 0;
    std::string m_reason; // why the last worker that ended without a successor has none
    std::vector<Event> m_events;
    std::vector<std::unique_ptr<WorkerProcess>> m_children;
    QTimer m_killer;
};

ProcessCrew::~ProcessCrew()
{
    for (const auto& child : m_children) {
        child->process.disconnect();
        if (child->process.state() == QProcess::NotRunning)
            continue;
        child->process.kill();
        child->process.waitForFinished();
    }
}

void ProcessCrew::startChild(WorkerId predecessor)
{
    m_children.push_back(std::make_unique<WorkerProcess>());
    WorkerProcess& child = *m_children.back();
    child.id = m_setup.outbox.nextWorker();
    child.name = "process " + std::to_string(m_children.size());
    child.figures.predecessor = predecessor;
    m_setup.outbox.worker(child.id, {.name = child.name, .predecessor = predecessor});
    child.refusedStart = observe::whyNoChild(m_setup.options.workerProgram);
    if (!child.refusedStart.empty())
        return ended(child);
    launch(child);
}

void ProcessCrew::launch(WorkerProcess& child)
{
    m_events.push_back({stampNow(), {}, child.id, 0, EventKind::WorkerStarted, Phase::StartUp});
    QProcess* const process = &child.process;
    process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    observe::leaveEndToTheParent(*process);
    QObject::connect(process, &QProcess::readyReadStandardOutput, process, [this, &child] { read(child); });
    QObject::connect(process, &QProcess::finished, process, [this, &child] { ended(child); });
    QObject::connect(process, &QProcess::errorOccurred, process,
                     [this, &child](QProcess::ProcessError error) {
                         if (error != QProcess::FailedToStart)
                             return;
                         child.refusedStart = observe::whyNotStarted(child.process);
                         ended(child);
                     });
    process->start(QString::fromStdString(m_setup.options.workerProgram), {});
}

void ProcessCrew::read(WorkerProcess& child)
{
    const QByteArray bytes = child.process.readAllStandardOutput();
    child.reader.append({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    while (const auto message = child.reader.next())
        handle(child, *message);
    if (child.reader.broken())
        child.process.kill();
}

void ProcessCrew::handle(WorkerProcess& child, const QCborMap& message)
{
    const QString what = message[key("is")].toString();
    if (what == is::told) {
        told(child, message);
    } else if (what == is::hello) {
        hello(child, message);
    } else if (what == is::helper) {
        takeHelper(child, message);
    } else if (what == is::works) {
        child.worked = true;
        m_stillborn = 0;
        const auto task = TaskId(static_cast<std::uint32_t>(message[key("task")].toInteger()));
        if (const auto taken = child.outstanding.find(task); taken != child.outstanding.end())
            taken->second = true;
    } else if (what == is::figures) {
        const WorkerId predecessor = child.figures.predecessor;
        child.figures = protocol::workerFrom(message[key("worker")].toMap());
        child.figures.predecessor = predecessor;
    } else if (what == is::refused) {
        child.refusal = message[key("why")].toString().toStdString();
    }
}

void ProcessCrew::hello(WorkerProcess& child, const QCborMap& message)
{
    if (message[key("version")].toInteger() != protocol::version ||
        message[key("eventBytes")].toInteger() != qint64(sizeof(Event))) {
        child.refusal = "it is of another version than this program";
        child.process.kill();
        return;
    }
    QCborArray processors;
    for (const ProcessorId processor : m_setup.processors)
        processors.append(qint64(processor.value));
    say(child, {{key("is"), is::configure},
                {key("worker"), qint64(child.id.value)},
                {key("inFlight"), qint64(m_setup.model.inFlight)},
                {key("processors"), processors},
                {key("ringSharers"), qint64(m_setup.ringSharers)},
                {key("records"), m_setup.options.recording != Recording::Nothing},
                {key("workload"), QString::fromStdString(m_setup.workload.id())},
                {key("parameters"), m_setup.workload.parameters()}});
    child.ready = true;
    child.figures.processId = message[key("process")].toInteger();
    child.figures.threadId = child.figures.processId;
    giveTasks(child);
}

void ProcessCrew::told(WorkerProcess& child, const QCborMap& message)
{
    const std::size_t first = m_events.size();
    protocol::unpack(message[key("events")].toByteArray(), m_events);
    renumberHelpers(child, first);
    for (std::size_t k = first; k < m_events.size(); ++k) {
        const Event& event = m_events[k];
        if (event.kind == EventKind::WorkerStarted && event.worker == child.id)
            child.begun = true;
        const auto taken = child.outstanding.find(event.task);
        if (event.kind == EventKind::TaskTaken && taken != child.outstanding.end())
            taken->second = true;
    }
    for (const QCborValue value : message[key("reports")].toArray()) {
        TaskReport report = protocol::reportFrom(value.toMap());
        child.outstanding.erase(report.task);
        m_setup.outbox.report(std::move(report));
    }
    giveTasks(child);
}

/// A helper of the worker's, new or with its figures.
void ProcessCrew::takeHelper(WorkerProcess& child, const QCborMap& message)
{
    auto helper = protocol::workerFrom(message[key("helper")].toMap());
    helper.role = WorkerRole::Helper;
    helper.name += " (" + child.name + ')';
    const auto number = static_cast<std::size_t>(message[key("number")].toInteger());
    if (number < child.helpers.size())
        m_setup.outbox.worker(child.helpers[number], std::move(helper));
    else if (number == child.helpers.size())
        child.helpers.push_back(m_setup.outbox.helper(std::move(helper)));
}

void ProcessCrew::renumberHelpers(const WorkerProcess& child, std::size_t first)
{
    for (std::size_t i = first; i < m_events.size(); ++i) {
        const std::uint32_t number = m_events[i].worker.value - protocol::firstHelper;
        if (m_events[i].worker.valid() && number < child.helpers.size())
            m_events[i].worker = child.helpers[number];
    }
}

void ProcessCrew::giveTasks(WorkerProcess& child)
{
    if (!child.ready || child.finishing || child.gone)
        return;
    while (tasksLeft() && child.outstanding.size() < m_setup.model.inFlight) {
        const TaskId task = nextTask();
        child.outstanding.emplace(task, false);
        say(child, {{key("is"), is::task}, {key("task"), qint64(task.value)}});
    }
    if (!tasksLeft()) {
        child.finishing = true;
        say(child, {{key("is"), is::finish}});
    }
}

void ProcessCrew::cancel()
{
    for (const auto& child : m_children) {
        if (child->gone)
            continue;
        if (child->ready)
            say(*child, {{key("is"), is::cancel}});
        else
            child->process.kill();
    }
    m_killer.setSingleShot(true);
    QObject::connect(&m_killer, &QTimer::timeout, &m_killer, [this] {
        for (const auto& child : m_children)
            child->process.kill();
    });
    m_killer.start(patienceAfterCancel);
}

TaskId ProcessCrew::nextTask()
{
    if (m_returned.empty())
        return TaskId(m_next++);
    return m_returned.extract(m_returned.begin()).value();
}

void ProcessCrew::ended(WorkerProcess& child)
{
    if (std::exchange(child.gone, true))
        return;
    if (child.refusedStart.empty())
        read(child);
    const bool stopped = m_setup.stop.stop_requested();
    const bool ranToItsEnd = (child.finishing || stopped) && !child.reader.broken() &&
                             child.refusedStart.empty() &&
                             child.process.exitStatus() == QProcess::NormalExit &&
                             child.process.exitCode() == 0 && child.outstanding.empty();
    child.figures.name = child.name;
    if (!child.begun)
        child.figures.notBegun = whyNotBegun(child);
    m_setup.outbox.worker(child.id, child.figures);
    settleOutstanding(child);
    if (child.refusedStart.empty())
        m_events.push_back({stampNow(),
                            {},
                            child.id,
                            0,
                            EventKind::WorkerStopped,
                            Phase::None,
                            Outcome::None,
                            ranToItsEnd ? NoFlags : Inferred});
    if (!ranToItsEnd && tasksLeft()) {
        if (mayHaveSuccessor(child))
            startChild(child.id);
        else
            m_reason = howItEnded(child, m_setup.options.workerProgram);
    }
    m_setup.bell.ring();
}

/// A worker that died has a successor, unless workers die before they begin anything, time after time. What
/// the system refuses now it would refuse again.
bool ProcessCrew::mayHaveSuccessor(const WorkerProcess& child)
{
    return child.worked || (child.refusedStart.empty() && ++m_stillborn < mostStillborn);
}

std::string ProcessCrew::whyNotBegun(const WorkerProcess& child) const
{
    return m_setup.stop.stop_requested() && child.refusedStart.empty() && child.refusal.empty()
               ? "the run was stopped before"
               : howItEnded(child, m_setup.options.workerProgram);
}

/// The fate of what it was working on; how far it had come with it is not known. What a worker had that never
/// took a task is for another one.
void ProcessCrew::settleOutstanding(WorkerProcess& child)
{
    const bool cancelled = m_setup.stop.stop_requested();
    const Stamp now = stampNow();
    for (const auto& [task, taken] : std::exchange(child.outstanding, {})) {
        if (!child.worked) {
            m_returned.insert(task);
            continue;
        }
        m_events.push_back({now, task, taken ? child.id : WorkerId(), 0, EventKind::TaskStopped, Phase::None,
                            cancelled ? Outcome::Cancelled : Outcome::Failed, Inferred});
        std::string reason = cancelled ? std::string() : howItEnded(child, m_setup.options.workerProgram);
        if (!cancelled && !taken)
            reason += " before it told that it had begun this task";
        m_setup.outbox.report({.task = task, .reason = std::move(reason)});
    }
}

std::vector<TaskId> ProcessCrew::untaken() const
{
    std::vector<TaskId> tasks(m_returned.begin(), m_returned.end());
    for (std::uint32_t task = m_next; task < m_tasks; ++task)
        tasks.emplace_back(task);
    return tasks;
}

} // namespace

std::unique_ptr<Crew> makeProcessCrew(CrewSetup setup)
{
    return std::make_unique<ProcessCrew>(std::move(setup));
}

} // namespace interleave::engine
