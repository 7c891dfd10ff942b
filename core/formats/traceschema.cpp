// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/traceschema.h"

#include "core/formats/tracevalues.h"

#include <iterator>
#include <limits>

namespace interleave::formats {

namespace {

/// A span keeps worker, slot and processor in 16 bits.
constexpr std::uint32_t mostInSpan = 65534;

/// Sets draft.*a.*b.*c for the path a, b, c of pointers to members.
template <auto... path>
std::string set(TraceDraft& draft, const JsonValue& value, std::string_view key)
{
    return readValue(value, key, (draft.*....*path));
}

template <auto id>
std::string setInSpan(TraceDraft& draft, const JsonValue& value, std::string_view key)
{
    return readId(value, key, draft.span.*id, mostInSpan);
}

std::string setVersion(TraceDraft& draft, const JsonValue& value, std::string_view key)
{
    std::string wrong =
        readNumber(value, key, draft.version, std::uint64_t{1}, std::numeric_limits<std::uint64_t>::max());
    if (wrong.empty() && draft.version > 1)
        return "it was written by a newer Interleave (version " + std::to_string(draft.version) +
               " of this format, and 1 is known here): open it with that one";
    return wrong;
}

std::string addProcessor(TraceDraft& draft, const JsonValue& value, std::string_view key)
{
    return readNumber(value, key, draft.run.info.processors.emplace_back().value, 0U, mostInSpan);
}

/// A clock that is set may be set by years.
std::string setClockStep(TraceDraft& draft, const JsonValue& value, std::string_view key)
{
    constexpr std::int64_t most = std::int64_t{1} << 62;
    std::int64_t by = 0;
    std::string wrong = readNumber(value, key, by, -most, most);
    draft.clockStep.by = Duration(by);
    return wrong;
}

constexpr bool needed = true;
constexpr bool optional = false;

template <auto... path>
constexpr Member field(std::string_view key, bool need = needed)
{
    return {key, need, set<path...>};
}
template <auto member>
constexpr Member ofInfo(std::string_view key, bool need = needed)
{
    return field<&TraceDraft::run, &Trace::info, member>(key, need);
}
template <auto member>
constexpr Member ofSources(std::string_view key)
{
    return field<&TraceDraft::run, &Trace::info, &RunInfo::sources, member>(key, optional);
}
template <auto member>
constexpr Member ofTask(std::string_view key, bool need = needed)
{
    return field<&TraceDraft::task, member>(key, need);
}
template <auto member>
constexpr Member ofWorker(std::string_view key, bool need = needed)
{
    return field<&TraceDraft::worker, member>(key, need);
}
template <auto member>
constexpr Member ofSpan(std::string_view key)
{
    return field<&TraceDraft::span, member>(key);
}
template <auto member>
constexpr Member ofNote(std::string_view key, bool need = needed)
{
    return field<&TraceDraft::note, member>(key, need);
}
constexpr Member part(std::string_view key, Place place, bool need = needed)
{
    return {key, need, nullptr, place};
}

// What version 1 writes always is needed; optional is what it leaves out where it is not known, and sources,
// of which there may be more.
constexpr Member file[] = {part("interleave", Place::Saved, optional)};
constexpr Member saved[] = {{"version", needed, setVersion},
                            field<&TraceDraft::title>("title", optional),
                            part("runs", Place::Runs),
                            part("marks", Place::Marks, optional)};
constexpr Member runs[] = {part("runs[]", Place::Run)};
constexpr Member run[] = {part("info", Place::Info), field<&TraceDraft::run, &Trace::end>("end"),
                          part("tasks", Place::Tasks), part("workers", Place::Workers),
                          part("spans", Place::Spans)};
constexpr Member info[] = {
    ofInfo<&RunInfo::modelId>("model"),
    ofInfo<&RunInfo::modelName>("model_name"),
    ofInfo<&RunInfo::workloadId>("workload"),
    ofInfo<&RunInfo::workloadName>("workload_name"),
    ofInfo<&RunInfo::work>("work", optional),
    ofInfo<&RunInfo::workerKind>("worker_kind"),
    ofInfo<&RunInfo::lock>("lock"),
    ofInfo<&RunInfo::workers>("workers"),
    ofInfo<&RunInfo::workersNotBegun>("workers_not_begun", optional),
    ofInfo<&RunInfo::notBegunWhy>("not_begun_why", optional),
    ofInfo<&RunInfo::inFlight>("in_flight"),
    part("processors", Place::Processors),
    ofInfo<&RunInfo::pinned>("pinned"),
    part("conditions", Place::Conditions),
    ofInfo<&RunInfo::origin>("origin"),
    part("sources", Place::Sources),
    ofInfo<&RunInfo::resolution>("resolution_ns"),
    ofInfo<&RunInfo::recordsRefused>("records_refused", optional),
    ofInfo<&RunInfo::workersWithoutRecords>("workers_without_records", optional),
    ofInfo<&RunInfo::lostRecords>("lost_records"),
    part("clock_steps", Place::ClockSteps, optional),
    part("ignored_events", Place::IgnoredEvents, optional),
    ofInfo<&RunInfo::cancelled>("cancelled"),
    ofInfo<&RunInfo::startedAt>("started_at"),
};
constexpr Member processors[] = {{"processors[]", needed, addProcessor}};
constexpr Member conditions[] = {part("conditions[]", Place::Condition)};
constexpr Member condition[] = {
    field<&TraceDraft::condition, &std::pair<std::string, std::string>::first>("condition"),
    field<&TraceDraft::condition, &std::pair<std::string, std::string>::second>("setting")};
constexpr Member sources[] = {
    ofSources<&Sources::runDelay>("run_delay"),
    ofSources<&Sources::switchCounters>("switch_counters"),
    ofSources<&Sources::switchRecords>("switch_records"),
    ofSources<&Sources::cpuClock>("cpu_clock"),
    ofSources<&Sources::processor>("processor"),
    ofSources<&Sources::receiveStamps>("receive_stamps"),
};
constexpr Member clockSteps[] = {part("clock_steps[]", Place::ClockStep)};
constexpr Member clockStep[] = {field<&TraceDraft::clockStep, &ClockStep::at>("at"),
                                {"by", needed, setClockStep}};
constexpr Member ignoredEvents[] = {part("ignored_events[]", Place::Ignored)};
constexpr Member ignored[] = {
    field<&TraceDraft::ignored, &std::pair<std::string, std::uint64_t>::first>("kind"),
    field<&TraceDraft::ignored, &std::pair<std::string, std::uint64_t>::second>("count")};
constexpr Member tasks[] = {part("tasks[]", Place::Task)};
constexpr Member task[] = {
    ofTask<&Task::label>("label"),
    ofTask<&Task::subject>("subject"),
    ofTask<&Task::planned>("planned", optional),
    ofTask<&Task::taken>("taken", optional),
    ofTask<&Task::started>("started", optional),
    ofTask<&Task::stopped>("stopped", optional),
    ofTask<&Task::worker>("worker"),
    ofTask<&Task::slot>("slot"),
    ofTask<&Task::bytes>("bytes"),
    ofTask<&Task::attempts>("attempts"),
    ofTask<&Task::untaken>("untaken", optional),
    ofTask<&Task::outcome>("outcome"),
    ofTask<&Task::reason>("reason"),
};
constexpr Member workers[] = {part("workers[]", Place::Worker)};
constexpr Member worker[] = {
    ofWorker<&Worker::name>("name"),
    ofWorker<&Worker::role>("role"),
    ofWorker<&Worker::processId>("process"),
    ofWorker<&Worker::threadId>("thread"),
    ofWorker<&Worker::started>("started", optional),
    ofWorker<&Worker::stopped>("stopped", optional),
    ofWorker<&Worker::cpuClock>("cpu_clock", optional),
    ofWorker<&Worker::runDelay>("run_delay", optional),
    ofWorker<&Worker::voluntarySwitches>("voluntary_switches", optional),
    ofWorker<&Worker::involuntarySwitches>("involuntary_switches", optional),
    ofWorker<&Worker::resolution>("resolution", optional),
    ofWorker<&Worker::switchRecords>("switch_records", optional),
    ofWorker<&Worker::predecessor>("predecessor", optional),
    ofWorker<&Worker::notBegun>("not_begun", optional),
};
constexpr Member spans[] = {part("spans[]", Place::Span)};
constexpr Member span[] = {
    ofSpan<&Span::start>("start"),
    ofSpan<&Span::length>("length"),
    ofSpan<&Span::state>("state"),
    ofSpan<&Span::phase>("phase"),
    ofSpan<&Span::task>("task"),
    {"worker", needed, setInSpan<&Span::worker>},
    {"slot", needed, setInSpan<&Span::slot>},
    {"processor", needed, setInSpan<&Span::processor>},
    ofSpan<&Span::by>("by"),
    ofSpan<&Span::attempt>("attempt"),
};

constexpr Member marks[] = {part("marks[]", Place::Mark)};
constexpr Member mark[] = {
    ofNote<&Note::run>("run"),
    ofNote<&Note::from>("from"),
    field<&TraceDraft::noteEnd>("to", optional),
    ofNote<&Note::task>("task", optional),
    ofNote<&Note::worker>("worker", optional),
    ofNote<&Note::slot>("slot", optional),
    ofNote<&Note::text>("text"),
};

static_assert(std::size(info) <= 32);

using enum Form::Shape;
/// In the order of Place.
constexpr Form forms[] = {
    {Object, file},     {Object, saved},       {List, runs},       {Object, run},     {Object, info},
    {List, processors}, {List, conditions},    {Tuple, condition}, {Object, sources}, {List, clockSteps},
    {Tuple, clockStep}, {List, ignoredEvents}, {Tuple, ignored},   {List, tasks},     {Object, task},
    {List, workers},    {Object, worker},      {List, spans},      {Tuple, span},     {List, marks},
    {Object, mark},
};
static_assert(std::size(forms) == static_cast<std::size_t>(Place::Mark) + 1);

} // namespace

const Form& formOf(Place place) { return forms[static_cast<std::size_t>(place)]; }

} // namespace interleave::formats
