// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptworkload.h"

#include <QCborArray>
#include <QCoreApplication>
#include <QProcess>

#include <csignal>

namespace interleave::tests {

namespace {

using engine::Co;
using engine::TaskContext;
using engine::TaskResult;

class Script : public engine::Workload
{
public:
    Script(std::size_t tasks, std::vector<Step> steps) : m_tasks(tasks), m_steps(std::move(steps)) {}

    std::string id() const override { return "script"; }
    std::string name() const override { return "a script"; }
    std::size_t taskCount() const override { return m_tasks; }
    engine::TaskPlan plan(std::size_t index) const override
    {
        return {"script " + std::to_string(index + 1), {}};
    }
    Co<TaskResult> execute(TaskContext& context, engine::WorkerLocal*, std::size_t index) const override;
    QCborMap parameters() const override
    {
        QCborArray steps;
        for (const Step& step : m_steps)
            steps.append(QCborArray{int(step.kind), step.micro});
        return {{QLatin1String("tasks"), qint64(m_tasks)}, {QLatin1String("steps"), steps}};
    }

private:
    std::size_t m_tasks;
    std::vector<Step> m_steps;
};

bool compute(TaskContext& context, Duration duration)
{
    const Stamp until = stampNow() + duration;
    for (Stamp now = stampNow(); now < until;) {
        const Stamp sliceEnd = std::min(until, now + std::chrono::microseconds(80));
        while (now < sliceEnd)
            now = stampNow();
        if (!context.checkpoint())
            return false;
    }
    return true;
}

void stopThisProcess(Duration length)
{
    QProcess::startDetached(QStringLiteral("sh"),
                            {QStringLiteral("-c"), QStringLiteral("sleep %1; kill -CONT %2")
                                                       .arg(seconds(length))
                                                       .arg(QCoreApplication::applicationPid())});
    std::raise(SIGSTOP);
}

Co<TaskResult> Script::execute(TaskContext& context, engine::WorkerLocal*, std::size_t index) const
{
    for (const Step& step : m_steps) {
        const auto length = std::chrono::microseconds(step.micro);
        if (step.kind == Step::Kind::Compute && !compute(context, length))
            co_return TaskResult{.outcome = Outcome::Cancelled};
        if (step.kind == Step::Kind::Sleep && co_await context.sleep(length) == engine::WaitResult::Cancelled)
            co_return TaskResult{.outcome = Outcome::Cancelled};
        if (step.kind == Step::Kind::Fail)
            co_return TaskResult{.outcome = Outcome::Failed, .reason = "as the script says"};
        if (step.kind == Step::Kind::Crash && index == static_cast<std::size_t>(step.micro))
            std::raise(SIGKILL);
        if (step.kind == Step::Kind::Stop)
            stopThisProcess(length);
    }
    co_return TaskResult{.log = "script " + std::to_string(index + 1) + " done"};
}

} // namespace

std::shared_ptr<engine::Workload> makeScript(std::size_t tasks, std::vector<Step> steps)
{
    return std::make_shared<Script>(tasks, std::move(steps));
}

std::shared_ptr<engine::Workload> scriptFrom(std::string_view id, const QCborMap& parameters,
                                             std::string& error)
{
    if (id != "script") {
        error = "there is no workload " + std::string(id);
        return nullptr;
    }
    std::vector<Step> steps;
    for (const QCborValue value : parameters[QLatin1String("steps")].toArray())
        steps.push_back(
            {static_cast<Step::Kind>(value.toArray()[0].toInteger()), value.toArray()[1].toInteger()});
    return makeScript(static_cast<std::size_t>(parameters[QLatin1String("tasks")].toInteger()),
                      std::move(steps));
}

} // namespace interleave::tests
