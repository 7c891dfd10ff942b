// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workloads/script.h"

#include "core/engine/recorder.h"
#include "core/engine/tasklocks.h"
#include "core/observe/scheduling.h"
#include "core/workloads/clientparameters.h"
#include "core/workloads/pages.h"
#include "core/workloads/parameterreader.h"
#include "core/workloads/scriptparser.h"
#include "core/workloads/squares.h"

#include <algorithm>
#include <iterator>

namespace interleave::workloads {

namespace {

using engine::Co;
using engine::TaskContext;
using engine::TaskLocks;
using engine::TaskResult;

/// Less of a computation is not worth another slice.
constexpr Duration leastSlice = std::chrono::microseconds(2);

/// What the thread has computed; where the system has no such clock, what has passed.
Duration computed()
{
    return observe::threadCpuTime().value_or(
        std::chrono::duration_cast<Duration>(stampNow().time_since_epoch()));
}

/// A worker's client, and how fast it computes.
class Local final : public engine::WorkerLocal
{
public:
    explicit Local(const net::ClientEnvironment& environment) : client(net::makeClient(environment))
    {
        constexpr int tries = 5; // from the first guess to within a few per cent
        for (int count = 0; count < tries; ++count) {
            const Duration before = computed();
            addSquares(0, 0, slicer.steps());
            slicer.measured(computed() - before);
        }
    }

    std::unique_ptr<net::Client> client;
    Slicer slicer;
};

/// The locks that a task holds, given back in the opposite order whatever ends it.
struct HeldLocks
{
    HeldLocks() = default;
    ~HeldLocks()
    {
        while (!stack.empty())
            stack.pop_back();
    }
    HeldLocks(const HeldLocks&) = delete;
    HeldLocks& operator=(const HeldLocks&) = delete;

    std::vector<TaskLocks::Held> stack;
};

/// Adds up squares for `length` of the thread's CPU clock, so that it is as much computing when something
/// else executes in between.
void compute(TaskContext& context, Slicer& slicer, Duration length, TaskResult& result)
{
    context.phase(Phase::Compute);
    std::uint64_t sum = 0;
    std::uint64_t done = 0;
    while (length >= leastSlice) {
        const bool whole = length >= engine::sliceLength;
        const double part = whole ? 1 : seconds(length) / seconds(engine::sliceLength);
        const auto steps = static_cast<std::uint64_t>(static_cast<double>(slicer.steps()) * part) + 1;
        const Duration before = computed();
        sum = addSquares(sum, done, done + steps);
        const Duration took = std::max(computed() - before, Duration(1));
        if (whole)
            slicer.measured(took);
        length -= took;
        done += steps;
        if (!context.checkpoint()) {
            result.outcome = Outcome::Cancelled;
            return;
        }
    }
    if (sum != squaresByFormula(done)) {
        result.outcome = Outcome::Failed;
        result.reason = "the sum of i*i for i below " + std::to_string(done) + " came out as " +
                        std::to_string(sum) + " instead of " + std::to_string(squaresByFormula(done));
    }
}

std::vector<std::string> absolute(const Script& script, const std::string& server)
{
    std::vector<std::string> all;
    for (const std::string& address : script.addresses)
        all.push_back(address.starts_with('/') ? server + address : address);
    return all;
}

class ScriptWorkload final : public engine::Workload
{
public:
    ScriptWorkload(ScriptOptions options, Script script)
        : m_options(std::move(options)),
          m_script(std::move(script)),
          m_pages(absolute(m_script, m_options.server), m_options.client),
          m_locks(m_script.locks, [this](TaskId task) { return labelOf(m_script, task.value); })
    {
    }

    std::string id() const override { return "script"; }
    std::string name() const override;
    std::vector<std::pair<std::string, std::string>> conditions() const override;
    bool hasLocks() const override { return !m_script.locks.empty(); }
    std::size_t taskCount() const override { return m_script.taskCount(); }
    engine::TaskPlan plan(std::size_t index) const override
    {
        return {.label = labelOf(m_script, index), .subject = kindOf(m_script, index).text};
    }
    std::size_t helpersPerWorker() const override { return m_pages.helpersPerWorker(); }
    std::size_t connectionsPerWorker(std::uint32_t inFlight) const override
    {
        return m_pages.connectionsPerWorker(inFlight);
    }
    void begin(engine::AnnounceHelper announce) override { m_pages.begin(std::move(announce)); }
    std::unique_ptr<engine::WorkerLocal> prepare() const override
    {
        return std::make_unique<Local>(m_pages.environment());
    }
    Co<TaskResult> execute(TaskContext& context, engine::WorkerLocal* local,
                           std::size_t index) const override;
    QCborMap parameters() const override;

private:
    Co<TaskResult> perform(TaskContext& context, Local& local, ScriptStep step, HeldLocks& held) const;
    Co<TaskResult> take(TaskContext& context, std::size_t lock, HeldLocks& held) const;

    ScriptOptions m_options;
    Script m_script;
    Pages m_pages;
    mutable TaskLocks m_locks; // thread-safe
};

std::string ScriptWorkload::name() const
{
    constexpr std::size_t mostNamed = 4;
    std::vector<std::pair<std::string, std::size_t>> names; // and how many tasks each has
    for (const ScriptKind& kind : m_script.kinds) {
        const std::string name = kind.name.empty() ? "task" : kind.name;
        const auto known = std::ranges::find(names, name, [](const auto& entry) { return entry.first; });
        if (known == names.end())
            names.emplace_back(name, kind.count);
        else
            known->second += kind.count;
    }
    std::string text = counted(taskCount(), "task") + " of a script";
    if (names.size() == 1 && names.front().first == "task")
        return text;
    for (std::size_t k = 0; k < std::min(names.size(), mostNamed); ++k)
        text += (k == 0 ? ": " : ", ") + std::to_string(names[k].second) + " \u00d7 " + names[k].first;
    return names.size() > mostNamed ? text + " and others" : text;
}

std::vector<std::pair<std::string, std::string>> ScriptWorkload::conditions() const
{
    std::vector<std::pair<std::string, std::string>> all;
    if (m_script.needsServer())
        all = m_options.conditions;
    if (!m_script.addresses.empty())
        std::ranges::copy(conditionsOf(m_options.client), std::back_inserter(all));
    if (m_script.varies())
        all.emplace_back("varied by seed", std::to_string(m_script.seed));
    return all;
}

QCborMap ScriptWorkload::parameters() const
{
    return {{QLatin1String("text"), QString::fromStdString(m_options.text)},
            {QLatin1String("server"), QString::fromStdString(m_options.server)},
            {QLatin1String("conditions"), toCbor(m_options.conditions)},
            {QLatin1String("client"), toMap(m_options.client)}};
}

Co<TaskResult> ScriptWorkload::execute(TaskContext& context, engine::WorkerLocal* local,
                                       std::size_t index) const
{
    const std::vector<ScriptStep> steps = stepsOf(m_script, index);
    HeldLocks held;
    TaskResult all;
    for (const ScriptStep& step : steps) {
        TaskResult one = co_await perform(context, static_cast<Local&>(*local), step, held);
        all.bytes += one.bytes;
        all.attempts = std::max(all.attempts, one.attempts);
        all.untaken += one.untaken;
        if (one.outcome == Outcome::Finished)
            continue;
        all.outcome = one.outcome;
        all.reason = std::move(one.reason);
        co_return all;
    }
    all.log = labelOf(m_script, index) + " done: " + kindOf(m_script, index).text;
    co_return all;
}

Co<TaskResult> ScriptWorkload::perform(TaskContext& context, Local& local, ScriptStep step,
                                       HeldLocks& held) const
{
    TaskResult result;
    switch (step.kind) {
    case ScriptStep::Kind::Compute:
        compute(context, local.slicer, step.length, result);
        break;
    case ScriptStep::Kind::Wait:
        if (co_await context.sleep(step.length) == engine::WaitResult::Cancelled)
            result.outcome = Outcome::Cancelled;
        break;
    case ScriptStep::Kind::Download:
        result = co_await m_pages.fetch(context, *local.client, step.which, nullptr);
        break;
    case ScriptStep::Kind::Lock:
        result = co_await take(context, step.which, held);
        break;
    case ScriptStep::Kind::Unlock:
        held.stack.pop_back();
        break;
    }
    co_return result;
}

Co<TaskResult> ScriptWorkload::take(TaskContext& context, std::size_t lock, HeldLocks& held) const
{
    TaskResult result;
    TaskLocks::Acquisition acquisition = co_await m_locks.acquire(context, lock);
    if (acquisition.held) {
        held.stack.push_back(std::move(*acquisition.held));
    } else {
        result.outcome = acquisition.refusal.empty() ? Outcome::Cancelled : Outcome::Failed;
        result.reason = std::move(acquisition.refusal);
    }
    co_return result;
}

} // namespace

std::string refusal(const ScriptOptions& options)
{
    std::string error;
    const auto script = parseScript(options.text, error);
    if (!script)
        return error;
    if (script->needsServer() && !net::parseAddress(options.server + "/", error))
        return "The script downloads from the practice server: start it, or write whole addresses.";
    return refusal(options.client);
}

bool needsServer(const ScriptOptions& options)
{
    std::string error;
    const auto script = parseScript(options.text, error);
    return script && script->needsServer();
}

std::optional<ScriptOptions> scriptFrom(const QCborMap& parameters, std::string& error)
{
    ParameterReader read(parameters);
    ScriptOptions options;
    options.text = read.text("text");
    options.server = read.text("server");
    options.conditions = read.pairs("conditions");
    options.client = clientFrom(read, error);
    if (error.empty())
        error = refusal(options);
    return error.empty() ? std::optional(std::move(options)) : std::nullopt;
}

std::shared_ptr<engine::Workload> makeScript(ScriptOptions options)
{
    std::string error;
    auto script = parseScript(options.text, error);
    return std::make_shared<ScriptWorkload>(std::move(options), std::move(*script));
}

} // namespace interleave::workloads
