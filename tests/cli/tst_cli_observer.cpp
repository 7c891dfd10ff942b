// SPDX-License-Identifier: GPL-3.0-or-later
// What the program draws, beside what /proc says of its threads and worker processes to another program.
#include <QTest>

#include "tests/cli/program.h"
#include "tests/support/attempts.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMap>
#include <QProcess>
#include <QTemporaryDir>

using namespace interleave::tests;

namespace {

struct Times
{
    double running = 0; ///< seconds
    double ready = 0;
};

QStringList entries(const QString& folder)
{
    return QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
}

/// Of the process and of those that it has started, by thread.
void look(const QString& process, QMap<qint64, Times>& seen)
{
    for (const QString& thread : entries(QStringLiteral("/proc/%1/task").arg(process))) {
        const QString folder = QStringLiteral("/proc/%1/task/%2/").arg(process, thread);
        const QByteArrayList figures = contents(folder + QStringLiteral("schedstat")).split(' ');
        if (figures.size() >= 2)
            seen[thread.toLongLong()] = {figures[0].toDouble() / 1e9, figures[1].toDouble() / 1e9};
        for (const QByteArray& child :
             contents(folder + QStringLiteral("children")).simplified().split(' ')) {
            if (!child.isEmpty())
                look(QString::fromLatin1(child), seen);
        }
    }
}

QJsonObject savedRun(const QString& path)
{
    return QJsonDocument::fromJson(contents(path))[QLatin1String("interleave")][QLatin1String("runs")][0]
        .toObject();
}

/// Per worker of the saved run, by thread.
QMap<qint64, Times> drawn(const QJsonObject& run)
{
    const QJsonArray workers = run[QLatin1String("workers")].toArray();
    QMap<qint64, Times> all;
    for (const QJsonValue span : run[QLatin1String("spans")].toArray()) {
        const int number = span[5].toInt(-1);
        if (number < 0 || workers[number][QLatin1String("role")] != QLatin1String("executes"))
            continue;
        Times& times = all[workers[number][QLatin1String("thread")].toInteger()];
        times.running += span[2] == QLatin1String("Running") ? span[1].toDouble() / 1e9 : 0;
        times.ready += span[2] == QLatin1String("Ready") ? span[1].toDouble() / 1e9 : 0;
    }
    return all;
}

} // namespace

class TestObserver : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anObserverFromOutsideAgrees_data();
    void anObserverFromOutsideAgrees();
};

void TestObserver::anObserverFromOutsideAgrees_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("threads on one processor") << QStringLiteral("--models threads --workers 3").split(u' ');
    QTest::newRow("threads, no switch records")
        << QStringLiteral("--models threads --workers 3 --no-switch-records").split(u' ');
    QTest::newRow("processes") << QStringLiteral("--models processes --workers 3").split(u' ');
}

void TestObserver::anObserverFromOutsideAgrees()
{
    QFETCH(QStringList, options);
    if (contents(QStringLiteral("/proc/self/schedstat")).isEmpty())
        QSKIP("this system does not tell others of a thread's time");
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("run.json"));
    options = QStringLiteral("run --workload sums --tasks 12 --number 150000000 --quiet --save").split(u' ') +
              QStringList{path} + options;
    verifyOneOf(3, [&]() -> QString {
        QProcess program;
        program.start(programPath(), options);
        QMap<qint64, Times> seen;
        while (!program.waitForFinished(3) && program.state() != QProcess::NotRunning)
            look(QString::number(program.processId()), seen);
        const QMap<qint64, Times> workers = drawn(savedRun(path));
        if (workers.size() != 3)
            return QStringLiteral("%1 workers").arg(workers.size());
        QString wrong;
        for (auto worker = workers.begin(); worker != workers.end(); ++worker) {
            const Times outside = seen.value(worker.key());
            const QString figures = QString::asprintf(
                "thread %lld: Running %.1f ms, seen from outside %.1f ms; Ready %.1f ms, %.1f ms",
                static_cast<long long>(worker.key()), worker->running * 1e3, outside.running * 1e3,
                worker->ready * 1e3, outside.ready * 1e3);
            qInfo("%s", qPrintable(figures));
            // A thread's beginning and end are not drawn, and what it does after the last look is not seen.
            const auto agree = [](double a, double b) { return std::abs(a - b) <= 0.05 * a + 0.03; };
            if (!agree(worker->running, outside.running) || !agree(worker->ready, outside.ready))
                wrong += figures + u'\n';
        }
        return wrong;
    });
}

QTEST_GUILESS_MAIN(TestObserver)
#include "tst_cli_observer.moc"
