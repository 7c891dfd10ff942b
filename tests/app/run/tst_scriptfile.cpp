// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "app/run/scriptfile.h"
#include "core/workloads/scriptparser.h"

#include <QFile>
#include <QTemporaryDir>

using namespace interleave;
using run::readScriptFile;
using run::scriptFrom;

namespace {

const QByteArray whole = R"({"seed": 7,
 "tasks": [{"count": 8, "name": "the <b>cook", "phases": ["compute 2 ms ± 20 %", "lock A { wait 1 ms }"]},
           {"phases": ["download /dice"]}]})";

} // namespace

class TestScriptFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textIsTakenAsItIs();
    void editorsMayHaveTouchedTheFile_data();
    void editorsMayHaveTouchedTheFile();
    void whatIsNoTextIsRefused_data();
    void whatIsNoTextIsRefused();
    void jsonBecomesText();
    void faultsHaveAPlace_data();
    void faultsHaveAPlace();
    void cutFilesAreUnderstoodOrRefused();
    void filesAreReadOrRefusedByName();
};

void TestScriptFile::textIsTakenAsItIs()
{
    QString error;
    QCOMPARE(scriptFrom("# \xc3\xa4\r\nwait 1 ms", error), QStringLiteral("# \u00e4\r\nwait 1 ms"));
    QCOMPARE(error, QString());
}

void TestScriptFile::editorsMayHaveTouchedTheFile_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, const QByteArray& file, const char* text) {
        QTest::newRow(name) << file << QString::fromUtf8(text);
    };
    row("byte-order mark", "\xef\xbb\xbfwait 1 ms\n", "wait 1 ms\n");
    row("mark before JSON", "\xef\xbb\xbf{\"tasks\":[{\"phases\":[\"wait 1 ms\"]}]}", "wait 1 ms\n");
    row("mark and CRLF", "\xef\xbb\xbfwait 1 ms\r\nwait 2 ms\r\n", "wait 1 ms\r\nwait 2 ms\r\n");
    row("no line end", "wait 1 ms", "wait 1 ms");
    row("old Mac", "wait 1 ms\rwait 2 ms\r", "wait 1 ms\nwait 2 ms\n");
    row("JSON of an old Mac", "{\"tasks\":\r[{\"phases\":[\"wait 1 ms\"]}]}\r", "wait 1 ms\n");
}

void TestScriptFile::editorsMayHaveTouchedTheFile()
{
    QFETCH(const QByteArray, file);
    QString error;
    const auto text = scriptFrom(file, error);
    QVERIFY2(text, qPrintable(error));
    QTEST(*text, "text");
    std::string why;
    QVERIFY2(workloads::parseScript(text->toStdString(), why), why.c_str());
}

void TestScriptFile::whatIsNoTextIsRefused_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const QByteArray& file, const char* says) {
        QTest::newRow(name) << file << QString::fromUtf8(says);
    };
    row("UTF-16", QByteArray("\xff\xfew\0a\0", 6), "UTF-16: save it as UTF-8");
    row("UTF-16, big end first", QByteArray("\xfe\xff\0w\0a", 6), "UTF-16: save it as UTF-8");
    row("UTF-16 without a mark", QByteArray("w\0a\0i\0t\0", 8), "UTF-16: save it as UTF-8");
    row("gzip", QByteArray("\x1f\x8b\x08\0\0\0", 6), "compressed: unpack it first");
    row("zero byte", QByteArray("wait 1 ms\nwait\0", 15), "Line 2 holds a zero byte");
    row("Latin-1", "wait 1 ms\nwait 5 ms \xb1 10 %\n", "Line 2 is not in UTF-8");
    row("JSON in Latin-1", "{\"tasks\":[{\"name\":\"caf\xe9\",\"phases\":[\"wait 1 ms\"]}]}", "not in UTF-8");
    row("more behind the JSON", "{\"tasks\":[]} {}", "Line 1, column");
}

void TestScriptFile::whatIsNoTextIsRefused()
{
    QFETCH(const QByteArray, file);
    QFETCH(const QString, says);
    QString error;
    QVERIFY(!scriptFrom(file, error));
    QVERIFY2(error.contains(says), qPrintable(error));
}

void TestScriptFile::jsonBecomesText()
{
    QString error;
    const auto text = scriptFrom(whole, error);
    QVERIFY2(text, qPrintable(error));
    QCOMPARE(*text, QStringLiteral("seed 7\n"
                                   "8 x \"the <b>cook\": compute 2 ms \u00b1 20 %, lock A { wait 1 ms }\n"
                                   "download /dice\n"));
    std::string why;
    const auto script = workloads::parseScript(text->toStdString(), why);
    QVERIFY2(script, why.c_str());
    QCOMPARE(script->taskCount(), std::size_t{9});
}

void TestScriptFile::faultsHaveAPlace_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("begin");
    const auto row = [](const char* json, const char* begin) {
        QTest::newRow(json) << QByteArray(json) << QString::fromUtf8(begin);
    };
    row("{", "Line 1, column 2: ");
    row("{\"tasks\":\n [,]}", "Line 2, column ");
    row("{}", "“tasks” is missing.");
    row(R"({"tasks":{}})", "“tasks” takes a list.");
    row(R"({"tasks":[],"task":[]})", "“task” is not known.");
    row(R"({"seed":-1,"tasks":[]})", "“seed” takes a whole number");
    row(R"({"tasks":[3]})", "“tasks”, entry 1: “phases” is missing.");
    row(R"({"tasks":[{"phases":[]}]})", "“tasks”, entry 1: “phases” takes at least one.");
    row(R"({"tasks":[{"phases":["wait 1 ms"]},{"phases":["wait 1 ms","wait"]}]})",
        "“tasks”, entry 2: phase 2: Line 1, column 5: “wait” needs a time");
    row(R"({"tasks":[{"phases":["wait 1 ms; wait 1 ms"]}]})", "“tasks”, entry 1: phase 1: Line 1, column 10");
    row(R"({"tasks":[{"count":0,"phases":["wait 1 ms"]}]})",
        "“tasks”, entry 1: “count” takes a whole number");
    row(R"({"tasks":[{"name":"a\"b","phases":["wait 1 ms"]}]})",
        "“tasks”, entry 1: “name” takes a text on one");
    row(R"({"tasks":[{"name":"a\nb","phases":["wait 1 ms"]}]})",
        "“tasks”, entry 1: “name” takes a text on one");
    row(R"({"tasks":[{"name":"","phases":["wait 1 ms"]}]})", "“tasks”, entry 1: “name” takes a text on one");
    row(R"({"tasks":[{"workers":5,"phases":["wait 1 ms"]}]})", "“tasks”, entry 1: “workers” is not known.");
}

void TestScriptFile::faultsHaveAPlace()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, begin);
    QString error;
    QVERIFY(!scriptFrom(json, error));
    QVERIFY2(error.startsWith(begin), qPrintable(error));
}

void TestScriptFile::cutFilesAreUnderstoodOrRefused()
{
    for (qsizetype size = 1; size < whole.size(); ++size) {
        QString error;
        QVERIFY(!scriptFrom(whole.first(size), error));
        QVERIFY(!error.isEmpty());
    }
}

void TestScriptFile::filesAreReadOrRefusedByName()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.json"));
    QString error;
    QVERIFY(!readScriptFile(path, error));
    QVERIFY2(error.contains(path), qPrintable(error));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(whole);
    file.flush();
    QVERIFY2(readScriptFile(path, error), qPrintable(error));
    file.write("}");
    file.flush();
    QVERIFY(!readScriptFile(path, error));
    QVERIFY2(error.startsWith(path + QStringLiteral(": Line 3")), qPrintable(error));
    file.write(QByteArray(1 << 20, ' '));
    file.flush();
    QVERIFY(!readScriptFile(path, error));
    QVERIFY2(error.contains(QStringLiteral("1 MiB")), qPrintable(error));
}

QTEST_GUILESS_MAIN(TestScriptFile)
#include "tst_scriptfile.moc"
