// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <vector>

namespace interleave::cli {

/// One column of a table of text.
struct Column
{
    enum class Align { Left, Right };
    QString head;
    Align align = Align::Left;
};

/// Lines with aligned columns, two spaces between; the heads come first unless all are empty.
/// @pre every row has as many cells as there are columns
QStringList alignedLines(const std::vector<Column>& columns, const std::vector<QStringList>& rows);

} // namespace interleave::cli
