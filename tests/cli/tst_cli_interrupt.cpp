// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/cli/program.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QProcess>

#include <csignal>

using namespace interleave::tests;

namespace {

/// The processes that a process has started and that still run.
QList<pid_t> childrenOf(qint64 process)
{
    QList<pid_t> children;
    const QString id = QString::number(process);
    const QByteArrayList words =
        contents(QStringLiteral("/proc/%1/task/%1/children").arg(id)).simplified().split(' ');
    for (const QByteArray& word : words) {
        if (!word.isEmpty())
            children << static_cast<pid_t>(word.toInt());
    }
    return children;
}

bool exists(pid_t process) { return ::kill(process, 0) == 0; }

void interrupt(const QProcess& process) { ::kill(static_cast<pid_t>(process.processId()), SIGINT); }

/// Reads standard output until it holds `text`.
bool waitForOutput(QProcess& process, QString& out, const QString& text)
{
    while (!out.contains(text)) {
        if (!process.waitForReadyRead(30'000))
            return false;
        out += QString::fromUtf8(process.readAllStandardOutput());
    }
    return true;
}

bool put(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

class TestInterrupt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runKeepsWhatHappened_data();
    void runKeepsWhatHappened();
    void nothingIsWrittenBeforeTheFirstRun();
    void serveEnds();
    void serveEndsWithItsServer();

private:
    QTemporaryDir m_folder;
};

void TestInterrupt::runKeepsWhatHappened_data()
{
    QTest::addColumn<QString>("model");
    for (const char* model : {"sequential", "gil", "async", "processes"})
        QTest::newRow(model) << QString::fromLatin1(model);
}

void TestInterrupt::runKeepsWhatHappened()
{
    QFETCH(QString, model);
    const QString trace = m_folder.filePath(model + QStringLiteral(".json"));
    QProcess process;
    // Far more work than is waited for; a second model that must not be begun.
    process.start(programPath(), QStringList{QStringLiteral("run"), QStringLiteral("--models"),
                                             model + QStringLiteral(",threads"), QStringLiteral("--tasks"),
                                             QStringLiteral("100000"), QStringLiteral("--save"), trace});
    QString out;
    QVERIFY2(waitForOutput(process, out, QStringLiteral("Read 10490 from http://")),
             process.readAllStandardError());
    const QList<pid_t> children = childrenOf(process.processId());
    QVERIFY(!children.isEmpty()); // the practice server
    interrupt(process);
    QVERIFY(process.waitForFinished(30'000));
    out += QString::fromUtf8(process.readAllStandardOutput());
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 130);
    QVERIFY2(out.contains(QStringLiteral(" cancelled")) && out.contains(QStringLiteral("measured by")),
             qPrintable(out));
    QVERIFY(!out.contains(QStringLiteral("threads: ")));
    QVERIFY(QJsonDocument::fromJson(contents(trace)).isObject());
    for (const pid_t child : children)
        QVERIFY2(!exists(child), qPrintable(QString::number(child)));
}

void TestInterrupt::nothingIsWrittenBeforeTheFirstRun()
{
    // A copy of the program beside a worker program that interrupts it before the practice server is there.
    const QTemporaryDir folder;
    const QString program = folder.filePath(QStringLiteral("interleave"));
    QVERIFY(QFile::copy(programPath(), program));
    const QString real = QFileInfo(programPath()).dir().filePath(QStringLiteral("interleave-worker"));
    const QString worker = folder.filePath(QStringLiteral("interleave-worker"));
    const QString script = QStringLiteral("#!/bin/sh\nkill -INT $PPID\nexec '%1' \"$@\"\n").arg(real);
    QVERIFY(put(worker, script.toUtf8()));
    QVERIFY(QFile::setPermissions(worker, QFile::ReadOwner | QFile::ExeOwner));
    const QString trace = folder.filePath(QStringLiteral("old.json"));
    const QString events = folder.filePath(QStringLiteral("old.jsonl"));
    QVERIFY(put(trace, "an old trace") && put(events, "old events"));

    QProcess process;
    process.start(program, {QStringLiteral("run"), QStringLiteral("--tasks"), QStringLiteral("1"),
                            QStringLiteral("--save"), trace, QStringLiteral("--events"), events});
    QVERIFY(process.waitForFinished(30'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 130);
    QCOMPARE(process.readAllStandardOutput(), QByteArray());
    QCOMPARE(contents(trace), QByteArray("an old trace"));
    QCOMPARE(contents(events), QByteArray("old events"));
}

void TestInterrupt::serveEndsWithItsServer()
{
    QProcess process;
    process.start(programPath(), {QStringLiteral("serve"), QStringLiteral("--port"), QStringLiteral("0")});
    QString out;
    QVERIFY2(waitForOutput(process, out, QStringLiteral("Ctrl-C")), process.readAllStandardError());
    const QList<pid_t> children = childrenOf(process.processId());
    QCOMPARE(children.size(), 1);
    ::kill(children.first(), SIGKILL);
    const bool ended = process.waitForFinished(10'000);
    if (!ended)
        interrupt(process);
    QVERIFY(ended);
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 1);
    const QByteArray said = process.readAllStandardError();
    QVERIFY2(said.contains("practice server"), said);
}

void TestInterrupt::serveEnds()
{
    QProcess process;
    process.start(programPath(), {QStringLiteral("serve"), QStringLiteral("--port"), QStringLiteral("0")});
    QString out;
    QVERIFY2(waitForOutput(process, out, QStringLiteral("Ctrl-C")), process.readAllStandardError());
    QVERIFY2(out.contains(QStringLiteral("http://127.0.0.1:")), qPrintable(out));
    QVERIFY2(out.contains(QStringLiteral("/jython")) && out.contains(QStringLiteral("/dice")),
             qPrintable(out));
    const QList<pid_t> children = childrenOf(process.processId());
    interrupt(process);
    QVERIFY(process.waitForFinished(30'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    for (const pid_t child : children)
        QVERIFY2(!exists(child), qPrintable(QString::number(child)));
}

QTEST_GUILESS_MAIN(TestInterrupt)
#include "tst_cli_interrupt.moc"
