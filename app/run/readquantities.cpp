// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/readquantities.h"

#include "core/workloads/scriptnumbers.h"

#include <QString>

#include <algorithm>
#include <array>
#include <cmath>

namespace interleave::run {
namespace {

constexpr std::uint64_t mostBytes = 1'000'000'000'000'000'000;

struct Unit
{
    QLatin1StringView name;
    std::uint64_t factor;
};

constexpr std::array sizeUnits{Unit{QLatin1StringView(""), 1},
                               Unit{QLatin1StringView("b"), 1},
                               Unit{QLatin1StringView("kb"), 1'000},
                               Unit{QLatin1StringView("mb"), 1'000'000},
                               Unit{QLatin1StringView("gb"), 1'000'000'000},
                               Unit{QLatin1StringView("kib"), 1024},
                               Unit{QLatin1StringView("mib"), 1 << 20},
                               Unit{QLatin1StringView("gib"), 1 << 30}};

bool isDigit(QChar c) { return c >= u'0' && c <= u'9'; }

/// "1.5 MB" as it is read: digits, perhaps a point and further digits, then a word.
struct Written
{
    QStringView whole, fraction;
    QString unit; ///< in lower case
};

std::optional<Written> writtenIn(QStringView text)
{
    text = text.trimmed();
    const auto digits = [](QStringView from) {
        return from.first(std::find_if_not(from.begin(), from.end(), isDigit) - from.begin());
    };
    Written written{digits(text), {}, {}};
    text = text.sliced(written.whole.size());
    if (text.startsWith(u'.')) {
        written.fraction = digits(text.sliced(1));
        text = text.sliced(1 + written.fraction.size());
        if (written.fraction.isEmpty())
            return {};
    }
    if (written.whole.isEmpty() && written.fraction.isEmpty())
        return {};
    if (written.whole.isEmpty()) // ".5s"
        written.whole = u"0";
    written.unit = text.trimmed().toString().toLower();
    return written;
}

std::string plain(QStringView digits) { return digits.toString().toStdString(); }

/// Less than 1.
double fractionOf(const Written& written)
{
    return (QLatin1StringView("0.") + written.fraction.toString()).toDouble();
}

} // namespace

std::optional<Duration> durationFrom(QStringView text)
{
    const std::optional<Written> written = writtenIn(text);
    if (!written)
        return {};
    const std::string unit = written->unit.toStdString();
    const auto known = unit == "ns" ? std::optional(Duration(1)) : workloads::unitNamed(unit);
    if (!known && !unit.empty())
        return {};
    const std::string number =
        plain(written->whole) + (written->fraction.isEmpty() ? "" : '.' + plain(written->fraction));
    const std::optional<Duration> time = workloads::timeFrom(number, known.value_or(std::chrono::seconds(1)));
    constexpr Duration most = std::chrono::hours(24 * 100);
    const bool bare = !known && time != Duration(0); // a bare 0 needs no unit
    return time && *time <= most && !bare ? time : std::nullopt;
}

std::optional<std::uint64_t> sizeFrom(QStringView text)
{
    const std::optional<Written> written = writtenIn(text);
    if (!written)
        return {};
    const auto* const unit = std::ranges::find(sizeUnits, written->unit, &Unit::name);
    const std::optional<std::uint64_t> whole = numberFrom(written->whole);
    if (unit == sizeUnits.end() || !whole || *whole > mostBytes / unit->factor)
        return {};
    const auto rest = std::llround(fractionOf(*written) * static_cast<double>(unit->factor));
    const std::uint64_t bytes = *whole * unit->factor + static_cast<std::uint64_t>(rest);
    return bytes <= mostBytes ? std::optional(bytes) : std::nullopt;
}

std::optional<std::uint64_t> bandwidthFrom(QStringView text)
{
    text = text.trimmed();
    return sizeFrom(text.endsWith(QLatin1StringView("/s")) ? text.chopped(2) : text);
}

std::optional<double> centimetresFrom(QStringView text)
{
    const std::optional<Written> written = writtenIn(text);
    if (!written || written->unit != QLatin1StringView("cm"))
        return {};
    const std::optional<std::uint64_t> whole = numberFrom(written->whole);
    return whole ? std::optional(static_cast<double>(*whole) + fractionOf(*written)) : std::nullopt;
}

std::optional<std::uint64_t> numberFrom(QStringView text)
{
    return workloads::wholeNumber(text.toUtf8().toStdString());
}

} // namespace interleave::run
