// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workloads/pages.h"

#include "core/net/resolver.h"

#include <algorithm>
#include <utility>

namespace interleave::workloads {

std::string counted(std::size_t number, const char* word)
{
    return std::to_string(number) + ' ' + word + (number == 1 ? "" : "s");
}

Pages::Pages(const std::vector<std::string>& addresses, net::ClientOptions client)
    : m_environment(std::move(client))
{
    std::string error;
    for (const std::string& text : addresses)
        m_addresses.push_back(*net::parseAddress(text, error));
}

std::string Pages::workAt(std::size_t k, const std::string& source) const
{
    if (source.empty())
        return at(k).shown;
    return at(k).url.toString(QUrl::RemoveScheme | QUrl::RemoveAuthority).toStdString();
}

std::string Pages::downloads(std::size_t count, const std::string& source) const
{
    return counted(count, "download") + " of " +
           (m_addresses.size() == 1 ? "one address" : std::to_string(m_addresses.size()) + " addresses") +
           " from " + (source.empty() ? hosts() : source);
}

std::string Pages::hosts() const
{
    constexpr std::size_t mostNamed = 3;
    std::vector<std::string> names;
    for (const net::Address& address : m_addresses) {
        if (std::ranges::find(names, address.origin.host) == names.end())
            names.push_back(address.origin.host);
    }
    std::string text;
    for (std::size_t index = 0; index < std::min(names.size(), mostNamed); ++index)
        text += (index == 0 ? "" : ", ") + names[index];
    return names.size() > mostNamed ? text + " and " + std::to_string(names.size() - mostNamed) + " more"
                                    : text;
}

std::size_t Pages::connectionsPerWorker(std::uint32_t inFlight) const
{
    constexpr std::uint32_t mostOfQt = 6; // QNetworkAccessManager, to one server
    std::vector<net::Origin> servers;     // idle ones are kept for each
    for (const net::Address& address : m_addresses) {
        if (std::ranges::find(servers, address.origin) == servers.end())
            servers.push_back(address.origin);
    }
    return servers.size() * (usesQt() ? std::min(inFlight, mostOfQt) : inFlight);
}

void Pages::begin(engine::AnnounceHelper announce)
{
    m_environment.announceTo(std::move(announce));
    if (std::ranges::any_of(m_addresses, [](const auto& address) { return address.origin.tls; }))
        m_environment.warmUp();
    if (usesQt()) // it resolves names itself
        return;
    if (!std::ranges::all_of(m_addresses,
                             [](const auto& address) { return net::isLiteral(address.origin.host); }))
        m_environment.names()->start();
}

engine::Co<engine::TaskResult> Pages::fetch(engine::TaskContext& context, net::Client& client, std::size_t k,
                                            std::string* body) const
{
    const net::Address& address = at(k);
    net::Download download = co_await client.get(context, address, body);
    engine::TaskResult result;
    result.outcome = download.outcome;
    result.reason = std::move(download.reason);
    result.bytes = download.bytes;
    result.attempts = download.attempts;
    result.untaken = download.untaken;
    if (download.complete)
        result.log = "Read " + std::to_string(download.bytes) + " from " + address.shown;
    co_return result;
}

} // namespace interleave::workloads
