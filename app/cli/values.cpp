// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/values.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

namespace interleave::cli {
namespace {

struct Unit
{
    QLatin1StringView name;
    double factor;
};

constexpr std::array timeUnits{Unit{QLatin1StringView("ns"), 1.0}, Unit{QLatin1StringView("us"), 1e3},
                               Unit{QLatin1StringView("ms"), 1e6}, Unit{QLatin1StringView("s"), 1e9}};
constexpr std::array sizeUnits{
    Unit{QLatin1StringView("b"), 1.0},           Unit{QLatin1StringView("kb"), 1e3},
    Unit{QLatin1StringView("mb"), 1e6},          Unit{QLatin1StringView("gb"), 1e9},
    Unit{QLatin1StringView("kib"), 1024.0},      Unit{QLatin1StringView("mib"), 1048576.0},
    Unit{QLatin1StringView("gib"), 1073741824.0}};

/// A number without sign and exponent, then a unit. A bare 0 needs none; `bare` says whether any number does.
template <std::size_t size>
std::optional<double> quantity(QStringView text, const std::array<Unit, size>& units, bool bare)
{
    text = text.trimmed();
    const auto numeric = [](QChar c) { return (c >= u'0' && c <= u'9') || c == u'.'; };
    const auto split = std::find_if_not(text.begin(), text.end(), numeric) - text.begin();
    bool isNumber = false;
    const double number = text.first(split).toDouble(&isNumber);
    const QStringView unit = text.sliced(split).trimmed();
    if (!isNumber)
        return {};
    if (unit.isEmpty())
        return bare || number == 0.0 ? std::optional(number) : std::nullopt;
    for (const Unit& known : units) {
        if (unit.compare(known.name, Qt::CaseInsensitive) == 0)
            return number * known.factor;
    }
    return {};
}

/// How many letters must be changed, added or dropped, two neighbours swapped counting as one.
std::size_t distance(QStringView a, QStringView b)
{
    const auto rows = static_cast<std::size_t>(a.size()), columns = static_cast<std::size_t>(b.size());
    std::vector<std::vector<std::size_t>> cost(rows + 1, std::vector<std::size_t>(columns + 1));
    std::iota(cost[0].begin(), cost[0].end(), std::size_t{0});
    for (std::size_t i = 1; i <= rows; ++i) {
        cost[i][0] = i;
        for (std::size_t j = 1; j <= columns; ++j) {
            const auto at = [](QStringView text, std::size_t k) {
                return text[static_cast<qsizetype>(k) - 1];
            };
            const std::size_t change = at(a, i) == at(b, j) ? 0 : 1;
            cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + change});
            if (i > 1 && j > 1 && at(a, i) == at(b, j - 1) && at(a, i - 1) == at(b, j))
                cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    }
    return cost[rows][columns];
}

} // namespace

std::optional<Duration> durationFrom(QStringView text)
{
    QString plain = text.toString();
    plain.replace(QChar(0x00b5), u'u').replace(QChar(0x03bc), u'u'); // both code points that look like µ
    const std::optional<double> nanoseconds = quantity(plain, timeUnits, false);
    constexpr double most = 100.0 * 24 * 3600 * 1e9;
    if (!nanoseconds || *nanoseconds > most)
        return {};
    return Duration(std::llround(*nanoseconds));
}

std::optional<std::uint64_t> sizeFrom(QStringView text)
{
    const std::optional<double> bytes = quantity(text, sizeUnits, true);
    constexpr double most = 1e18;
    if (!bytes || *bytes > most)
        return {};
    return static_cast<std::uint64_t>(std::llround(*bytes));
}

std::optional<std::uint64_t> bandwidthFrom(QStringView text)
{
    text = text.trimmed();
    return sizeFrom(text.endsWith(QLatin1StringView("/s")) ? text.chopped(2) : text);
}

std::optional<std::uint64_t> numberFrom(QStringView text)
{
    const auto digit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    if (text.isEmpty() || !std::all_of(text.begin(), text.end(), digit))
        return {};
    bool fits = false;
    const qulonglong number = text.toString().toULongLong(&fits);
    return fits ? std::optional<std::uint64_t>(number) : std::nullopt;
}

QString nearest(const QString& word, const QStringList& known)
{
    QString best;
    std::size_t least = std::numeric_limits<std::size_t>::max();
    for (const QString& candidate : known) {
        const std::size_t cost = distance(word.toLower(), candidate.toLower());
        const bool begun = word.size() >= 3 && candidate.startsWith(word);
        if (const std::size_t rank = begun ? std::min<std::size_t>(cost, 1) : cost; rank < least) {
            least = rank;
            best = candidate;
        }
    }
    // Far from everything: a wrong guess would send the reader astray.
    return least <= std::max<std::size_t>(1, static_cast<std::size_t>(word.size()) / 3) ? best : QString();
}

} // namespace interleave::cli
