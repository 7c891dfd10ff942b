// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/runrequest.h"
#include "app/cli/text.h"
#include "app/cli/valuereader.h"
#include "app/cli/values.h"

#include <limits>

namespace interleave::cli {

using namespace std::chrono_literals;

net::PracticeServerOptions readServerOptions(ValueReader& reader)
{
    net::PracticeServerOptions options;
    options.latency = reader.milliseconds("latency", 0ms, 60s).value_or(50ms);
    options.jitter = reader.milliseconds("jitter", 0ms, 60s).value_or(0ms);
    constexpr std::uint64_t mostSeed = std::numeric_limits<std::uint32_t>::max();
    options.seed = static_cast<std::uint32_t>(reader.number("seed", 0, mostSeed).value_or(options.seed));
    options.bandwidth = reader.bandwidth("bandwidth").value_or(0);
    options.tls = reader.has("tls");
    return options;
}

std::vector<std::pair<std::string, std::string>> conditionsOf(const net::PracticeServerOptions& options)
{
    std::vector<std::pair<std::string, std::string>> conditions;
    const auto add = [&](const QString& what, const QString& howMuch) {
        conditions.emplace_back(what.toStdString(), howMuch.toStdString());
    };
    add(Text::tr("latency"), durationText(options.latency));
    if (options.jitter > 0ms)
        add(Text::tr("jitter"), Text::tr("%1, seed %2").arg(durationText(options.jitter)).arg(options.seed));
    if (options.bandwidth > 0)
        add(Text::tr("bandwidth"), Text::tr("%1/s").arg(sizeText(options.bandwidth)));
    if (options.tls)
        add(Text::tr("protocol"), QStringLiteral("https"));
    return conditions;
}

} // namespace interleave::cli
