// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/processorlist.h"

#include <QStringList>

#include <algorithm>

namespace interleave::panels {

QString processorListText(const std::vector<ProcessorId>& processors)
{
    QStringList numbers;
    for (const ProcessorId processor : processors)
        numbers << QString::number(processor.value);
    return numbers.join(QLatin1StringView(", "));
}

std::optional<std::vector<ProcessorId>> processorListFrom(const QString& text)
{
    std::vector<ProcessorId> processors;
    const QStringList words = text.split(u',');
    for (const QString& word : words) {
        bool isNumber = false;
        const QString digits = word.trimmed();
        const ushort number = digits.toUShort(&isNumber);
        if (!isNumber || digits.startsWith(u'+')) // toUShort() would take a sign
            return {};
        processors.emplace_back(number);
    }
    std::ranges::sort(processors);
    processors.erase(std::unique(processors.begin(), processors.end()), processors.end());
    return processors;
}

} // namespace interleave::panels
