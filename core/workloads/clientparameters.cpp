// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workloads/clientparameters.h"

#include "core/net/clientenvironment.h"
#include "core/workloads/parameterreader.h"

#include <QString>

namespace interleave::workloads {

using std::chrono::milliseconds;

namespace {

constexpr unsigned mostRedirects = 100;
constexpr milliseconds mostTime = std::chrono::hours(24);
constexpr std::uint32_t leastHeader = 1024;
constexpr std::uint32_t mostHeader = 1 << 20;
constexpr std::uint64_t mostBody = 1ull << 40;

} // namespace

QCborMap toMap(const net::ClientOptions& client)
{
    return {{QLatin1String("idleTimeoutMs"), static_cast<qint64>(client.idleTimeout.count())},
            {QLatin1String("deadlineMs"), static_cast<qint64>(client.deadline.count())},
            {QLatin1String("bodyLimit"), static_cast<qint64>(client.bodyLimit)},
            {QLatin1String("headerLimit"), static_cast<qint64>(client.headerLimit)},
            {QLatin1String("redirectLimit"), static_cast<qint64>(client.redirectLimit)},
            {QLatin1String("freshConnections"), client.freshConnections},
            {QLatin1String("extraCa"), QString::fromStdString(client.extraCa)},
            {QLatin1String("qtClient"), client.kind == net::ClientKind::Qt}};
}

net::ClientOptions clientFrom(ParameterReader& whole, std::string& error)
{
    const QCborMap map = whole.map("client");
    ParameterReader read(map);
    constexpr auto mostMs = static_cast<std::uint64_t>(mostTime.count());
    net::ClientOptions client;
    client.idleTimeout = milliseconds(read.number("idleTimeoutMs", mostMs));
    client.deadline = milliseconds(read.number("deadlineMs", mostMs));
    client.bodyLimit = read.number("bodyLimit", mostBody);
    client.headerLimit = static_cast<std::uint32_t>(read.number("headerLimit", mostHeader));
    client.redirectLimit = static_cast<unsigned>(read.number("redirectLimit", mostRedirects));
    client.freshConnections = read.truth("freshConnections");
    client.extraCa = read.text("extraCa");
    client.kind = read.truth("qtClient") ? net::ClientKind::Qt : net::ClientKind::Own;
    error = whole.error().empty() ? read.error() : whole.error();
    return client;
}

std::string refusal(const net::ClientOptions& client)
{
    if (client.idleTimeout < milliseconds(1) || client.idleTimeout > mostTime)
        return "The idle time-out must be from 1 ms to 24 hours.";
    if (client.deadline < milliseconds(1) || client.deadline > mostTime)
        return "The deadline must be from 1 ms to 24 hours.";
    if (client.kind == net::ClientKind::Qt && client.freshConnections)
        return "Qt's own client cannot be told to open a new connection for every download: leave one of the "
               "two out.";
    if (client.bodyLimit < 1 || client.bodyLimit > mostBody)
        return "The body limit must be from 1 byte to " + std::to_string(mostBody) + " bytes.";
    if (client.headerLimit < leastHeader || client.headerLimit > mostHeader)
        return "The header limit must be from " + std::to_string(leastHeader) + " to " +
               std::to_string(mostHeader) + " bytes.";
    if (client.redirectLimit > mostRedirects)
        return "At most " + std::to_string(mostRedirects) + " redirects can be allowed.";
    if (!client.extraCa.empty() && !net::holdsCertificate(client.extraCa))
        return "The extra certificate authority holds no certificate in PEM form.";
    return {};
}

std::vector<std::pair<std::string, std::string>> conditionsOf(const net::ClientOptions& client)
{
    std::vector<std::pair<std::string, std::string>> all;
    if (client.kind == net::ClientKind::Qt)
        all.emplace_back("client", "Qt's own (QNetworkAccessManager)");
    if (client.freshConnections)
        all.emplace_back("connections", "fresh");
    return all;
}

QCborArray toCbor(const std::vector<std::pair<std::string, std::string>>& pairs)
{
    QCborArray array;
    for (const auto& [name, value] : pairs)
        array.append(QCborArray{QString::fromStdString(name), QString::fromStdString(value)});
    return array;
}

} // namespace interleave::workloads
