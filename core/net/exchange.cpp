// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/exchange.h"

#include "core/net/clientenvironment.h"
#include "core/net/errors.h"
#include "core/net/resolver.h"

#include <utility>

namespace interleave::net {

using engine::Co;
using engine::WaitResult;

Exchange::Exchange(ClientShared& shared, engine::TaskContext& context, std::string* body)
    : m_shared(shared),
      m_context(context),
      m_wakeup(context),
      m_watchdog(m_wakeup, shared.options),
      m_body(body)
{
}

Co<Exchange::Step> Exchange::run(const Address& address)
{
    m_address = &address;
    if (!m_shared.options.freshConnections)
        m_connection = m_shared.pool.take(address.origin);
    if (m_connection) {
        m_connection->attach(m_context, m_wakeup, m_attempt);
        const Step step = co_await converse();
        const bool stale = step == Step::Failed && !m_response->started() && m_watchdog.verdict().empty();
        finish();
        if (!stale)
            co_return step;
        // The server had closed the idle connection. Nothing of an answer came, and a GET can be asked twice.
        ++m_attempt;
    }
    Step step = co_await open();
    if (step == Step::Done)
        step = co_await converse();
    finish();
    co_return step;
}

/// The connection goes back for others to use, or is dropped.
void Exchange::finish()
{
    std::unique_ptr<Connection> used = std::move(m_connection);
    if (used && m_response && m_response->done() && m_response->keepAlive() &&
        !m_shared.options.freshConnections)
        m_shared.pool.give(std::move(used));
}

Co<Exchange::Step> Exchange::open()
{
    m_response.reset();
    const Step resolved = co_await resolve();
    if (resolved != Step::Done)
        co_return resolved;
    for (std::size_t index = 0;; ++index) {
        const Step step = co_await connect(m_candidates[index]);
        const bool another = index + 1 < m_candidates.size() && m_connection && !m_connection->isSecuring();
        if (step != Step::Failed || !another || !m_watchdog.verdict().empty())
            co_return step;
        ++m_attempt;
    }
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
    m_candidates = std::move(known->addresses);
    co_return Step::Done;
}

Co<Exchange::Step> Exchange::connect(const std::string& address)
{
    m_context.phase(Phase::Connect, m_attempt);
    m_wakeup.clear();
    m_connection = std::make_unique<Connection>(m_address->origin, m_shared.environment);
    m_watchdog.touch();
    m_connection->attach(m_context, m_wakeup, m_attempt);
    m_connection->open(address);
    while (!m_connection->isOpen()) {
        const Phase phase = m_connection->isSecuring() ? Phase::Tls : Phase::Connect;
        if (m_connection->isClosed())
            co_return fail(m_connection->problem(), phase);
        const WaitResult woken = co_await m_wakeup.wait(phase, m_attempt);
        const Step step = check(woken, m_connection->isSecuring() ? Phase::Tls : Phase::Connect);
        if (step != Step::Done)
            co_return step;
    }
    co_return Step::Done;
}

Co<Exchange::Step> Exchange::converse()
{
    m_context.phase(Phase::Send, m_attempt);
    m_watchdog.touch();
    m_response.emplace(m_shared.options.headerLimit, m_shared.options.bodyLimit, m_body);
    m_wakeup.clear();
    m_connection->send(m_address->request);
    while (!m_connection->isSent() && !m_connection->isClosed()) {
        const WaitResult woken = co_await m_wakeup.wait(Phase::Send, m_attempt);
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
        const WaitResult woken = co_await m_wakeup.wait(phase, m_attempt);
        const Step step = check(woken, phase);
        if (step != Step::Done)
            co_return step;
    }
}

/// @return whether the socket has been emptied
bool Exchange::readAvailable()
{
    while (!m_response->done() && m_response->problem().empty()) {
        const std::size_t count = m_connection->read(m_shared.buffer);
        if (count == 0)
            return true;
        m_watchdog.touch();
        m_context.phase(Phase::Receive, m_attempt);
        m_response->feed(std::span(m_shared.buffer).first(count));
    }
    return false;
}

Exchange::Step Exchange::check(WaitResult woken, Phase phase)
{
    if (woken == WaitResult::Cancelled)
        return Step::Cancelled;
    if (m_watchdog.verdict().empty())
        return Step::Done;
    const std::string_view hint = phase == Phase::Tls ? perhapsLacksTls : std::string_view();
    return fail(m_watchdog.verdict() + std::string(hint), phase);
}

Exchange::Step Exchange::fail(std::string_view problem, Phase phase)
{
    m_problem = sentence(m_address->shown, problem, phase);
    return Step::Failed;
}

} // namespace interleave::net
