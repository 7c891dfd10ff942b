// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/layout.h"
#include "core/trace/trace.h"

#include <QString>

namespace interleave::view {

/// What is written in the bars of a run that have room for it: which task it is or, where rows are tasks,
/// what it does; in the article's look the state.
class BarWords
{
public:
    /// Nothing is written.
    BarWords() = default;
    /// @param tasks outlive it
    BarWords(const std::vector<Task>& tasks, bool states) : m_tasks(&tasks), m_states(states) {}

    /// In any thread.
    QString of(const timeline::Lane& lane, const timeline::Bar& bar) const;

private:
    const std::vector<Task>* m_tasks = nullptr;
    bool m_states = false;
};

} // namespace interleave::view
