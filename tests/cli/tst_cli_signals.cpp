// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/cli/program.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QProcess>

#include <csignal>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace interleave::tests;

namespace {

/// The processes that a process has started, with whichever of its threads, and that still run.
QList<pid_t> childrenOf(qint64 process)
{
    QList<pid_t> children;
    const QDir threads(QStringLiteral("/proc/%1/task").arg(process));
    for (const QString& thread : threads.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        for (const QByteArray& word :
             contents(threads.filePath(thread + QStringLiteral("/children"))).simplified().split(' ')) {
            if (!word.isEmpty())
                children << static_cast<pid_t>(word.toInt());
        }
    }
    return children;
}

bool exists(pid_t process) { return ::kill(process, 0) == 0; }

/// Nobody may be there to take note of the end of an orphan: it is a zombie then, which runs no more.
bool runs(pid_t process)
{
    const QByteArray stat = contents(QStringLiteral("/proc/%1/stat").arg(process));
    return !stat.isEmpty() && stat.mid(stat.lastIndexOf(')') + 2, 1) != "Z";
}

/// How many bytes wait in a pipe.
int pending(int pipe)
{
    int bytes = 0;
    ::ioctl(pipe, FIONREAD, &bytes);
    return bytes;
}

void send(int signal, const QProcess& process) { ::kill(static_cast<pid_t>(process.processId()), signal); }

/// A copy of the program beside a worker program that is this script. @return its path
QString programWithWorker(const QTemporaryDir& folder, const QString& script)
{
    const QString program = folder.filePath(QStringLiteral("interleave"));
    const QString worker = folder.filePath(QStringLiteral("interleave-worker"));
    QFile file(worker);
    const bool made = QFile::copy(programPath(), program) && file.open(QIODevice::WriteOnly) &&
                      file.write("#!/bin/sh\n" + script.toUtf8()) > 0 &&
                      file.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    return made ? program : QString();
}

QStringList words(const char* text) { return QString::fromLatin1(text).split(u' '); }

void signalRows()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGHUP") << SIGHUP;
}

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

class TestSignals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runKeepsWhatHappened_data();
    void runKeepsWhatHappened();
    void nothingIsWrittenBeforeTheFirstRun();
    void optionsAreStillRead_data();
    void optionsAreStillRead();
    void serverThatDoesNotBeginIsNotWaitedFor();
    void nobodyReadsThePipe();
    void secondOneEndsAtOnce();
    void ignoredOnesStayIgnored_data();
    void ignoredOnesStayIgnored();
    void wholeGroupIsAsked_data();
    void wholeGroupIsAsked();
    void workersEndWithAKilledProgram();
    void serveEnds_data();
    void serveEnds();
    void serveEndsWithItsServer();

private:
    QTemporaryDir m_folder;
};

void TestSignals::runKeepsWhatHappened_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<int>("signal");
    for (const char* model : {"sequential", "gil", "async", "processes"})
        QTest::addRow("%s, Ctrl-C", model) << QString::fromLatin1(model) << SIGINT;
    QTest::newRow("told to end") << QStringLiteral("gil") << SIGTERM;
    QTest::newRow("terminal closed") << QStringLiteral("processes") << SIGHUP;
}

void TestSignals::runKeepsWhatHappened()
{
    QFETCH(QString, model);
    QFETCH(int, signal);
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
    send(signal, process);
    QVERIFY(process.waitForFinished(30'000));
    out += QString::fromUtf8(process.readAllStandardOutput());
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 128 + signal);
    QVERIFY2(out.contains(QStringLiteral(" cancelled")) && out.contains(QStringLiteral("measured by")),
             qPrintable(out));
    QVERIFY(!out.contains(QStringLiteral("threads: ")));
    QVERIFY(QJsonDocument::fromJson(contents(trace)).isObject());
    QCOMPARE(process.readAllStandardError(), QByteArray());
    for (const pid_t child : children)
        QVERIFY2(!exists(child), qPrintable(QString::number(child)));
}

void TestSignals::nothingIsWrittenBeforeTheFirstRun()
{
    // A worker program that interrupts the program before the practice server is there.
    const QTemporaryDir folder;
    const QString real = QFileInfo(programPath()).dir().filePath(QStringLiteral("interleave-worker"));
    const QString program =
        programWithWorker(folder, QStringLiteral("kill -INT $PPID\nexec '%1' \"$@\"\n").arg(real));
    QVERIFY(!program.isEmpty());
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

void TestSignals::optionsAreStillRead_data() { signalRows(); }

void TestSignals::optionsAreStillRead()
{
    QFETCH(int, signal);
    // A script that never comes; what has been made until now is nothing.
    const QTemporaryDir folder;
    const QString pipe = folder.filePath(QStringLiteral("pipe"));
    QCOMPARE(::mkfifo(qPrintable(pipe), 0600), 0);
    QProcess process;
    process.start(programPath(), words("run --workload script --models sequential --script-file") << pipe);
    const int writer = ::open(qPrintable(pipe), O_WRONLY); // returns when the program reads
    send(signal, process);
    QVERIFY(process.waitForFinished(30'000));
    ::close(writer);
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 128 + signal);
}

void TestSignals::serverThatDoesNotBeginIsNotWaitedFor()
{
    const QTemporaryDir folder;
    const QString begun = folder.filePath(QStringLiteral("begun"));
    QCOMPARE(::mkfifo(qPrintable(begun), 0600), 0);
    const QString program =
        programWithWorker(folder, QStringLiteral("echo $$ >'%1'\nexec sleep 1000\n").arg(begun));
    QVERIFY(!program.isEmpty());
    QProcess process;
    process.start(program, words("run --tasks 1"));
    const pid_t child = static_cast<pid_t>(contents(begun).trimmed().toInt());
    QVERIFY(child > 0);
    send(SIGTERM, process);
    QVERIFY(process.waitForFinished(30'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 143);
    QCOMPARE(process.readAllStandardError(), QByteArray());
    QVERIFY(!exists(child));
}

void TestSignals::nobodyReadsThePipe()
{
    const QTemporaryDir folder;
    const QString pipe = folder.filePath(QStringLiteral("pipe")),
                  trace = folder.filePath(QStringLiteral("a"));
    QCOMPARE(::mkfifo(qPrintable(pipe), 0600), 0);
    QProcess process;
    process.start(programPath(), shortSums()
                                     << QStringLiteral("--csv") << pipe << QStringLiteral("--save") << trace);
    QString out;
    QVERIFY2(waitForOutput(process, out, QStringLiteral("measured by")), process.readAllStandardError());
    send(SIGINT, process);
    QVERIFY(process.waitForFinished(30'000));
    QCOMPARE(process.exitCode(), 130);
    QVERIFY(process.readAllStandardError().contains("a pipe that nobody reads"));
    QVERIFY(QJsonDocument::fromJson(contents(trace)).isObject());
}

void TestSignals::secondOneEndsAtOnce()
{
    // Its output is read no further, so that it cannot come to its end.
    const QTemporaryDir folder;
    const QString pipe = folder.filePath(QStringLiteral("pipe"));
    QCOMPARE(::mkfifo(qPrintable(pipe), 0600), 0);
    const int reader = ::open(qPrintable(pipe), O_RDWR);
    QProcess process;
    process.setStandardOutputFile(pipe);
    process.start(programPath(), words("run --workload sums --number 1 --tasks 100000 --models sequential"));
    QTRY_VERIFY_WITH_TIMEOUT(pending(reader) > 60'000, 30'000); // the pipe is full
    send(SIGINT, process);
    QVERIFY(!process.waitForFinished(300));
    send(SIGINT, process);
    QVERIFY(process.waitForFinished(30'000));
    ::close(reader);
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 130);
}

void TestSignals::ignoredOnesStayIgnored_data() { signalRows(); }

void TestSignals::ignoredOnesStayIgnored()
{
    QFETCH(int, signal);
    QProcess process;
    process.setChildProcessModifier([signal] { std::signal(signal, SIG_IGN); });
    process.start(programPath(), words("run --models sequential --tasks 20 --latency 10ms"));
    QString out;
    QVERIFY2(waitForOutput(process, out, QStringLiteral("Read 10490 from http://")),
             process.readAllStandardError());
    send(signal, process);
    QVERIFY(process.waitForFinished(30'000));
    out += QString::fromUtf8(process.readAllStandardOutput());
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    QVERIFY2(out.contains(QStringLiteral("Downloaded 20 in")), qPrintable(out));
}

void TestSignals::wholeGroupIsAsked_data() { signalRows(); }

void TestSignals::wholeGroupIsAsked()
{
    QFETCH(int, signal);
    const QTemporaryDir folder;
    const QString events = folder.filePath(QStringLiteral("events"));
    QProcess process;
    process.setChildProcessModifier([] { ::setpgid(0, 0); });
    process.start(programPath(), words("run --models processes --tasks 100000 --workers 3 --events")
                                     << events);
    QString out;
    QVERIFY2(waitForOutput(process, out, QStringLiteral("Read 10490 from http://")),
             process.readAllStandardError());
    ::kill(-static_cast<pid_t>(process.processId()), signal);
    QVERIFY(process.waitForFinished(30'000));
    out += QString::fromUtf8(process.readAllStandardOutput());
    QCOMPARE(process.exitCode(), 128 + signal);
    QVERIFY2(out.contains(QStringLiteral(" cancelled")) && !out.contains(QStringLiteral(" failed:")),
             qPrintable(out));
    QVERIFY(!jsonLines(events).isEmpty());
}

void TestSignals::workersEndWithAKilledProgram()
{
    QProcess process;
    process.start(programPath(), words("run --workload sums --number 1000000000000 --tasks 4 --workers 2 "
                                       "--models processes"));
    QTRY_COMPARE_WITH_TIMEOUT(childrenOf(process.processId()).size(), 2, 30'000);
    const QList<pid_t> children = childrenOf(process.processId());
    send(SIGKILL, process);
    QVERIFY(process.waitForFinished(30'000));
    for (const pid_t child : children)
        QTRY_VERIFY_WITH_TIMEOUT(!runs(child), 30'000);
}

void TestSignals::serveEndsWithItsServer()
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
        send(SIGINT, process);
    QVERIFY(ended);
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 1);
    const QByteArray said = process.readAllStandardError();
    QVERIFY2(said.contains("practice server"), said);
}

void TestSignals::serveEnds_data() { signalRows(); }

void TestSignals::serveEnds()
{
    QFETCH(int, signal);
    QProcess process;
    process.start(programPath(), {QStringLiteral("serve"), QStringLiteral("--port"), QStringLiteral("0")});
    QString out;
    QVERIFY2(waitForOutput(process, out, QStringLiteral("Ctrl-C")), process.readAllStandardError());
    QVERIFY2(out.contains(QStringLiteral("http://127.0.0.1:")), qPrintable(out));
    QVERIFY2(out.contains(QStringLiteral("/jython")) && out.contains(QStringLiteral("/dice")),
             qPrintable(out));
    const QList<pid_t> children = childrenOf(process.processId());
    send(signal, process);
    QVERIFY(process.waitForFinished(30'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    for (const pid_t child : children)
        QVERIFY2(!exists(child), qPrintable(QString::number(child)));
}

QTEST_GUILESS_MAIN(TestSignals)
#include "tst_cli_signals.moc"
