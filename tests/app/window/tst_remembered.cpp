// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "app/run/experimentjson.h"
#include "app/window/remembered.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

using namespace interleave;
using namespace interleave::window;

class TestRemembered : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path() const { return userSettings().fileName(); }

    void write(const QByteArray& settings) const
    {
        QDir().mkpath(QFileInfo(path()).path());
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(settings) == settings.size());
    }

    static run::Experiment addresses(std::vector<std::string> list)
    {
        run::Experiment experiment;
        experiment.title = QStringLiteral("“a”, b=c; \\ \t %1");
        experiment.models = {*engine::modelNamed("gil")};
        experiment.downloads.emplace();
        experiment.downloads->addresses = std::move(list);
        return experiment;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
        QVERIFY(path().startsWith(m_folder.path()));
    }

    void init() { QFile::remove(path()); }

    void theFirstStartHasNoFault()
    {
        const Remembered remembered = recall();
        QVERIFY(!remembered.experiment);
        QCOMPARE(remembered.faults, QStringList());
    }

    void anExperimentComesBack_data()
    {
        QTest::addColumn<std::vector<std::string>>("list");
        QTest::newRow("one") << std::vector<std::string>{"http://127.0.0.1/?a=b,c;d"};
        QTest::newRow("none yet") << std::vector<std::string>{};
        QTest::newRow("more than will be run") << std::vector<std::string>(20'000, "http://127.0.0.1/");
        QTest::newRow("a long one") << std::vector<std::string>{"http://127.0.0.1/" +
                                                                std::string(9'000, 'a')};
        QTest::newRow("half typed") << std::vector<std::string>{"htp:/\xe2\x80\x8b/ \"x\""};
    }
    void anExperimentComesBack()
    {
        QFETCH(const std::vector<std::string>, list);
        Remembered remembered;
        remembered.experiment = addresses(list);
        remember(remembered);
        const Remembered read = recall();
        QCOMPARE(read.faults, QStringList());
        QVERIFY(read.experiment);
        QCOMPARE(run::toJson(*read.experiment), run::toJson(*remembered.experiment));
    }

    void oneBadFieldLeavesTheOthers()
    {
        Remembered remembered;
        remembered.experiment = addresses({"http://127.0.0.1/"});
        remembered.experiment->repeat = 7;
        remembered.frameRate = 60;
        remember(remembered);
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray settings = file.readAll();
        file.close();
        const qsizetype at = settings.indexOf("\\\"tasks\\\":160");
        QVERIFY(at > 0);
        write(settings.replace(at, 13, "\\\"tasks\\\":\\\"many\\\""));
        const Remembered read = recall();
        QCOMPARE(read.faults.size(), 1);
        QVERIFY2(read.faults[0].contains(QStringLiteral("“tasks”")), qPrintable(read.faults[0]));
        QVERIFY(read.experiment);
        QVERIFY(read.experiment->downloads->addresses == std::vector<std::string>{"http://127.0.0.1/"});
        QCOMPARE(read.experiment->title, remembered.experiment->title);
        QCOMPARE(read.experiment->repeat, 7U);
        QCOMPARE(read.experiment->downloads->tasks, workloads::DownloadsOptions().tasks);
        QCOMPARE(read.frameRate, 60);
    }

    void damagedSettingsAreToldAndTheUsualOnes_data()
    {
        QTest::addColumn<QByteArray>("settings");
        QTest::newRow("no settings at all") << QByteArray("\0\xff\xfe[[[\n=\n", 10).repeated(50);
        QTest::newRow("cut JSON") << QByteArray("[experiment]\njson=\"{\\\"downl\"\n");
        QTest::newRow("no JSON") << QByteArray("[experiment]\njson=7\n");
        QTest::newRow("a list") << QByteArray("[experiment]\njson=a, b\n");
        QTest::newRow("null") << QByteArray("[experiment]\njson=\"null\"\n");
        QTest::newRow("empty") << QByteArray("[experiment]\njson=\n");
    }
    void damagedSettingsAreToldAndTheUsualOnes()
    {
        QFETCH(const QByteArray, settings);
        write(settings);
        const Remembered read = recall();
        QVERIFY2(!read.faults.isEmpty(), settings.constData());
        QVERIFY(!read.experiment);
        QCOMPARE(read.frameRate, Remembered().frameRate);
    }

    void aFolderInTheirPlaceIsTold()
    {
        QVERIFY(QDir().mkpath(path()));
        const Remembered read = recall();
        QDir().rmdir(path());
        QVERIFY(!read.experiment);
        QCOMPARE(read.faults.size(), 1);
    }

    void otherFieldsFallAlone()
    {
        write("[view]\nappearance=pink\nrows=9\ntext-scale=nan\nframes=1e9\n[window]\ntab=-5\n"
              "[experiment]\njson=\"{\\\"title\\\":\\\"\\\",\\\"models\\\":[],\\\"sums\\\":{\\\"number\\\":5,"
              "\\\"tasks\\\":6}}\"\n");
        const Remembered read = recall();
        QCOMPARE(read.faults, QStringList());
        QVERIFY(read.experiment && read.experiment->sums);
        QCOMPARE(read.experiment->sums->tasks, std::size_t{6});
        QCOMPARE(read.frameRate, Remembered().frameRate);
        QCOMPARE(read.view.textScale, 1.0);
    }
};

QTEST_MAIN(TestRemembered)
#include "tst_remembered.moc"
