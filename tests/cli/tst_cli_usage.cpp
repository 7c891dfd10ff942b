// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/cli/program.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

using namespace interleave::tests;

class TestUsage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wrongUsageIsOneSentence_data();
    void wrongUsageIsOneSentence();
    void passwordIsNotRepeated_data();
    void passwordIsNotRepeated();
    void uselessCertificatesAreWrongUsage();
    void certificatesMayComeFromAnyEditor_data();
    void certificatesMayComeFromAnyEditor();
    void missingFontsAreNoticedBeforeTheWork();
    void protectedFoldersAreNoticedBeforeTheWork();
    void helpIsPrinted_data();
    void helpIsPrinted();
    void everyOptionIsInTheHelp();
    void listsAreAligned();
    void listsAreJson_data();
    void listsAreJson();
};

void TestUsage::wrongUsageIsOneSentence_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* arguments, const char* says) {
        QTest::newRow(arguments) << QString::fromUtf8(arguments) << QString::fromUtf8(says);
    };
    row("rnu", "did you mean run?");
    row("frobnicate", "interleave --help");
    row("help frobnicate", "interleave --help");
    row("list", "models, workloads or presets");
    row("list model", "did you mean models?");
    row("serve here", "“here” is no option");
    row("serve --port 70000", "from 0 to 65535");
    row("serve --listen here", "“here” is no address");
    row("serve --listen 127.0.0.1:80", "is no address");
    row("run fast", "“fast” is no option");
    row("run --taks 5", "did you mean --tasks?");
    row("run -tasks 5", "write --tasks");
    row("run -image x.svg", "write --image");
    row("run -image=x.svg", "write --image");
    row("run -help", "write --help");
    row("run -taks 5", "did you mean --tasks?");
    row("run --tasks --latency 5ms", "--tasks needs a value");
    row("run --tasks", "--tasks N");
    row("run --tls=1", "takes no value");
    row("run --tasks 0", "from 1 to");
    row("run --tasks -5", "“-5”");
    row("run --tasks 1e3", "“1e3”");
    row("run --workload download", "did you mean downloads?");
    row("run --models gli", "did you mean gil?");
    row("run --models frobnicate", "choose from sequential, gil");
    row("run --models gil,,async", "one comma");
    row("run --preset io-bonud", "did you mean io-bound?");
    row("run --latency 50", "--latency 50ms");
    row("run --latency soon", "such as 50ms");
    row("run --latency 2000s", "from 0 s to 60 s");
    row("run --latency 1us", "whole milliseconds");
    row("run --pages jython,cobol", "choose from jython, dice");
    row("run --parse 1 --body-limit 2GiB", "parsed");
    row("run --bandwidth fast", "such as 1MB/s");
    row("run --body-limit 0", "such as 10MB");
    row("run --latency 5ms --url http://127.0.0.1:1/", "practice server");
    row("run --body-limit 2000GB", "at most 1099511627776 bytes");
    row("run --url=", "http://example.org/");
    row("run --url example.org", "write http:// or https:// first");
    row("run --url ftp://127.0.0.1/", "ftp");
    row("run --workload sums --latency 5ms", "belongs to downloads");
    row("run --number 5", "belongs to sums");
    row("run --workload sums --client qt", "belongs to downloads");
    row("run --client curl", "own, qt");
    row("run --client qt --fresh", "leave one of the two out");
    row("run --hash 5", "belongs to mixed");
    row("run --workload mixed --hash 0", "from 1 to 1000000");
    row("run --script 5", "belongs to script");
    row("run --workload script", "--script or --script-file");
    row("run --workload script --script lock", "Line 1, column 5: ");
    row("run --workload script --script-file /nonexistent/s.json", "/nonexistent/s.json");
    row("run --workload script --script a --script-file b", "leave one of them out");
    row("run --preset convoy --tasks 5", "a script says itself");
    row("run --preset convoy --url http://127.0.0.1/", "a script says itself");
    row("run --preset convoy --pages dice", "a script says itself");
    row("run --preset convoy --parse 5", "belongs to downloads");
    row("run --preset convoy --latency 5ms", "downloads nothing");
    row("run --workers none", "“none”");
    row("run --in-flight 0", "from 1 to");
    row("run --processors two", "one, all, or numbers");
    row("run --processors 60000", "processor 60000");
    row("run --models processes --lock interpreter", "processes: ");
    row("run --lock both", "choose from none, interpreter");
    row("run --models async --switch-interval 5ms", "add gil");
    row("run --by thread", "choose from worker, task, processor");
    row("run --theme lihgt", "did you mean light?");
    row("run --width 100", "from 320 to 20000");
    row("run --width 16in", "from 320 to 20000");
    row("run --width 2cm", "from 8.5cm to 500cm");
    row("run --width acm", "from 8.5cm to 500cm");
    row("run --width 1e1cm", "from 8.5cm to 500cm");
    row("run --width 0x10cm", "from 8.5cm to 500cm");
    row("run --width 16,5cm", "from 8.5cm to 500cm");
    row("run --width 1,280", "from 320 to 20000");
    row("run --width +400", "from 320 to 20000");
    row("run --dpi 10", "from 72 to 1200");
    row("run --image-from 5", "--image-from 5ms");
    row("run --image-from 5ms --image-to 5ms", "later than --image-from");
    row("run --theme dark", "add --image FILE");
    row("run --width 400", "add --image FILE");
    row("run --title x", "--image and --save");
    row("run --helpers", "--helpers belongs to --image");
    row("run --sweep tasks=1,2 --helpers --image x.svg", "of a sweep a chart is drawn");
    row("run --sweep tasks=1,2 --no-legend --image x.svg", "of a sweep a chart is drawn");
    row("run --sweep tasks=1,2 --image-from 5ms --image x.svg", "of a sweep a chart is drawn");
    row("run --sweep tasks=1,2 --image-to 5ms --image x.svg", "of a sweep a chart is drawn");
    row("run --sweep tasks=1,2 --by task --image x.svg", "of a sweep a chart is drawn");
    row("run --by task --helpers --image x.svg", "--helpers belongs to --by worker");
    row("run --dpi 300 --width 16cm --image x.svg", "--dpi belongs to a PNG");
    row("run --dpi 300 --image x.png", "--dpi belongs to a PNG");
    row("run --csv-points x.csv", "--csv-points belongs to --repeat and --sweep");
    row("run --seed 5", "--seed belongs to --jitter");
    row("run --jitter 0 --seed 5", "--seed belongs to --jitter");
    row("serve --seed 5", "--seed belongs to --jitter");
    row("run --workload sums --seed 5", "--seed belongs to downloads");
    row("run --preset convoy --fresh", "of which the script has none");
    row("run --preset convoy --ca /dev/null", "PEM");
    row("run --preset io-bound --by task", "--by belongs to --image");
    row("run --save", "--save FILE");
    row("run --save=", "name of a file");
    row("run --title=", "--title needs a value");
    row("run --image= --image a.svg", "--image needs the name of a file");
    row("run --models=", "--models needs a value");
    row("run --tasks 5 --tasks 6", "--tasks takes one value, but was given twice: “5” and “6”");
    row("run --tasks 5 --tasks=5", "“5” and “5”");
    row("run --save a.json --save b.json", "leave all but one of them out");
    row("run --csv a --csv b --csv c", "3 times");
    row("run --width 400 --width 16cm", "--width takes one value");
    row("run --sweep tasks=1,2 --sweep workers=1,2", "--sweep takes one value");
    row("run --preset io-bound --preset cpu-bound", "--preset takes one value");
    row("serve --port 1 --port 2", "--port takes one value");
    row("run --image a.svg --image ./a.svg", INTERLEAVE_DRAWS ? "one file" : "one file");
    row("run --image a.svg --image nowhere/b.pdf", "nowhere");
    row("run --image a.svg --image b.gif", INTERLEAVE_DRAWS ? "b.gif" : "cannot draw");
    row("run --task 5", "did you mean --tasks?");
    row("run --Tasks 5", "did you mean --tasks?");
    row("run --no-fit", "it is so where --fit is not given");
    row("run --legend", "it is so where --no-legend is not given");
    row("run --help=run", "takes no value");
    row("run -- --tasks 5", "“--tasks” stands behind a --");
    row("run --title -- x", "--title needs a value");
    row("list models presets", "one word");
    row("list models --json=1", "takes no value");
    row("run --save /nonexistent/trace.json", "/nonexistent");
    row("run --events /dev", "is a folder");
    row("run --save same.json --events same.json", "one file");
    row("run --image picture", INTERLEAVE_DRAWS ? "picture" : "cannot draw");
    row("run --ca /nonexistent/ca.pem", "/nonexistent/ca.pem");
    row("run --ca /proc", "/proc: it is a folder");
    row("run --ca /proc/self/mem", "/proc/self/mem: Input/output error");
    row("run --workload script --script-file /proc", "/proc: it is a folder");
    row("run --workload script --script-file /proc/self/mem", "/proc/self/mem: Input/output error");
}

void TestUsage::wrongUsageIsOneSentence()
{
    QFETCH(QString, arguments);
    QFETCH(QString, says);
    const Ended ended = runProgram(arguments.split(u' '));
    QVERIFY2(ended.status == 2, ended.everything());
    QCOMPARE(ended.out, QString());
    QVERIFY2(ended.errLines().size() == 1 && ended.err.endsWith(QStringLiteral("\n")), ended.everything());
    QVERIFY2(ended.err.startsWith(QStringLiteral("interleave: ")), ended.everything());
    QVERIFY2(ended.err.contains(says), ended.everything());
}

void TestUsage::passwordIsNotRepeated_data()
{
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const char* name, std::initializer_list<const char*> words) {
        QStringList arguments;
        for (const char* word : words)
            arguments << QString::fromUtf8(word);
        QTest::newRow(name) << arguments;
    };
    row("no scheme", {"run", "--url", "user:secret@host/"});
    row("other scheme", {"run", "--url", "ftp://user:secret@host/"});
    row("not an address", {"run", "--url", "http://user:secret@host:port/"});
    row("slash in the password", {"run", "--url", "http://user:x/secret@host/"});
    row("without its option", {"run", "http://user:secret@host/"});
    row("with one dash", {"run", "-url=http://user:secret@host/"});
    row("script", {"run", "--workload", "script", "--script", "download user:secret@host/"});
    row("comma in a script",
        {"run", "--workload", "script", "--script", "download http://user:x,secret@host/"});
    row("braces in a script",
        {"run", "--workload", "script", "--script", "download http://user:{secret}@host/"});
    row("two scripts", {"run", "--script", "download http://user:secret@host/", "--script", "wait 1 ms"});
    row("no quote at the end",
        {"run", "--workload", "script", "--script", "download \"http://user:secret@host/"});
}

void TestUsage::passwordIsNotRepeated()
{
    QFETCH(QStringList, arguments);
    const Ended ended = runProgram(arguments);
    QVERIFY2(ended.status == 2, ended.everything());
    QVERIFY2(!ended.err.contains(QStringLiteral("secret")), ended.everything());
    QVERIFY2(!ended.out.contains(QStringLiteral("secret")), ended.everything());
}

void TestUsage::uselessCertificatesAreWrongUsage()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("bad.pem"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    file.close();
    for (const char* more : {"--quiet", "--tls"}) {
        const Ended ended = runProgram({QStringLiteral("run"), QStringLiteral("--tasks"), QStringLiteral("1"),
                                        QStringLiteral("--ca"), path, QString::fromLatin1(more)});
        QVERIFY2(ended.status == 2, ended.everything());
        QVERIFY2(ended.err.contains(QStringLiteral("certificate")), ended.everything());
    }
}

void TestUsage::certificatesMayComeFromAnyEditor_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<QByteArray>("lineEnd");
    QTest::addColumn<QString>("says"); // empty: it is taken
    QTest::newRow("as openssl writes it") << QByteArray() << QByteArray("\n") << QString();
    QTest::newRow("byte-order mark") << QByteArray("\xef\xbb\xbf") << QByteArray("\n") << QString();
    QTest::newRow("mark and CRLF") << QByteArray("\xef\xbb\xbf") << QByteArray("\r\n") << QString();
    QTest::newRow("old Mac") << QByteArray() << QByteArray("\r") << QString();
    QTest::newRow("UTF-16") << QByteArray("\xff\xfe") << QByteArray("\n")
                            << QStringLiteral("save it as UTF-8");
    QTest::newRow("gzip") << QByteArray("\x1f\x8b") << QByteArray("\n") << QStringLiteral("unpack it first");
    QTest::newRow("too long") << QByteArray(1 << 20, '\n') << QByteArray("\n") << QStringLiteral("1 MiB");
}

void TestUsage::certificatesMayComeFromAnyEditor()
{
    QFETCH(const QByteArray, begin);
    QFETCH(const QByteArray, lineEnd);
    QFETCH(const QString, says);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("ca.pem"));
    const Ended made =
        shell(QStringLiteral("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 "
                             "-nodes -subj /CN=a -keyout /dev/null -out '%1'")
                  .arg(path));
    if (made.status != 0)
        QSKIP("needs openssl");
    const QByteArray bytes = begin + contents(path).replace('\n', lineEnd);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();
    const Ended ended = runProgram(
        QStringLiteral("run --tls --tasks 1 --latency 0 --models sequential --ca").split(u' ') << path);
    QVERIFY2(ended.status == (says.isEmpty() ? 0 : 2), ended.everything());
    QVERIFY2(ended.err.contains(says), ended.everything());
}

void TestUsage::missingFontsAreNoticedBeforeTheWork()
{
    if (!INTERLEAVE_DRAWS)
        QSKIP("this build cannot draw");
    const QTemporaryDir folder;
    const QString fonts = folder.filePath(QStringLiteral("fonts.conf"));
    QFile file(fonts);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("<?xml version=\"1.0\"?><fontconfig></fontconfig>");
    file.close();
    const Ended ended = shell(QStringLiteral("FONTCONFIG_FILE='%1' exec \"$0\" %2 --image '%3/x.svg'")
                                  .arg(fonts, shortSums().join(u' '), folder.path()));
    QVERIFY2(ended.status == 2, ended.everything());
    QCOMPARE(ended.out, QString());
    QVERIFY2(ended.err.contains(QStringLiteral("no fonts")), ended.everything());
}

void TestUsage::protectedFoldersAreNoticedBeforeTheWork()
{
    // The file itself may be written; root must first lose what lets it write everywhere.
    const QTemporaryDir folder;
    const Ended ready = shell(QStringLiteral("cd '%1' && : >old.json && chmod 555 .").arg(folder.path()));
    QVERIFY2(ready.status == 0, ready.everything());
    const QString unprivileged =
        QStringLiteral("if [ $(id -u) = 0 ]; then run='setpriv --bounding-set=-dac_override'; fi; exec $run");
    if (shell(unprivileged + QStringLiteral(" true")).status != 0)
        QSKIP("needs setpriv when run as root");
    for (const char* option : {"--save", "--events"}) {
        const Ended ended = shell(
            unprivileged + QStringLiteral(" \"$0\" %1 %2 '%3/old.json'")
                               .arg(shortSums().join(u' '), QString::fromLatin1(option), folder.path()));
        QVERIFY2(ended.status == 2, ended.everything());
        QCOMPARE(ended.out, QString());
    }
    shell(QStringLiteral("chmod 755 '%1'").arg(folder.path()));
}

void TestUsage::helpIsPrinted_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* arguments, const char* says) {
        const QString words = QString::fromUtf8(arguments);
        QTest::newRow(arguments) << words.split(u' ', Qt::SkipEmptyParts) << QString::fromUtf8(says);
    };
    if (!INTERLEAVE_DRAWS) // else it opens the window
        row("", "A first try:");
    row("--help", "A first try:");
    row("-h", "A first try:");
    row("help", "A first try:");
    row("help help", "A first try:");
    row("help run", "Usage: interleave run");
    row("run --help", "Usage: interleave run");
    row("run --taks 5 --help", "Usage: interleave run");
    row("serve -h", "Usage: interleave serve");
    row("list --help", "Usage: interleave list");
    row("--version", "interleave " INTERLEAVE_VERSION);
}

void TestUsage::helpIsPrinted()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    const Ended ended = runProgram(arguments);
    QCOMPARE(ended.status, 0);
    QVERIFY2(ended.out.contains(says), ended.everything());
    QCOMPARE(ended.err, QString());
}

void TestUsage::everyOptionIsInTheHelp()
{
    const QString help = runProgram({QStringLiteral("help"), QStringLiteral("run")}).out;
    for (const char* option : {"--workload",     "--models",     "--tasks",
                               "--url",          "--latency",    "--jitter",
                               "--seed",         "--bandwidth",  "--tls",
                               "--fresh",        "--client",     "--parse",
                               "--number",       "--hash",       "--script",
                               "--script-file",  "--workers",    "--in-flight",
                               "--processors",   "--lock",       "--switch-interval",
                               "--idle-timeout", "--deadline",   "--body-limit",
                               "--ca",           "--image",      "--by",
                               "--theme",        "--width",      "--fit",
                               "--dpi",          "--image-from", "--image-to",
                               "--no-legend",    "--title",      "--save",
                               "--events",       "--json",       "--quiet",
                               "--preset"})
        QVERIFY2(help.contains(QStringLiteral("  %1 ").arg(QLatin1StringView(option))), option);
}

void TestUsage::listsAreAligned()
{
    const QStringList lines = runProgram({QStringLiteral("list"), QStringLiteral("models")}).outLines();
    QCOMPARE(lines.size(), 8);
    const qsizetype column = lines.first().indexOf(QStringLiteral("shown as"));
    QVERIFY(lines[1].startsWith(QStringLiteral("sequential ")));
    QCOMPARE(lines[1].mid(column, 11), QStringLiteral("Synchronous"));
    QCOMPARE(lines[2].mid(column, 20), QStringLiteral("Threads as in CPytho"));
}

void TestUsage::listsAreJson_data()
{
    QTest::addColumn<QString>("list");
    QTest::addColumn<QString>("firstId");
    QTest::addColumn<qsizetype>("size");
    QTest::newRow("models") << QStringLiteral("models") << QStringLiteral("sequential") << qsizetype{7};
    QTest::newRow("workloads") << QStringLiteral("workloads") << QStringLiteral("downloads") << qsizetype{4};
    QTest::newRow("presets") << QStringLiteral("presets") << QStringLiteral("io-four-ways") << qsizetype{11};
}

void TestUsage::listsAreJson()
{
    QFETCH(QString, list);
    const Ended ended = runProgram({QStringLiteral("list"), list, QStringLiteral("--json")});
    QCOMPARE(ended.status, 0);
    const QJsonArray array = QJsonDocument::fromJson(ended.out.toUtf8()).array();
    QTEST(array.size(), "size");
    QTEST(array.first()[QStringLiteral("id")].toString(), "firstId");
}

QTEST_GUILESS_MAIN(TestUsage)
#include "tst_cli_usage.moc"
