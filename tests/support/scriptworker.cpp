// SPDX-License-Identifier: GPL-3.0-or-later
// A process worker that knows the tests' workload only.
#include "core/engine/attributing.h"
#include "core/engine/processworker.h"
#include "tests/support/scriptworkload.h"

#include <QCoreApplication>

int main(int argc, char** argv)
{
    qputenv("QT_NO_GLIB", "1");
    const interleave::engine::Attributing<QCoreApplication> app(argc, argv);
    return interleave::engine::runProcessWorker(interleave::tests::scriptFrom);
}
