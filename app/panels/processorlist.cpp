// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/processorlist.h"

#include "app/run/readquantities.h"

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
        const std::optional<std::uint64_t> number = run::numberFrom(word.trimmed());
        if (!number || *number > 65'535)
            return {};
        processors.emplace_back(static_cast<std::uint32_t>(*number));
    }
    std::ranges::sort(processors);
    processors.erase(std::unique(processors.begin(), processors.end()), processors.end());
    return processors;
}

} // namespace interleave::panels
