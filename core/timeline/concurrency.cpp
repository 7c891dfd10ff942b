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
/// An hour before a run: what it goes on with cannot be older.
constexpr std::int64_t earliest = -(std::int64_t(1) << 42);

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

Concurrency::Concurrency(const Trace& trace)
{
    addMerged(trace);
    sort(m_settled.changes);
    m_settled.checkpoints.reserve(m_settled.changes.size() / between + 1);
    m_settled.checkFrom(0);
}

/// Where a task goes from one state to the next at once, that is one change.
void Concurrency::addMerged(const Trace& trace)
{
    struct Latest
    {
        std::int64_t end = 0;
        std::uint64_t state = none;
    };
    std::vector<Latest> latest(trace.tasks.size());
    for (const Span span : trace.spans)
        m_settled.zero = std::min(m_settled.zero, span.start.time_since_epoch().count());
    m_settled.changes.reserve(trace.spans.size() + trace.tasks.size());
    for (const Span span : trace.spans) {
        if (span.task.value >= latest.size() || span.length <= Duration())
            continue;
        Latest& task = latest[span.task.value];
        const std::int64_t start = span.start.time_since_epoch().count();
        const auto state = static_cast<std::uint64_t>(span.state);
        if (task.state != none && task.end != start) {
            m_settled.change(task.end, task.state, none);
            task.state = none;
        }
        if (task.state != state)
            m_settled.change(start, task.state, state);
        task = {span.end().time_since_epoch().count(), state};
    }
    for (const Latest& task : latest)
        if (task.state != none)
            m_settled.change(task.end, task.state, none);
}

void Concurrency::follow(const Trace& soFar, std::span<const Span> open)
{
    if (m_splits != soFar.spans.splits() || m_taken.empty()) { // rows are others, so all is new
        m_splits = soFar.spans.splits();
        m_taken.clear();
        m_settled = {.zero = earliest};
    }
    const auto& rows = soFar.spans.rows();
    m_taken.resize(rows.size());
    const std::size_t known = m_settled.changes.size();
    for (std::size_t row = 0; row < rows.size(); ++row)
        for (; m_taken[row] < rows[row].spans.size(); ++m_taken[row])
            m_settled.add(rows[row].spans[m_taken[row]], soFar.tasks.size());
    m_settled.settle(known);
    m_open = {.zero = earliest};
    for (const Span& span : open)
        m_open.add(span, soFar.tasks.size());
    m_open.settle(0);
}

void Concurrency::Steps::change(std::int64_t at, std::uint64_t ends, std::uint64_t begins)
{
    changes.push_back(static_cast<std::uint64_t>(std::max(at, zero) - zero) << bitsOfStates | ends << 3 |
                      begins);
}

void Concurrency::Steps::add(const Span& span, std::size_t tasks)
{
    if (span.task.value >= tasks || span.length <= Duration())
        return;
    const auto state = static_cast<std::uint64_t>(span.state);
    change(span.start.time_since_epoch().count(), none, state);
    change(span.end().time_since_epoch().count(), state, none);
}

void Concurrency::Steps::settle(std::size_t from)
{
    if (from == changes.size())
        return;
    const auto middle = changes.begin() + static_cast<std::ptrdiff_t>(from);
    std::sort(middle, changes.end());
    const auto first = std::lower_bound(changes.begin(), middle, *middle);
    std::inplace_merge(first, middle, changes.end());
    checkFrom(static_cast<std::size_t>(first - changes.begin()));
}

/// Makes the checkpoints that hang on this change or later ones.
void Concurrency::Steps::checkFrom(std::size_t change)
{
    checkpoints.resize(std::min(checkpoints.size(), change / between + 1));
    Checkpoint now;
    std::size_t i = 0;
    if (!checkpoints.empty()) {
        now = checkpoints.back();
        checkpoints.pop_back();
        i = checkpoints.size() * between;
    }
    for (; i < changes.size(); ++i) {
        if (i % between == 0)
            checkpoints.push_back(now);
        now.take(changes[i]);
    }
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

/// Goes to later and later instants.
struct Concurrency::Cursor
{
    const Steps& all;
    std::size_t next = 0;   ///< the first change that is later
    std::size_t passed = 0; ///< changes in the last step
    Checkpoint here{};

    void goTo(std::int64_t time)
    {
        const std::size_t to = firstLaterThan(time);
        passed = to - next;
        if (to / between > next / between && to / between < all.checkpoints.size()) {
            next = to / between * between;
            here = all.checkpoints[to / between];
        }
        for (; next < to; ++next)
            here.take(all.changes[next]);
    }

    /// As a rule it is as far as the last time.
    std::size_t firstLaterThan(std::int64_t time) const
    {
        const auto& changes = all.changes;
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
    m_settled.addMeans(from, to, means);
    m_open.addMeans(from, to, means);
    return means;
}

void Concurrency::Steps::addMeans(Instant from, Instant to, std::vector<Counts>& means) const
{
    if (changes.empty())
        return;
    const std::int64_t first = from.time_since_epoch().count() - zero;
    const double whole = static_cast<double>((to - from).count());
    // Task time from one edge to the next must fit in 64 bits: no more tasks are in a state than changes.
    constexpr double mostTaskTime = 4e18;
    const double columnTime = whole / static_cast<double>(means.size()) * static_cast<double>(changes.size());
    const auto parts = static_cast<std::size_t>(columnTime / mostTaskTime) + 1; // of a column
    const std::size_t edges = means.size() * parts;
    const double width = whole / static_cast<double>(edges);
    Cursor cursor{*this};
    ByState<std::uint64_t> before{};                   // task time up to the last edge, whole nanoseconds
    std::array<double, allStates.size()> beforeRest{}; // and what is beyond it
    for (std::size_t edge = 0; edge <= edges; ++edge) {
        const double offset = static_cast<double>(edge) * width;
        const double floor = std::floor(offset);
        const std::int64_t at = std::max<std::int64_t>(first + static_cast<std::int64_t>(floor), 0);
        const double rest = first + static_cast<std::int64_t>(floor) >= 0 ? offset - floor : 0;
        cursor.goTo(at); // nothing is before 0
        for (std::size_t state = 0; state < allStates.size(); ++state) {
            const std::uint64_t count = cursor.here.count[state];
            const std::uint64_t time = count * static_cast<std::uint64_t>(at) - cursor.here.moment[state];
            const double more = rest * static_cast<double>(count);
            if (edge > 0)
                means[(edge - 1) / parts][state] +=
                    (static_cast<double>(time - before[state]) + more - beforeRest[state]) / width /
                    static_cast<double>(parts);
            before[state] = time;
            beforeRest[state] = more;
        }
    }
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
