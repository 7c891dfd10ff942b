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

} // namespace

class TestFailures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void missingPage();
    void refusedConnection();
    void failuresUnderJsonGoToStandardError();
    void goodAndBadTogether();
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

QTEST_GUILESS_MAIN(TestFailures)
#include "tst_cli_failures.moc"
