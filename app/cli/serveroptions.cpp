// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/runrequest.h"
#include "app/cli/valuereader.h"

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

} // namespace interleave::cli
