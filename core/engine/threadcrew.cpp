// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/crew.h"
#include "core/engine/eventloop.h"
#include "core/engine/interpreterlock.h"
#include "core/engine/tasksource.h"
#include "core/engine/worker.h"
#include "core/observe/affinity.h"
#include "core/observe/thread.h"

#include <latch>
#include <optional>
#include <semaphore>
#include <system_error>
#include <thread>

namespace interleave::engine {

namespace {

class ThreadCrew : public Crew
{
public:
    explicit ThreadCrew(CrewSetup setup)
        : m_setup(std::move(setup)), m_queue(static_cast<std::uint32_t>(m_setup.workload.taskCount()))
    {
        if (m_setup.model.lock == Lock::Interpreter)
            m_lock.emplace(m_setup.model.switchInterval);
    }

    void start() override;
    void drain(std::vector<Event>& events) override
    {
        for (const auto& member : m_members)
            member->events.drain(events);
    }
    void cancel() override {} // the workers watch the stop token themselves
    bool finished() const override { return m_ended.load(std::memory_order_acquire) == m_members.size(); }
    std::vector<TaskId> untaken() const override { return m_queue.rest(); }
    std::string untakenReason() const override
    {
        const std::string why = m_loopRefused ? noFileForTheLoop : m_refusal;
        return why.empty() ? why : "no worker was left to take it: " + why;
    }

private:
    struct Member
    {
        WorkerId id;
        std::string name;
        EventBuffer events;
        std::jthread thread; // last: joined before the rest goes
    };

    bool begin(Member& member);
    void refuse(WorkerId id, const std::string& name, const std::string& why);
    void work(Member& member);
    WorkerSetup setupOf(Member& member);
    void execute(const Member& member, Worker& worker);

    CrewSetup m_setup;
    SharedQueue m_queue;
    std::optional<InterpreterLock> m_lock;
    std::atomic<std::uint32_t> m_ended{0};
    std::atomic<bool> m_loopRefused{false};
    std::string m_refusal; // why a thread could not be started
    // Workers make their event loops one after the other, and where open files are scarce all of them before
    // any task: Qt ends the program where there is no file left for one.
    std::counting_semaphore<> m_loops{0}; // made, or refused
    std::latch m_go{1};
    std::vector<std::unique_ptr<Member>> m_members; // last: their threads are joined before the rest goes
};

void ThreadCrew::start()
{
    for (std::uint32_t i = 0; i < m_setup.workers; ++i) {
        auto member = std::make_unique<Member>();
        member->id = m_setup.outbox.nextWorker();
        member->name = "thread " + std::to_string(i + 1);
        if (!m_refusal.empty() || !begin(*member)) {
            refuse(member->id, member->name, m_refusal);
            continue;
        }
        m_members.push_back(std::move(member));
        if (m_setup.filesAreScarce)
            m_loops.acquire();
    }
    m_go.count_down();
}

/// @return false where the system refuses the thread; m_refusal then says why
bool ThreadCrew::begin(Member& member)
{
    // Before the thread exists, so that it comes before the thread's own events.
    member.events.push({stampNow(), {}, member.id, 0, EventKind::WorkerStarted, Phase::StartUp});
    m_setup.outbox.worker(member.id, {.name = member.name});
    try {
        member.thread = std::jthread([this, &member] { work(member); });
    } catch (const std::system_error&) {
        m_refusal = threadRefusal;
        return false;
    }
    return true;
}

void ThreadCrew::refuse(WorkerId id, const std::string& name, const std::string& why)
{
    m_setup.outbox.worker(id, {.name = name, .notBegun = why});
}

void ThreadCrew::work(Member& member)
{
    observe::nameThisThread(member.name.c_str());
    observe::restrictThisThread(m_setup.processors);
    {
        const std::unique_ptr<QEventLoop> ensuresDispatcher = makeEventLoop();
        std::optional<Worker> worker; // made before the others' tasks begin: its sources are open files, too
        if (ensuresDispatcher)
            worker.emplace(setupOf(member));
        m_loops.release();
        if (m_setup.filesAreScarce)
            m_go.wait();
        if (worker) {
            execute(member, *worker);
        } else {
            m_loopRefused = true;
            refuse(member.id, member.name, noFileForTheLoop);
            member.events.push({stampNow(), {}, member.id, 0, EventKind::WorkerStopped});
        }
    }
    m_ended.fetch_add(1, std::memory_order_release);
    m_setup.bell.ring();
}

WorkerSetup ThreadCrew::setupOf(Member& member)
{
    return {.id = member.id,
            .inFlight = m_setup.model.inFlight,
            .workload = m_setup.workload,
            .source = m_queue,
            .events = member.events,
            .lock = m_lock ? &*m_lock : nullptr,
            .ringSharers = m_setup.ringSharers,
            .records = m_setup.options.recording != Recording::Nothing,
            .stop = m_setup.stop,
            .report = [this](TaskReport report) { m_setup.outbox.report(std::move(report)); },
            .pulse = {}};
}

void ThreadCrew::execute(const Member& member, Worker& worker)
{
    interleave::Worker self = worker.run();
    self.name = member.name;
    self.processId = observe::thisProcessId();
    self.threadId = observe::thisThreadId();
    m_setup.outbox.worker(member.id, std::move(self));
}

} // namespace

std::unique_ptr<Crew> makeThreadCrew(CrewSetup setup)
{
    return std::make_unique<ThreadCrew>(std::move(setup));
}

} // namespace interleave::engine
