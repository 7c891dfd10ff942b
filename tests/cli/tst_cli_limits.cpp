// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/cli/program.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QRegularExpression>

#include <fcntl.h>
#include <unistd.h>

using namespace interleave::tests;

namespace {

const QStringList models =
    QStringLiteral("sequential gil threads async processes parallel-threads async-processes").split(u' ');

QString run(const QString& model, const QString& work)
{
    return QStringLiteral("run --json --models %1 %2").arg(model, work);
}

const QString sums = QStringLiteral("--workload sums --tasks 30 --number 20000");
const QString own = QStringLiteral("--tasks 30 --latency 5ms");
const QString qt = QStringLiteral("--tasks 30 --latency 5ms --client qt");

/// Either it was refused before it began, in one sentence, or it ran, and what it says adds up.
QByteArray faultOf(const Ended& ended)
{
    const auto fault = [&](const char* what) { return QByteArray(what) + '\n' + ended.everything(); };
    if (ended.err.contains(QStringLiteral("QEventDispatcher")) || ended.err.contains(QStringLiteral("GLib")))
        return fault("Qt's words");
    if (ended.status == 2)
        return ended.errLines().size() == 1 && ended.err.startsWith(QStringLiteral("interleave: ")) &&
                       ended.out.isEmpty()
                   ? QByteArray()
                   : fault("no refusal in one sentence");
    const QJsonArray runs = ended.json().value(QStringLiteral("runs")).toArray();
    if (runs.isEmpty()) // the practice server was refused
        return ended.status == 1 && ended.err.contains(QStringLiteral("cannot be started"))
                   ? QByteArray()
                   : fault("no result");
    const QJsonObject result = runs.first().toObject();
    const auto number = [&](const char* name) { return result.value(QLatin1String(name)).toInt(-1); };
    if (number("finished") + number("failed") + number("cancelled") != number("tasks") ||
        number("tasks") != 30)
        return fault("the outcomes do not add up");
    const int began = number("workers_began");
    if (began < 0 || began > number("workers"))
        return fault("who ran is not told");
    if ((began < number("workers")) != result.value(QStringLiteral("not_begun_why")).isString())
        return fault("why not all ran is not told");
    if (ended.status != (number("finished") == 30 ? 0 : 1))
        return fault("the status is wrong");
    return {};
}

/// A copy of both programs that any user can reach.
class Reachable
{
public:
    Reachable()
    {
        QFile::setPermissions(m_folder.path(), QFile::Permissions(0x7755));
        const QDir built = QFileInfo(programPath()).dir();
        for (const char* const name : {"interleave", "interleave-worker"})
            QFile::copy(built.filePath(QLatin1String(name)), m_folder.filePath(QLatin1String(name)));
    }
    QString path() const { return m_folder.filePath(QStringLiteral("interleave")); }

private:
    QTemporaryDir m_folder;
};

/// As the user nobody, who may have so many threads. (Not every shell's ulimit knows -u.)
Ended asNobody(const Reachable& program, int threads, const QString& arguments)
{
    return shell(
        QStringLiteral("exec prlimit --nproc=%1:%1 setpriv --reuid 65534 --regid 65534 --clear-groups %2 %3")
            .arg(threads)
            .arg(program.path(), arguments));
}

} // namespace

class TestLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void fewOpenFiles_data();
    void fewOpenFiles();
    void openFilesAreReckonedBeforehand_data();
    void openFilesAreReckonedBeforehand();
    void evenTheProgramItselfEndsInASentence_data();
    void evenTheProgramItselfEndsInASentence();
    void refusedThreadsAreToldByEveryOutput();
    void aUserWithFewThreads_data();
    void aUserWithFewThreads();
    void threadsOfAUserAreReckonedBeforehand();
    void aControlGroupWithFewThreads_data();
    void aControlGroupWithFewThreads();
};

/// What starts tests may leave files open to them, which would count as the program's.
void TestLimits::initTestCase()
{
    constexpr int most = 256;
    for (int file = STDERR_FILENO + 1; file < most; ++file)
        ::fcntl(file, F_SETFD, FD_CLOEXEC);
}

void TestLimits::fewOpenFiles_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<int>("files");
    for (const int files : {12, 24, 512})
        for (const QString& model : models) {
            QTest::addRow("%d, %s, sums", files, qPrintable(model)) << run(model, sums) << files;
            QTest::addRow("%d, %s, downloads", files, qPrintable(model)) << run(model, own) << files;
            QTest::addRow("%d, %s, Qt's client", files, qPrintable(model)) << run(model, qt) << files;
        }
}

void TestLimits::fewOpenFiles()
{
    QFETCH(QString, arguments);
    QFETCH(int, files);
    const Ended ended = shell(QStringLiteral("ulimit -n %1; exec \"$0\" %2").arg(files).arg(arguments));
    const QByteArray fault = faultOf(ended);
    QVERIFY2(fault.isEmpty(), fault);
    if (files == 512)
        QVERIFY2(ended.status == 0, ended.everything());
}

void TestLimits::openFilesAreReckonedBeforehand_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("advice");
    QTest::newRow("threads") << "--models gil --workers 300"
                             << "choose at most \\d+ workers";
    QTest::newRow("processes") << "--models processes --workers 300 --workload sums"
                               << "choose at most \\d+ workers";
    QTest::newRow("connections") << "--models async --in-flight 1000 --tasks 2000"
                                 << "choose at most \\d+ tasks in flight";
    QTest::newRow("the last of several models") << "--models sequential,gil --workers 300"
                                                << "choose at most \\d+ workers";
    QTest::newRow("the last of a sweep") << "--models threads --sweep workers=1,2,400"
                                         << "choose at most \\d+ workers";
}

void TestLimits::openFilesAreReckonedBeforehand()
{
    QFETCH(QString, arguments);
    QFETCH(QString, advice);
    const Ended ended = shell(QStringLiteral("ulimit -n 512; exec \"$0\" run %1").arg(arguments));
    QVERIFY2(ended.status == 2 && ended.out.isEmpty() && ended.errLines().size() == 1, ended.everything());
    QVERIFY2(
        ended.err.contains(QRegularExpression(QStringLiteral("open files.*512 \\(ulimit -n\\).*") + advice)),
        ended.everything());
}

void TestLimits::evenTheProgramItselfEndsInASentence_data()
{
    QTest::addColumn<int>("files");
    QTest::addColumn<QString>("arguments");
    for (const int files : {4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 20})
        for (const char* const arguments :
             {"run --models processes --workload sums --tasks 4 --number 1000",
              "run --models async --tasks 4 --latency 1ms", "list models", "--version"})
            QTest::addRow("%d, %s", files, arguments) << files << QString::fromLatin1(arguments);
}

void TestLimits::evenTheProgramItselfEndsInASentence()
{
    QFETCH(int, files);
    QFETCH(QString, arguments);
    const Ended ended = shell(QStringLiteral("ulimit -n %1; exec \"$0\" %2").arg(files).arg(arguments));
    QVERIFY2(ended.status >= 0, ended.everything());
    if (ended.status == 0)
        return;
    QVERIFY2(ended.errLines().size() == 1 && ended.err.startsWith(QStringLiteral("interleave: ")),
             ended.everything());
    QVERIFY2(ended.err.contains(QStringLiteral("open files")), ended.everything());
}

/// Stacks so large that only some threads find room: a limit that is not reckoned with.
void TestLimits::refusedThreadsAreToldByEveryOutput()
{
    const QTemporaryDir folder;
    const Ended ended = shell(
        QStringLiteral("ulimit -s 524288 && ulimit -v 6000000 && exec \"$0\" run --models gil --workers 50 "
                       "--tasks 60 --latency 5ms --explain --csv '%1/runs.csv' --save '%1/run.json'")
            .arg(folder.path()));
    if (ended.err.contains(QStringLiteral("ulimit")))
        QSKIP("this system does not let the shell set these limits");
    QVERIFY2(ended.status == 0, ended.everything());
    const auto table = QRegularExpression(QStringLiteral("\\bgil +(\\d+) of 50 ")).match(ended.out);
    QVERIFY2(table.hasMatch(), ended.everything());
    const QString began = table.captured(1);
    QVERIFY2(
        ended.out.contains(QStringLiteral("%1 of 50 threads did not begin: the system refused to start a "
                                          "thread")
                               .arg(50 - began.toInt())),
        ended.everything());
    QVERIFY2(ended.out.contains(QStringLiteral("%1 of 50 threads began").arg(began)), ended.everything());
    QVERIFY2(!ended.out.contains(QStringLiteral("50 threads overlapped")), ended.everything());
    const QByteArrayList csv = contents(folder.filePath(QStringLiteral("runs.csv"))).trimmed().split('\n');
    QVERIFY2(csv.last().trimmed().endsWith(',' + began.toUtf8()), csv.last());
    QVERIFY(contents(folder.filePath(QStringLiteral("run.json"))).contains("\"workers_not_begun\":"));
}

void TestLimits::aUserWithFewThreads_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<int>("threads");
    for (const int threads : {3, 8, 20})
        for (const QString& model : models) {
            QTest::addRow("%d, %s, sums", threads, qPrintable(model)) << run(model, sums) << threads;
            QTest::addRow("%d, %s, downloads", threads, qPrintable(model)) << run(model, own) << threads;
            QTest::addRow("%d, %s, Qt's client", threads, qPrintable(model)) << run(model, qt) << threads;
        }
}

void TestLimits::aUserWithFewThreads()
{
    if (geteuid() != 0)
        QSKIP("only root can become the user nobody");
    QFETCH(QString, arguments);
    QFETCH(int, threads);
    const Reachable program;
    const QByteArray fault = faultOf(asNobody(program, threads, arguments));
    QVERIFY2(fault.isEmpty(), fault);
}

void TestLimits::threadsOfAUserAreReckonedBeforehand()
{
    if (geteuid() != 0)
        QSKIP("only root can become the user nobody");
    const Reachable program;
    const Ended ended = asNobody(
        program, 20, QStringLiteral("run --tasks 200 --latency 20ms --models gil --workers 50 --explain"));
    QVERIFY2(ended.status == 2 && ended.errLines().size() == 1, ended.everything());
    QVERIFY2(ended.err.contains(QRegularExpression(
                 QStringLiteral("the system allows 20 \\(ulimit -u\\).*choose at most 1\\d workers"))),
             ended.everything());
}

void TestLimits::aControlGroupWithFewThreads_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<int>("threads");
    for (const int threads : {4, 12, 30})
        for (const QString& model : models) {
            QTest::addRow("%d, %s, sums", threads, qPrintable(model)) << run(model, sums) << threads;
            QTest::addRow("%d, %s, downloads", threads, qPrintable(model)) << run(model, own) << threads;
            QTest::addRow("%d, %s, Qt's client", threads, qPrintable(model)) << run(model, qt) << threads;
        }
}

void TestLimits::aControlGroupWithFewThreads()
{
    QFETCH(QString, arguments);
    QFETCH(int, threads);
    const QString group =
        QStringLiteral("/sys/fs/cgroup/%1/interleave-cli-test-%2")
            .arg(QFileInfo::exists(QStringLiteral("/sys/fs/cgroup/pids")) ? QStringLiteral("pids")
                                                                          : QStringLiteral("."))
            .arg(getpid());
    if (!QDir().mkdir(group))
        QSKIP("this user may make no control group");
    const Ended ended =
        shell(QStringLiteral("(echo %1 > %2/pids.max && echo $$ > %2/cgroup.procs) 2>/dev/null || "
                             "exit 77; exec \"$0\" %3")
                  .arg(threads)
                  .arg(group, arguments));
    for (int tries = 0; !QDir().rmdir(group) && tries < 50;
         ++tries) // until the kernel has let its members go
        QTest::qWait(10);
    if (ended.status == 77)
        QSKIP("this control group counts no processes");
    const QByteArray fault = faultOf(ended);
    QVERIFY2(fault.isEmpty(), fault);
}

QTEST_GUILESS_MAIN(TestLimits)
#include "tst_cli_limits.moc"
