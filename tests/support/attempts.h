// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTest>

#include <functional>

namespace interleave::tests {

/// What other programs do between two readings of a clock shows as a disagreement now and then; a fault of
/// the engine's shows every time. @param attempt returns what is wrong, "" for nothing
inline void verifyOneOf(int attempts, const std::function<QString()>& attempt)
{
    QString wrong;
    for (int i = 0; i < attempts; ++i) {
        wrong = attempt();
        if (wrong.isEmpty())
            return;
        qInfo("%s", qPrintable(wrong));
    }
    QFAIL(qPrintable(wrong));
}

} // namespace interleave::tests
