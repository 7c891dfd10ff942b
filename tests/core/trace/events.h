// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/tracebuilder.h"

#include "tests/support/traces.h"

#include <QStringList>

/// What the tests of TraceBuilder share.
namespace interleave::tests {

using enum EventKind;
using Events = std::vector<Event>;

/// A builder that knows three tasks and two workers, and has seen `events`.
inline TraceBuilder builderAfter(const Events& events, RunInfo info = {})
{
    TraceBuilder builder(std::move(info), zero);
    for (const char* label : {"a", "b", "c"})
        builder.addTask(label, "");
    for (const std::uint32_t worker : {0u, 1u})
        builder.setWorker(WorkerId(worker), {});
    for (const Event& event : events)
        builder.apply(event);
    return builder;
}

inline QString spansOf(const SpanTable& spans)
{
    QStringList lines;
    for (std::size_t i = 0; i < spans.size(); ++i)
        lines += QString::fromStdString(text(spans[i]));
    return lines.join(QLatin1String("; "));
}

inline QString spansAfter(const Events& events) { return spansOf(builderAfter(events).trace().spans); }

// Short words for what happens to task 0 on worker 0.
inline Event taken(std::int64_t ns) { return made(TaskTaken, ns, {.task = 0, .worker = 0}); }
inline Event started(std::int64_t ns) { return made(TaskStarted, ns, {.task = 0, .worker = 0, .value = 1}); }
inline Event suspended(std::int64_t ns, Phase phase, int attempt = 0)
{
    return made(TaskSuspended, ns, {.task = 0, .worker = 0, .value = attempt, .phase = phase});
}
inline Event phase(std::int64_t ns, Phase phase, int attempt = 0)
{
    return made(TaskPhase, ns, {.task = 0, .worker = 0, .value = attempt, .phase = phase});
}
inline Event ready(std::int64_t ns) { return made(TaskReady, ns, {.task = 0, .worker = 0}); }
inline Event resumed(std::int64_t ns, Phase phase = Phase::None, int processor = 1)
{
    return made(TaskResumed, ns, {.task = 0, .worker = 0, .value = processor, .phase = phase});
}
inline Event stopped(std::int64_t ns, Outcome outcome = Outcome::Finished, int flags = NoFlags)
{
    return made(TaskStopped, ns, {.task = 0, .worker = 0, .outcome = outcome, .flags = flags});
}
inline Event switchedOut(std::int64_t ns, int flags = NoFlags)
{
    return made(SwitchedOut, ns, {.worker = 0, .value = 1, .flags = flags});
}
inline Event switchedIn(std::int64_t ns, int processor = 1)
{
    return made(SwitchedIn, ns, {.worker = 0, .value = processor});
}
inline Event lock(EventKind kind, std::int64_t ns, std::int64_t holder = 0xffffffff)
{
    return made(kind, ns, {.task = 0, .worker = 0, .value = holder});
}

} // namespace interleave::tests
