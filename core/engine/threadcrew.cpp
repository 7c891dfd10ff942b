// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/crew.h"
#include "core/engine/interpreterlock.h"
#include "core/engine/tasksource.h"
#include "core/engine/worker.h"
#include "core/observe/affinity.h"
#include "core/observe/thread.h"

#include <optional>
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
    bool finished() const override { return m_ended.load(std::memory_order_acquire) == m_started; }
    std::vector<TaskId> untaken() const override { return m_queue.rest(); }
    std::string untakenReason() const override
    {
        return m_started == 0 ? "the system refused to start a thread" : std::string();
    }

private:
    struct Member
    {
        WorkerId id;
        std::string name;
        EventBuffer events;
        std::jthread thread; // last: joined before the rest goes
    };

    void work(Member& member);

    CrewSetup m_setup;
    SharedQueue m_queue;
    std::optional<InterpreterLock> m_lock;
    std::atomic<std::uint32_t> m_ended{0};
    std::uint32_t m_started = 0;
    std::vector<std::unique_ptr<Member>> m_members;
};

void ThreadCrew::start()
{
    for (std::uint32_t i = 0; i < m_setup.workers; ++i) {
        auto member = std::make_unique<Member>();
        member->id = m_setup.outbox.nextWorker();
        member->name = "thread " + std::to_string(i + 1);
        // Before the thread exists, so that it comes before the thread's own events.
        member->events.push({stampNow(), {}, member->id, 0, EventKind::WorkerStarted, Phase::StartUp});
        m_setup.outbox.worker(member->id, {.name = member->name});
        m_members.push_back(std::move(member));
        Member& started = *m_members.back();
        try {
            started.thread = std::jthread([this, &started] { work(started); });
        } catch (const std::system_error&) {
            started.events.push({stampNow(), {}, started.id, 0, EventKind::WorkerStopped});
            m_setup.outbox.worker(started.id, {.name = started.name + " (refused by the system)"});
            return;
        }
        ++m_started;
    }
}

void ThreadCrew::work(Member& member)
{
    observe::nameThisThread(member.name.c_str());
    observe::restrictThisThread(m_setup.processors);
    interleave::Worker self;
    {
        Worker worker({.id = member.id,
                       .inFlight = m_setup.model.inFlight,
                       .workload = m_setup.workload,
                       .source = m_queue,
                       .events = member.events,
                       .lock = m_lock ? &*m_lock : nullptr,
                       .ringSharers = m_setup.ringSharers,
                       .records = m_setup.options.recording != Recording::Nothing,
                       .stop = m_setup.stop,
                       .report = [this](TaskReport report) { m_setup.outbox.report(std::move(report)); },
                       .pulse = {}});
        self = worker.run();
    }
    self.name = member.name;
    self.processId = observe::thisProcessId();
    self.threadId = observe::thisThreadId();
    m_setup.outbox.worker(member.id, std::move(self));
    m_ended.fetch_add(1, std::memory_order_release);
    m_setup.bell.ring();
}

} // namespace

std::unique_ptr<Crew> makeThreadCrew(CrewSetup setup)
{
    return std::make_unique<ThreadCrew>(std::move(setup));
}

} // namespace interleave::engine
