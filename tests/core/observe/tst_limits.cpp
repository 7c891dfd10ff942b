// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/observe/childprocess.h"
#include "core/observe/limits.h"
#include "tests/support/limits.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <unistd.h>

using namespace interleave;
using namespace interleave::observe;

class TestLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void openFilesAreTried();
    void openFilesAreCounted();
    void aControlGroupLimitsThreads();
    void whatIsInTheWayOfAChildIsTold_data();
    void whatIsInTheWayOfAChildIsTold();
    void withoutFilesForItsPipesNoChildIsStarted();
};

void TestLimits::openFilesAreTried()
{
    const tests::FewFiles few(6);
    if (!few.held())
        QSKIP("this system does not limit open files");
    QVERIFY(mayOpenFiles(6));
    QVERIFY(!mayOpenFiles(7));
    QVERIFY(mayOpenFiles(6)); // those that were tried are closed again
}

void TestLimits::openFilesAreCounted()
{
    const tests::FewFiles few(20);
    const auto before = openFileLimit();
    if (!before)
        QSKIP("this system does not limit open files");
    QFile file(QStringLiteral("/dev/null"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto after = openFileLimit();
    QCOMPARE(after->most, before->most);
    QCOMPARE(after->used, before->used + 1);
}

/// In a group of its own below the one that this process is in.
void TestLimits::aControlGroupLimitsThreads()
{
    const QString parent = QStringLiteral("/sys/fs/cgroup/pids");
    const QString group = parent + QStringLiteral("/interleave-test-%1").arg(getpid());
    if (!QDir().mkdir(group))
        QSKIP("this user may make no control group of version 1 that counts processes");
    const auto write = [](const QString& path, const QByteArray& text) {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    };
    QFile own(QStringLiteral("/proc/self/cgroup"));
    QVERIFY(own.open(QIODevice::ReadOnly));
    QByteArray home;
    for (const QByteArray& line : own.readAll().split('\n'))
        if (line.contains(":pids:"))
            home = line.mid(line.indexOf(":pids:") + 6);
    const QByteArray self = QByteArray::number(getpid());
    const bool entered = write(group + QStringLiteral("/pids.max"), "37") &&
                         write(group + QStringLiteral("/cgroup.procs"), self);
    const auto limit = threadLimit(10);
    write(parent + QString::fromUtf8(home) + QStringLiteral("/cgroup.procs"), self);
    QDir().rmdir(group);
    if (!entered)
        QSKIP("this user may not enter a control group of its own");
    QVERIFY(limit);
    QCOMPARE(limit->most, std::uint64_t(37));
    QVERIFY(limit->used >= 1 && limit->left() < 37);
    QVERIFY2(limit->what.ends_with("/pids.max"), limit->what.c_str());
}

void TestLimits::whatIsInTheWayOfAChildIsTold_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("why");
    QTest::newRow("nothing") << "/bin/true"
                             << "";
    QTest::newRow("not there") << "/nonexistent/program"
                               << "there is no such file";
    QTest::newRow("below a file") << "/etc/passwd/program"
                                  << "there is no such file";
    QTest::newRow("a folder") << "/tmp"
                              << "it is no program but a folder or a device";
    QTest::newRow("a device") << "/dev/null"
                              << "it is no program but a folder or a device";
    QTest::newRow("no right to execute") << "/etc/passwd"
                                         << "it may not be executed by this user";
}

void TestLimits::whatIsInTheWayOfAChildIsTold()
{
    QFETCH(QString, program);
    QFETCH(QString, why);
    const QString told = QString::fromStdString(whyNoChild(program.toStdString()));
    QVERIFY2(why.isEmpty() ? told.isEmpty() : told.startsWith(why), qPrintable(told));
}

void TestLimits::withoutFilesForItsPipesNoChildIsStarted()
{
    for (const unsigned files : {0u, 1u, 4u, 7u}) {
        const tests::FewFiles few(files);
        if (!few.held())
            QSKIP("this system does not limit open files");
        const std::string why = whyNoChild("/bin/true");
        QVERIFY2(why.find("open files") != std::string::npos, why.c_str());
    }
}

QTEST_GUILESS_MAIN(TestLimits)
#include "tst_limits.moc"
