// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/cli/program.h"

#include <QFile>
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

} // namespace

class TestInterrupt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runKeepsWhatHappened_data();
    void runKeepsWhatHappened();
    void serveEnds();

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
