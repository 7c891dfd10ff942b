// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/cli/program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

using namespace interleave::tests;

namespace {

QString word(const char* text) { return QString::fromUtf8(text); }

QStringList words(const char* text) { return word(text).split(u' '); }

qsizetype count(const QString& text, const char* pattern)
{
    auto matches = QRegularExpression(word(pattern), QRegularExpression::MultilineOption).globalMatch(text);
    qsizetype found = 0;
    for (; matches.hasNext(); matches.next())
        ++found;
    return found;
}

} // namespace

class TestRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void downloadsPrintTheArticlesLines();
    void everyModelRunsEveryWorkload_data();
    void everyModelRunsEveryWorkload();
    void scriptsComeFromFiles();
    void hashesArePrinted();
    void aDeadlockIsSaidAndFails();
    void quietLeavesTheTableAlone();
    void oneJsonObject();
    void explanationsFollowTheirRuns();
    void eventsTellEachTaskOnce();
    void severalRunsInOneTrace();
    void imageIsWritten_data();
    void imageIsWritten();
    void severalImagesAreAllDrawn();
    void optionsThatCountAreTaken_data();
    void optionsThatCountAreTaken();
    void tlsIsTrusted();
    void presetRuns();

private:
    QTemporaryDir m_folder;
};

void TestRun::downloadsPrintTheArticlesLines()
{
    const Ended ended = runProgram(words("run --tasks 6 --latency 1ms --models sequential,gil"));
    QVERIFY2(ended.status == 0, ended.everything());
    QCOMPARE(ended.err, QString()); // no progress where there is no terminal
    QCOMPARE(count(ended.out, "^Read 10490 from http://127\\.0\\.0\\.1:\\d+/jython$"), 6);
    QCOMPARE(count(ended.out, "^Read 276 from http://127\\.0\\.0\\.1:\\d+/dice$"), 6);
    QCOMPARE(count(ended.out, "^Downloaded 6 in \\d+\\.\\d\\d seconds$"), 2);
    QCOMPARE(count(ended.out, "^gil +5 +1 +\\d+ +6 +0 "), 1);
    QVERIFY2(count(ended.out, "measured by ") >= 1, ended.everything());
}

void TestRun::everyModelRunsEveryWorkload_data()
{
    QTest::addColumn<QStringList>("workload");
    QTest::newRow("downloads") << words("run --tasks 8 --latency 1ms");
    QTest::newRow("sums") << words("run --workload sums --tasks 8 --number 100000");
    QTest::newRow("mixed") << words("run --workload mixed --tasks 8 --latency 1ms --hash 3 --parse 2");
    QTest::newRow("script") << words("run --workload script --latency 1ms --script") +
                                   QStringList{
                                       word("6 x download /dice, lock A { compute 200 us, wait 1 ms }"),
                                       word("--script"), word("2 x \"<b>\": compute 300 us \u00b1 9 %")};
}

void TestRun::everyModelRunsEveryWorkload()
{
    QFETCH(QStringList, workload);
    const QString models = word("sequential,gil,threads,async,processes,parallel-threads,async-processes");
    const Ended ended = runProgram(workload + QStringList{word("--json"), word("--models"), models});
    QVERIFY2(ended.status == 0, ended.everything());
    const QJsonArray runs = ended.json()[u"runs"].toArray();
    QStringList ids;
    for (const QJsonValue& run : runs) {
        ids << run[u"model"].toString();
        QVERIFY2(run[u"finished"].toInt() == 8, ended.everything());
    }
    QCOMPARE(ids.join(u','), models);
}

void TestRun::scriptsComeFromFiles()
{
    const char* const forms[] = {
        "2 x cook: wait 1 ms, # soon\n compute 100 us\ncompute 100 us\n",
        R"({"tasks":[{"count":2,"name":"cook","phases":["wait 1 ms","compute 100 us"]},
                                     {"phases":["compute 100 us"]}]})"};
    for (const char* form : forms) {
        QFile file(m_folder.filePath(word("script")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(form);
        file.close();
        const Ended ended =
            runProgram(words("run --workload script --models async --script-file") << file.fileName());
        QVERIFY2(ended.status == 0, ended.everything());
        QCOMPARE(count(ended.out, "^cook \\d done: wait 1 ms, compute 100 us$"), 2);
        QCOMPARE(count(ended.out, "^task 1 done: compute 100 us$"), 1);
        QCOMPARE(count(ended.out, "^Did 3 tasks in "), 1);
    }
}

void TestRun::hashesArePrinted()
{
    const Ended ended =
        runProgram(words("run --workload mixed --tasks 4 --latency 1ms --models async,processes"));
    QVERIFY2(ended.status == 0, ended.everything());
    // sha256sum resources/practice/dice.html
    QCOMPARE(count(ended.out, "^Read 276 from http://127\\.0\\.0\\.1:\\d+/dice, SHA-256 eb71b38ccb795008$"),
             4);
    QCOMPARE(count(ended.out, "^Downloaded and hashed 4 pages in "), 2);
}

void TestRun::aDeadlockIsSaidAndFails()
{
    const Ended ended = runProgram(
        words("run --workload script --models async,processes --workers 1 --in-flight 2 --script")
        << word("cook: lock A { wait 5 ms, lock B 1 ms }; baker: lock B { wait 5 ms, lock A 1 ms }"));
    QVERIFY2(ended.status == 1, ended.everything());
    QVERIFY2(count(ended.out, "deadlock: .* holds [AB] and wants [AB], .* holds [AB] and wants [AB]") > 0,
             ended.everything());
}

void TestRun::quietLeavesTheTableAlone()
{
    const Ended ended = runProgram(words("run --tasks 4 --latency 0 --models async --quiet"));
    QVERIFY2(ended.status == 0, ended.everything());
    QCOMPARE(count(ended.out, "^Read "), 0);
    QCOMPARE(count(ended.out, "^Downloaded 4 in "), 1);
    QCOMPARE(count(ended.out, "^async +1 +100 +1 +4 "), 1);
}

void TestRun::oneJsonObject()
{
    const Ended ended = runProgram(shortSums() + QStringList(word("--json")));
    QVERIFY2(ended.status == 0, ended.everything());
    QCOMPARE(ended.err, QString());
    const QJsonArray runs = ended.json()[u"runs"].toArray();
    QCOMPARE(runs.size(), 1);
    const QJsonObject run = runs.first().toObject();
    for (const char* key : {"workers", "in_flight", "tasks", "finished", "failed", "cancelled", "makespan_s",
                            "running_s", "ready_s", "waiting_s", "blocked_s", "switches_task", "speedup"})
        QVERIFY2(run[QLatin1StringView(key)].isDouble(), key);
    QCOMPARE(run[u"model"].toString(), word("sequential"));
    QCOMPARE(run[u"workload"].toString(), word("sums"));
    QCOMPARE(run[u"finished"].toInt(), 4);
    QVERIFY(!run[u"measured_by"].toString().isEmpty());
    QVERIFY(run.contains(u"switches_kernel") && run.contains(u"processors"));
}

void TestRun::explanationsFollowTheirRuns()
{
    const Ended ended =
        runProgram(words("run --tasks 10 --latency 20ms --models sequential,gil --quiet --explain"));
    QVERIFY2(ended.status == 0, ended.everything());
    QVERIFY2(count(ended.out, "^  One task at a time: for .* it waited") == 1, ended.everything());
    QVERIFY2(count(ended.out, "^  Speed-up over sequential: \\d+\\.\\d\\d×\\.$") == 1, ended.everything());
    QVERIFY2(count(ended.out, "^  5 threads overlapped their waiting: 10 × .* instead of ") == 1,
             ended.everything());
    QVERIFY2(count(ended.out, "^  Ideal schedule: .* times that") == 2, ended.everything());
    QVERIFY(ended.out.indexOf(word("One task at a time")) < ended.out.indexOf(word("gil: Threads")));
    const Ended silent = runProgram(words("run --tasks 2 --latency 1ms --models gil --quiet"));
    QCOMPARE(count(silent.out, "Ideal schedule"), 0);
}

void TestRun::eventsTellEachTaskOnce()
{
    const QString path = m_folder.filePath(word("events.jsonl"));
    const Ended ended =
        runProgram(words("run --tasks 5 --latency 1ms --models gil,async --events") + QStringList(path));
    QVERIFY2(ended.status == 0, ended.everything());
    QMap<QString, int> told; // "run 0 task 3 TaskStarted"
    for (const QJsonObject& event : jsonLines(path)) {
        const QString kind = event[u"event"].toString();
        QVERIFY(!kind.isEmpty());
        if (kind == QLatin1StringView("TaskStarted") || kind == QLatin1StringView("TaskStopped"))
            ++told[word("%1 %2 %3").arg(event[u"run"].toInt()).arg(event[u"task"].toInt()).arg(kind)];
    }
    QCOMPARE(told.size(), 2 * 5 * 2);
    for (auto each = told.begin(); each != told.end(); ++each)
        QVERIFY2(each.value() == 1, qPrintable(each.key()));
}

void TestRun::severalRunsInOneTrace()
{
    const QString path = m_folder.filePath(word("trace.json"));
    const Ended ended =
        runProgram(shortSums() + QStringList{word("--models"), word("sequential,gil"), word("--save"), path});
    QVERIFY2(ended.status == 0, ended.everything());
    const QJsonObject trace = QJsonDocument::fromJson(contents(path)).object();
    QSet<int> processes;
    const QJsonArray events = trace[u"traceEvents"].toArray();
    for (const QJsonValue& event : events)
        processes << event[u"pid"].toInt();
    QVERIFY2(processes.size() >= 2, contents(path));
}

void TestRun::optionsThatCountAreTaken_data()
{
    QTest::addColumn<QString>("options"); // %1: a folder
    const auto row = [](const char* options) { QTest::newRow(options) << QString::fromLatin1(options); };
    row("--latency 1ms --jitter 1ms --seed 5");
    row("--latency 1ms --sweep jitter=0,1ms --seed 5");
    row("--latency 1ms --pages jython --pages dice");
    row("--latency 1ms --fresh --fresh --quiet --quiet --json --json --explain");
    row("--latency=1ms --title=a --save=%1/a.json");
    row("--latency 1ms --repeat 2 --csv-points %1/a.csv");
    row("--latency 1ms --models sequential --models gil --switch-interval 1ms");
    row("--latency 1ms --");
    row("--preset io-bound --latency 1ms --tls --parse 1"); // the preset's title and rows count only with
                                                            // --image
    row("--preset convoy --workload downloads --latency 1ms");
    if (INTERLEAVE_DRAWS) {
        row("--latency 1ms --models threads --sweep workers=1,2 --theme dark --title a --width 16cm --dpi "
            "100 --image %1/a.png");
        row("--latency 1ms --helpers --no-legend --image-from 0 --image-to 1s --fit --width 400 --image "
            "%1/a.svg");
        row("--latency 1ms --width 9CM --dpi 100 --image %1/b.svg --image %1/b.PNG");
    }
}

void TestRun::optionsThatCountAreTaken()
{
    QFETCH(const QString, options);
    const QStringList run{QStringLiteral("run"), QStringLiteral("--tasks"), QStringLiteral("2")};
    const QString written =
        options.contains(u'%') ? QString(options).replace(QStringLiteral("%1"), m_folder.path()) : options;
    const Ended ended = runProgram(run + written.split(u' '));
    QVERIFY2(ended.status == 0 && ended.err.isEmpty(), ended.everything());
}

void TestRun::severalImagesAreAllDrawn()
{
    if (!INTERLEAVE_DRAWS)
        QSKIP("this build cannot draw");
    const QTemporaryDir folder;
    QStringList arguments = shortSums();
    for (const char* name : {"a.svg", "b.pdf", "c.png"})
        arguments << QStringLiteral("--image") << folder.filePath(QLatin1StringView(name));
    const Ended ended = runProgram(arguments);
    QVERIFY2(ended.status == 0, ended.everything());
    QVERIFY(contents(folder.filePath(QStringLiteral("a.svg"))).contains("<svg"));
    QVERIFY(contents(folder.filePath(QStringLiteral("b.pdf"))).startsWith("%PDF"));
    QVERIFY(contents(folder.filePath(QStringLiteral("c.png"))).startsWith("\x89PNG"));
}

void TestRun::imageIsWritten_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("begins");
    QTest::newRow("svg") << word("picture.svg") << QByteArray("<?xml");
    QTest::newRow("png") << word("picture.png") << QByteArray("\x89PNG");
    QTest::newRow("pdf") << word("picture.pdf") << QByteArray("%PDF");
}

void TestRun::imageIsWritten()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, begins);
    const QString path = m_folder.filePath(name);
    const Ended ended = runProgram(
        shortSums() + words("--by task --theme article --title Squares --fit --image") + QStringList(path));
    if (!INTERLEAVE_DRAWS) {
        QVERIFY2(ended.status == 2 && ended.err.contains(word("cannot draw")), ended.everything());
        return;
    }
    QVERIFY2(ended.status == 0 && ended.err.isEmpty(), ended.everything());
    QVERIFY(contents(path).startsWith(begins));
}

void TestRun::tlsIsTrusted()
{
    const Ended ended =
        runProgram(words("run --tls --fresh --parse 1 --tasks 4 --latency 1ms --models async"));
    QVERIFY2(ended.status == 0, ended.everything());
    QCOMPARE(count(ended.out, "^Read \\d+ from https://"), 4);
}

void TestRun::presetRuns()
{
    const Ended ended =
        runProgram(words("run --preset cpu-bound --tasks 3 --parse 10 --models gil --workers 2 --json"));
    QVERIFY2(ended.status == 0, ended.everything());
    const QJsonObject run = ended.json()[u"runs"][0].toObject();
    QCOMPARE(run[u"model"].toString(), word("gil"));
    QCOMPARE(run[u"workers"].toInt(), 2);
    QCOMPARE(run[u"tasks"].toInt(), 3);
}

QTEST_GUILESS_MAIN(TestRun)
#include "tst_cli_run.moc"
