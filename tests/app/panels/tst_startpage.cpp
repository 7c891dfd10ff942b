// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "app/panels/presetbutton.h"
#include "app/panels/startpage.h"

#include <QPushButton>
#include <QSignalSpy>

using namespace interleave;
using namespace interleave::panels;

namespace {

QString text(const char* latin) { return QString::fromLatin1(latin); }

std::vector<run::Preset> presets()
{
    return {{text("a"), text("First"), text("One line"), {}},
            {text("b"), text("Second"), text("Another <b>line</b>"), {}},
            {text("c"), text("Third"), text("A third line"), {}}};
}

} // namespace

class TestStartPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void buttonsChoose();
    void keyboardChooses();
    void columnsFollowTheWidth();
};

void TestStartPage::buttonsChoose()
{
    StartPage page(presets());
    QSignalSpy chosen(&page, &StartPage::presetChosen), open(&page, &StartPage::openRequested);
    const auto buttons = page.findChildren<PresetButton*>();
    QCOMPARE(buttons.size(), 3);
    QCOMPARE(buttons[1]->accessibleName(), text("Second"));
    QCOMPARE(buttons[1]->accessibleDescription(), text("Another <b>line</b>"));
    QVERIFY(buttons[0]->accessibleDescription().startsWith(text("Start here")));
    buttons[1]->click();
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen[0][0].toString(), text("b"));
    page.findChild<QPushButton*>()->click();
    QCOMPARE(open.count(), 1);
}

void TestStartPage::keyboardChooses()
{
    StartPage page(presets());
    QSignalSpy chosen(&page, &StartPage::presetChosen);
    PresetButton* const button = page.findChildren<PresetButton*>()[2];
    QCOMPARE(button->focusPolicy(), Qt::StrongFocus);
    QTest::keyClick(button, Qt::Key_Return);
    QTest::keyClick(button, Qt::Key_Space);
    QCOMPARE(chosen.count(), 2);
}

void TestStartPage::columnsFollowTheWidth()
{
    StartPage page(presets());
    page.show();
    const auto buttons = page.findChildren<PresetButton*>();
    page.resize(120 * page.fontMetrics().averageCharWidth(), 700);
    QTRY_COMPARE(buttons[0]->y(), buttons[1]->y());
    page.resize(50 * page.fontMetrics().averageCharWidth(), 700);
    QTRY_VERIFY(buttons[0]->y() < buttons[1]->y());
    for (const PresetButton* button : buttons)
        QTRY_VERIFY(button->height() >= button->heightForWidth(button->width()));
}

QTEST_MAIN(TestStartPage)
#include "tst_startpage.moc"
