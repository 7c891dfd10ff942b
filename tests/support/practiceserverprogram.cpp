// SPDX-License-Identifier: GPL-3.0-or-later
// The practice server as the tests of core/net start it, without the programs of app/.
#include "core/net/practiceservermain.h"

#include <QCoreApplication>

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    return interleave::net::runPracticeServer(QCoreApplication::arguments());
}
