// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/quantities.h"

namespace interleave::run {
namespace {

QString withUnit(double value, const char* unit)
{
    QString number = QString::number(value, 'f', 3);
    while (number.endsWith(u'0'))
        number.chop(1);
    if (number.endsWith(u'.'))
        number.chop(1);
    return number + u' ' + QLatin1StringView(unit);
}

} // namespace

QString durationText(Duration duration)
{
    const auto nanoseconds = static_cast<double>(duration.count());
    if (nanoseconds >= 1e9 || nanoseconds == 0.0)
        return withUnit(nanoseconds / 1e9, "s");
    if (nanoseconds >= 1e6)
        return withUnit(nanoseconds / 1e6, "ms");
    if (nanoseconds >= 1e3)
        return withUnit(nanoseconds / 1e3, "us");
    return withUnit(nanoseconds, "ns");
}

QString sizeText(std::uint64_t bytes)
{
    const auto value = static_cast<double>(bytes);
    if (value >= 1e9)
        return withUnit(value / 1e9, "GB");
    if (value >= 1e6)
        return withUnit(value / 1e6, "MB");
    if (value >= 1e3)
        return withUnit(value / 1e3, "kB");
    return withUnit(value, "B");
}

} // namespace interleave::run
