// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/exchange.h"

#include "core/net/clientenvironment.h"
#include "core/net/errors.h"
#include "core/net/resolver.h"

#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace interleave::net {

using engine::Co;
using engine::WaitResult;

Exchange::Exchange(ClientShared& shared, engine::TaskContext& context, std::string* body)
    : m_shared(shared),
      m_context(context),
      m_wakeup(context),
      m_watchdog(m_wakeup, shared.options),
      m_takenWatch(m_wakeup, m_ticket),
      m_body(body)
{
    m_pause.setSingleShot(true);
    QObject::connect(&m_pause, &QTimer::timeout, &m_pause, [this] { m_wakeup.set(); });
}

Co<Exchange::Step> Exchange::run(const Address& address)
{
    m_address = &address;
    if (!m_shared.options.freshConnections)
        m_connection = m_shared.pool.take(address.origin);
    if (m_connection) {
        m_connection->attach(m_context, m_wakeup, m_attempt);
        const Step step = co_await converse();
        const bool stale = isStale(step);
        finish();
        if (!stale)
            co_return step;
        ++m_attempt;
    }
    const Step step = co_await askFresh();
    finish();
    co_return step;
}

/// The server had ended the idle connection, or what came was left over from before: nothing of an answer to
/// this request. A GET can be asked twice.
bool Exchange::isStale(Step step) const
{
    constexpr unsigned requestTimeout = 408;
    return (step == Step::Failed && m_response->status() == 0 && m_watchdog.verdict().empty()) ||
           (step == Step::Done && m_response->status() == requestTimeout);
}

/// The connection goes back for others to use, or is dropped.
void Exchange::finish()
{
    m_takenWatch.end();
    m_ticket.giveBack();
    std::unique_ptr<Connection> used = std::move(m_connection);
    if (used && m_response && m_response->done() && m_response->keepAlive() &&
        !m_shared.options.freshConnections)
        m_shared.pool.give(std::move(used));
}

/// On new connections, until the server takes one.
Co<Exchange::Step> Exchange::askFresh()
{
    m_admission = &m_shared.admissions[m_address->origin];
    for (;;) {
        const Step step = co_await tryFresh();
        if (step != Step::Untaken)
            co_return step;
        m_takenWatch.end();
        m_connection.reset();
        ++m_attempt;
        ++m_untaken;
        m_takenBefore = m_admission->taken();
        m_ticket.untaken();
        const Step paused = co_await pause();
        if (paused != Step::Done)
            co_return paused;
    }
}

Co<Exchange::Step> Exchange::tryFresh()
{
    m_response.reset();
    Step step = co_await resolve();
    if (step == Step::Done)
        step = co_await admit();
    if (step == Step::Done)
        step = co_await open();
    if (step == Step::Done)
        step = co_await converse();
    co_return step;
}

Co<Exchange::Step> Exchange::resolve()
{
    const std::string& host = m_address->origin.host;
    Resolver& names = *m_shared.environment.names();
    if (isLiteral(host)) {
        m_candidates.assign(1, host);
        co_return Step::Done;
    }
    std::optional<Resolution> known = names.known(host);
    if (!known) {
        m_context.phase(Phase::Dns, m_attempt);
        if (const std::string refused = names.request(host, m_wakeup.remote()); !refused.empty())
            co_return fail(refused, Phase::Dns);
    }
    while (!known) {
        const WaitResult woken = co_await m_wakeup.wait(Phase::Dns, m_attempt);
        const Step step = check(woken, Phase::Dns);
        if (step != Step::Done)
            co_return step;
        known = names.known(host);
    }
    if (known->addresses.empty())
        co_return fail(known->problem, Phase::Dns);
    m_candidates = inTurns(known->addresses, m_shared.answered[host]);
    co_return Step::Done;
}

/// Waits until another connection may be opened.
Co<Exchange::Step> Exchange::admit()
{
    m_wakeup.clear();
    m_ticket.ask(*m_admission, [this] { m_wakeup.set(); });
    std::uint64_t seen = m_admission->taken();
    while (!m_ticket.granted()) {
        if (!m_pause.isActive())
            m_pause.start(m_shared.options.idleTimeout / 4);
        const WaitResult woken = co_await m_wakeup.wait(Phase::PoolWait, m_attempt);
        if (std::exchange(seen, m_admission->taken()) != m_admission->taken())
            m_watchdog.touch(); // it goes on, with others
        const Step step = check(woken, Phase::PoolWait);
        if (step != Step::Done)
            co_return step;
    }
    m_pause.stop();
    m_wakeup.clear();
    co_return Step::Done;
}

/// After each connection that was not taken twice as long, and not all at once.
Co<Exchange::Step> Exchange::pause()
{
    constexpr unsigned shortestMs = 10;
    constexpr unsigned mostDoublings = 7;
    const unsigned most = shortestMs << std::min(m_untaken, mostDoublings);
    m_wakeup.clear();
    m_pause.start(static_cast<int>(QRandomGenerator::global()->bounded(most / 2, most)));
    while (m_pause.isActive()) {
        const WaitResult woken = co_await m_wakeup.wait(Phase::PoolWait, m_attempt);
        const Step step = check(woken, Phase::PoolWait);
        if (step != Step::Done)
            co_return step;
    }
    co_return Step::Done;
}

/// Time passes for nothing only while the server takes no connection of the others either.
void Exchange::touch()
{
    if (!m_takenBefore || m_admission->taken() != *m_takenBefore)
        m_watchdog.touch();
}

Co<Exchange::Step> Exchange::open()
{
    // To this computer itself the way is short, and known before the first connection.
    if (!m_admission->patience() && m_candidates.size() == 1 && isThisComputer(m_candidates.front()))
        m_admission->connected(Duration::zero());
    Race race(m_address->origin, m_candidates, m_shared.environment, m_context, m_wakeup);
    m_wakeup.clear();
    touch();
    m_takenWatch.beginOpening([this, &race] { return isStuck(race); });
    const Step step = co_await connect(race);
    m_takenWatch.end();
    if (step != Step::Done)
        co_return step;
    m_admission->connected(race.took());
    if (m_candidates.size() > 1)
        m_shared.answered[m_address->origin.host] = race.address();
    m_takenWatch.beginSending(m_connection->descriptor());
    co_return co_await secure();
}

Co<Exchange::Step> Exchange::connect(Race& race)
{
    for (;;) {
        while (race.isDue()) {
            if (race.begun())
                ++m_attempt;
            m_context.phase(Phase::Connect, m_attempt);
            race.beginNext(m_attempt);
        }
        m_connection = race.winner();
        if (m_connection)
            co_return Step::Done;
        if (race.isLost())
            co_return fail(race.problem(), Phase::Connect);
        const WaitResult woken = co_await m_wakeup.wait(Phase::Connect, m_attempt);
        if (woken == WaitResult::Cancelled)
            co_return Step::Cancelled;
        if (!m_watchdog.verdict().empty())
            co_return fail(race.problem(m_watchdog.verdict()), Phase::Connect);
        if (m_takenWatch.untaken())
            co_return Step::Untaken;
    }
}

/// The server, which takes others at once, has not taken this one: the kernel would ask again after a second.
bool Exchange::isStuck(const Race& race) const
{
    const std::optional<Duration> patience = m_admission->patience();
    return patience && race.firstWaits() > *patience;
}

Co<Exchange::Step> Exchange::secure()
{
    while (!m_connection->isOpen()) {
        const Phase phase = m_connection->isSecuring() ? Phase::Tls : Phase::Connect;
        if (m_connection->isClosed())
            co_return fail(m_connection->problem(), phase);
        const WaitResult woken = co_await m_wakeup.wait(phase, m_connection->attempt());
        const Step step = check(woken, m_connection->isSecuring() ? Phase::Tls : Phase::Connect);
        if (step != Step::Done)
            co_return step;
    }
    co_return Step::Done;
}

Co<Exchange::Step> Exchange::converse()
{
    m_context.phase(Phase::Send, m_connection->attempt());
    touch();
    m_response.emplace(m_shared.options.headerLimit, m_shared.options.bodyLimit, m_body);
    m_wakeup.clear();
    m_connection->send(m_address->request);
    while (!m_connection->isSent() && !m_connection->isClosed()) {
        const WaitResult woken = co_await m_wakeup.wait(Phase::Send, m_connection->attempt());
        const Step step = check(woken, Phase::Send);
        if (step != Step::Done)
            co_return step;
    }
    co_return co_await receive();
}

Co<Exchange::Step> Exchange::receive()
{
    for (;;) {
        const bool all = readAvailable();
        const Phase phase = m_response->started() ? Phase::Receive : Phase::FirstByte;
        if (all && m_connection->isClosed())
            m_response->close(m_connection->endedOrderly() ? ResponseReader::End::Orderly
                                                           : ResponseReader::End::Broken);
        if (!m_response->problem().empty())
            co_return fail(m_response->problem(), phase);
        if (m_response->done())
            co_return Step::Done;
        const WaitResult woken = co_await m_wakeup.wait(phase, m_connection->attempt());
        const Step step = check(woken, phase);
        if (step != Step::Done)
            co_return step;
    }
}

/// The server has taken the connection: another may be opened in its stead.
void Exchange::arrived()
{
    m_takenBefore.reset();
    m_watchdog.touch();
    m_takenWatch.end();
    m_ticket.taken();
    m_ticket.giveBack();
}

/// @return whether the socket has been emptied
bool Exchange::readAvailable()
{
    while (!m_response->done() && m_response->problem().empty()) {
        const std::size_t count = m_connection->read(m_shared.buffer);
        if (count == 0)
            return true;
        arrived();
        m_context.phase(Phase::Receive, m_connection->attempt());
        m_response->feed(std::span(m_shared.buffer).first(count));
    }
    return false;
}

Exchange::Step Exchange::check(WaitResult woken, Phase phase)
{
    if (woken == WaitResult::Cancelled)
        return Step::Cancelled;
    if (m_watchdog.verdict().empty())
        return m_takenWatch.untaken() ? Step::Untaken : Step::Done;
    const std::string_view hint = phase == Phase::Tls ? perhapsLacksTls : std::string_view();
    return fail(m_watchdog.verdict() + std::string(hint), phase);
}

Exchange::Step Exchange::fail(std::string_view problem, Phase phase)
{
    m_problem = sentence(m_address->shown, problem, phase);
    return Step::Failed;
}

} // namespace interleave::net
