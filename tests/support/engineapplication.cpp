// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/engineapplication.h"

#include "core/engine/attributing.h"

#include <QCoreApplication>
#include <QTest>

namespace interleave::tests {

int runWithEngine(QObject& test, int argc, char** argv)
{
    qputenv("QT_NO_THREADED_GLIB", "1"); // before the first worker
    engine::Attributing<QCoreApplication> application(argc, argv);
    return QTest::qExec(&test, argc, argv);
}

} // namespace interleave::tests
