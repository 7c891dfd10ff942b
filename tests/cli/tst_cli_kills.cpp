// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/cli/program.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QRandomGenerator>
#include <QXmlStreamReader>

#include <csignal>
#include <memory>

#include <unistd.h>

using namespace interleave::tests;

namespace {

/// At so many instants each signal is sent; INTERLEAVE_KILLS=200 asks for more, INTERLEAVE_SEED for others.
int trials()
{
    return qEnvironmentVariableIsSet("INTERLEAVE_KILLS") ? qEnvironmentVariableIntValue("INTERLEAVE_KILLS")
                                                         : 12;
}

const QByteArray old("what was there before\n");

struct File
{
    const char* option;
    const char* name;
    bool (*complete)(const QByteArray& bytes);
};

bool isJson(const QByteArray& bytes) { return QJsonDocument::fromJson(bytes).isObject(); }

bool areJsonLines(const QByteArray& bytes)
{
    for (const QByteArray& line : bytes.chopped(1).split('\n'))
        if (!isJson(line))
            return false;
    return bytes.endsWith('\n');
}

bool isCsv(const QByteArray& bytes)
{
    const QByteArrayList lines = bytes.split('\n');
    for (const QByteArray& line : lines.first(lines.size() - 1))
        if (line.count(',') != lines.first().count(','))
            return false;
    return lines.size() > 2 && lines.last().isEmpty();
}

bool isSvg(const QByteArray& bytes)
{
    QXmlStreamReader reader(bytes);
    while (!reader.atEnd())
        reader.readNext();
    return !reader.hasError();
}

QList<File> files()
{
    QList<File> all{
        {"--save", "a.json", isJson}, {"--events", "b.jsonl", areJsonLines}, {"--csv", "c.csv", isCsv}};
    if (INTERLEAVE_DRAWS)
        all << File{"--image", "d.svg", isSvg};
    return all;
}

/// The processes of a session that have not ended.
QStringList processesOf(qint64 session)
{
    QStringList found;
    for (const QString& process :
         QDir(QStringLiteral("/proc")).entryList({QStringLiteral("[0-9]*")}, QDir::Dirs)) {
        const QByteArray stat = contents(QStringLiteral("/proc/%1/stat").arg(process));
        const QByteArrayList fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
        if (fields.size() > 3 && fields[0] != "Z" && fields[3].toLongLong() == session)
            found << process;
    }
    return found;
}

/// One run that writes all there is, in a folder of its own and a session of its own.
class Trial
{
public:
    explicit Trial(bool replaces) : m_replaces(replaces)
    {
        const QDir folder(m_folder.path());
        folder.mkdir(QStringLiteral("out"));
        folder.mkdir(QStringLiteral("tmp"));
        QStringList arguments =
            QStringLiteral("run --models gil,processes --tasks 40 --latency 2ms").split(u' ');
        for (const File& file : files()) {
            arguments << QLatin1String(file.option) << path(file);
            QFile before(path(file));
            if (replaces && before.open(QIODevice::WriteOnly))
                before.write(old);
        }
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("TMPDIR"), folder.filePath(QStringLiteral("tmp")));
        process.setProcessEnvironment(environment);
        process.setChildProcessModifier([] { ::setsid(); });
        process.start(programPath(), arguments);
        process.waitForStarted();
        m_session = process.processId();
    }

    void send(int signal, bool toAll) const
    {
        if (process.state() == QProcess::Running)
            ::kill(static_cast<pid_t>(toAll ? -m_session : m_session), signal);
    }

    /// What is wrong with what it left; empty if nothing is.
    QString fault(int signal) const
    {
        for (const File& file : files()) {
            const QByteArray bytes = contents(path(file));
            const bool there = QFile::exists(path(file));
            if (!(there ? (m_replaces && bytes == old) || file.complete(bytes) : !m_replaces))
                return QStringLiteral("%1 is torn: %2")
                    .arg(QLatin1String(file.name), QString::fromUtf8(bytes.right(200)));
        }
        const QDir folder(m_folder.path());
        for (const QString& sub : {QStringLiteral("out"), QStringLiteral("tmp")})
            for (const QString& name :
                 QDir(folder.filePath(sub))
                     .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot)) {
                // To replace a file takes a name of an instant, which nothing but SIGKILL can leave.
                const bool unavoidable =
                    signal == SIGKILL && m_replaces && name.startsWith(QStringLiteral(".interleave-"));
                if (!unavoidable && (sub == QStringLiteral("tmp") || !isOutput(name)))
                    return QStringLiteral("%1 is left in %2").arg(name, sub);
            }
        return {};
    }
    qint64 session() const { return m_session; }

    QProcess process;

private:
    QString path(const File& file) const
    {
        return m_folder.filePath(QStringLiteral("out/") + QLatin1String(file.name));
    }
    static bool isOutput(const QString& name)
    {
        for (const File& file : files())
            if (name == QLatin1String(file.name))
                return true;
        return false;
    }

    QTemporaryDir m_folder;
    bool m_replaces;
    qint64 m_session = 0;
};

bool endedBy(const QProcess& process, int signal)
{
    if (process.exitStatus() == QProcess::CrashExit)
        return process.exitCode() == signal; // in its first instant, or SIGKILL
    return process.exitCode() == 0 || process.exitCode() == 128 + signal;
}

} // namespace

/// Ended at random instants of its life, the program tears no file and leaves nothing behind (F20).
class TestKills : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothingIsTornOrLeft_data();
    void nothingIsTornOrLeft();

private:
    int m_life = 0; // of a run that is let alone, in milliseconds
};

void TestKills::initTestCase()
{
    QElapsedTimer timer;
    timer.start();
    Trial trial(false);
    QVERIFY(trial.process.waitForFinished(100'000));
    m_life = static_cast<int>(timer.elapsed());
    QCOMPARE(trial.process.exitCode(), 0);
    QCOMPARE(trial.fault(SIGINT), QString());
}

void TestKills::nothingIsTornOrLeft_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<int>("times");
    QTest::newRow("SIGINT") << SIGINT << 1;
    QTest::newRow("SIGINT twice") << SIGINT << 2;
    QTest::newRow("SIGTERM") << SIGTERM << 1;
    QTest::newRow("SIGTERM twice") << SIGTERM << 2;
    QTest::newRow("SIGHUP") << SIGHUP << 1;
    QTest::newRow("SIGHUP twice") << SIGHUP << 2;
    QTest::newRow("SIGKILL") << SIGKILL << 1;
}

void TestKills::nothingIsTornOrLeft()
{
    QFETCH(int, signal);
    QFETCH(int, times);
    QRandomGenerator random(static_cast<quint32>(qEnvironmentVariableIntValue("INTERLEAVE_SEED")) +
                            static_cast<quint32>(signal * 10 + times));
    for (int k = 0; k < trials(); ++k) {
        const bool replaces = random.bounded(2) == 1, toAll = signal != SIGKILL && random.bounded(2) == 1;
        const int instant = random.bounded(m_life + 1), distance = random.bounded(250);
        const QByteArray which =
            QStringLiteral("instant %1 of %2 ms, number %3")
                .arg(QString::number(instant), QString::number(m_life), QString::number(k))
                .toUtf8();
        Trial trial(replaces);
        trial.process.waitForFinished(instant);
        trial.send(signal, toAll);
        if (times == 2) {
            trial.process.waitForFinished(distance);
            trial.send(signal, toAll);
        }
        QVERIFY2(trial.process.state() == QProcess::NotRunning || trial.process.waitForFinished(60'000),
                 which);
        QVERIFY2(endedBy(trial.process, signal), which + ": status " +
                                                     QByteArray::number(trial.process.exitCode()) + '\n' +
                                                     trial.process.readAllStandardError());
        // Nothing listens where no process is left.
        QTRY_VERIFY2_WITH_TIMEOUT(processesOf(trial.session()).isEmpty(), which, 10'000);
        const QString fault = trial.fault(signal);
        QVERIFY2(fault.isEmpty(), which + ": " + fault.toUtf8());
    }
}

QTEST_GUILESS_MAIN(TestKills)
#include "tst_cli_kills.moc"
