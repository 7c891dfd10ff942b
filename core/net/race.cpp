// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/race.h"

#include "core/engine/wakeup.h"

#include <algorithm>
#include <utility>

namespace interleave::net {

namespace {

constexpr int headStartMs = 250; // "Connection Attempt Delay" of RFC 8305, section 8

bool isIpv6(const std::string& address) { return address.find(':') != std::string::npos; }

} // namespace

std::vector<std::string> inTurns(const std::vector<std::string>& addresses, const std::string& first)
{
    std::vector<std::string> families[2]; // that of the preferred address, the other one
    for (const std::string& address : addresses)
        families[isIpv6(address) == isIpv6(addresses.front()) ? 0 : 1].push_back(address);
    std::vector<std::string> all;
    for (std::size_t index = 0; all.size() < addresses.size(); ++index) {
        for (const auto& family : families)
            if (index < family.size())
                all.push_back(family[index]);
    }
    if (const auto found = std::ranges::find(all, first); found != all.end())
        std::rotate(all.begin(), found, found + 1);
    return all;
}

Race::Race(const Origin& origin, std::vector<std::string> addresses, const ClientEnvironment& environment,
           engine::TaskContext& context, engine::Wakeup& wakeup)
    : m_origin(origin),
      m_addresses(std::move(addresses)),
      m_environment(environment),
      m_context(context),
      m_wakeup(wakeup)
{
    m_next.setSingleShot(true);
    QObject::connect(&m_next, &QTimer::timeout, &m_next, [this] { m_wakeup.set(); });
}

bool Race::isDue() const
{
    return m_runners.size() < m_addresses.size() &&
           (m_runners.empty() || !m_next.isActive() || m_runners.back().connection->isClosed());
}

void Race::beginNext(unsigned attempt)
{
    auto connection = std::make_unique<Connection>(m_origin, m_environment);
    connection->attach(m_context, m_wakeup, attempt);
    const std::string& address = m_addresses[m_runners.size()];
    m_runners.push_back({std::move(connection), stampNow()});
    if (m_runners.size() < m_addresses.size())
        m_next.start(headStartMs);
    m_runners.back().connection->open(address);
}

std::unique_ptr<Connection> Race::winner()
{
    for (std::size_t index = 0; index < m_runners.size(); ++index) {
        Runner& runner = m_runners[index];
        if (!runner.connection->hasConnected())
            continue;
        std::unique_ptr<Connection> won = std::move(runner.connection);
        m_address = m_addresses[index];
        m_took = stampNow() - runner.begun;
        m_next.stop();
        m_runners.clear();
        return won;
    }
    return nullptr;
}

bool Race::isLost() const
{
    return m_runners.size() == m_addresses.size() &&
           std::ranges::all_of(m_runners, [](const Runner& each) { return each.connection->isClosed(); });
}

Duration Race::firstWaits() const
{
    return m_runners.empty() || m_runners.front().connection->isClosed()
               ? Duration::zero()
               : stampNow() - m_runners.front().begun;
}

std::string Race::problem() const
{
    const std::string first = m_runners.front().connection->problem();
    if (m_addresses.size() == 1)
        return first;
    const bool refused = std::ranges::all_of(m_runners, [](const Runner& each) {
        return each.connection->error() == QAbstractSocket::ConnectionRefusedError;
    });
    return refused ? first + " by all " + listed()
                   : "no connection to any of the " + listed() + "; with the first: " + first;
}

std::string Race::problem(const std::string& withAll) const
{
    return m_addresses.size() == 1 ? withAll : withAll + " from any of the " + listed();
}

/// "3 addresses of the name: 127.0.0.1, ::1 and 1 more"
std::string Race::listed() const
{
    constexpr std::size_t mostNamed = 4;
    std::string text = std::to_string(m_addresses.size()) + " addresses of the name: ";
    for (std::size_t index = 0; index < std::min(m_addresses.size(), mostNamed); ++index)
        text += (index == 0 ? "" : ", ") + m_addresses[index];
    if (m_addresses.size() > mostNamed)
        text += " and " + std::to_string(m_addresses.size() - mostNamed) + " more";
    return text;
}

} // namespace interleave::net
