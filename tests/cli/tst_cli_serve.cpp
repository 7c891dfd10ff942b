// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/cli/program.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTcpSocket>

#include <csignal>

using namespace interleave::tests;

class TestServe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itSaysWhoCanReachIt_data();
    void itSaysWhoCanReachIt();
    void takenPortIsASentence();
};

namespace {

/// Starts it and waits until it has said everything. @return that
QString serve(QProcess& process, const QStringList& arguments)
{
    process.start(programPath(),
                  QStringList{QStringLiteral("serve"), QStringLiteral("--port"), QStringLiteral("0"),
                              QStringLiteral("--latency"), QStringLiteral("0")} +
                      arguments);
    QString out;
    while (!out.contains(QStringLiteral("Ctrl-C")) && process.waitForReadyRead(30'000))
        out += QString::fromUtf8(process.readAllStandardOutput());
    return out;
}

void end(QProcess& process)
{
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    process.waitForFinished();
}

} // namespace

void TestServe::itSaysWhoCanReachIt_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<bool>("others");
    const QString option = QStringLiteral("--listen");
    QTest::newRow("default") << QStringList() << false;
    QTest::newRow("loopback") << QStringList{option, QStringLiteral("127.0.0.1")} << false;
    QTest::newRow("all") << QStringList{option, QStringLiteral("0.0.0.0")} << true;
}

/// An HTTP/1.0 client there gets its page and its end.
void TestServe::itSaysWhoCanReachIt()
{
    QFETCH(QStringList, arguments);
    QFETCH(bool, others);
    QProcess process;
    const QString out = serve(process, arguments);
    QVERIFY2(out.contains(QStringLiteral("Ctrl-C")), process.readAllStandardError());
    QVERIFY2(out.contains(QStringLiteral("Other computers can reach it")) == others, qPrintable(out));
    const auto port = QRegularExpression(QStringLiteral("http://127\\.0\\.0\\.1:(\\d+)")).match(out);
    QTcpSocket client;
    client.connectToHost(QStringLiteral("127.0.0.1"), port.captured(1).toUShort());
    client.write("GET /dice HTTP/1.0\r\n\r\n");
    QTRY_VERIFY_WITH_TIMEOUT(client.state() == QAbstractSocket::UnconnectedState, 30'000);
    QVERIFY(client.readAll().endsWith("</html>\n"));
    end(process);
}

void TestServe::takenPortIsASentence()
{
    QProcess process;
    const QString out = serve(process, {});
    const auto port = QRegularExpression(QStringLiteral("127\\.0\\.0\\.1:(\\d+)")).match(out);
    const Ended ended = runProgram({QStringLiteral("serve"), QStringLiteral("--port"), port.captured(1)});
    end(process);
    QCOMPARE(ended.status, 1);
    QVERIFY2(ended.err.contains(QStringLiteral("cannot listen on 127.0.0.1 port ") + port.captured(1)),
             ended.everything());
}

QTEST_GUILESS_MAIN(TestServe)
#include "tst_cli_serve.moc"
