// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/cli/program.h"

#include <QJsonArray>
#include <QProcess>
#include <QRegularExpression>

#include <csignal>

using namespace interleave::tests;

namespace {

QString word(const char* text) { return QString::fromUtf8(text); }

/// The program's own practice server, on a free port.
class Served
{
public:
    Served()
    {
        m_process.start(programPath(),
                        {word("serve"), word("--port"), word("0"), word("--latency"), word("0")});
        QString out;
        while (m_address.isEmpty() && m_process.waitForReadyRead(30'000)) {
            out += QString::fromUtf8(m_process.readAllStandardOutput());
            if (out.contains(word("Ctrl-C")))
                m_address = QRegularExpression(word("http://[0-9.:]+")).match(out).captured();
        }
    }
    ~Served() { stop(); }

    QString address() const { return m_address; }
    void stop()
    {
        if (m_process.state() == QProcess::NotRunning)
            return;
        ::kill(static_cast<pid_t>(m_process.processId()), SIGINT);
        m_process.waitForFinished();
    }

private:
    QProcess m_process;
    QString m_address;
};

/// Reads standard output until it holds `text`.
bool readUntil(QProcess& process, QString& out, const QString& text)
{
    while (!out.contains(text) && process.waitForReadyRead(30'000))
        out += QString::fromUtf8(process.readAllStandardOutput());
    return out.contains(text);
}

/// The practice servers that a process has started and that still run.
QList<pid_t> serversOf(qint64 process)
{
    QList<pid_t> servers;
    const QString children = word("/proc/%1/task/%1/children").arg(process);
    for (const QByteArray& child : contents(children).simplified().split(' '))
        if (contents(word("/proc/%1/cmdline").arg(QString::fromLatin1(child))).contains("--practice-server"))
            servers << static_cast<pid_t>(child.toInt());
    return servers;
}

} // namespace

class TestFailures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void missingPage();
    void refusedConnection();
    void failuresUnderJsonGoToStandardError();
    void goodAndBadTogether();
    void deadServerIsNamedAndStartedAnew_data();
    void deadServerIsNamedAndStartedAnew();
};

void TestFailures::missingPage()
{
    const Served served;
    const QString url = served.address() + word("/nothing");
    const Ended ended = runProgram(
        {word("run"), word("--models"), word("async"), word("--tasks"), word("3"), word("--url"), url});
    QVERIFY2(ended.status == 1, ended.everything());
    QVERIFY2(ended.out.contains(word("Downloaded 0 in ")) && ended.out.contains(word("; 3 failed\n")),
             ended.everything());
    QVERIFY2(ended.out.contains(word("  3 failed: ")) && ended.out.contains(word("404")), ended.everything());
}

void TestFailures::refusedConnection()
{
    Served served;
    const QString url = served.address() + word("/dice");
    served.stop(); // nobody listens there any more
    const Ended ended = runProgram({word("run"), word("--models"), word("gil"), word("--url"), url});
    QVERIFY2(ended.status == 1, ended.everything());
    QVERIFY2(ended.out.contains(word("  1 failed: ")) && ended.out.contains(word("refused")),
             ended.everything());
}

void TestFailures::failuresUnderJsonGoToStandardError()
{
    const Served served;
    const Ended ended = runProgram({word("run"), word("--json"), word("--models"), word("sequential"),
                                    word("--url"), served.address() + word("/nothing")});
    QVERIFY2(ended.status == 1, ended.everything());
    QCOMPARE(ended.json()[u"runs"][0][u"failed"].toInt(), 1);
    QVERIFY2(ended.errLines().size() == 1 && ended.err.contains(word("404")), ended.everything());
}

void TestFailures::goodAndBadTogether()
{
    const Served served;
    const Ended ended = runProgram({word("run"), word("--models"), word("sequential"), word("--tasks"),
                                    word("5"), word("--url"), served.address() + word("/dice"), word("--url"),
                                    served.address() + word("/nothing")});
    QVERIFY2(ended.status == 1, ended.everything());
    QVERIFY2(ended.out.contains(word("Downloaded 3 in ")) && ended.out.contains(word("; 2 failed\n")),
             ended.everything());
}

void TestFailures::deadServerIsNamedAndStartedAnew_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<int>("signal");
    QTest::addColumn<bool>("midRun");
    const auto row = [](const char* name, const char* arguments, int signal, bool midRun) {
        QTest::newRow(name) << word(arguments) << signal << midRun;
    };
    row("two models", "--models sequential,gil", SIGKILL, true);
    row("processes", "--models processes,gil", SIGKILL, true);
    row("repeats", "--models sequential --repeat 2", SIGKILL, true);
    row("sweep", "--models sequential --sweep tasks=200,201", SIGKILL, true);
    row("Qt's client", "--models sequential,gil --client qt", SIGKILL, true);
    row("encrypted", "--models sequential,gil --tls", SIGKILL, true);
    row("by another signal", "--models sequential,gil", SIGABRT, true);
    row("between two runs", "--models sequential,gil --tasks 1", SIGKILL, false);
}

/// The server of one run is killed. Nothing is said where all tasks had finished.
void TestFailures::deadServerIsNamedAndStartedAnew()
{
    QFETCH(QString, arguments);
    QFETCH(int, signal);
    QFETCH(bool, midRun);
    QProcess process;
    QStringList words{word("run"), word("--latency"), word("20ms")};
    if (midRun && !arguments.contains(word("--sweep")))
        words << word("--tasks") << word("200");
    process.start(programPath(), words + arguments.split(u' '));
    QString out;
    const QString killAt = midRun ? word("Read 10490") : word("Downloaded 1 in");
    QVERIFY2(readUntil(process, out, killAt), process.readAllStandardError());
    const QList<pid_t> children = serversOf(process.processId());
    if (midRun)
        QCOMPARE(children.size(), 1);
    for (const pid_t child : children) // between two runs it may be the next one's already
        ::kill(child, signal);
    QVERIFY(process.waitForFinished(60'000));
    out += QString::fromUtf8(process.readAllStandardOutput());
    const QString err = QString::fromUtf8(process.readAllStandardError());
    const QString said = word("The practice server was killed by signal %1").arg(signal);
    if (!midRun) {
        QVERIFY2(process.exitCode() == 0 || err.contains(said), qPrintable(out + err));
        return;
    }
    QCOMPARE(process.exitCode(), 1);
    QVERIFY2(err.count(said) == 1, qPrintable(out + err));
    QVERIFY2(out.contains(word(" failed: ")), qPrintable(out));
    QVERIFY2(out.contains(QRegularExpression(word("Downloaded 20[01] in [0-9.]+ seconds\n"))),
             qPrintable(out));
}

QTEST_GUILESS_MAIN(TestFailures)
#include "tst_cli_failures.moc"
