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
