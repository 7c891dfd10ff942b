// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/connection.h"
#include "core/trace/time.h"

#include <QTimer>

#include <memory>
#include <string>
#include <vector>

namespace interleave::net {

/// The addresses of a name in the order in which to try them: the system's, but the families in turn, so that
/// one that leads nowhere costs one wait (RFC 8305, section 4). @param first what answered last time goes
/// before all; may be none of them
std::vector<std::string> inTurns(const std::vector<std::string>& addresses, const std::string& first);

/// Connects to the first of several addresses that answers: each gets a quarter of a second of its own, then
/// the next is tried too, and at once where one is refused (RFC 8305, section 5). Lives in the frame of one
/// download.
class Race
{
public:
    /// All must outlive it. @param addresses literal ones, at least one
    Race(const Origin& origin, std::vector<std::string> addresses, const ClientEnvironment& environment,
         engine::TaskContext& context, engine::Wakeup& wakeup);

    bool begun() const { return !m_runners.empty(); }
    /// The next address is to be tried now.
    bool isDue() const;
    /// Tries it. @pre isDue()
    void beginNext(unsigned attempt);
    /// The connection that is made, the others are closed; null: none yet.
    std::unique_ptr<Connection> winner();
    /// Where the winner is connected to, and how long that took.
    const std::string& address() const { return m_address; }
    Duration took() const { return m_took; }
    /// All have failed.
    bool isLost() const;
    /// How long the first address has been without an answer; zero: it has one.
    Duration firstWaits() const;
    /// Why it is lost; or, with what is wrong with all: of which addresses.
    std::string problem() const;
    std::string problem(const std::string& withAll) const;

private:
    struct Runner
    {
        std::unique_ptr<Connection> connection;
        Stamp begun;
    };
    std::string listed() const;

    const Origin& m_origin;
    std::vector<std::string> m_addresses;
    const ClientEnvironment& m_environment;
    engine::TaskContext& m_context;
    engine::Wakeup& m_wakeup;
    std::vector<Runner> m_runners; // as m_addresses, those that have begun
    std::string m_address;
    Duration m_took{};
    QTimer m_next;
};

} // namespace interleave::net
