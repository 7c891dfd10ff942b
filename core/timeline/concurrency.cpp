// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/concurrency.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace interleave::timeline {
namespace {

constexpr std::size_t between = 64;  // changes from one checkpoint to the next
constexpr std::uint64_t none = 7;    // no state: the task has not begun, or is over
constexpr unsigned bitsOfStates = 6; // two states
constexpr unsigned bitsOfDigit = 11;

std::int64_t timeOf(std::uint64_t change) { return static_cast<std::int64_t>(change >> bitsOfStates); }

/// By time; a few passes over all of them instead of a comparison for each pair.
void sort(std::vector<std::uint64_t>& changes)
{
    const std::uint64_t all =
        std::accumulate(changes.begin(), changes.end(), std::uint64_t(0),
                        [](std::uint64_t bits, std::uint64_t change) { return bits | change; });
    std::vector<std::uint64_t> sorted(changes.size());
    for (unsigned shift = bitsOfStates; shift < 64 && all >> shift != 0; shift += bitsOfDigit) {
        const auto digit = [shift](std::uint64_t change) {
            return (change >> shift) & ((1U << bitsOfDigit) - 1);
        };
        std::array<std::size_t, 1U << bitsOfDigit> place{};
        for (const std::uint64_t change : changes)
            ++place[digit(change)];
        std::exclusive_scan(place.begin(), place.end(), place.begin(), std::size_t(0));
        for (const std::uint64_t change : changes)
            sorted[place[digit(change)]++] = change;
        changes.swap(sorted);
    }
}

} // namespace

Concurrency::Concurrency(const Trace& trace, std::span<const Span> open)
{
    addChanges(trace, open);
    sort(m_changes);
    addCheckpoints();
}

/// Where a task goes from one state to the next at once, that is one change.
void Concurrency::addChanges(const Trace& trace, std::span<const Span> open)
{
    struct Latest
    {
        std::int64_t end = 0;
        std::uint64_t state = none;
    };
    std::vector<Latest> latest(trace.tasks.size());
    const auto forEach = [&](const auto& take) {
        for (const Span span : trace.spans)
            take(span);
        for (const Span& span : open)
            take(span);
    };
    forEach([&](const Span& span) { m_zero = std::min(m_zero, span.start.time_since_epoch().count()); });
    const auto change = [&](std::int64_t at, std::uint64_t ends, std::uint64_t begins) {
        m_changes.push_back(static_cast<std::uint64_t>(at - m_zero) << bitsOfStates | ends << 3 | begins);
    };
    m_changes.reserve(trace.spans.size() + trace.tasks.size());
    forEach([&](const Span& span) {
        if (span.task.value >= latest.size() || span.length <= Duration())
            return;
        Latest& task = latest[span.task.value];
        const std::int64_t start = span.start.time_since_epoch().count();
        const auto state = static_cast<std::uint64_t>(span.state);
        if (task.state != none && task.end != start) {
            change(task.end, task.state, none);
            task.state = none;
        }
        if (task.state != state)
            change(start, task.state, state);
        task = {span.end().time_since_epoch().count(), state};
    });
    for (const Latest& task : latest)
        if (task.state != none)
            change(task.end, task.state, none);
}

void Concurrency::Checkpoint::take(std::uint64_t change)
{
    static_assert(allStates.size() <= none && none < std::tuple_size_v<ByState<std::uint64_t>>);
    const auto at = static_cast<std::uint64_t>(timeOf(change));
    const std::uint64_t ends = change >> 3 & none;
    const std::uint64_t begins = change & none;
    --count[ends];
    moment[ends] -= at;
    ++count[begins];
    moment[begins] += at;
}

void Concurrency::addCheckpoints()
{
    m_checkpoints.reserve(m_changes.size() / between + 1);
    Checkpoint now;
    for (std::size_t i = 0; i < m_changes.size(); ++i) {
        if (i % between == 0)
            m_checkpoints.push_back(now);
        now.take(m_changes[i]);
    }
}

/// Goes to later and later instants.
struct Concurrency::Cursor
{
    const Concurrency& all;
    std::size_t next = 0;   ///< the first change that is later
    std::size_t passed = 0; ///< changes in the last step
    Checkpoint here{};

    void goTo(std::int64_t time)
    {
        const std::size_t to = firstLaterThan(time);
        passed = to - next;
        if (to / between > next / between && to / between < all.m_checkpoints.size()) {
            next = to / between * between;
            here = all.m_checkpoints[to / between];
        }
        for (; next < to; ++next)
            here.take(all.m_changes[next]);
    }

    /// As a rule it is as far as the last time.
    std::size_t firstLaterThan(std::int64_t time) const
    {
        const auto& changes = all.m_changes;
        std::size_t from = next;
        std::size_t to = next;
        for (std::size_t step = passed + 1; to < changes.size() && timeOf(changes[to]) <= time; step *= 2) {
            from = to + 1;
            to += step;
        }
        const auto at = [&](std::size_t index) {
            return changes.begin() + static_cast<std::ptrdiff_t>(std::min(index, changes.size()));
        };
        return static_cast<std::size_t>(std::upper_bound(at(from), at(to), time,
                                                         [](std::int64_t instant, std::uint64_t change) {
                                                             return instant < timeOf(change);
                                                         }) -
                                        changes.begin());
    }
};

std::vector<Concurrency::Counts> Concurrency::means(Instant from, Instant to, int columns) const
{
    std::vector<Counts> means(static_cast<std::size_t>(columns));
    const std::int64_t first = from.time_since_epoch().count() - m_zero;
    const double width = static_cast<double>((to - from).count()) / columns;
    Cursor cursor{*this};
    ByState<std::uint64_t> before{};                   // task time up to the last edge, whole nanoseconds
    std::array<double, allStates.size()> beforeRest{}; // and what is beyond it
    for (int edge = 0; edge <= columns; ++edge) {
        const double offset = edge * width;
        const double whole = std::floor(offset);
        const std::int64_t at = std::max<std::int64_t>(first + static_cast<std::int64_t>(whole), 0);
        const double rest = first + static_cast<std::int64_t>(whole) >= 0 ? offset - whole : 0;
        cursor.goTo(at); // nothing is before 0
        for (std::size_t state = 0; state < allStates.size(); ++state) {
            const std::uint64_t count = cursor.here.count[state];
            const std::uint64_t time = count * static_cast<std::uint64_t>(at) - cursor.here.moment[state];
            const double more = rest * static_cast<double>(count);
            if (edge > 0)
                means[static_cast<std::size_t>(edge - 1)][state] =
                    (static_cast<double>(time - before[state]) + more - beforeRest[state]) / width;
            before[state] = time;
            beforeRest[state] = more;
        }
    }
    return means;
}

double mostInProgress(std::span<const Concurrency::Counts> columns)
{
    double most = 0;
    for (const Concurrency::Counts& column : columns)
        most = std::max(most, std::accumulate(column.begin(), column.end(), 0.0) -
                                  column[static_cast<std::size_t>(State::Queued)]);
    return most;
}

} // namespace interleave::timeline
