// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "app/panels/choicebox.h"
#include "app/panels/colours.h"
#include "app/panels/disclosure.h"
#include "app/panels/modelwords.h"
#include "app/panels/numberbox.h"
#include "app/panels/processorlist.h"
#include "app/panels/textlabel.h"

#include <QApplication>
#include <QScrollArea>
#include <QWheelEvent>

using namespace interleave;
using namespace interleave::panels;

namespace {

QString text(const char* latin) { return QString::fromLatin1(latin); }

QPalette palette(const QColor& window, const QColor& words, const QColor& highlight)
{
    QPalette palette;
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::WindowText, words);
    palette.setColor(QPalette::Highlight, highlight);
    palette.setColor(QPalette::HighlightedText, Qt::white);
    return palette;
}

} // namespace

class TestPanelParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void coloursCanBeRead_data();
    void coloursCanBeRead();
    void labelsFollowThePalette();
    void foreignTextIsNeverRich();
    void numbersComeBackExactly_data();
    void numbersComeBackExactly();
    void changedNumbersAreWhatIsShown();
    void wheelScrollsUnlessFocused();
    void longChoicesAreBroken();
    void disclosureShowsItsContent();
    void processorListsAreRead_data();
    void processorListsAreRead();
    void modelWordsFollowTheParameters();
};

void TestPanelParts::coloursCanBeRead_data()
{
    QTest::addColumn<QPalette>("around");
    QTest::newRow("light") << palette(QColor(0xef, 0xef, 0xef), Qt::black, QColor(0x30, 0x8c, 0xc6));
    QTest::newRow("white") << palette(Qt::white, QColor(0x33, 0x33, 0x33), QColor(0x99, 0xcc, 0xff));
    QTest::newRow("dark") << palette(QColor(0x1e, 0x20, 0x24), QColor(0xe6, 0xe8, 0xeb),
                                     QColor(0x3d, 0x7d, 0xd6));
    QTest::newRow("black") << palette(Qt::black, Qt::white, Qt::yellow);
}

void TestPanelParts::coloursCanBeRead()
{
    QFETCH(const QPalette, around);
    const QColor window = around.color(QPalette::Window);
    QVERIFY(contrast(dimmed(around), window) >= 4.5);
    QVERIFY(contrast(warning(around), window) >= 4.5);
    QVERIFY(contrast(accent(around).fill, accent(around).text) >= 4.5);
    const QPalette disabled = readableWhenDisabled(around);
    QVERIFY(contrast(disabled.color(QPalette::Disabled, QPalette::WindowText), window) >= 4.5);
    QVERIFY(dimmed(around) != around.color(QPalette::WindowText));
    QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
}

void TestPanelParts::labelsFollowThePalette()
{
    QWidget parent;
    auto* const label = new TextLabel(text("x"), TextLabel::Tone::Dimmed, &parent);
    const QPalette night = palette(Qt::black, Qt::white, Qt::blue);
    parent.setPalette(night);
    QCOMPARE(label->palette().color(QPalette::WindowText), dimmed(night));
    const QPalette day = palette(Qt::white, Qt::black, Qt::blue);
    parent.setPalette(day);
    QCOMPARE(label->palette().color(QPalette::WindowText), dimmed(day));
}

void TestPanelParts::foreignTextIsNeverRich()
{
    const QString hostile = text("<b>bold</b><img src='file:///etc/passwd'>");
    TextLabel label(hostile);
    QCOMPARE(label.textFormat(), Qt::PlainText);
    QVERIFY(!plainToolTip(hostile).contains(text("<b>")));
    QVERIFY(!plainToolTip(hostile).contains(text("<img")));
    QCOMPARE(plainToolTip(text("a < b & c")), text("a < b & c"));
}

void TestPanelParts::numbersComeBackExactly_data()
{
    QTest::addColumn<qint64>("exact");
    QTest::addColumn<QString>("shown");
    QTest::newRow("whole") << qint64(5'000'000) << text("5 ms");
    QTest::newRow("part") << qint64(1'500'000) << text("1.5 ms");
    QTest::newRow("finer than shown") << qint64(1'234'567) << text("1.235 ms");
    QTest::newRow("more than it takes") << qint64(90'000'000'000) << text("60,000 ms");
    QTest::newRow("least") << qint64(1'000) << text("at once");
}

void TestPanelParts::numbersComeBackExactly()
{
    QFETCH(const qint64, exact);
    NumberBox box({1'000, 60'000'000'000, 1'000'000, text(" ms"), text("at once")});
    box.setLocale(QLocale(QLocale::English));
    box.setExact(exact);
    QTEST(box.text(), "shown");
    QCOMPARE(qint64(box.exact()), exact);
}

void TestPanelParts::changedNumbersAreWhatIsShown()
{
    NumberBox box({0, 60'000, 1, text(" ms")});
    box.setExact(90'000);
    box.stepDown();
    QCOMPARE(qint64(box.exact()), qint64(59'999));
    box.selectAll();
    QTest::keyClicks(&box, text("120"));
    QCOMPARE(qint64(box.exact()), qint64(120));
}

void TestPanelParts::wheelScrollsUnlessFocused()
{
    QWidget window;
    NumberBox box({0, 100}, &window);
    NumberBox other({0, 100}, &window);
    box.setExact(50);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    other.setFocus();
    const auto turn = [&box] {
        QWheelEvent event(QPointF(5, 5), box.mapToGlobal(QPointF(5, 5)), {}, {0, 120}, Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(&box, &event);
        return box.exact();
    };
    QCOMPARE(qint64(turn()), qint64(50));
    QVERIFY(!box.hasFocus());
    box.setFocus();
    QCOMPARE(qint64(turn()), qint64(51));
}

void TestPanelParts::longChoicesAreBroken()
{
    ChoiceBox box(text("Threads on all processors (what C++ gives you)"), text("All run at the same time"));
    const int wide = box.fontMetrics().averageCharWidth() * 100;
    QVERIFY(box.heightForWidth(wide / 4) > box.heightForWidth(wide));
    QVERIFY(box.minimumSizeHint().width() < wide / 4);
    QCOMPARE(box.accessibleDescription(), text("All run at the same time"));
    box.resize(wide, box.heightForWidth(wide));
    QTest::mouseClick(&box, Qt::LeftButton, {}, {wide - 3, box.height() - 3});
    QVERIFY(box.isChecked());
}

void TestPanelParts::disclosureShowsItsContent()
{
    QWidget content;
    Disclosure arrow(&content);
    QVERIFY(arrow.sizeHint().width() >= 28 && arrow.sizeHint().height() >= 28);
    QVERIFY(content.isHidden());
    QTest::keyClick(&arrow, Qt::Key_Space);
    QVERIFY(!content.isHidden());
    arrow.click();
    QVERIFY(content.isHidden());
}

void TestPanelParts::processorListsAreRead_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("read"); // empty: refused
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("one") << text("3") << text("3");
    QTest::newRow("in any order, twice") << text(" 2,0 ,2") << text("0, 2");
    QTest::newRow("comma at the end") << text("0,") << QString();
    QTest::newRow("sign") << text("+1") << QString();
    QTest::newRow("negative") << text("-1") << QString();
    QTest::newRow("word") << text("all") << QString();
    QTest::newRow("too large") << text("65536") << QString();
}

void TestPanelParts::processorListsAreRead()
{
    QFETCH(const QString, written);
    QFETCH(const QString, read);
    const auto list = processorListFrom(written);
    QCOMPARE(list.has_value(), !read.isEmpty());
    if (list)
        QCOMPARE(processorListText(*list), read);
}

void TestPanelParts::modelWordsFollowTheParameters()
{
    const std::vector<ProcessorId> two{ProcessorId(0), ProcessorId(1)};
    const auto words = [&](const char* id, auto&& change) {
        engine::Model model = *engine::modelNamed(id);
        change(model);
        return modelWords(model, two);
    };
    const auto same = [](engine::Model&) {};
    QCOMPARE(words("sequential", same).type, text("One after another"));
    QCOMPARE(words("gil", same).type, text("Pre-emptive multitasking under one lock"));
    QCOMPARE(words("gil", same).processors, text("1 at a time, of 2"));
    QCOMPARE(words("threads", same).type, text("Pre-emptive multitasking"));
    QCOMPARE(words("threads", same).processors, text("1"));
    QCOMPARE(words("async", same).type, text("Cooperative multitasking"));
    QCOMPARE(words("processes", same).type, text("Multiprocessing"));
    QCOMPARE(words("processes", same).processors, text("2"));
    QCOMPARE(words("gil", [](engine::Model& m) { m.lock = engine::Lock::None; }).type,
             text("Pre-emptive multitasking on several processors"));
    QCOMPARE(words("gil", [](engine::Model& m) { m.workers = 1; }).type, text("One after another"));
    QCOMPARE(words("processes", [](engine::Model& m) { m.workers = 1; }).processors,
             text("1 at a time, of 2"));
    QCOMPARE(words("threads", [](engine::Model& m) { m.inFlight = 9; }).type,
             text("Cooperative in each worker, pre-emptive between them"));
}

QTEST_MAIN(TestPanelParts)
#include "tst_panelparts.moc"
