// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/cli/program.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>

#include <csignal>

using namespace interleave::tests;

namespace {

QString word(const char* text) { return QString::fromUtf8(text); }

QStringList words(const char* text) { return word(text).split(u' '); }

bool has(const QString& text, const char* pattern)
{
    return QRegularExpression(word(pattern), QRegularExpression::MultilineOption).match(text).hasMatch();
}

} // namespace

class TestSweep : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void repeatedRunsGiveAMedian();
    void sweepGivesATableOfPoints();
    void everyRunIsInEveryFile();
    void latencyIsTheServersOfEachValue();
    void everyOutputComparesWithTheSameRun_data();
    void everyOutputComparesWithTheSameRun();
    void baselinesAreNamedWithTheirValue();
    void chartIsDrawn_data();
    void chartIsDrawn();
    void repeatedRunsAreDrawnOnce();
    void whatMakesNoSenseIsRefused_data();
    void whatMakesNoSenseIsRefused();
    void interruptKeepsWhatIsDone();
    void fullDiskLeavesTheOldFile();

private:
    QTemporaryDir m_folder;
};

void TestSweep::repeatedRunsGiveAMedian()
{
    const Ended ended = runProgram(shortSums() << words("--repeat 3 --quiet"));
    QVERIFY2(ended.status == 0, ended.everything());
    QVERIFY2(has(ended.out, "^sequential, 2 of 3: Synchronous$"), ended.everything());
    QVERIFY2(has(ended.out, "^sequential +3 +\\d\\.\\d{3} s \\[\\d\\.\\d{3}–\\d\\.\\d{3}\\] +1\\.00× +0$"),
             ended.everything());
    QVERIFY2(has(ended.out, "^Speed-up: against “Synchronous”, by the medians\\.$"), ended.everything());
    QVERIFY2(has(ended.out, "^measured by "), ended.everything());
}

void TestSweep::sweepGivesATableOfPoints()
{
    const Ended ended = runProgram(
        words("run --workload sums --number 1000 --tasks 4 --models threads,parallel-threads --sweep "
              "workers=1..4*2"));
    QVERIFY2(ended.status == 0, ended.everything());
    for (const char* row : {"^threads +1 +1 ", "^parallel-threads +2 +1 ", "^threads +4 +1 .* 4\\.00× +0$"})
        QVERIFY2(has(ended.out, row), ended.everything());
    QVERIFY2(has(ended.out, "same model with workers 1"), ended.everything());
    QVERIFY2(has(ended.out, "n times as many, n times as fast"), ended.everything());
}

void TestSweep::everyRunIsInEveryFile()
{
    const QString runs = m_folder.filePath(word("runs.csv")), points = m_folder.filePath(word("points.csv"));
    const QString events = m_folder.filePath(word("e.jsonl")), trace = m_folder.filePath(word("t.json"));
    const Ended ended = runProgram(words("run --workload sums --number 100000 --models sequential --repeat 2 "
                                         "--sweep tasks=1,3 --json --csv")
                                   << runs << word("--csv-points") << points << word("--events") << events
                                   << word("--save") << trace);
    QVERIFY2(ended.status == 0, ended.everything());
    const QJsonArray all = ended.json().value(word("runs")).toArray();
    QCOMPARE(all.size(), 4);
    QCOMPARE(all[3].toObject().value(word("repetition")).toInt(), 2);
    QCOMPARE(all[3].toObject().value(word("value")).toInt(), 3);
    QCOMPARE(all[3].toObject().value(word("tasks")).toInt(), 3);
    const QJsonArray medians = ended.json().value(word("points")).toArray();
    QCOMPARE(medians.size(), 2);
    QCOMPARE(medians[1].toObject().value(word("runs")).toInt(), 2);
    QVERIFY(medians[1].toObject().value(word("ideal_speedup")).isNull());
    QCOMPARE(contents(runs).count("\r\nsequential,tasks,"), 4);
    QCOMPARE(contents(points).count("\r\nsequential,tasks,"), 2);
    QSet<int> runsWithEvents;
    for (const QJsonObject& event : jsonLines(events))
        runsWithEvents << event.value(word("run")).toInt();
    QCOMPARE(runsWithEvents.size(), 4);
    QVERIFY(QJsonDocument::fromJson(contents(trace)).isObject());
}

void TestSweep::latencyIsTheServersOfEachValue()
{
    const Ended ended = runProgram(
        words("run --tasks 2 --models sequential --pages dice --sweep latency=0,120ms --json --events") +
        QStringList(m_folder.filePath(word("latency.jsonl"))));
    QVERIFY2(ended.status == 0, ended.everything());
    const QJsonArray runs = ended.json().value(word("runs")).toArray();
    QCOMPARE(runs.size(), 2);
    QVERIFY2(runs[1].toObject().value(word("makespan_s")).toDouble() >= 0.24, ended.everything());
}

void TestSweep::everyOutputComparesWithTheSameRun_data()
{
    QTest::addColumn<QString>("sweep");
    QTest::addColumn<QList<int>>("baselines"); // of the runs, made value by value
    QTest::addColumn<QString>("against");      // in the record of the last point
    QTest::newRow("the work") << word("--number 20000 --sweep tasks=1,3") << QList<int>{0, 0, 2, 2}
                              << word("sequential, tasks 3");
    QTest::newRow("its numbers") << word("--tasks 4 --sweep number=1000,100000") << QList<int>{0, 0, 2, 2}
                                 << word("sequential, squares below 100000");
    QTest::newRow("the model") << word("--number 20000 --tasks 4 --sweep workers=1,2")
                               << QList<int>{0, 1, 0, 1} << word("gil, workers 1");
}

void TestSweep::everyOutputComparesWithTheSameRun()
{
    QFETCH(const QString, sweep);
    QFETCH(const QList<int>, baselines);
    QFETCH(const QString, against);
    const QString file = m_folder.filePath(word("compared.csv"));
    const Ended ended =
        runProgram(words("run --workload sums --models sequential,gil --json") + sweep.split(u' ')
                   << word("--csv-points") << file);
    QVERIFY2(ended.status == 0, ended.everything());
    const QJsonArray runs = ended.json().value(word("runs")).toArray();
    const QJsonArray points = ended.json().value(word("points")).toArray();
    QCOMPARE(runs.size(), baselines.size());
    QCOMPARE(points.size(), baselines.size());
    for (int k = 0; k < runs.size(); ++k) {
        const QJsonObject run = runs[k].toObject();
        QCOMPARE(run.value(word("baseline")).toInt(), baselines[k]);
        // Each point is one run: the two say the same.
        QCOMPARE(run.value(word("speedup")).toDouble(),
                 points[k].toObject().value(word("speedup")).toDouble());
        QVERIFY((k == baselines[k]) == (run.value(word("speedup")).toDouble() == 1.0));
    }
    QCOMPARE(points.last().toObject().value(word("against")).toString(), against);
    QVERIFY2(contents(file).contains(against.toUtf8()), contents(file));
}

void TestSweep::baselinesAreNamedWithTheirValue()
{
    const Ended ended = runProgram(words(
        "run --workload sums --number 20000 --models sequential,gil --sweep tasks=1,3 --repeat 2 --explain"));
    QVERIFY2(ended.status == 0, ended.everything());
    for (const char* line :
         {"^  Speed-up over sequential, tasks 1: \\d", "^  Speed-up over sequential, tasks 3: \\d"})
        QCOMPARE(ended.out.count(QRegularExpression(word(line), QRegularExpression::MultilineOption)), 2);
    QVERIFY2(!has(ended.out, "Speed-up over gil"), ended.everything());
}

void TestSweep::chartIsDrawn_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("begin");
    QTest::newRow("svg") << word("s.svg") << QByteArray("<?xml");
    QTest::newRow("pdf") << word("s.pdf") << QByteArray("%PDF");
    QTest::newRow("png") << word("s.png") << QByteArray("\x89PNG");
}

void TestSweep::chartIsDrawn()
{
    if (!INTERLEAVE_DRAWS)
        QSKIP("built without pictures");
    QFETCH(const QString, name);
    QFETCH(const QByteArray, begin);
    const QString path = m_folder.filePath(name);
    const Ended ended = runProgram(shortSums() << words("--sweep workers=1..3 --title Mine --image") << path);
    QVERIFY2(ended.status == 0, ended.everything());
    QVERIFY(contents(path).startsWith(begin));
    if (name.endsWith(word("svg"))) {
        for (const char* text : {"Mine", "Speed-up", "workers", "Synchronous"})
            QVERIFY2(contents(path).contains(text), text);
    }
}

void TestSweep::repeatedRunsAreDrawnOnce()
{
    if (!INTERLEAVE_DRAWS)
        QSKIP("built without pictures");
    const QString path = m_folder.filePath(word("repeated.svg"));
    const Ended ended = runProgram(shortSums() << words("--repeat 3 --image") << path);
    QVERIFY2(ended.status == 0, ended.everything());
    QCOMPARE(contents(path).count(">Synchronous<"), 1);
}

void TestSweep::whatMakesNoSenseIsRefused_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* options, const char* said) {
        QTest::newRow(options) << word(options) << word(said);
    };
    row("--repeat 0", "1 to 1000");
    row("--repeat many", "1 to 1000");
    row("--sweep workers", "--sweep workers=1..16");
    row("--sweep wokers=1..4", "did you mean workers");
    row("--sweep workers=", "missing");
    row("--sweep workers=4..1", "goes down");
    row("--sweep workers=1..4 --workers 2", "contradict");
    row("--sweep latency=1ms", "practice server");
    row("--sweep workers=1..2 --fit --image x.svg", "--fit");
    row("--csv", "needs a value");
    row("--csv /nowhere/at/all.csv", "--csv");
    row("--csv same.csv --csv-points same.csv", "one file");
    row("--csv-points points.csv", "--repeat and --sweep");
}

void TestSweep::whatMakesNoSenseIsRefused()
{
    QFETCH(const QString, options);
    QFETCH(const QString, said);
    const Ended ended = runProgram(shortSums() + options.split(u' '));
    QVERIFY2(ended.status == 2, ended.everything());
    QVERIFY2(ended.err.contains(said) && ended.errLines().size() == 1, ended.everything());
    QCOMPARE(ended.out, QString());
}

void TestSweep::interruptKeepsWhatIsDone()
{
    const QString csv = m_folder.filePath(word("interrupted.csv"));
    QProcess process;
    // The first value is quick, the second is never waited for.
    process.start(programPath(), words("run --models sequential --tasks 2 --sweep latency=1ms,60s --csv")
                                     << csv);
    QString out;
    while (!out.contains(word("latency 60 s:"))) {
        QVERIFY2(process.waitForReadyRead(30'000), process.readAllStandardError());
        out += QString::fromUtf8(process.readAllStandardOutput());
    }
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(30'000));
    out += QString::fromUtf8(process.readAllStandardOutput());
    QCOMPARE(process.exitCode(), 130);
    QVERIFY2(has(out, "^sequential +1 ms +1 +\\d\\.\\d{3} s +1\\.00× +0$"), qPrintable(out));
    QVERIFY2(has(out, "^sequential +60 s +1 +– +– +1$"), qPrintable(out));
    QCOMPARE(contents(csv).count("\r\nsequential,latency,"), 2);
}

void TestSweep::fullDiskLeavesTheOldFile()
{
    const QString csv = m_folder.filePath(word("old.csv"));
    QFile file(csv);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("old") == 3);
    file.close();
    const Ended ended =
        shell(word("trap '' XFSZ; ulimit -f 1; exec \"$0\" %1 --quiet --repeat 40 --csv '%2' >/dev/null")
                  .arg(shortSums().join(u' '), csv));
    QVERIFY2(ended.status == 1, ended.everything());
    QVERIFY2(ended.errLines().size() == 1 && ended.err.contains(csv), ended.everything());
    QCOMPARE(contents(csv), QByteArray("old"));
}

QTEST_GUILESS_MAIN(TestSweep)
#include "tst_cli_sweep.moc"
