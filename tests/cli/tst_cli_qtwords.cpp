// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/cli/program.h"

#include <QLibraryInfo>

using namespace interleave::tests;

/// Nothing of Qt's own words reaches the user, whatever Qt warns of or gives up at (F9, F17).
class TestQtWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void displaysThatCannotBeUsed_data();
    void displaysThatCannotBeUsed();
    void warningsAreKept_data();
    void warningsAreKept();
    void picturesNeedNoDisplay_data();
    void picturesNeedNoDisplay();
    void missingDrawingIsTold();
    void developersSeeThem();
};

void TestQtWords::displaysThatCannotBeUsed_data()
{
    QTest::addColumn<QString>("environment");
    for (const char* environment :
         {"", "DISPLAY=:987", "DISPLAY=nonsense", "DISPLAY=localhost:987", "DISPLAY=", "WAYLAND_DISPLAY=none",
          "WAYLAND_DISPLAY=none DISPLAY=:987", "QT_QPA_PLATFORM=nonsense", "QT_QPA_PLATFORM=xcb",
          "QT_QPA_PLATFORM=wayland", "QT_QPA_PLATFORM=wayland DISPLAY=:987", "QT_QPA_PLATFORM='xcb;wayland'",
          "DISPLAY=:987 XAUTHORITY=/dev/null/x", "DISPLAY=:987 QT_QPA_PLATFORM_PLUGIN_PATH=/nonexistent",
          "DISPLAY=:987 QT_FATAL_WARNINGS=1", "DISPLAY=:987 QT_DEBUG_PLUGINS=1",
          "DISPLAY=:987 XDG_SESSION_TYPE=wayland XDG_RUNTIME_DIR=/dev/null/x"})
        QTest::newRow(environment) << QString::fromLatin1(environment);
}

void TestQtWords::displaysThatCannotBeUsed()
{
    if (!INTERLEAVE_DRAWS)
        QSKIP("this build has no window");
    QFETCH(QString, environment);
    const Ended ended = shell(QStringLiteral("unset DISPLAY WAYLAND_DISPLAY QT_QPA_PLATFORM XDG_RUNTIME_DIR; "
                                             "ulimit -c 0; exec env HOME=/dev/null/x %1 \"$0\"")
                                  .arg(environment));
    QVERIFY2(ended.status == 2, ended.everything());
    QVERIFY2(ended.errLines().size() == 1 && ended.err.contains(QStringLiteral("no display")),
             ended.everything());
    QCOMPARE(ended.out, QString());
}

void TestQtWords::warningsAreKept_data()
{
    QTest::addColumn<QString>("environment");
    for (const char* environment :
         {"LANG=C LC_ALL=C", "LC_ALL=xx_XX", "QT_FATAL_WARNINGS=1 LC_ALL=C", "QT_FATAL_CRITICALS=1 LC_ALL=C",
          "QT_LOGGING_RULES='*=true'", "QT_DEBUG_PLUGINS=1",
          "QT_MESSAGE_PATTERN='%{nonsense} %{message}' LC_ALL=C", "QT_LOGGING_TO_CONSOLE=1 LC_ALL=C",
          "XDG_RUNTIME_DIR=/dev/null/x", "HOME=/dev/null/x", "QT_STYLE_OVERRIDE=nonsense",
          "QT_SCALE_FACTOR=nonsense"})
        QTest::newRow(environment) << QString::fromLatin1(environment);
}

void TestQtWords::warningsAreKept()
{
    QFETCH(QString, environment);
    const QTemporaryDir folder;
    const QString run = QStringLiteral("run --models processes --tasks 2 --latency 1ms");
    const QString image =
        INTERLEAVE_DRAWS ? QStringLiteral("--image '%1/a.svg'").arg(folder.path()) : QString();
    const Ended ended = shell(QStringLiteral("env %1 \"$0\" %2 %3").arg(environment, run, image));
    QVERIFY2(ended.status == 0, ended.everything());
    QCOMPARE(ended.err, QString());
}

void TestQtWords::picturesNeedNoDisplay_data()
{
    QTest::addColumn<QString>("environment");
    for (const char* environment :
         {"QT_QPA_PLATFORM=nonsense", "QT_QPA_PLATFORM=xcb DISPLAY=:987", "DISPLAY=:987",
          "WAYLAND_DISPLAY=none", "QT_QPA_PLATFORMTHEME=gtk3 DISPLAY=:987"})
        QTest::newRow(environment) << QString::fromLatin1(environment);
}

void TestQtWords::picturesNeedNoDisplay()
{
    if (!INTERLEAVE_DRAWS)
        QSKIP("this build cannot draw");
    QFETCH(QString, environment);
    const QTemporaryDir folder;
    const Ended ended = shell(QStringLiteral("env %1 \"$0\" %2 --image '%3/a.png'")
                                  .arg(environment, shortSums().join(u' '), folder.path()));
    QVERIFY2(ended.status == 0, ended.everything());
    QCOMPARE(ended.err, QString());
    QVERIFY(contents(folder.filePath(QStringLiteral("a.png"))).startsWith("\x89PNG"));
    // What Qt would take as its own is an option like any other.
    const Ended own = shell(QStringLiteral("\"$0\" %1 --image '%2/b.png' -platform nonsense")
                                .arg(shortSums().join(u' '), folder.path()));
    QVERIFY2(own.status == 2 && own.errLines().size() == 1, own.everything());
}

void TestQtWords::missingDrawingIsTold()
{
    if (!INTERLEAVE_DRAWS)
        QSKIP("this build cannot draw");
    // An empty folder lies over Qt's, in a namespace of this program's own.
    const QString without =
        QStringLiteral("unshare -rm sh -c 'mount -t tmpfs none %1/platforms && exec \"$0\" \"$@\"'")
            .arg(QLibraryInfo::path(QLibraryInfo::PluginsPath));
    if (shell(without + QStringLiteral(" true")).status != 0)
        QSKIP("this system allows no namespace of one's own");
    const Ended ended =
        shell(without + QStringLiteral(" \"$0\" %1 --image a.svg").arg(shortSums().join(u' ')));
    QVERIFY2(ended.status == 2 && ended.errLines().size() == 1, ended.everything());
    QVERIFY2(ended.err.contains(QStringLiteral("leave --image out")), ended.everything());
}

void TestQtWords::developersSeeThem()
{
    if (!INTERLEAVE_DRAWS)
        QSKIP("without Gui Qt has nothing to say");
    const QTemporaryDir folder;
    const Ended ended =
        shell(QStringLiteral("INTERLEAVE_QT_MESSAGES=1 QT_DEBUG_PLUGINS=1 \"$0\" %1 --image '%2/a.svg'")
                  .arg(shortSums().join(u' '), folder.path()));
    QVERIFY2(ended.status == 0 && ended.err.contains(QStringLiteral("offscreen")), ended.everything());
}

QTEST_GUILESS_MAIN(TestQtWords)
#include "tst_cli_qtwords.moc"
