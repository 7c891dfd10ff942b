// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/tracechecks.h"

namespace interleave::formats {

namespace {

std::string count(Instant at) { return std::to_string(at.time_since_epoch().count()); }

/// @param things what `key` numbers: "tasks"
template <class Tag>
std::string missing(std::string_view key, Id<Tag> id, std::string_view things, std::size_t known)
{
    if (!id.valid() || id.value < known)
        return {};
    const std::string which = known == 0 ? ": the run has no " + std::string(things)
                                         : " or from 0 to " + std::to_string(known - 1) +
                                               ": the run has no more " + std::string(things);
    return ": \"" + std::string(key) + "\" is " + std::to_string(id.value) + " and must be null" + which;
}

/// How the span begins in the file: the table does not keep the file's order.
std::string asInFile(const Span& span)
{
    return "[" + count(span.start) + "," + std::to_string(span.length.count()) + ",...]";
}

std::string faultOfSpan(const Span& span, const Trace& trace)
{
    for (std::string wrong : {missing("task", span.task, "tasks", trace.tasks.size()),
                              missing("worker", span.worker, "workers", trace.workers.size()),
                              missing("by", span.by, "tasks", trace.tasks.size())})
        if (!wrong.empty())
            return wrong;
    if (span.worker.valid() && (span.start < Instant{} || span.end() > trace.end))
        return ": it is from " + count(span.start) + " to " + count(span.end()) +
               " ns and must be within the run, from 0 to " + count(trace.end) + " ns";
    return {};
}

std::string faultOfWorkers(const Trace& trace)
{
    for (std::size_t i = 0; i < trace.workers.size(); ++i)
        if (const WorkerId before = trace.workers[i].predecessor; before.valid() && before.value >= i)
            return ", worker " + std::to_string(i) + ": \"predecessor\" is " + std::to_string(before.value) +
                   " and must be a worker before it";
    if (trace.info.workersNotBegun > trace.info.workers)
        return ": \"workers_not_begun\" is " + std::to_string(trace.info.workersNotBegun) +
               " and must be at most \"workers\", " + std::to_string(trace.info.workers);
    return {};
}

std::string faultOfNote(const Note& note, std::span<const Trace> runs)
{
    if (note.run >= runs.size())
        return ": \"run\" is " + std::to_string(note.run) + ", counted from 0, and the file has " +
               std::to_string(runs.size()) + (runs.size() == 1 ? " run" : " runs");
    const Trace& run = runs[note.run];
    for (std::string wrong : {missing("task", note.task, "tasks", run.tasks.size()),
                              missing("worker", note.worker, "workers", run.workers.size())})
        if (!wrong.empty())
            return wrong;
    if (note.from < Instant{} || note.to < note.from)
        return ": it is from " + count(note.from) + " to " + count(note.to) +
               " ns and must not begin before 0 nor end before it begins";
    return {};
}

} // namespace

std::string faultOf(const Trace& trace, std::string_view where)
{
    const auto sentence = [where](const std::string& rest) { return std::string(where) + rest + "."; };
    if (trace.end < Instant{})
        return sentence(": \"end\" must not be before 0");
    for (std::size_t i = 0; i < trace.tasks.size(); ++i)
        if (const auto wrong = missing("worker", trace.tasks[i].worker, "workers", trace.workers.size());
            !wrong.empty())
            return sentence(", task " + std::to_string(i) + wrong);
    for (const Span span : trace.spans)
        if (const auto wrong = faultOfSpan(span, trace); !wrong.empty())
            return sentence(", span " + asInFile(span) + wrong);
    const std::string wrong = faultOfWorkers(trace);
    return wrong.empty() ? wrong : sentence(wrong);
}

std::string faultOf(std::span<const Note> notes, std::span<const Trace> runs)
{
    for (std::size_t i = 0; i < notes.size(); ++i)
        if (const std::string wrong = faultOfNote(notes[i], runs); !wrong.empty())
            return "Mark " + std::to_string(i + 1) + wrong + ".";
    return {};
}

} // namespace interleave::formats
