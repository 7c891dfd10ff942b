// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <optional>
#include <string>
#include <vector>

namespace interleave::analysis {

/// What is looked for: spans of which everything that is given holds.
struct SpanQuery
{
    /// In the label or the subject of the task, or in the worker's name, whatever the case of ASCII letters.
    std::string text;
    std::optional<State> state; ///< empty: every one but Queued, where nothing happens
    std::optional<Phase> phase;
    Duration longerThan{}; ///< 0: of any length

    /// Nothing is given: nothing is found.
    bool empty() const { return text.empty() && !state && !phase && longerThan <= Duration::zero(); }
    bool operator==(const SpanQuery&) const = default;
};

struct Matches
{
    std::vector<Span> spans; ///< the earliest ones, by start; mostKeptMatches at most
    std::size_t total = 0;   ///< all of them
    bool operator==(const Matches&) const = default;
};

inline constexpr std::size_t mostKeptMatches = 100'000;

/// Tells which spans of a trace are asked for. Looks at each task's and worker's text once, when it is made.
class SpanMatcher
{
public:
    /// @param trace need not outlive it
    SpanMatcher(const Trace& trace, const SpanQuery& query);

    bool operator()(const Span& span) const;
    /// Whether the text is one of its task or worker: of the rest of the query nothing is said.
    bool isNamed(const Span& span) const;

private:
    SpanQuery m_query;
    std::vector<char> m_tasks, m_workers; // whether their text is the one; empty: none is asked for
};

/// Looks at each task's and worker's text once, then once at every span.
Matches matches(const Trace& trace, const SpanQuery& query);

} // namespace interleave::analysis
