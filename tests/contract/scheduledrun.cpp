// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/scheduledrun.h"

#include "core/engine/run.h"
#include "core/formats/tracereader.h"
#include "core/trace/invariants.h"
#include "core/workloads/mixed.h"
#include "tests/contract/happenings.h"
#include "tests/contract/scheduledprogram.h"
#include "tests/contract/scheduledservers.h"
#include "tests/support/processes.h"

#include <algorithm>
#include <string_view>

#include <unistd.h>

namespace interleave::tests {

namespace {

using namespace std::chrono_literals;

/// Beyond its deadline a download may take so long.
constexpr Duration grace = 1s;

workloads::DownloadsOptions optionsOf(const Schedule& schedule, const ScheduledServers& servers)
{
    workloads::DownloadsOptions options;
    options.addresses = servers.addresses();
    options.tasks = schedule.tasks;
    options.parsePasses = schedule.parsePasses;
    options.client = {.idleTimeout = schedule.idle,
                      .deadline = schedule.deadline,
                      .bodyLimit = scheduledBodyLimit,
                      .freshConnections = schedule.fresh,
                      .extraCa = net::PracticeServerProcess::certificateAuthority(),
                      .kind = schedule.client};
    return options;
}

std::shared_ptr<engine::Workload> workloadOf(const Schedule& schedule, const ScheduledServers& servers)
{
    if (schedule.hashes)
        return workloads::makeMixed({.downloads = optionsOf(schedule, servers), .hashPasses = 5});
    return workloads::makeDownloads(optionsOf(schedule, servers));
}

/// How long a task was not done with although nobody kept it off its processor and its lock.
Duration lengthOf(const Trace& trace, TaskId id)
{
    const Task& task = trace[id];
    if (!task.started || !task.stopped)
        return {};
    Duration length = *task.stopped - *task.started;
    for (std::size_t i = 0; i < trace.spans.size(); ++i) {
        const Span span = trace.spans[i];
        if (span.task == id && span.start >= *task.started &&
            (span.state == State::Ready || span.state == State::Blocked))
            length -= span.length;
    }
    return length;
}

/// What befalls one task is no other's affair. @param reason of a task that failed although its own server
/// was to answer it as it should
bool isExplained(const Schedule& schedule, std::string_view reason)
{
    const auto says = [reason](std::string_view words) { return reason.find(words) != reason.npos; };
    if (says("nothing arrived for") || says("not done after"))
        return true; // a busy machine takes its time
    if (schedule.has(FaultKind::WorkerDies) && says("was killed by signal 9"))
        return true;
    return schedule.has(FaultKind::ServerDies) || schedule.has(FaultKind::FewDescriptors);
}

QString wrongWith(const Schedule& schedule, const Trace& trace, std::size_t index)
{
    const Task& task = trace.tasks[index];
    const auto bytes = bytesOf(schedule, index);
    if (task.outcome == Outcome::Finished && bytes != task.bytes)
        return QStringLiteral("is Finished with %1 bytes, which are not those of its answer").arg(task.bytes);
    if (task.outcome == Outcome::Failed && task.reason.empty())
        return QStringLiteral("is Failed without a reason");
    if (task.outcome == Outcome::Failed && asksPracticeServer(schedule, index) &&
        !isExplained(schedule, task.reason))
        return QStringLiteral("is Failed by no fault of this schedule: ") +
               QString::fromStdString(task.reason);
    const bool isStopped = task.outcome == Outcome::Cancelled && schedule.has(FaultKind::Cancelled);
    if (task.outcome != Outcome::Finished && task.outcome != Outcome::Failed && !isStopped)
        return QStringLiteral("is neither Finished nor Failed, although nobody stopped the run");
    return {};
}

/// What does not hold of the trace. @param stopped for so long processes were
QStringList wrongIn(const Schedule& schedule, const Trace& trace, Duration stopped)
{
    QStringList wrong;
    for (const Violation& violation : checkInvariants(trace))
        wrong << QString::fromStdString(std::string(name(violation.invariant)) + ": " + violation.where);
    if (trace.tasks.size() != schedule.tasks)
        wrong << QStringLiteral("%1 tasks have an outcome").arg(trace.tasks.size());
    for (std::size_t i = 0; i < std::min(trace.tasks.size(), schedule.tasks); ++i) {
        if (const QString what = wrongWith(schedule, trace, i); !what.isEmpty())
            wrong << QStringLiteral("task %1 %2").arg(QString::number(i), what);
        const Duration length = lengthOf(trace, TaskId(static_cast<std::uint32_t>(i)));
        if (length > schedule.deadline + grace + stopped)
            wrong << QStringLiteral("task %1 took %2 ms").arg(i).arg(length / 1ms);
    }
    return wrong;
}

Carried runHere(const Schedule& schedule, const ScheduledServers& servers)
{
    engine::Run run(*engine::modelNamed(schedule.model), workloadOf(schedule, servers),
                    {.workerProgram = INTERLEAVE_WORKER});
    Happenings happenings(schedule, {.workers = [] { return workersOf(::getpid()); },
                                     .servers = [&servers] { return std::vector{servers.practiceServer()}; },
                                     .program = {},
                                     .cancel = [&run] { run.cancel(); }});
    run.start();
    TraceBuilder builder = run.builder();
    for (bool finished = false; !finished;) {
        const engine::RunBatch batch = run.drain(happenings.patience());
        engine::feed(builder, batch);
        finished = batch.finished;
        happenings.look();
    }
    happenings.end();
    const Trace trace = std::move(builder).finish(stampNow());
    return {.wrong = wrongIn(schedule, trace, happenings.stopped()), .happened = happenings.done()};
}

Carried runByTheProgram(const Schedule& schedule, const ScheduledServers& servers)
{
    ScheduledProgram program(schedule, servers.addresses());
    const auto own = [&program] { return program.id(); };
    Happenings happenings(schedule, {.workers = [own] { return workersOf(own()); },
                                     .servers =
                                         [&schedule, &servers, own] {
                                             return schedule.ownServer
                                                        ? practiceServersOf(own())
                                                        : std::vector{servers.practiceServer()};
                                         },
                                     .program = [own] { return std::vector{own()}; },
                                     .cancel = [&program] { program.interrupt(); }});
    while (!program.ended(happenings.patience()))
        happenings.look();
    happenings.end();
    Carried carried{.wrong = program.wrong(), .happened = happenings.done()};
    for (const Trace& trace : program.saved().runs)
        carried.wrong += wrongIn(schedule, trace, happenings.stopped());
    return carried;
}

/// What is there from the begin on, and not at an instant.
bool isThroughout(FaultKind kind)
{
    return isAnswer(kind) || kind == FaultKind::Refused || kind == FaultKind::FewDescriptors ||
           kind == FaultKind::FullDisk;
}

} // namespace

bool canBeCarriedOut(const Schedule& schedule)
{
    const bool isThreadSanitizer =
        std::string_view(INTERLEAVE_SANITIZER).find("thread") != std::string_view::npos;
    return (!schedule.inProgram || ScheduledProgram::isThere()) &&
           (schedule.client != net::ClientKind::Qt || !isThreadSanitizer);
}

Carried carryOut(const Schedule& schedule)
{
    const ScheduledServers servers(schedule);
    if (!servers.problem().empty())
        return {.wrong = {QString::fromStdString(servers.problem())}, .happened = {}};
    Carried carried = schedule.inProgram ? runByTheProgram(schedule, servers) : runHere(schedule, servers);
    for (const Fault& fault : schedule.faults) {
        if (isThroughout(fault.kind))
            carried.happened.push_back(fault.kind);
    }
    return carried;
}

} // namespace interleave::tests
