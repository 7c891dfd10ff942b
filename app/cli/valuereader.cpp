// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/valuereader.h"

#include "app/cli/text.h"
#include "app/cli/values.h"
#include "app/run/quantities.h"

namespace interleave::cli {

std::optional<QString> ValueReader::text(const char* name) const
{
    const QStringList given = texts(name);
    return given.isEmpty() ? std::nullopt : std::optional(given.last());
}

std::optional<std::uint64_t> ValueReader::number(const char* name, std::uint64_t least, std::uint64_t most)
{
    const std::optional<QString> given = text(name);
    if (!given)
        return {};
    const std::optional<std::uint64_t> number = numberFrom(*given);
    if (number && *number >= least && *number <= most)
        return number;
    fail(Text::tr("--%1 takes a whole number from %2 to %3, not “%4”.")
             .arg(QLatin1StringView(name))
             .arg(least)
             .arg(most)
             .arg(*given));
    return {};
}

std::optional<Duration> ValueReader::duration(const char* name, Duration least, Duration most)
{
    const std::optional<QString> given = text(name);
    if (!given)
        return {};
    const std::optional<Duration> duration = durationFrom(*given);
    if (duration && *duration >= least && *duration <= most)
        return duration;
    const QString option = QLatin1StringView(name);
    if (duration) {
        fail(Text::tr("--%1 takes a time from %2 to %3, not “%4”.")
                 .arg(option, run::durationText(least), run::durationText(most), *given));
    } else if (numberFrom(*given)) {
        fail(Text::tr("--%1 takes a time with its unit: --%1 %2ms.").arg(option, *given));
    } else {
        fail(Text::tr("--%1 takes a time such as 50ms or 1.5s, not “%2”.").arg(option, *given));
    }
    return {};
}

std::optional<std::chrono::milliseconds>
ValueReader::milliseconds(const char* name, std::chrono::milliseconds least, std::chrono::milliseconds most)
{
    const std::optional<Duration> exact = duration(name, least, most);
    if (!exact)
        return {};
    const auto whole = std::chrono::duration_cast<std::chrono::milliseconds>(*exact);
    if (whole == *exact)
        return whole;
    fail(Text::tr("--%1 takes whole milliseconds, not “%2”.").arg(QLatin1StringView(name), *text(name)));
    return {};
}

std::optional<std::uint64_t> ValueReader::size(const char* name, std::uint64_t least, std::uint64_t most)
{
    const std::optional<QString> given = text(name);
    if (!given)
        return {};
    const auto bytes = sizeFrom(*given);
    if (bytes && *bytes >= least && *bytes <= most)
        return bytes;
    fail(bytes && *bytes > most ? Text::tr("--%1 takes at most %2 bytes, not “%3”.")
                                      .arg(QLatin1StringView(name))
                                      .arg(most)
                                      .arg(*given)
                                : Text::tr("--%1 takes a size such as 10MB or 64KiB, not “%2”.")
                                      .arg(QLatin1StringView(name), *given));
    return {};
}

std::optional<std::uint64_t> ValueReader::bandwidth(const char* name)
{
    const std::optional<QString> given = text(name);
    if (!given)
        return {};
    if (const auto bytes = bandwidthFrom(*given); bytes && *bytes > 0)
        return bytes;
    fail(Text::tr("--%1 takes a size per second such as 1MB/s, not “%2”.")
             .arg(QLatin1StringView(name), *given));
    return {};
}

std::optional<std::size_t> ValueReader::oneOf(const char* name, const QStringList& words)
{
    const std::optional<QString> given = text(name);
    if (!given)
        return {};
    if (const qsizetype index = words.indexOf(*given); index >= 0)
        return static_cast<std::size_t>(index);
    fail(notAmong(*given, words, QStringLiteral("--") + QLatin1StringView(name)));
    return {};
}

void ValueReader::fail(const QString& sentence)
{
    if (m_error.isEmpty())
        m_error = sentence;
}

QString notAmong(const QString& word, const QStringList& known, const QString& ofWhat)
{
    const QString meant = nearest(word, known);
    return meant.isEmpty() ? Text::tr("“%1” is none of %2; choose from %3.")
                                 .arg(word, ofWhat, known.join(QLatin1String(", ")))
                           : Text::tr("“%1” is none of %2; did you mean %3?").arg(word, ofWhat, meant);
}

} // namespace interleave::cli
