// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observe/affinity.h"

#include <algorithm>
#include <thread>

#ifdef __linux__
#include <sched.h>
#endif

namespace interleave::observe {

#ifdef __linux__

namespace {

/// A set that grows until it holds every processor of the machine (cpu_set_t ends at 1024).
class ProcessorSet
{
public:
    explicit ProcessorSet(std::size_t processors)
        : m_size(CPU_ALLOC_SIZE(processors)), m_set(CPU_ALLOC(processors)), m_processors(processors)
    {
        CPU_ZERO_S(m_size, m_set);
    }
    ~ProcessorSet() { CPU_FREE(m_set); }
    ProcessorSet(const ProcessorSet&) = delete;
    ProcessorSet& operator=(const ProcessorSet&) = delete;

    cpu_set_t* set() const { return m_set; }
    std::size_t size() const { return m_size; }
    std::size_t processors() const { return m_processors; }

private:
    std::size_t m_size;
    cpu_set_t* m_set;
    std::size_t m_processors;
};

} // namespace

std::vector<ProcessorId> allowedProcessors(std::int64_t threadId)
{
    std::vector<ProcessorId> allowed;
    for (std::size_t most = 1024; most <= 65536; most *= 4) {
        const ProcessorSet set(most);
        if (sched_getaffinity(static_cast<pid_t>(threadId), set.size(), set.set()) != 0)
            continue;
        for (std::size_t i = 0; i < set.processors(); ++i) {
            if (CPU_ISSET_S(i, set.size(), set.set()))
                allowed.emplace_back(static_cast<std::uint32_t>(i));
        }
        break;
    }
    if (allowed.empty())
        allowed.emplace_back(0u);
    return allowed;
}

bool restrictThisThread(std::span<const ProcessorId> processors) { return restrictThread(0, processors); }

// To the system 0 is the calling thread.
bool restrictThread(std::int64_t threadId, std::span<const ProcessorId> processors)
{
    if (processors.empty())
        return false;
    const auto last = std::ranges::max_element(processors)->value;
    const ProcessorSet set(std::max<std::size_t>(1024, last + std::size_t{1}));
    for (const ProcessorId processor : processors)
        CPU_SET_S(processor.value, set.size(), set.set());
    return sched_setaffinity(static_cast<pid_t>(threadId), set.size(), set.set()) == 0;
}

ProcessorId currentProcessor()
{
    const int number = sched_getcpu();
    return number < 0 ? ProcessorId() : ProcessorId(static_cast<std::uint32_t>(number));
}

#else

std::vector<ProcessorId> allowedProcessors(std::int64_t)
{
    std::vector<ProcessorId> allowed;
    for (std::uint32_t i = 0; i < std::max(1u, std::thread::hardware_concurrency()); ++i)
        allowed.emplace_back(i);
    return allowed;
}

bool restrictThisThread(std::span<const ProcessorId>) { return false; }
bool restrictThread(std::int64_t, std::span<const ProcessorId>) { return false; }

ProcessorId currentProcessor() { return {}; }

#endif

} // namespace interleave::observe
