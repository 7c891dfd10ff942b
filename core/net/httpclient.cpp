// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/httpclient.h"

#include "core/net/clientenvironment.h"
#include "core/net/exchange.h"

#include <utility>

namespace interleave::net {

using engine::Co;

HttpClient::HttpClient(const ClientEnvironment& environment)
    : m_shared(std::make_unique<ClientShared>(environment))
{
}

HttpClient::~HttpClient() = default;

namespace {

Download ended(const Exchange& exchange, Outcome outcome, std::string reason)
{
    const ResponseReader* const response = exchange.response();
    return {.outcome = outcome,
            .reason = std::move(reason),
            .status = response ? response->status() : 0,
            .bytes = response ? response->bytes() : 0,
            .attempts = exchange.attempts(),
            .untaken = exchange.untaken(),
            .complete = false};
}

} // namespace

Co<Download> HttpClient::get(engine::TaskContext& context, const Address& address, std::string* body)
{
    Exchange exchange(*m_shared, context, body);
    const Address* where = &address;
    std::optional<Address> redirected;
    for (unsigned followed = 0;; ++followed) {
        const Exchange::Step step = co_await exchange.run(*where);
        if (step == Exchange::Step::Cancelled)
            co_return ended(exchange, Outcome::Cancelled, {});
        if (step == Exchange::Step::Failed)
            co_return ended(exchange, Outcome::Failed, exchange.problem());
        const ResponseReader& response = *exchange.response();
        if (!redirects(response.status()) || response.location().empty())
            co_return judged(ended(exchange, Outcome::Finished, {}), response.statusLine(), *where,
                             response.beginning());
        if (followed == m_shared->options.redirectLimit)
            co_return ended(exchange, Outcome::Failed, tooManyRedirects(address, followed));
        std::string error;
        redirected = redirectedAddress(*where, response.location(), error);
        if (!redirected)
            co_return ended(exchange, Outcome::Failed, std::move(error));
        where = &*redirected;
        exchange.countAttempt();
    }
}

} // namespace interleave::net
