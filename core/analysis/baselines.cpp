// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/baselines.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace interleave::analysis {

namespace {

/// Conditions that say how a run was made, not what it did: of files that do not tell the work.
bool ofTheRun(const std::pair<std::string, std::string>& condition)
{
    constexpr std::array<std::string_view, 3> names{"repetition", "task locks", "drawn live"};
    return std::ranges::find(names, condition.first) != names.end();
}

std::vector<std::pair<std::string, std::string>> conditionsOfWork(const RunInfo& info)
{
    auto conditions = info.conditions;
    std::erase_if(conditions, ofTheRun);
    return conditions;
}

bool sameModel(const RunInfo& one, const RunInfo& other)
{
    return one.modelId == other.modelId && one.modelName == other.modelName && one.workers == other.workers &&
           one.inFlight == other.inFlight && one.processors == other.processors;
}

/// Runs of the same work, by their places.
using Group = std::vector<std::size_t>;

std::vector<Group> groupsOf(std::span<const Trace* const> runs)
{
    std::vector<Group> groups;
    for (std::size_t k = 0; k < runs.size(); ++k) {
        const auto known = std::ranges::find_if(
            groups, [&](const Group& group) { return sameWork(*runs[group.front()], *runs[k]); });
        if (known == groups.end())
            groups.push_back({k});
        else
            known->push_back(k);
    }
    return groups;
}

} // namespace

bool sameWork(const Trace& one, const Trace& other)
{
    if (!one.info.work.empty() && !other.info.work.empty())
        return one.info.work == other.info.work;
    return one.info.workloadId == other.info.workloadId && one.info.workloadName == other.info.workloadName &&
           conditionsOfWork(one.info) == conditionsOfWork(other.info) &&
           std::ranges::equal(one.tasks, other.tasks, {}, &Task::subject, &Task::subject);
}

std::vector<std::size_t> baselines(std::span<const Trace* const> runs)
{
    std::vector<std::size_t> places(runs.size());
    for (const Group& group : groupsOf(runs)) {
        const auto firstOfModel = [&](std::size_t k) {
            return *std::ranges::find(group, runs[k]->info.modelId,
                                      [&](std::size_t each) { return runs[each]->info.modelId; });
        };
        // A sweep over a number of the model: the first one has it too.
        const RunInfo& first = runs[group.front()]->info;
        const bool modelsVary = std::ranges::any_of(group, [&](std::size_t k) {
            return runs[k]->info.modelId == first.modelId && !sameModel(runs[k]->info, first);
        });
        for (const std::size_t k : group)
            places[k] = modelsVary ? firstOfModel(k) : group.front();
    }
    return places;
}

} // namespace interleave::analysis
