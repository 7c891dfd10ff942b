// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/workers.h"

#include <algorithm>
#include <map>

namespace interleave {

WorkerId placeOf(std::span<const Worker> workers, WorkerId id)
{
    // A predecessor was created earlier: it has a lower number.
    while (id.value < workers.size() && workers[id.value].predecessor < id)
        id = workers[id.value].predecessor;
    return id;
}

NotBegun notBegun(std::span<const Worker> workers)
{
    std::map<WorkerId, std::string_view> lacking; // a place where none has begun, and why its last did not
    for (std::uint32_t k = 0; k < workers.size(); ++k)
        if (!workers[k].notBegun.empty())
            lacking[placeOf(workers, WorkerId(k))] = workers[k].notBegun;
    for (std::uint32_t k = 0; k < workers.size(); ++k)
        if (workers[k].started)
            lacking.erase(placeOf(workers, WorkerId(k)));
    NotBegun result{.count = static_cast<std::uint32_t>(lacking.size()), .why = {}};
    std::map<std::string_view, std::size_t> reasons;
    for (const auto& [place, why] : lacking)
        ++reasons[why];
    std::size_t most = 0;
    for (const auto& [place, why] : lacking)
        if (reasons[why] > most) {
            most = reasons[why];
            result.why = why;
        }
    return result;
}

} // namespace interleave
