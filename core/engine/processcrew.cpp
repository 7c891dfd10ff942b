// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/crew.h"
#include "core/engine/protocol.h"
#include "core/observe/childprocess.h"

#include <QCborArray>
#include <QProcess>
#include <QTimer>

#include <algorithm>
#include <chrono>

namespace interleave::engine {

namespace {

namespace is = protocol::is;

/// A worker that has not stopped so long after being told to is killed.
constexpr std::chrono::milliseconds patienceAfterCancel{100};
/// So many workers in a row that die before they could execute anything end the run.
constexpr int mostStillborn = 3;

QLatin1String key(const char* name) { return QLatin1String(name); }

/// One worker process as its run sees it.
struct Child
{
    WorkerId id;
    std::string name;
    QProcess process;
    protocol::Reader reader;
    std::vector<TaskId> outstanding; // handed out, no report yet
    interleave::Worker figures;
    std::string refusal;
    bool ready = false;     // it has said hello and was configured
    bool finishing = false; // it was told that nothing follows
    bool worked = false;    // it has begun a task
    bool gone = false;
};

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
        return m_setup.stop.stop_requested() ? std::string() : m_reason;
    }

private:
    void startChild();
    void read(Child& child);
    void handle(Child& child, const QCborMap& message);
    void hello(Child& child, const QCborMap& message);
    void told(Child& child, const QCborMap& message);
    void giveTasks(Child& child);
    void ended(Child& child);
    void settleOutstanding(Child& child);
    std::string howItEnded(const Child& child) const;
    void say(Child& child, const QCborMap& message) { child.process.write(protocol::framed(message)); }
    bool tasksLeft() const { return m_next < m_tasks && !m_setup.stop.stop_requested(); }

    CrewSetup m_setup;
    const std::uint32_t m_tasks;
    std::uint32_t m_next = 0;
    int m_stillborn = 0;
    std::string m_reason;
    std::vector<Event> m_events;
    std::vector<std::unique_ptr<Child>> m_children;
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

void ProcessCrew::startChild()
{
    m_children.push_back(std::make_unique<Child>());
    Child& child = *m_children.back();
    child.id = m_setup.outbox.nextWorker();
    child.name = "process " + std::to_string(m_children.size());
    m_setup.outbox.worker(child.id, {.name = child.name});
    m_events.push_back({stampNow(), {}, child.id, 0, EventKind::WorkerStarted, Phase::StartUp});
    QProcess* const process = &child.process;
    process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    observe::leaveInterruptsToTheParent(*process);
    QObject::connect(process, &QProcess::readyReadStandardOutput, process, [this, &child] { read(child); });
    QObject::connect(process, &QProcess::finished, process, [this, &child] { ended(child); });
    QObject::connect(process, &QProcess::errorOccurred, process,
                     [this, &child](QProcess::ProcessError error) {
                         if (error == QProcess::FailedToStart)
                             ended(child);
                     });
    process->start(QString::fromStdString(m_setup.options.workerProgram), {});
}

void ProcessCrew::read(Child& child)
{
    const QByteArray bytes = child.process.readAllStandardOutput();
    child.reader.append({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    while (const auto message = child.reader.next())
        handle(child, *message);
    if (child.reader.broken())
        child.process.kill();
}

void ProcessCrew::handle(Child& child, const QCborMap& message)
{
    const QString what = message[key("is")].toString();
    if (what == is::told) {
        told(child, message);
    } else if (what == is::hello) {
        hello(child, message);
    } else if (what == is::helper) {
        auto helper = protocol::workerFrom(message[key("helper")].toMap());
        helper.role = WorkerRole::Helper;
        m_setup.outbox.helper(std::move(helper));
    } else if (what == is::figures) {
        child.figures = protocol::workerFrom(message[key("worker")].toMap());
    } else if (what == is::refused) {
        child.refusal = message[key("why")].toString().toStdString();
    }
}

void ProcessCrew::hello(Child& child, const QCborMap& message)
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
                {key("workload"), QString::fromStdString(m_setup.workload.id())},
                {key("parameters"), m_setup.workload.parameters()}});
    child.ready = true;
    child.figures.processId = message[key("process")].toInteger();
    child.figures.threadId = child.figures.processId;
    giveTasks(child);
}

void ProcessCrew::told(Child& child, const QCborMap& message)
{
    const std::size_t first = m_events.size();
    protocol::unpack(message[key("events")].toByteArray(), m_events);
    if (m_events.size() > first && m_events.back().task.valid()) {
        child.worked = true;
        m_stillborn = 0;
    }
    for (const QCborValue value : message[key("reports")].toArray()) {
        TaskReport report = protocol::reportFrom(value.toMap());
        std::erase(child.outstanding, report.task);
        m_setup.outbox.report(std::move(report));
    }
    giveTasks(child);
}

void ProcessCrew::giveTasks(Child& child)
{
    if (!child.ready || child.finishing || child.gone)
        return;
    while (tasksLeft() && child.outstanding.size() < m_setup.model.inFlight) {
        const TaskId task(m_next++);
        child.outstanding.push_back(task);
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

std::string ProcessCrew::howItEnded(const Child& child) const
{
    const std::string who = child.name + " (pid " + std::to_string(child.figures.processId) + ")";
    if (!child.refusal.empty())
        return child.name + " could not work: " + child.refusal;
    if (child.process.error() == QProcess::FailedToStart)
        return child.name + " could not be started: " + m_setup.options.workerProgram + ": " +
               child.process.errorString().toStdString();
    if (child.reader.broken())
        return who + " said something that is not the workers' protocol";
    if (child.process.exitStatus() == QProcess::CrashExit)
        return who + " was killed by signal " + std::to_string(child.process.exitCode());
    return who + " ended by itself with exit status " + std::to_string(child.process.exitCode());
}

void ProcessCrew::ended(Child& child)
{
    if (std::exchange(child.gone, true))
        return;
    read(child);
    const bool expected = child.finishing || m_setup.stop.stop_requested();
    const bool ranToItsEnd = expected && !child.reader.broken() &&
                             child.process.error() != QProcess::FailedToStart &&
                             child.process.exitStatus() == QProcess::NormalExit &&
                             child.process.exitCode() == 0 && child.outstanding.empty();
    child.figures.name = child.name;
    m_setup.outbox.worker(child.id, child.figures);
    if (!ranToItsEnd && !m_setup.stop.stop_requested())
        m_reason = howItEnded(child);
    settleOutstanding(child);
    m_events.push_back({stampNow(),
                        {},
                        child.id,
                        0,
                        EventKind::WorkerStopped,
                        Phase::None,
                        Outcome::None,
                        ranToItsEnd ? NoFlags : Inferred});
    // A worker that died has a successor, unless workers die before they begin anything, time after time.
    if (!ranToItsEnd && tasksLeft() && (child.worked || ++m_stillborn < mostStillborn))
        startChild();
    m_setup.bell.ring();
}

/// The fate of what it was working on; how far it had come with it is not known.
void ProcessCrew::settleOutstanding(Child& child)
{
    const bool cancelled = m_setup.stop.stop_requested();
    const Stamp now = stampNow();
    for (const TaskId task : std::exchange(child.outstanding, {})) {
        m_events.push_back({now, task, child.id, 0, EventKind::TaskStopped, Phase::None,
                            cancelled ? Outcome::Cancelled : Outcome::Failed, Inferred});
        m_setup.outbox.report({.task = task, .reason = cancelled ? std::string() : howItEnded(child)});
    }
}

std::vector<TaskId> ProcessCrew::untaken() const
{
    std::vector<TaskId> tasks;
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
