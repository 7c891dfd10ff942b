// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/cli/program.h"

#include <QDir>
#include <QFile>

using namespace interleave::tests;

/// A limit on the size of files stands for the full disk: both fail in the same system call.
class TestFullDisk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oldFileStaysAsItWas_data();
    void oldFileStaysAsItWas();
    void standardOutputTakesNothing_data();
    void standardOutputTakesNothing();
    void readerThatHasEnoughIsNoComplaint();
};

void TestFullDisk::oldFileStaysAsItWas_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("name");
    QTest::newRow("save") << QStringLiteral("--save") << QStringLiteral("trace.json");
    QTest::newRow("events") << QStringLiteral("--events") << QStringLiteral("events.jsonl");
    if (INTERLEAVE_DRAWS) {
        QTest::newRow("svg") << QStringLiteral("--image") << QStringLiteral("picture.svg");
        QTest::newRow("png") << QStringLiteral("--image") << QStringLiteral("picture.png");
        QTest::newRow("pdf") << QStringLiteral("--image") << QStringLiteral("picture.pdf");
    }
}

void TestFullDisk::oldFileStaysAsItWas()
{
    QFETCH(QString, option);
    QFETCH(QString, name);
    const QTemporaryDir folder;
    const QString path = folder.filePath(name);
    const QByteArray old("what was there before");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(old) == old.size());
    file.close();

    const QString run = shortSums().join(u' ');
    const Ended ended = shell(QStringLiteral("ulimit -f 1; exec \"$0\" %1 %2 '%3'").arg(run, option, path));
    QVERIFY2(ended.status == 1, ended.everything());
    QVERIFY2(ended.errLines().size() == 1 && ended.err.contains(path), ended.everything());
    QVERIFY2(ended.out.contains(QStringLiteral("Computed 4 sums in ")), ended.everything());
    QCOMPARE(contents(path), old);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList(name));
}

void TestFullDisk::standardOutputTakesNothing_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* script, const char* says) {
        QTest::newRow(script) << QString::fromLatin1(script) << QString::fromLatin1(says);
    };
    row("exec \"$0\" $run >/dev/full", "standard output: No space left on device.");
    row("exec \"$0\" $run --json >/dev/full", "standard output: No space left on device.");
    row("exec \"$0\" list models >/dev/full", "standard output: No space left on device.");
    row("exec \"$0\" $run --json >&-", "standard output: it is closed.");
    row("exec \"$0\" --help >&-", "standard output: it is closed.");
}

void TestFullDisk::standardOutputTakesNothing()
{
    QFETCH(const QString, script);
    QFETCH(const QString, says);
    const Ended ended = shell(QString(script).replace(QStringLiteral("$run"), shortSums().join(u' ')));
    QVERIFY2(ended.status == 1, ended.everything());
    QVERIFY2(ended.errLines().size() == 1 && ended.err.contains(says), ended.everything());
}

void TestFullDisk::readerThatHasEnoughIsNoComplaint()
{
    // The reader opens its end and leaves.
    const QTemporaryDir folder;
    const Ended ended = shell(QStringLiteral("mkfifo '%1/p'; : <'%1/p' & exec 3>'%1/p'; wait; \"$0\" %2 >&3")
                                  .arg(folder.path(), shortSums().join(u' ')));
    QVERIFY2(ended.status == 141, ended.everything());
    QCOMPARE(ended.err, QString());
}

QTEST_GUILESS_MAIN(TestFullDisk)
#include "tst_cli_fulldisk.moc"
