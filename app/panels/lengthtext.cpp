// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/lengthtext.h"

#include "core/workloads/scriptnumbers.h"

#include <QRegularExpression>

namespace interleave::panels {

std::optional<Duration> lengthFrom(const QString& text)
{
    static const QRegularExpression shape(QStringLiteral("^\\s*([0-9]+(?:[.,][0-9]+)?)\\s*(\\S+)\\s*$"));
    const QRegularExpressionMatch found = shape.match(text);
    if (!found.hasMatch())
        return {};
    const std::string word = found.captured(2).toLower().toStdString();
    const auto unit = word == "ns" ? std::optional(Duration(1)) : workloads::unitNamed(word);
    const std::string number = found.captured(1).replace(u',', u'.').toStdString();
    return unit ? workloads::timeFrom(number, *unit) : std::nullopt;
}

} // namespace interleave::panels
