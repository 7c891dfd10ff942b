// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/id.h"
#include "core/trace/time.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace interleave::observe {

/// The kernel's own record of one switch of one thread.
struct SwitchRecord
{
    enum class Kind : std::uint8_t {
        In,        ///< it is on the processor from here on
        Out,       ///< it left by its own act, or ended
        Preempted, ///< it left and could have gone on
        Lost,      ///< `lost` records before this one did not fit into the ring
    };
    Stamp at{};
    ProcessorId processor;
    Kind kind = Kind::In;
    std::uint64_t lost = 0;
};

/// The switch records of one thread of this process, read from a ring that the kernel writes (Linux:
/// perf_event_open with context_switch, man 2 perf_event_open). Memory for all rings of a user is limited
/// (kernel.perf_event_mlock_kb), so a ring is small: who reads must do so often, and what does not fit is
/// counted. Constructed and read on any thread, by one at a time.
class SwitchRecords
{
public:
    /// Of the calling thread.
    /// @param sharers how many rings will be wanted about now: the limit is shared out among them
    explicit SwitchRecords(std::size_t sharers);
    /// Of another thread of this process, until its end.
    SwitchRecords(std::size_t sharers, std::int64_t threadId);
    ~SwitchRecords();
    SwitchRecords(const SwitchRecords&) = delete;
    SwitchRecords& operator=(const SwitchRecords&) = delete;

    /// False where the system refuses or has no such thing; next() is then always empty.
    bool available() const { return m_ring != nullptr; }
    /// Why not, and how to allow them: a clause for people; empty when available.
    const std::string& refusal() const { return m_refusal; }

    /// The oldest record that has not been read and is not later than `until`.
    std::optional<SwitchRecord> next(Stamp until);

private:
    void open(std::size_t sharers, std::int64_t threadId);
    bool map(std::size_t dataBytes);
    std::optional<SwitchRecord> parse(Stamp until);
    void copy(std::uint64_t from, void* to, std::size_t bytes) const;

    int m_file = -1;
    void* m_ring = nullptr;
    std::size_t m_mapped = 0;    // bytes, with the header page
    std::size_t m_dataBytes = 0; // a power of two
    std::uint64_t m_head = 0;    // the kernel's, as last read
    std::uint64_t m_tail = 0;
    std::string m_refusal;
};

/// Tries whether this process may have switch records. @return as refusal()
std::string whyNoSwitchRecords();

} // namespace interleave::observe
