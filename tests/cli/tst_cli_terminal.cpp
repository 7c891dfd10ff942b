// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/cli/program.h"

#include <QProcess>

#include <fcntl.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace interleave::tests;

namespace {

/// A terminal with a program's standard error in it.
class Terminal
{
public:
    explicit Terminal(unsigned short columns)
    {
        winsize size{.ws_row = 24, .ws_col = columns, .ws_xpixel = 0, .ws_ypixel = 0};
        m_open = openpty(&m_ours, &m_theirs, nullptr, nullptr, &size) == 0;
        m_open = m_open && fcntl(m_ours, F_SETFL, O_NONBLOCK) == 0;
    }
    ~Terminal()
    {
        close(m_ours);
        close(m_theirs);
    }
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;

    bool isOpen() const { return m_open; }
    void resize(unsigned short columns) const
    {
        const winsize size{.ws_row = 24, .ws_col = columns, .ws_xpixel = 0, .ws_ypixel = 0};
        ioctl(m_ours, TIOCSWINSZ, &size);
    }
    void start(QProcess& process, const QStringList& arguments) const
    {
        process.setChildProcessModifier([theirs = m_theirs] { dup2(theirs, STDERR_FILENO); });
        process.start(programPath(), arguments);
    }
    /// What has been written since it was last asked.
    QByteArray read() const
    {
        QByteArray all;
        char bytes[4096];
        for (ssize_t size = 0; (size = ::read(m_ours, bytes, sizeof bytes)) > 0;)
            all.append(bytes, size);
        return all;
    }

private:
    int m_ours = -1, m_theirs = -1;
    bool m_open = false;
};

QStringList slowRun()
{
    return QStringLiteral("run --tasks 12 --latency 20ms --models sequential --quiet").split(u' ');
}

/// The longest line between two returns.
qsizetype widest(const QByteArray& written)
{
    qsizetype most = 0;
    for (const QByteArray& line : written.split('\r'))
        most = std::max(most, QString::fromUtf8(line).trimmed().size());
    return most;
}

} // namespace

class TestTerminal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noEscapesAreWritten_data();
    void noEscapesAreWritten();
    void statusIsCutToTheColumns_data();
    void statusIsCutToTheColumns();
    void statusFollowsTheTerminalsSize();
};

void TestTerminal::noEscapesAreWritten_data()
{
    QTest::addColumn<QStringList>("environment"); // NAME=value, or NAME: unset
    QTest::addColumn<bool>("hasStatus");
    const auto row = [](const char* environment, bool hasStatus) {
        QTest::newRow(environment) << QString::fromLatin1(environment).split(u' ') << hasStatus;
    };
    row("TERM=xterm-256color", true);
    row("TERM=xterm NO_COLOR=1", true);
    row("TERM=xterm NO_COLOR=", true);
    row("TERM=xterm CLICOLOR=0", true);
    row("TERM=xterm CLICOLOR_FORCE=1", true);
    row("TERM=linux", true);
    row("TERM=dumb", false);
    row("TERM=dumb CLICOLOR_FORCE=1", false);
    row("TERM=unknown", false);
    row("TERM=", false);
    row("TERM", false);
}

void TestTerminal::noEscapesAreWritten()
{
    QFETCH(const QStringList, environment);
    QFETCH(const bool, hasStatus);
    const Terminal terminal(80);
    QVERIFY(terminal.isOpen());
    QProcess process;
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"})
        variables.remove(QLatin1StringView(name));
    for (const QString& each : environment) {
        variables.remove(each.section(u'=', 0, 0));
        if (each.contains(u'='))
            variables.insert(each.section(u'=', 0, 0), each.section(u'=', 1));
    }
    process.setProcessEnvironment(variables);
    terminal.start(process, slowRun());
    QVERIFY(process.waitForFinished(100'000));
    QCOMPARE(process.exitCode(), 0);
    const QByteArray written = terminal.read();
    QVERIFY2(!written.contains('\x1b'), written.toPercentEncoding());
    QVERIFY2(!process.readAllStandardOutput().contains('\x1b'), "standard output");
    QVERIFY2(written.contains(" of 12") == hasStatus, written.toPercentEncoding());
    QVERIFY2(hasStatus ? written.endsWith('\r') : written.isEmpty(), written.toPercentEncoding());
}

void TestTerminal::statusIsCutToTheColumns_data()
{
    QTest::addColumn<int>("columns"); // 0: the terminal does not know
    QTest::addColumn<QString>("variable");
    QTest::addColumn<qsizetype>("most");
    const auto row = [](const char* name, int columns, const char* variable, qsizetype most) {
        QTest::newRow(name) << columns << QString::fromLatin1(variable) << most;
    };
    row("narrow", 16, "", 15);
    row("very narrow", 2, "", 1);
    row("one column", 1, "", 0);
    row("its size counts", 16, "200", 15);
    row("not known", 0, "12", 11);
    row("nothing known", 0, "", 79);
    row("COLUMNS is 0", 0, "0", 0);
    row("COLUMNS is no number", 0, "-5", 79);
    row("COLUMNS is large", 0, "18446744073709551615", 79);
}

void TestTerminal::statusIsCutToTheColumns()
{
    QFETCH(const int, columns);
    QFETCH(const QString, variable);
    QFETCH(const qsizetype, most);
    const Terminal terminal(static_cast<unsigned short>(columns));
    QVERIFY(terminal.isOpen());
    QProcess process;
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    variables.insert(QStringLiteral("TERM"), QStringLiteral("xterm"));
    variables.insert(QStringLiteral("COLUMNS"), variable);
    process.setProcessEnvironment(variables);
    terminal.start(process, slowRun());
    QVERIFY(process.waitForFinished(100'000));
    QCOMPARE(process.exitCode(), 0);
    const QByteArray written = terminal.read();
    QVERIFY2(widest(written) <= most, written.toPercentEncoding());
    QCOMPARE(widest(written) > 0, most > 0);
}

void TestTerminal::statusFollowsTheTerminalsSize()
{
    const Terminal terminal(60);
    QVERIFY(terminal.isOpen());
    QProcess process;
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    variables.insert(QStringLiteral("TERM"), QStringLiteral("xterm"));
    process.setProcessEnvironment(variables);
    terminal.start(process, QStringLiteral("run --tasks 3 --models sequential "
                                           "--sweep latency=1ms,300ms,301ms")
                                .split(u' '));
    QByteArray out;
    while (!out.contains("latency 300 ms: ")) {
        QVERIFY(process.waitForReadyRead(30'000));
        out += process.readAllStandardOutput();
    }
    terminal.resize(10);
    terminal.read(); // a line of before may still be on its way
    while (!out.contains("latency 301 ms: ")) {
        QVERIFY(process.waitForReadyRead(30'000));
        out += process.readAllStandardOutput();
    }
    terminal.read();
    QVERIFY(process.waitForFinished(100'000));
    const QByteArray written = terminal.read();
    QVERIFY2(widest(written) > 0 && widest(written) <= 9, written.toPercentEncoding());
}

QTEST_GUILESS_MAIN(TestTerminal)
#include "tst_cli_terminal.moc"
