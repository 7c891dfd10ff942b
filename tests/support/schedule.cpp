// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/schedule.h"

#include "core/engine/model.h"
#include "tests/support/oddanswers.h"

#include <algorithm>
#include <array>
#include <random>

namespace interleave::tests {

using std::chrono::milliseconds;

namespace {

constexpr std::array<const char*, faultKinds> names{
    "reset",           "stall",       "garbage",      "close",        "refused",
    "worker dies",     "server dies", "worker stops", "server stops", "program stops",
    "few descriptors", "full disk",   "cancelled"};

/// The first fault of every schedule, in turn. Those that join no others, or may come too late for a short
/// run, come more often. So many that no factor is shared with models × clients: the two go round
/// independently.
constexpr std::array leads{
    FaultKind::Reset,          FaultKind::ProgramStops, FaultKind::Cancelled,    FaultKind::FewDescriptors,
    FaultKind::Garbage,        FaultKind::FullDisk,     FaultKind::Cancelled,    FaultKind::Refused,
    FaultKind::ProgramStops,   FaultKind::ServerDies,   FaultKind::WorkerDies,   FaultKind::Cancelled,
    FaultKind::FewDescriptors, FaultKind::WorkerStops,  FaultKind::ProgramStops, FaultKind::Stall,
    FaultKind::Cancelled,      FaultKind::FullDisk,     FaultKind::ServerStops,  FaultKind::Close,
    FaultKind::ProgramStops,   FaultKind::Cancelled,    FaultKind::ServerDies};

/// Rows of oddanswers.cpp. None that answers a request which was not made: the next one would get it.
std::vector<std::string> pathsOf(FaultKind kind, bool tls)
{
    static const std::array<std::vector<std::string>, 4> paths{{
        {"/reset", "/reset-in-length", "/reset-after-length", "/reset-in-chunks", "/reset-until-close",
         "/reset-until-close-long", "/idle-reset", "/tls-reset-until-close"},
        {"/silence", "/drip", "/not-in-the-table", untaking, mute},
        {"/garbage", "/ssh", "/http2", "/no-colon", "/bad-name", "/status-word", "/huge-header",
         "/length-beyond-64-bits", "/negative", "/bad-chunk", "/bad-second-chunk", "/coding-gzip",
         "/interim-51-times", "/loop", "/upgrade", "/101-fields", "/endless", crossed},
        {"/close", "/half", "/half-head", "/hang-up", "/once", "/idle-close", "/cut-in-chunk",
         "/cut-before-last-line", "/until-close", "/tls-cut-until-close", "/tls-cut-in-length",
         "/tls-ended-in-chunks", "/tls-ended-tcp-open"},
    }};
    std::vector<std::string> fit = paths[static_cast<std::size_t>(kind)];
    std::erase_if(fit, [tls](const std::string& path) { return !tls && path.starts_with("/tls-"); });
    return fit;
}

bool isOfWorkers(FaultKind kind) { return kind == FaultKind::WorkerDies || kind == FaultKind::WorkerStops; }

bool isOfProgram(FaultKind kind)
{
    return kind == FaultKind::ProgramStops || kind == FaultKind::FewDescriptors ||
           kind == FaultKind::FullDisk;
}

bool hasProcesses(const Schedule& schedule)
{
    return engine::modelNamed(schedule.model)->kind == engine::WorkerKind::Process;
}

/// Numbers that are the same with every standard library.
class Draw
{
public:
    explicit Draw(std::uint64_t seed) : m_engine(seed) {}

    /// 0 to `count` - 1
    unsigned below(std::size_t count) { return static_cast<unsigned>(m_engine() % count); }
    bool oneIn(unsigned count) { return below(count) == 0; }
    milliseconds between(int least, int most)
    {
        return milliseconds(least + static_cast<int>(below(static_cast<std::size_t>(most - least + 1))));
    }

private:
    std::mt19937_64 m_engine;
};

bool fits(const Schedule& schedule, FaultKind kind)
{
    if (isAnswer(kind) || kind == FaultKind::Refused) {
        const auto odd = std::ranges::count_if(schedule.faults, [](const Fault& fault) {
            return isAnswer(fault.kind) || fault.kind == FaultKind::Refused;
        });
        return !schedule.ownServer && static_cast<std::size_t>(odd) < schedule.tasks;
    }
    if (isOfWorkers(kind))
        return hasProcesses(schedule);
    if (kind == FaultKind::Cancelled && schedule.faults.front().kind != FaultKind::Cancelled)
        return false; // it would hide the others
    if (kind == FaultKind::ServerDies || kind == FaultKind::FewDescriptors || kind == FaultKind::FullDisk ||
        kind == FaultKind::Cancelled)
        return !schedule.has(kind) && (schedule.inProgram || !isOfProgram(kind));
    return schedule.inProgram || !isOfProgram(kind);
}

std::size_t freeTask(const Schedule& schedule, Draw& draw)
{
    std::size_t task = draw.below(schedule.tasks);
    const auto isTaken = [&](const Fault& fault) {
        return (isAnswer(fault.kind) || fault.kind == FaultKind::Refused) && fault.task == task;
    };
    while (std::ranges::any_of(schedule.faults, isTaken))
        task = (task + 1) % schedule.tasks;
    return task;
}

void add(Schedule& schedule, FaultKind kind, Draw& draw)
{
    Fault fault{.kind = kind};
    if (isAnswer(kind)) {
        const auto paths = pathsOf(kind, schedule.tls);
        fault.path = paths[draw.below(paths.size())];
    }
    if (isAnswer(kind) || kind == FaultKind::Refused)
        fault.task = freeTask(schedule, draw);
    fault.at = draw.between(0, schedule.inProgram || hasProcesses(schedule) ? 90 : 30);
    if (fault.isStop())
        fault.length = draw.between(10, 400);
    fault.which = kind == FaultKind::FewDescriptors ? 5 + draw.below(60) : draw.below(fullPlaces);
    schedule.faults.push_back(std::move(fault));
}

std::string text(const Fault& fault)
{
    const auto in = [](milliseconds time) { return std::to_string(time.count()) + " ms"; };
    std::string said = nameOf(fault.kind);
    if (isAnswer(fault.kind))
        return said + " (" + fault.path + ") for task " + std::to_string(fault.task);
    switch (fault.kind) {
    case FaultKind::Refused:
        return said + " for task " + std::to_string(fault.task);
    case FaultKind::FewDescriptors:
        return said + " (" + std::to_string(fault.which) + ')';
    case FaultKind::FullDisk:
        static constexpr std::array<const char*, fullPlaces> places{"saved file", "events", "standard output",
                                                                    "size of files", "tiny disk"};
        return said + " (" + places[fault.which] + ')';
    default:
        return said + " at " + in(fault.at) + (fault.isStop() ? " for " + in(fault.length) : "");
    }
}

} // namespace

const char* nameOf(FaultKind kind) { return names[static_cast<std::size_t>(kind)]; }

bool isAnswer(FaultKind kind) { return kind <= FaultKind::Close; }

bool Fault::isStop() const
{
    return kind == FaultKind::WorkerStops || kind == FaultKind::ServerStops ||
           kind == FaultKind::ProgramStops;
}

bool Schedule::has(FaultKind kind) const { return std::ranges::count(faults, kind, &Fault::kind) > 0; }

Schedule scheduleOf(std::uint64_t seed)
{
    Draw draw(seed);
    Schedule schedule{.seed = seed};
    const std::size_t place = seed % (engine::models().size() * 2);
    schedule.model = engine::models()[place / 2].id;
    schedule.client = place % 2 == 0 ? net::ClientKind::Own : net::ClientKind::Qt;
    FaultKind lead = leads[seed % leads.size()];
    if (isOfWorkers(lead) && !hasProcesses(schedule))
        lead = static_cast<FaultKind>(draw.below(4));
    schedule.inProgram = isOfProgram(lead) || (lead == FaultKind::Cancelled && draw.oneIn(2));
    schedule.ownServer = schedule.inProgram && draw.oneIn(3);
    schedule.tasks = 4 + draw.below(13);
    schedule.parsePasses = draw.below(3);
    schedule.hashes = draw.oneIn(4);
    schedule.tls = draw.oneIn(4);
    schedule.fresh = draw.oneIn(4) && schedule.client == net::ClientKind::Own; // Qt's cannot
    schedule.latency = draw.between(5, 25);
    if (draw.oneIn(8)) {
        schedule.tasks *= 8;
        schedule.latency /= 8;
    }
    schedule.idle = draw.between(60, 250);
    schedule.deadline = schedule.idle + draw.between(50, 400);
    add(schedule, lead, draw);
    for (unsigned further = draw.below(6); further > 0; --further) {
        const auto kind = static_cast<FaultKind>(draw.below(faultKinds));
        if (fits(schedule, kind))
            add(schedule, kind, draw);
    }
    return schedule;
}

std::string text(const Schedule& schedule)
{
    std::string said = "seed " + std::to_string(schedule.seed) + ": " + schedule.model + ", " +
                       (schedule.client == net::ClientKind::Own ? "own" : "Qt's") + " client, " +
                       std::to_string(schedule.tasks) + (schedule.hashes ? " mixed" : " downloads") +
                       (schedule.tls ? " over TLS" : "") + (schedule.fresh ? ", fresh connections" : "") +
                       (schedule.inProgram ? ", by the program" : "") +
                       (schedule.ownServer ? " with its own server" : "") + ", idle " +
                       std::to_string(schedule.idle.count()) + " ms, deadline " +
                       std::to_string(schedule.deadline.count()) + " ms";
    for (const Fault& fault : schedule.faults)
        said += "; " + text(fault);
    return said;
}

} // namespace interleave::tests
