// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

#include <cstdint>
#include <functional>

namespace interleave::engine {
class Wakeup;
}

namespace interleave::net {

class Ticket;

/// Looks whether the server takes a new connection and what is sent to it. One whose queue of new connections
/// is full drops them, which nobody tells: the connection is as if on its way, or as if open, and the kernel
/// sends again, after longer and longer waits. Lives in the frame of one download, which it wakes only then.
class TakenWatch
{
public:
    /// Both must outlive it. @param ticket is told when the connection is taken
    TakenWatch(engine::Wakeup& wakeup, Ticket& ticket);

    /// While the connection is opened. @param stuck asked now and then
    void beginOpening(std::function<bool()> stuck);
    /// Once it is connected, with data sent or about to be. @param socket the system's number
    void beginSending(std::int64_t socket);
    void end();
    /// The server has not taken it. Until the next begin.
    bool untaken() const { return m_untaken; }

private:
    void look();
    void lookAtSent();
    void refuse();

    engine::Wakeup& m_wakeup;
    Ticket& m_ticket;
    QTimer m_timer;
    std::function<bool()> m_stuck; // empty: it is connected
    std::int64_t m_socket = -1;
    std::uint32_t m_before = 0; // packets sent again while connecting
    bool m_untaken = false;
};

} // namespace interleave::net
