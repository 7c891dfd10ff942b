// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observe/switchrecords.h"

#ifdef __linux__
#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <fstream>
#include <linux/perf_event.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>
#endif

namespace interleave::observe {

#ifdef __linux__

namespace {

/// A record of a switch is 24 bytes: a ring of 16 pages holds 2700.
constexpr std::size_t mostPages = 16;

struct RecordTail // sample_id of every record, as asked for in attributes()
{
    std::uint64_t time;
    std::uint32_t processor;
    std::uint32_t reserved;
};
struct LostRecord
{
    perf_event_header header;
    std::uint64_t id;
    std::uint64_t lost;
    RecordTail tail;
};
struct SwitchOnRing
{
    perf_event_header header;
    RecordTail tail;
};
static_assert(sizeof(SwitchOnRing) == 24 && sizeof(LostRecord) == 40);

perf_event_attr attributes()
{
    perf_event_attr wanted{};
    wanted.size = sizeof wanted;
    wanted.type = PERF_TYPE_SOFTWARE;
    wanted.config = PERF_COUNT_SW_DUMMY;
    wanted.sample_type = PERF_SAMPLE_TIME | PERF_SAMPLE_CPU;
    wanted.sample_id_all = 1;
    wanted.context_switch = 1;
    wanted.exclude_kernel = 1; // allowed at kernel.perf_event_paranoid 2
    wanted.exclude_hv = 1;
    wanted.use_clockid = 1;
    wanted.clockid = CLOCK_MONOTONIC; // std::chrono::steady_clock's
    return wanted;
}

std::optional<long> setting(const char* path)
{
    std::ifstream file(path);
    long value = 0;
    return file >> value ? std::optional(value) : std::nullopt;
}

std::string whyNotOpened(int error)
{
    if (error == ENOSYS || error == ENOENT || error == EOPNOTSUPP)
        return "this kernel has no switch records";
    if (error == EMFILE || error == ENFILE)
        return "too many open files: raise the limit (ulimit -n)";
    const auto paranoid = setting("/proc/sys/kernel/perf_event_paranoid");
    if (paranoid.value_or(0) > 2)
        return "kernel.perf_event_paranoid is " + std::to_string(*paranoid) +
               "; sudo sysctl kernel.perf_event_paranoid=2 allows them";
    if (error == EACCES || error == EPERM)
        return "this container or sandbox refuses perf_event_open; allow that system call there";
    return std::string("perf_event_open: ") + std::strerror(error);
}

/// The pages that each of so many rings may have, of what an unprivileged user may pin (one page of each is
/// the header's); half is left for others.
std::size_t pagesFor(std::size_t sharers, std::size_t pageBytes)
{
    const auto limitKb =
        static_cast<std::size_t>(setting("/proc/sys/kernel/perf_event_mlock_kb").value_or(516));
    const std::size_t processors = std::max(1u, std::thread::hardware_concurrency());
    const std::size_t each = limitKb * 1024 / pageBytes * processors / 2 / std::max<std::size_t>(1, sharers);
    return std::clamp<std::size_t>(std::bit_floor(std::max<std::size_t>(each, 2) - 1), 1, mostPages);
}

} // namespace

SwitchRecords::SwitchRecords(std::size_t sharers) : SwitchRecords(sharers, 0) {}

SwitchRecords::SwitchRecords(std::size_t sharers, std::int64_t threadId) { open(sharers, threadId); }

SwitchRecords::~SwitchRecords()
{
    if (m_ring)
        munmap(m_ring, m_mapped);
    if (m_file >= 0)
        close(m_file);
}

void SwitchRecords::open(std::size_t sharers, std::int64_t threadId)
{
    perf_event_attr wanted = attributes();
    wanted.task = threadId != 0; // nobody sees his own end
    m_file = static_cast<int>(
        syscall(SYS_perf_event_open, &wanted, static_cast<pid_t>(threadId), -1, -1, PERF_FLAG_FD_CLOEXEC));
    if (m_file < 0) {
        m_refusal = whyNotOpened(errno);
        return;
    }
    const auto pageBytes = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    for (std::size_t pages = pagesFor(sharers, pageBytes); pages > 0 && !m_ring; pages /= 2)
        map(pages * pageBytes);
    if (m_ring)
        return;
    m_refusal = errno == EPERM ? "all rings that kernel.perf_event_mlock_kb allows are in use; raise it"
                               : std::string("mmap of a ring: ") + std::strerror(errno);
    close(m_file);
    m_file = -1;
}

bool SwitchRecords::map(std::size_t dataBytes)
{
    m_mapped = dataBytes + static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    void* const ring = mmap(nullptr, m_mapped, PROT_READ | PROT_WRITE, MAP_SHARED, m_file, 0);
    if (ring == MAP_FAILED)
        return false;
    m_ring = ring;
    m_dataBytes = dataBytes;
    return true;
}

std::optional<SwitchRecord> SwitchRecords::next(Stamp until)
{
    if (!m_ring)
        return std::nullopt;
    auto* const header = static_cast<perf_event_mmap_page*>(m_ring);
    if (m_tail == m_head)
        m_head = __atomic_load_n(&header->data_head, __ATOMIC_ACQUIRE);
    while (m_tail != m_head) {
        const std::uint64_t before = m_tail;
        auto record = parse(until);
        if (m_tail == before) // it is later
            return std::nullopt;
        __atomic_store_n(&header->data_tail, m_tail, __ATOMIC_RELEASE);
        if (record)
            return record;
    }
    return std::nullopt;
}

/// Takes one record off the ring, unless it is later than `until`. @return empty for a kind of no interest
std::optional<SwitchRecord> SwitchRecords::parse(Stamp until)
{
    perf_event_header header{};
    copy(m_tail, &header, sizeof header);
    const bool ends = header.type == PERF_RECORD_EXIT; // the kernel records no switch of a thread after that
    if (!ends && header.type != PERF_RECORD_SWITCH && header.type != PERF_RECORD_LOST) {
        m_tail += std::max<std::uint64_t>(header.size, sizeof header);
        return std::nullopt;
    }
    RecordTail tail{};
    copy(m_tail + header.size - sizeof tail, &tail, sizeof tail);
    const Stamp at{Duration(static_cast<std::int64_t>(tail.time))};
    if (at > until)
        return std::nullopt;
    SwitchRecord record{.at = at, .processor = ProcessorId(tail.processor)};
    if (header.type == PERF_RECORD_LOST) {
        LostRecord lost{};
        copy(m_tail, &lost, sizeof lost);
        record.kind = SwitchRecord::Kind::Lost;
        record.lost = lost.lost;
    } else if (ends) {
        record.kind = SwitchRecord::Kind::Out;
    } else if (header.misc & PERF_RECORD_MISC_SWITCH_OUT) {
        record.kind = header.misc & PERF_RECORD_MISC_SWITCH_OUT_PREEMPT ? SwitchRecord::Kind::Preempted
                                                                        : SwitchRecord::Kind::Out;
    }
    m_tail += header.size;
    return record;
}

/// Out of the ring, which begins again where it ends.
void SwitchRecords::copy(std::uint64_t from, void* to, std::size_t bytes) const
{
    const auto* const data = static_cast<const char*>(m_ring) + (m_mapped - m_dataBytes);
    const std::size_t at = from % m_dataBytes;
    const std::size_t first = std::min(bytes, m_dataBytes - at);
    std::memcpy(to, data + at, first);
    std::memcpy(static_cast<char*>(to) + first, data, bytes - first);
}

#else

SwitchRecords::SwitchRecords(std::size_t) : m_refusal("this system has no switch records") {}
SwitchRecords::SwitchRecords(std::size_t, std::int64_t) : SwitchRecords(1) {}
SwitchRecords::~SwitchRecords() = default;
std::optional<SwitchRecord> SwitchRecords::next(Stamp) { return std::nullopt; }

#endif

std::string whyNoSwitchRecords() { return SwitchRecords(1).refusal(); }

} // namespace interleave::observe
