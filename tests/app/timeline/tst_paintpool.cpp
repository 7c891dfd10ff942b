// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "app/timeline/paintpool.h"
#include "tests/support/limits.h"

#include <algorithm>
#include <atomic>
#include <vector>

using namespace interleave;

class TestPaintPool : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachPartIsPaintedOnce_data();
    void eachPartIsPaintedOnce();
};

void TestPaintPool::eachPartIsPaintedOnce_data()
{
    QTest::addColumn<int>("threads");
    QTest::addColumn<int>("given"); // by the system; -1: all
    QTest::newRow("alone") << 0 << -1;
    QTest::newRow("one beside") << 1 << -1;
    QTest::newRow("more than parts") << 12 << -1;
    QTest::newRow("the system refuses some") << 12 << 2;
    QTest::newRow("the system refuses all") << 3 << 0;
}

void TestPaintPool::eachPartIsPaintedOnce()
{
    QFETCH(int, threads);
    QFETCH(int, given);
    std::unique_ptr<tests::FewThreads> few;
    if (given >= 0)
        few = std::make_unique<tests::FewThreads>(static_cast<std::size_t>(given));
    view::PaintPool pool(static_cast<unsigned>(threads));
    few.reset();
    for (const std::size_t count : std::initializer_list<std::size_t>{0, 1, 2, 7, 300}) {
        std::vector<std::atomic<int>> painted(count);
        pool.paint(count, [&](std::size_t part) { ++painted[part]; });
        QVERIFY(std::ranges::all_of(painted, [](const auto& times) { return times == 1; }));
    }
}

QTEST_APPLESS_MAIN(TestPaintPool)
#include "tst_paintpool.moc"
