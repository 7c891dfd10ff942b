// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/time.h"

#include <QTimer>

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>

namespace interleave::net {

class Ticket;

/// How many connections one worker opens to one origin at once: as many as are wanted, until the server does
/// not take one. Then as few as it took, and again more, little by little (as TCP does with packets). A
/// connection counts from its opening to the first byte that comes on it. Worker's thread only.
class Admission
{
public:
    Admission();
    Admission(const Admission&) = delete;
    Admission& operator=(const Admission&) = delete;

    /// A connection was made. @param took from its opening
    void connected(Duration took);
    /// After how long without a sign an opening was not taken; empty: not known, none was ever taken.
    std::optional<Duration> patience() const;
    /// How many connections it has taken so far.
    std::uint64_t taken() const { return m_taken; }
    /// How many may be opened at once; empty: any number.
    std::optional<std::size_t> limit() const { return m_limit; }

private:
    friend class Ticket;
    void serve();
    void grow();
    void cut();

    std::deque<Ticket*> m_waiting;
    std::optional<std::size_t> m_limit;
    std::optional<Duration> m_slowest; // connect, of those that were taken
    std::size_t m_held = 0;
    std::size_t m_takenSinceCut = 0;
    std::uint64_t m_taken = 0;
    std::uint64_t m_serial = 0;
    std::uint64_t m_serialAtCut = 0; // tickets from before the last cut cause no other
    QTimer m_growing;
};

/// One opening. Must not outlive its Admission.
class Ticket
{
public:
    Ticket() = default;
    ~Ticket() { giveBack(); }
    Ticket(const Ticket&) = delete;
    Ticket& operator=(const Ticket&) = delete;

    /// Calls `whenGranted` once, which may be at once.
    void ask(Admission& admission, std::function<void()> whenGranted);
    bool granted() const { return m_granted; }
    /// The server has it.
    void taken();
    /// The server has not taken it: it is given back, and fewer are opened from now on.
    void untaken();
    void giveBack();

private:
    friend class Admission;
    Admission* m_admission = nullptr;
    std::function<void()> m_whenGranted;
    std::uint64_t m_serial = 0;
    bool m_granted = false;
    bool m_taken = false;
};

} // namespace interleave::net
