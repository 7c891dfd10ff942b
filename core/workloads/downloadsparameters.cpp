// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workloads/downloadsparameters.h"

#include "core/net/address.h"
#include "core/net/clientenvironment.h"
#include "core/workloads/parameterreader.h"

#include <QCborArray>
#include <QString>

namespace interleave::workloads {

using std::chrono::milliseconds;

namespace {

constexpr std::size_t mostAddresses = 10'000;
constexpr std::size_t mostTasks = 1'000'000;
constexpr unsigned mostPasses = 1'000'000;
constexpr unsigned mostRedirects = 100;
constexpr milliseconds mostTime = std::chrono::hours(24);
constexpr std::uint32_t leastHeader = 1024;
constexpr std::uint32_t mostHeader = 1 << 20;
constexpr std::uint64_t mostBody = 1ull << 40;
constexpr std::uint64_t mostParsedBody = 1ull << 30; // it is kept in memory

QCborMap toMap(const net::ClientOptions& client)
{
    return {{QLatin1String("idleTimeoutMs"), static_cast<qint64>(client.idleTimeout.count())},
            {QLatin1String("deadlineMs"), static_cast<qint64>(client.deadline.count())},
            {QLatin1String("bodyLimit"), static_cast<qint64>(client.bodyLimit)},
            {QLatin1String("headerLimit"), static_cast<qint64>(client.headerLimit)},
            {QLatin1String("redirectLimit"), static_cast<qint64>(client.redirectLimit)},
            {QLatin1String("freshConnections"), client.freshConnections},
            {QLatin1String("extraCa"), QString::fromStdString(client.extraCa)}};
}

net::ClientOptions clientFrom(ParameterReader& read)
{
    constexpr auto mostMs = static_cast<std::uint64_t>(mostTime.count());
    net::ClientOptions client;
    client.idleTimeout = milliseconds(read.number("idleTimeoutMs", mostMs));
    client.deadline = milliseconds(read.number("deadlineMs", mostMs));
    client.bodyLimit = read.number("bodyLimit", mostBody);
    client.headerLimit = static_cast<std::uint32_t>(read.number("headerLimit", mostHeader));
    client.redirectLimit = static_cast<unsigned>(read.number("redirectLimit", mostRedirects));
    client.freshConnections = read.truth("freshConnections");
    client.extraCa = read.text("extraCa");
    return client;
}

std::string refusalOf(const net::ClientOptions& client)
{
    if (client.idleTimeout < milliseconds(1) || client.idleTimeout > mostTime)
        return "The idle time-out must be from 1 ms to 24 hours.";
    if (client.deadline < milliseconds(1) || client.deadline > mostTime)
        return "The deadline must be from 1 ms to 24 hours.";
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

} // namespace

std::string refusal(const DownloadsOptions& options)
{
    if (options.addresses.empty())
        return "There is no address to download.";
    if (options.addresses.size() > mostAddresses)
        return "There are more than " + std::to_string(mostAddresses) + " addresses.";
    if (options.tasks > mostTasks)
        return "There are more than " + std::to_string(mostTasks) + " downloads.";
    if (options.parsePasses > mostPasses)
        return "Bodies can be parsed at most " + std::to_string(mostPasses) + " times.";
    if (options.parsePasses > 0 && options.client.bodyLimit > mostParsedBody)
        return "Bodies that are parsed are kept in memory: their limit must be at most " +
               std::to_string(mostParsedBody) + " bytes.";
    if (std::string problem = refusalOf(options.client); !problem.empty())
        return problem;
    std::string error;
    for (const std::string& address : options.addresses) {
        if (!net::parseAddress(address, error))
            return error;
    }
    return {};
}

QCborMap toParameters(const DownloadsOptions& options)
{
    QCborArray addresses;
    for (const std::string& address : options.addresses)
        addresses.append(QString::fromStdString(address));
    QCborArray conditions;
    for (const auto& [name, value] : options.conditions)
        conditions.append(QCborArray{QString::fromStdString(name), QString::fromStdString(value)});
    return {{QLatin1String("addresses"), addresses},
            {QLatin1String("tasks"), static_cast<qint64>(options.tasks)},
            {QLatin1String("parsePasses"), static_cast<qint64>(options.parsePasses)},
            {QLatin1String("source"), QString::fromStdString(options.source)},
            {QLatin1String("conditions"), conditions},
            {QLatin1String("client"), toMap(options.client)}};
}

std::optional<DownloadsOptions> fromParameters(const QCborMap& parameters, std::string& error)
{
    ParameterReader read(parameters);
    DownloadsOptions options;
    options.addresses = read.texts("addresses");
    options.tasks = static_cast<std::size_t>(read.number("tasks", mostTasks));
    options.parsePasses = static_cast<unsigned>(read.number("parsePasses", mostPasses));
    options.source = read.text("source");
    options.conditions = read.pairs("conditions");
    const QCborMap clientMap = read.map("client");
    ParameterReader readClient(clientMap);
    options.client = clientFrom(readClient);

    error = read.error();
    if (error.empty())
        error = readClient.error();
    if (error.empty())
        error = refusal(options);
    return error.empty() ? std::optional(std::move(options)) : std::nullopt;
}

} // namespace interleave::workloads
