// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/cli/program.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace interleave::tests;

namespace {

/// Runs a line of shell script in a folder; $run in it is a short run of the program.
Ended shellIn(const QTemporaryDir& folder, const QString& script)
{
    return shell(
        QStringLiteral("cd '%1' && run=\"$0 %2\"; %3").arg(folder.path(), shortSums().join(u' '), script));
}

/// The lines of standard output that are comma-separated values.
const QString csvBegin = QStringLiteral("model,parameter,value,unit,repetition,");

QStringList filesIn(const QTemporaryDir& folder)
{
    return QDir(folder.path())
        .entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
}

} // namespace

/// Where the name of an output leads: files, streams, and what is none of both (F1, F14).
class TestOutputs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void streamsAreWrittenTo_data();
    void streamsAreWrittenTo();
    void whatIsAppendedToStays();
    void otherStreams_data();
    void otherStreams();
    void readersOfPipes_data();
    void readersOfPipes();
    void failuresOfStreamsAreTold_data();
    void failuresOfStreamsAreTold();
    void refusedBeforeTheWork_data();
    void refusedBeforeTheWork();
    void linksStayAndLeadToTheNewFile();
    void ownerAndPermissionsStay();
    void otherHardLinksKeepTheOldFile();
    void namesKeepTheirBytes_data();
    void namesKeepTheirBytes();
    void namesThatAreNotUtf8AreRefused_data();
    void namesThatAreNotUtf8AreRefused();
    void linksLeadToAnyBytes();
    void closedStandardStreams();
    void withoutNamelessFiles();
};

void TestOutputs::streamsAreWrittenTo_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "/proc/thread-self/fd/1",
                             "link", "chain", "folder/1"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestOutputs::streamsAreWrittenTo()
{
    QFETCH(QString, name);
    const QTemporaryDir folder;
    const QString links =
        QStringLiteral("ln -s /dev/stdout link; ln -s link chain; ln -s /proc/self/fd folder; ");
    // Into a file that more is written to, before and after.
    const Ended ended =
        shellIn(folder, links + QStringLiteral("{ echo before; $run --csv %1; echo after; } >log").arg(name));
    QVERIFY2(ended.status == 0, ended.everything());
    const QByteArrayList lines = contents(folder.filePath(QStringLiteral("log"))).split('\n');
    QCOMPARE(lines.size(), 5); // and the empty one behind the last
    QCOMPARE(lines[0], QByteArray("before"));
    QVERIFY2(lines[1].startsWith(csvBegin.toUtf8()), lines[1]);
    QCOMPARE(lines[3].left(5), QByteArray("after"));
    QVERIFY2(ended.err.contains(QStringLiteral("Computed 4 sums")), ended.everything());
    // Into a pipe
    const Ended piped = shellIn(folder, QStringLiteral("$run --csv %1 2>/dev/null | cat").arg(name));
    QVERIFY2(piped.out.startsWith(csvBegin) && piped.outLines().size() == 2, piped.everything());
}

void TestOutputs::whatIsAppendedToStays()
{
    const QTemporaryDir folder;
    const Ended ended =
        shellIn(folder, QStringLiteral("echo kept >log; $run --events /dev/stdout --quiet >>log"));
    QVERIFY2(ended.status == 0, ended.everything());
    const QByteArrayList lines = contents(folder.filePath(QStringLiteral("log"))).split('\n');
    QCOMPARE(lines.first(), QByteArray("kept"));
    QVERIFY2(lines[1].startsWith('{') && lines.size() > 8, lines[1]);
}

void TestOutputs::otherStreams_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const char* script, const char* says) {
        QTest::newRow(name) << QString::fromUtf8(script) << QString::fromUtf8(says);
    };
    row("standard error", "$run --csv /dev/stderr 2>err >/dev/null; cat err", "model,parameter");
    row("a third stream", "$run --csv /dev/fd/3 3>three >/dev/null; cat three", "model,parameter");
    row("one that is only appended to",
        "echo kept >three; $run --csv /proc/self/fd/3 3>>three >/dev/null; cat three",
        "kept\nmodel,parameter");
    row("another process's",
        "sleep 100 4>>four & echo kept >four; $run --csv /proc/$!/fd/4 >/dev/null; kill $!; cat four",
        "kept\nmodel,parameter");
    row("nothing", "$run --csv /dev/null --events /dev/null --save /dev/null && ls -lL /dev/null | cut -c1",
        "\nc\n");
    row("a pipe with a name", "mkfifo p; cat p & $run --csv p >/dev/null; wait", "model,parameter");
    row("a pipe with a name and a link", "mkfifo p; ln -s p q; cat p & $run --csv q >/dev/null; wait",
        "model,parameter");
    row("a reader that comes late",
        "mkfifo p; $run --csv p >done & while ! grep -q measured done; do :; done; cat p; wait",
        "model,parameter");
    row("and the report goes on", "$run --csv - 2>err >out; cat err", "Computed 4 sums");
}

void TestOutputs::otherStreams()
{
    QFETCH(QString, script);
    QFETCH(QString, says);
    const QTemporaryDir folder;
    const Ended ended = shellIn(folder, script);
    QVERIFY2(ended.status == 0, ended.everything());
    QVERIFY2(ended.out.contains(says), ended.everything());
}

void TestOutputs::readersOfPipes_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<int>("status");
    QTest::newRow("of the report") << QStringLiteral("$run --save saved | :") << 141;
    QTest::newRow("of the report, much of it")
        << QStringLiteral(
               "$0 run --workload sums --number 1 --tasks 20000 --models sequential --save saved | head -1")
        << 141;
    QTest::newRow("of --json") << QStringLiteral("$run --json --save saved | :") << 141;
    QTest::newRow("of an output") << QStringLiteral("$run --events - --save saved | :") << 141;
    QTest::newRow("of a list") << QStringLiteral("{ sleep 0; $0 list models; echo {} >saved; } | :") << 0;
}

void TestOutputs::readersOfPipes()
{
    QFETCH(QString, script);
    QFETCH(int, status);
    const QTemporaryDir folder;
    // The shell tells the last one's status only: the first one's is written down. ":" leaves at once, but
    // maybe not before the last line: a pipe that nobody has open for reading any more is made of a named
    // one.
    const QString first = script.section(QStringLiteral(" | "), 0, 0),
                  reader = script.section(QStringLiteral(" | "), 1);
    const Ended ended =
        shellIn(folder, reader == QLatin1String(":")
                            ? QStringLiteral(
                                  "mkfifo p; : <p & exec 3>p; wait; %1 >&3 2>err; s=$?; grep -v -e Computed "
                                  "-e model -e measured -e '^Sum' -e '^$' -e '^sequential' err; exit $s")
                                  .arg(first)
                            : QStringLiteral("{ %1; echo $? >status; } | %2 >/dev/null; exit $(cat status)")
                                  .arg(first, reader));
    QVERIFY2(ended.status == status, ended.everything());
    QCOMPARE(ended.out + ended.err, QString());
    QVERIFY(contents(folder.filePath(QStringLiteral("saved"))).trimmed().endsWith('}'));
}

void TestOutputs::failuresOfStreamsAreTold_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("says");
    QTest::newRow("a full disk") << QStringLiteral("$run --csv /dev/full >out")
                                 << QStringLiteral("/dev/full");
    QTest::newRow("a full disk behind standard output")
        << QStringLiteral("$run --csv - >/dev/full 2>err; s=$?; grep '^interleave' err >&2; exit $s")
        << QStringLiteral("No space left");
    QTest::newRow("a reader that leaves")
        << QStringLiteral(
               "mkfifo p; head -c1 p >/dev/null & $0 run --workload sums --number 1 --tasks 20000 --quiet "
               "--models sequential --events p >out")
        << QStringLiteral("has left");
}

void TestOutputs::failuresOfStreamsAreTold()
{
    QFETCH(QString, script);
    QFETCH(QString, says);
    const QTemporaryDir folder;
    const Ended ended = shellIn(folder, script);
    QVERIFY2(ended.status == 1, ended.everything());
    QVERIFY2(ended.errLines().size() == 1 && ended.err.contains(says), ended.everything());
}

void TestOutputs::refusedBeforeTheWork_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* script, const char* says) {
        QTest::newRow(script) << QString::fromUtf8(script) << QString::fromUtf8(says);
    };
    row("$run --csv /dev/fd/77", "no such stream is open");
    row("$run --csv /proc/self/fd/77", "no such stream is open");
    row("$run --csv - >&-", "an open stream that takes a text");
    row("$run --csv /dev/stdin </dev/null", "an open stream that takes a text");
    row("$run --csv .", "folder");
    row("$run --csv new/", "folder");
    row("mkdir there; $run --csv there/", "folder");
    row("mkdir there; ln -s there link; $run --csv link", "folder");
    row("$run --csv missing/a.csv", "folder does not exist");
    row(": >file; $run --csv file/a.csv", "folder does not exist");
    row("ln -s loop loop; $run --csv loop", "circle");
    row("$run --csv $(printf %0300d 0)", "too long");
    row("$run --csv - --events /dev/stdout", "two outputs");
    row("$run --csv /dev/fd/3 --events /proc/self/fd/3 3>x", "two outputs");
    row("mkfifo p; ln -s p q; $run --csv p --events q", "two outputs");
    row("$run --csv a --events ./a", "two outputs");
    row(": >a; ln a b; $run --csv a --events b", "two outputs");
    row("ln -s a b; $run --csv a --events b", "two outputs");
    row("mkdir c; ln -s c d; $run --csv c/a --events d/a", "two outputs");
    row("$run --csv a.txt --events A.TXT", "two outputs");
    row("$run --csv log >log", "goes into that file already");
    row("$run --csv log >out 2>log; cat log >&2", "goes into that file already");
    row("ln -s log link; $run --csv link >log", "goes into that file already");
    row("$run --json --csv -", "--json");
    row("$run --csv - 2>&1 >&2 | cat", "standard error");
    row("echo 'compute 1 ms' >s; $0 run --workload script --script-file s --models sequential --csv s",
        "read by this run");
    row("echo 'compute 1 ms' >s; ln s t; $0 run --workload script --script-file s --models sequential --csv "
        "t",
        "read by this run");
    row("echo 'compute 1 ms' >s; $0 run --workload script --script-file /dev/stdin --models sequential --csv "
        "s <s",
        "read by this run");
}

void TestOutputs::refusedBeforeTheWork()
{
    QFETCH(QString, script);
    QFETCH(QString, says);
    const QTemporaryDir folder;
    const Ended ended = shellIn(folder, script);
    const QString said = ended.err + ended.out; // of what sends one to the other
    QVERIFY2(said.contains(says), ended.everything());
    QCOMPARE(said.count(u'\n'), 1);
    QVERIFY2(ended.status == 2 || script.contains(u'|') || script.endsWith(QStringLiteral(">&2")),
             ended.everything());
}

void TestOutputs::linksStayAndLeadToTheNewFile()
{
    const QTemporaryDir folder;
    const Ended ended = shellIn(
        folder,
        QStringLiteral("mkdir there; echo old >there/a; ln -s there/a link; ln -s there/b dangling; "
                       "$run --csv link --events dangling >/dev/null && readlink link dangling; ls there"));
    QVERIFY2(ended.status == 0, ended.everything());
    QCOMPARE(ended.out, QStringLiteral("there/a\nthere/b\na\nb\n"));
    QVERIFY(contents(folder.filePath(QStringLiteral("there/a"))).startsWith(csvBegin.toUtf8()));
    QVERIFY(contents(folder.filePath(QStringLiteral("there/b"))).startsWith('{'));
}

void TestOutputs::ownerAndPermissionsStay()
{
    const QTemporaryDir folder;
    // Only root can give a file to another user and see it keep him.
    const Ended ended = shellIn(
        folder,
        QStringLiteral("umask 022; echo old >a; chmod 640 a; [ $(id -u) != 0 ] || chown 12:34 a; "
                       "stat -c '%a %u %g' a >before; $run --csv a --events new >/dev/null; stat -c "
                       "'%a %u %g' a | cmp - before; stat -c %a new; umask 077; $run --csv own >/dev/null; "
                       "stat -c %a own"));
    QCOMPARE(ended.out, QStringLiteral("644\n600\n"));
    QCOMPARE(ended.err, QString());
}

void TestOutputs::otherHardLinksKeepTheOldFile()
{
    const QTemporaryDir folder;
    const Ended ended =
        shellIn(folder, QStringLiteral("echo old >a; ln a b; $run --csv a >/dev/null; cat b; head -c5 a"));
    QCOMPARE(ended.out, QStringLiteral("old\nmodel"));
}

void TestOutputs::namesKeepTheirBytes_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QString>("environment");
    const auto row = [](const char* what, const QByteArray& name, const char* environment = "") {
        QTest::newRow(what) << name << QString::fromLatin1(environment);
    };
    row("spaces", " a  b ");
    row("a place marker", "%1%2 %L1");
    row("a line end", "a\nb");
    row("quotation marks", "a\"b");
    row("a dash at the beginning", "-x.csv");
    row("two dashes", "--x.csv");
    row("letters beyond ASCII", "caf\xc3\xa9 \xe6\x97\xa5\xe6\x9c\xac \xf0\x9f\x98\x80");
    row("the same in the C locale", "caf\xc3\xa9", "LANG=C LC_ALL=C");
    row("a combining mark", "cafe\xcc\x81");
    row("as long as names can be", QByteArray(255, 'n'));
    row("control characters", "a\x1b[31mb\x01");
}

void TestOutputs::namesKeepTheirBytes()
{
    QFETCH(QByteArray, name);
    QFETCH(QString, environment);
    const QTemporaryDir folder;
    qputenv("OUTPUT_NAME", name);
    const Ended ended = shellIn(
        folder, QStringLiteral("%1 $run --csv=\"$OUTPUT_NAME\" >/dev/null && ls -b").arg(environment));
    QVERIFY2(ended.status == 0 && ended.err.isEmpty(), ended.everything());
    QVERIFY(contents(folder.filePath(QString::fromUtf8(name))).startsWith(csvBegin.toUtf8()));
    QCOMPARE(filesIn(folder).size(), 1);
    // And in a sentence, where the folder is missing
    const Ended refused =
        shellIn(folder, QStringLiteral("%1 $run --csv=\"x/$OUTPUT_NAME\"").arg(environment));
    QVERIFY2(refused.status == 2 && refused.errLines().size() == 1, refused.everything());
    QVERIFY2(!refused.err.contains(u'\x1b'), refused.everything());
    if (!name.contains('\n') && !name.contains('\x1b'))
        QVERIFY2(refused.err.contains(QString::fromUtf8("x/" + name)), refused.everything());
}

void TestOutputs::namesThatAreNotUtf8AreRefused_data()
{
    QTest::addColumn<QString>("script");
    for (const char* script :
         {"$run --csv \"$bad\"", "$run --save \"$bad\"", "$run --image=\"$bad.svg\"",
          "$0 run --workload script --script-file \"$bad\"", "$0 run --ca \"$bad\"", "$0 \"$bad\"",
          "$0 \"./$bad\"", "LC_ALL=C $run --csv \"$bad\"", "$0 serve --port \"$bad\"",
          "$run --csv \"$(printf '\\357\\273\\277x')\"", "$run --csv \"$(printf '\\355\\240\\200')\""})
        QTest::newRow(script) << QString::fromLatin1(script);
}

void TestOutputs::namesThatAreNotUtf8AreRefused()
{
    QFETCH(QString, script);
    const QTemporaryDir folder;
    const Ended ended = shellIn(folder, QStringLiteral("bad=$(printf 'caf\\351.csv'); ") + script);
    QVERIFY2(ended.status == 2 && ended.errLines().size() == 1, ended.everything());
    QVERIFY2(ended.err.contains(QStringLiteral("is not UTF-8")), ended.everything());
    QCOMPARE(filesIn(folder), QStringList());
}

void TestOutputs::linksLeadToAnyBytes()
{
    // Removed by the shell: Qt cannot.
    const QTemporaryDir folder;
    const Ended ended =
        shellIn(folder, QStringLiteral("bad=$(printf 'caf\\351.csv'); ln -s \"$bad\" link; $run --csv link "
                                       ">/dev/null; head -c5 \"$bad\"; rm \"$bad\""));
    QCOMPARE(ended.out + ended.err, QStringLiteral("model"));
}

void TestOutputs::closedStandardStreams()
{
    // Nothing of the program's own gets their numbers.
    const QTemporaryDir folder;
    const Ended out = shellIn(folder, QStringLiteral("$run --csv a >&-"));
    QVERIFY2(out.status == 1 && out.errLines().size() == 1, out.everything());
    const Ended all = shellIn(folder, QStringLiteral("$run --csv b <&- >&- 2>&-; cat b"));
    QVERIFY2(all.out.startsWith(csvBegin), all.everything());
}

void TestOutputs::withoutNamelessFiles()
{
    // They need /proc, which an empty folder hides in a namespace of this program's own.
    const QString without =
        QStringLiteral("unshare -rm sh -c \"mount -t tmpfs none /proc && $run --csv a --save b "
                       "--events -\" \"$0\" >c 2>err");
    const QTemporaryDir folder;
    if (shell(QStringLiteral("unshare -rm mount -t tmpfs none /proc")).status != 0)
        QSKIP("this system allows no namespace of one's own");
    const Ended ended =
        shellIn(folder, QStringLiteral("umask 022; echo old >a; chmod 600 a; ") + without +
                            QStringLiteral("; stat -c %a a b; head -c5 a; ls -A | tr '\\n' ' '"));
    QCOMPARE(ended.out, QStringLiteral("600\n644\nmodela b c err "));
    QVERIFY(contents(folder.filePath(QStringLiteral("b"))).trimmed().endsWith('}'));
}

QTEST_GUILESS_MAIN(TestOutputs)
#include "tst_cli_outputs.moc"
