// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/readquantities.h"

#include <QString>

#include <algorithm>
#include <array>
#include <cmath>

namespace interleave::run {
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

} // namespace interleave::run
