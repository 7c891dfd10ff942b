// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workloads/scripttasks.h"

#include <algorithm>
#include <numeric>

namespace interleave::workloads {

namespace {

bool anyVaries(const std::vector<ScriptPhase>& phases)
{
    return std::ranges::any_of(
        phases, [](const ScriptPhase& phase) { return phase.spread > 0 || anyVaries(phase.body); });
}

/// A number that looks random and is a function of its argument (splitmix64; Steele, Lea, Flood 2014).
std::uint64_t scattered(std::uint64_t value)
{
    value += 0x9e3779b97f4a7c15;
    value = (value ^ value >> 30) * 0xbf58476d1ce4e5b9;
    value = (value ^ value >> 27) * 0x94d049bb133111eb;
    return value ^ value >> 31;
}

/// Writes a task's phases out as steps.
class Steps
{
public:
    Steps(const Script& script, std::size_t task) : m_random(scattered(script.seed) ^ scattered(task)) {}

    void add(const std::vector<ScriptPhase>& phases)
    {
        for (const ScriptPhase& phase : phases)
            add(phase);
    }
    std::vector<ScriptStep> all;

private:
    void add(const ScriptPhase& phase);
    Duration varied(const ScriptPhase& phase) const;

    std::uint64_t m_random;
};

void Steps::add(const ScriptPhase& phase)
{
    using Kind = ScriptStep::Kind;
    switch (phase.kind) {
    case ScriptPhase::Kind::Compute:
        all.push_back({Kind::Compute, varied(phase), 0});
        return;
    case ScriptPhase::Kind::Wait:
        all.push_back({Kind::Wait, varied(phase), 0});
        return;
    case ScriptPhase::Kind::Download:
        all.push_back({Kind::Download, {}, phase.which});
        return;
    case ScriptPhase::Kind::Lock:
        all.push_back({Kind::Lock, {}, phase.which});
        if (phase.body.empty())
            all.push_back({Kind::Compute, varied(phase), 0});
        add(phase.body);
        all.push_back({Kind::Unlock, {}, phase.which});
        return;
    case ScriptPhase::Kind::Repeat:
        for (std::uint32_t time = 0; time < phase.times; ++time)
            add(phase.body);
        return;
    }
}

/// Evenly from length − spread to length + spread, in steps of a thousandth of the spread.
Duration Steps::varied(const ScriptPhase& phase) const
{
    if (phase.spread == 0)
        return phase.length;
    const auto step = static_cast<Duration::rep>(scattered(m_random + all.size()) % 2001) - 1000;
    return phase.length + phase.length * phase.spread / 100 * step / 1000;
}

} // namespace

std::size_t Script::taskCount() const
{
    return std::accumulate(kinds.begin(), kinds.end(), std::size_t{0},
                           [](std::size_t sum, const ScriptKind& kind) { return sum + kind.count; });
}

bool Script::needsServer() const
{
    return std::ranges::any_of(addresses, [](const std::string& address) { return address[0] == '/'; });
}

bool Script::varies() const
{
    return std::ranges::any_of(kinds, [](const ScriptKind& kind) { return anyVaries(kind.phases); });
}

const ScriptKind& kindOf(const Script& script, std::size_t task)
{
    auto kind = script.kinds.begin();
    for (; task >= kind->count; ++kind)
        task -= kind->count;
    return *kind;
}

std::vector<ScriptStep> stepsOf(const Script& script, std::size_t task)
{
    Steps steps(script, task);
    steps.add(kindOf(script, task).phases);
    return std::move(steps.all);
}

std::string labelOf(const Script& script, std::size_t task)
{
    const std::string& name = kindOf(script, task).name;
    std::size_t before = 0; // of this name, up to the task itself
    std::size_t all = 0;
    std::size_t first = 0; // task of the kind that is looked at
    for (const ScriptKind& kind : script.kinds) {
        if (kind.name == name) {
            all += kind.count;
            before += first <= task ? std::min<std::size_t>(kind.count, task - first + 1) : 0;
        }
        first += kind.count;
    }
    if (all == 1 && !name.empty())
        return name;
    return (name.empty() ? "task" : name) + ' ' + std::to_string(before);
}

} // namespace interleave::workloads
