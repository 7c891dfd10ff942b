// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workloads/downloadsparameters.h"

#include "core/net/address.h"
#include "core/workloads/clientparameters.h"
#include "core/workloads/parameterreader.h"

#include <QCborArray>
#include <QString>

namespace interleave::workloads {

namespace {

constexpr std::size_t mostAddresses = 10'000;
constexpr std::size_t mostTasks = 1'000'000;
constexpr unsigned mostPasses = 1'000'000;
constexpr std::uint64_t mostParsedBody = 1ull << 30; // it is kept in memory

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
    if (std::string problem = refusal(options.client); !problem.empty())
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
    return {{QLatin1String("addresses"), addresses},
            {QLatin1String("tasks"), static_cast<qint64>(options.tasks)},
            {QLatin1String("parsePasses"), static_cast<qint64>(options.parsePasses)},
            {QLatin1String("source"), QString::fromStdString(options.source)},
            {QLatin1String("conditions"), toCbor(options.conditions)},
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
    options.client = clientFrom(read, error);
    if (error.empty())
        error = refusal(options);
    return error.empty() ? std::optional(std::move(options)) : std::nullopt;
}

} // namespace interleave::workloads
