// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <limits>

namespace interleave {

/// An index that cannot be mixed up with an index of another kind: an Id<TaskTag> counts tasks from 0 in the
/// order planned, an Id<WorkerTag> counts workers in the order created, an Id<ProcessorTag> is the kernel's
/// number of a logical CPU. A default-constructed id names nothing (valid() is false).
template <class Tag>
struct Id
{
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

    std::uint32_t value = none;

    constexpr Id() = default;
    explicit constexpr Id(std::uint32_t number) : value(number) {}
    constexpr bool valid() const { return value != none; }
    auto operator<=>(const Id&) const = default;
};

using TaskId = Id<struct TaskTag>;
using WorkerId = Id<struct WorkerTag>;
using ProcessorId = Id<struct ProcessorTag>;
/// One of the places for tasks in flight on a worker, from 0; a task takes the lowest free one.
using SlotId = Id<struct SlotTag>;

} // namespace interleave

template <class Tag>
struct std::hash<interleave::Id<Tag>>
{
    std::size_t operator()(interleave::Id<Tag> id) const noexcept
    {
        return std::hash<std::uint32_t>{}(id.value);
    }
};
