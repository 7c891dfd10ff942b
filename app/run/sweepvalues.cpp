// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/readquantities.h"
#include "app/run/sweep.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>

namespace interleave::run {
namespace {

using Unit = SweepParameter::Unit;

constexpr std::size_t mostValues = 1000;

QString tr(const char* text) { return QCoreApplication::translate("Experiment", text); }

const char* exampleOf(Unit unit)
{
    switch (unit) {
    case Unit::Time:
        return "10ms..100ms/10ms, or 1ms,5ms,20ms";
    case Unit::Rate:
        return "100kB/s..10MB/s*10, or 1MB/s,5MB/s";
    case Unit::Count:
        break;
    }
    return "1..16, 1..64*2, or 1,2,5";
}

/// Where the step or the factor of a range begins, its sign included: a slash before a digit, since "/s" is
/// part of a rate.
qsizetype endOfRange(const QString& item, qsizetype from)
{
    for (qsizetype k = from; k < item.size(); ++k) {
        const bool digitFollows = k + 1 < item.size() && item[k + 1].isDigit();
        if (item[k] == u'*' || (item[k] == u'/' && digitFollows))
            return k;
    }
    return item.size();
}

/// Reads one list of values; the first fault is kept as a sentence, and ends the reading.
class Reading
{
public:
    Reading(const SweepParameter& parameter, SweepValues& read) : m_parameter(parameter), m_read(read) {}

    void readItem(const QString& item)
    {
        const qsizetype dots = item.indexOf(QLatin1StringView(".."));
        if (dots >= 0)
            return readRange(item, dots);
        if (const auto value = valueFrom(item))
            add(*value);
    }

private:
    void fail(const QString& sentence)
    {
        if (m_read.error.isEmpty())
            m_read.error = sentence;
    }

    std::optional<std::uint64_t> numberOf(const QString& text) const
    {
        if (m_parameter.unit == Unit::Count)
            return numberFrom(text);
        if (m_parameter.unit == Unit::Rate)
            return bandwidthFrom(text);
        const std::optional<Duration> time = durationFrom(text);
        return time ? std::optional(static_cast<std::uint64_t>(time->count())) : std::nullopt;
    }

    std::optional<std::uint64_t> valueFrom(const QString& text)
    {
        const std::optional<std::uint64_t> value = numberOf(text);
        if (!value) {
            fail(tr("“%1” is no value of %2: write for example %3.")
                     .arg(text, nameOf(m_parameter), QLatin1StringView(exampleOf(m_parameter.unit))));
            return {};
        }
        if (*value < m_parameter.least || *value > m_parameter.most) {
            fail(tr("%1 takes %2 to %3, not “%4”.")
                     .arg(nameOf(m_parameter), valueText(m_parameter, m_parameter.least),
                          valueText(m_parameter, m_parameter.most), text));
            return {};
        }
        if (*value % m_parameter.grain != 0) {
            fail(tr("%1 takes whole milliseconds, not “%2”.").arg(nameOf(m_parameter), text));
            return {};
        }
        return value;
    }

    void readRange(const QString& item, qsizetype dots)
    {
        const qsizetype end = endOfRange(item, dots + 2);
        const auto first = valueFrom(item.first(dots).trimmed());
        const auto last = first ? valueFrom(item.sliced(dots + 2, end - dots - 2).trimmed()) : std::nullopt;
        if (!first || !last)
            return;
        if (*first > *last)
            return fail(tr("“%1” goes down: write the lesser value first.").arg(item));
        if (end == item.size() && m_parameter.unit != Unit::Count)
            return fail(tr("“%1” does not say in which steps: write for example %2.")
                            .arg(item, QLatin1StringView(exampleOf(m_parameter.unit))));
        const QString rest = item.sliced(std::min(end + 1, item.size())).trimmed();
        if (end < item.size() && item[end] == u'*')
            multiply(item, *first, *last, rest);
        else
            step(item, *first, *last, end == item.size() ? QStringLiteral("1") : rest);
    }

    void step(const QString& item, std::uint64_t first, std::uint64_t last, const QString& text)
    {
        const auto width = numberOf(text);
        if (!width || *width == 0 || *width % m_parameter.grain != 0)
            return fail(tr("“%1” has no step that leads on: write for example %2.")
                            .arg(item, QLatin1StringView(exampleOf(m_parameter.unit))));
        for (std::uint64_t value = first; m_read.error.isEmpty(); value += *width) {
            add(value);
            if (last - value < *width)
                return;
        }
    }

    void multiply(const QString& item, std::uint64_t first, std::uint64_t last, const QString& text)
    {
        const auto factor = numberFrom(text);
        if (!factor || *factor < 2)
            return fail(tr("“%1” needs a whole factor from 2, such as *2.").arg(item));
        if (first == 0)
            return fail(tr("“%1” never leaves 0: begin above it, or use a step.").arg(item));
        for (std::uint64_t value = first; m_read.error.isEmpty(); value *= *factor) {
            add(value);
            if (value > last / *factor)
                return;
        }
    }

    void add(std::uint64_t value)
    {
        if (m_read.values.size() == mostValues)
            return fail(tr("These are more than %1 values: choose larger steps.").arg(mostValues));
        m_read.values.push_back(value);
    }

    const SweepParameter& m_parameter;
    SweepValues& m_read;
};

} // namespace

SweepValues readSweepValues(const SweepParameter& parameter, const QString& text)
{
    SweepValues read;
    if (text.trimmed().isEmpty()) {
        read.error = tr("The values of %1 are missing: write for example %2.")
                         .arg(nameOf(parameter), QLatin1StringView(exampleOf(parameter.unit)));
        return read;
    }
    Reading reading(parameter, read);
    const QStringList items = text.split(u',');
    for (const QString& item : items) {
        reading.readItem(item.trimmed());
        if (!read.error.isEmpty())
            return {{}, read.error};
    }
    std::ranges::sort(read.values);
    read.values.erase(std::unique(read.values.begin(), read.values.end()), read.values.end());
    return read;
}

} // namespace interleave::run
