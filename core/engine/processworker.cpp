// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/processworker.h"

#include "core/engine/helperlanes.h"
#include "core/engine/protocol.h"
#include "core/engine/worker.h"
#include "core/observe/affinity.h"
#include "core/observe/pipe.h"
#include "core/observe/thread.h"

#include <QAbstractEventDispatcher>
#include <QCborArray>
#include <QEventLoop>
#include <QSocketNotifier>
#include <QThread>
#include <QTimer>

#include <chrono>
#include <deque>
#include <utility>

namespace interleave::engine {

namespace {

namespace is = protocol::is;

constexpr std::chrono::milliseconds oldestUnsent{30};
constexpr std::size_t mostReadAtOnce = 1u << 20;

QLatin1String key(const char* name) { return QLatin1String(name); }

/// The worker's end of the conversation, and the source of its tasks.
class Conversation : public TaskSource
{
public:
    Conversation();

    /// Waits for the configuration; empty when the input ended first.
    std::optional<QCborMap> configuration();
    /// Looks at the input, and sends what is older than 30 ms.
    void pulse();
    void flush();
    void say(const QCborMap& message);
    void report(TaskReport report);
    /// From now on the helper's doings are told too.
    void follow(interleave::Worker helper);
    /// Where helpers are kept; before the first of them.
    void keepHelpersOn(std::vector<ProcessorId> processors) { m_helperProcessors = std::move(processors); }
    void finishHelpers();
    EventBuffer& events() { return m_events; }
    std::stop_token stop() const { return m_stop.get_token(); }

    std::optional<TaskId> take() override;
    bool exhausted() const override { return m_finish && m_tasks.empty(); }

private:
    void readInput();
    void handle(const QCborMap& message);

    protocol::Reader m_reader;
    QSocketNotifier m_input{0, QSocketNotifier::Read}; // interrupts the event loop when something arrives
    QTimer m_unsent;
    std::optional<QCborMap> m_configuration;
    std::deque<TaskId> m_tasks;
    std::stop_source m_stop;
    EventBuffer m_events;
    std::optional<HelperLanes> m_helpers; // once configured
    std::uint32_t m_helperCount = 0;
    std::vector<ProcessorId> m_helperProcessors;
    std::vector<Event> m_pending;
    QCborArray m_reports;
    Stamp m_sent = stampNow();
    bool m_finish = false;
    bool m_works = false; // it has taken a task
};

Conversation::Conversation()
{
    QObject::connect(&m_input, &QSocketNotifier::activated, &m_input, [this] { readInput(); });
    QObject::connect(&m_unsent, &QTimer::timeout, &m_unsent, [this] { flush(); });
    m_unsent.setSingleShot(true);
}

std::optional<QCborMap> Conversation::configuration()
{
    while (!m_configuration && !m_stop.stop_requested())
        QThread::currentThread()->eventDispatcher()->processEvents(QEventLoop::AllEvents |
                                                                   QEventLoop::WaitForMoreEvents);
    return m_configuration;
}

void Conversation::readInput()
{
    const auto state = observe::readStandardInput(m_reader.buffer(), mostReadAtOnce);
    while (const auto message = m_reader.next())
        handle(*message);
    if (state == observe::InputState::Ended || m_reader.broken()) {
        m_input.setEnabled(false);
        m_stop.request_stop();
    }
}

void Conversation::handle(const QCborMap& message)
{
    const QString what = message[key("is")].toString();
    if (what == is::task)
        m_tasks.emplace_back(static_cast<std::uint32_t>(message[key("task")].toInteger()));
    else if (what == is::finish)
        m_finish = true;
    else if (what == is::cancel)
        m_stop.request_stop();
    else if (what == is::configure)
        m_configuration = message;
}

std::optional<TaskId> Conversation::take()
{
    if (m_tasks.empty())
        return std::nullopt;
    const TaskId task = m_tasks.front();
    m_tasks.pop_front();
    if (!std::exchange(m_works, true)) { // before the task could end this process
        flush();
        say({{key("is"), is::works}, {key("task"), qint64(task.value)}});
    }
    return task;
}

void Conversation::pulse()
{
    readInput();
    m_events.drain(m_pending);
    if (m_pending.empty())
        return;
    if (stampNow() - m_sent >= oldestUnsent)
        flush();
    else if (!m_unsent.isActive())
        m_unsent.start(oldestUnsent);
}

void Conversation::flush()
{
    m_events.drain(m_pending);
    if (m_helpers)
        m_helpers->drain(m_pending);
    m_sent = stampNow();
    m_unsent.stop();
    if (m_pending.empty() && m_reports.isEmpty())
        return;
    say({{key("is"), is::told}, {key("events"), protocol::packed(m_pending)}, {key("reports"), m_reports}});
    m_pending.clear();
    m_reports = {};
}

void Conversation::say(const QCborMap& message)
{
    const QByteArray frame = protocol::framed(message);
    if (!observe::writeStandardOutput({frame.constData(), static_cast<std::size_t>(frame.size())}))
        m_stop.request_stop();
}

void Conversation::report(TaskReport report)
{
    m_reports.append(protocol::toCbor(report));
    flush();
}

void Conversation::follow(interleave::Worker helper)
{
    if (!m_helpers)
        m_helpers.emplace(static_cast<std::size_t>((*m_configuration)[key("ringSharers")].toInteger()));
    // A thread that a pinned worker began has inherited the worker's processors.
    if (helper.threadId != 0)
        observe::restrictThread(helper.threadId, m_helperProcessors);
    const std::uint32_t number = m_helperCount++;
    const auto& known = m_helpers->add(WorkerId(protocol::firstHelper + number), std::move(helper));
    say({{key("is"), is::helper}, {key("number"), qint64(number)}, {key("helper"), protocol::toCbor(known)}});
}

void Conversation::finishHelpers()
{
    if (!m_helpers)
        return;
    m_helpers->finish(m_pending, [this](WorkerId id, const interleave::Worker& helper) {
        say({{key("is"), is::helper},
             {key("number"), qint64(id.value - protocol::firstHelper)},
             {key("helper"), protocol::toCbor(helper)}});
    });
}

int refuse(Conversation& run, const std::string& why)
{
    run.say({{key("is"), is::refused}, {key("why"), QString::fromStdString(why)}});
    return 1;
}

std::vector<ProcessorId> processorsFrom(const QCborMap& configuration)
{
    std::vector<ProcessorId> processors;
    for (const QCborValue value : configuration[key("processors")].toArray())
        processors.emplace_back(static_cast<std::uint32_t>(value.toInteger()));
    return processors;
}

interleave::Worker execute(Conversation& run, const Workload& workload, const QCborMap& configuration)
{
    Worker worker({.id = WorkerId(static_cast<std::uint32_t>(configuration[key("worker")].toInteger())),
                   .inFlight = static_cast<std::uint32_t>(configuration[key("inFlight")].toInteger(1)),
                   .workload = workload,
                   .source = run,
                   .events = run.events(),
                   .lock = nullptr,
                   .ringSharers = static_cast<std::size_t>(configuration[key("ringSharers")].toInteger()),
                   .records = configuration[key("records")].toBool(true),
                   .stop = run.stop(),
                   .report = [&run](TaskReport report) { run.report(std::move(report)); },
                   .pulse = [&run] { run.pulse(); }});
    return worker.run();
}

} // namespace

int refuseProcessWorker(const std::string& why)
{
    observe::prepareStandardStreams();
    const QByteArray frame =
        protocol::framed({{key("is"), is::refused}, {key("why"), QString::fromStdString(why)}});
    observe::writeStandardOutput({frame.constData(), static_cast<std::size_t>(frame.size())});
    return 1;
}

int runProcessWorker(const MakeWorkload& make)
{
    observe::prepareStandardStreams();
    Conversation run;
    run.say({{key("is"), is::hello},
             {key("version"), protocol::version},
             {key("eventBytes"), qint64(sizeof(Event))},
             {key("process"), qint64(observe::thisProcessId())}});
    const auto configuration = run.configuration();
    if (!configuration)
        return 0;
    run.keepHelpersOn(observe::allowedProcessors()); // inherited from the collector, which is one
    observe::restrictThisThread(processorsFrom(*configuration));
    std::string error;
    const auto workload = make((*configuration)[key("workload")].toString().toStdString(),
                               (*configuration)[key("parameters")].toMap(), error);
    if (!workload)
        return refuse(run, error);
    workload->begin([&run](interleave::Worker helper) { run.follow(std::move(helper)); });
    interleave::Worker figures = execute(run, *workload, *configuration);
    figures.processId = observe::thisProcessId();
    figures.threadId = observe::thisThreadId();
    run.finishHelpers();
    run.flush();
    run.say({{key("is"), is::figures}, {key("worker"), protocol::toCbor(figures)}});
    return 0;
}

} // namespace interleave::engine
