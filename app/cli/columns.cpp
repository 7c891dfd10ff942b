// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/columns.h"

#include <algorithm>

namespace interleave::cli {

QStringList alignedLines(const std::vector<Column>& columns, const std::vector<QStringList>& rows)
{
    QStringList heads;
    for (const Column& column : columns)
        heads << column.head;
    std::vector<QStringList> all;
    if (!heads.join(QString()).isEmpty())
        all.push_back(heads);
    all.insert(all.end(), rows.begin(), rows.end());

    std::vector<qsizetype> widths(columns.size(), 0);
    for (const QStringList& row : all) {
        for (std::size_t k = 0; k < columns.size(); ++k)
            widths[k] = std::max(widths[k], row[static_cast<qsizetype>(k)].size());
    }
    QStringList lines;
    for (const QStringList& row : all) {
        QString line;
        for (std::size_t k = 0; k < columns.size(); ++k) {
            const QString& cell = row[static_cast<qsizetype>(k)];
            line += k == 0 ? QString() : QStringLiteral("  ");
            line += columns[k].align == Column::Align::Left ? cell.leftJustified(widths[k])
                                                            : cell.rightJustified(widths[k]);
        }
        while (line.endsWith(u' '))
            line.chop(1);
        lines << line;
    }
    return lines;
}

} // namespace interleave::cli
