// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/timeline/marks.h"

#include "tests/support/traces.h"

#include <random>

using namespace interleave;
using namespace interleave::tests;
using namespace interleave::timeline;

namespace {

Span from(std::int64_t begin, std::int64_t end) { return span(State::Ready, Phase::None, begin, end, {}); }

/// The same by looking at every span.
std::vector<Mark> slow(const std::vector<Span>& spans, const View& view, double narrowest)
{
    std::vector<Mark> all;
    for (const Span& span : spans) {
        if (span.end() <= view.from || span.start >= view.to)
            continue;
        const double x0 = std::clamp(view.x(span.start), 0.0, view.width);
        const double x1 = std::clamp(std::max(view.x(span.end()), x0 + narrowest), 0.0, view.width);
        if (!all.empty() && view.x(span.end()) <= all.back().x1)
            continue;
        if (!all.empty() && x0 <= all.back().x1)
            all.back().x1 = std::max(all.back().x1, x1);
        else if (x0 < x1)
            all.push_back({x0, x1});
    }
    return all;
}

} // namespace

class TestMarks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingHasNoMark() { QVERIFY(marks({}, {.from = at(0), .to = at(10), .width = 100}, 2).empty()); }

    void whatIsOutsideOfTheViewHasNone()
    {
        const std::vector spans{from(0, 10), from(30, 40)};
        QVERIFY(marks(spans, {.from = at(10), .to = at(30), .width = 100}, 2).empty());
    }

    void aHairIsWideEnoughToBeSeen()
    {
        const std::vector spans{from(500, 501)};
        const auto found = marks(spans, {.from = at(0), .to = at(1000), .width = 100}, 2);
        QCOMPARE(found.size(), std::size_t(1));
        QVERIFY(found[0] == (Mark{50, 52}));
    }

    void thoseThatTouchAreOne()
    {
        const std::vector spans{from(0, 10), from(10, 20), from(21, 30), from(60, 70)};
        const auto found = marks(spans, {.from = at(0), .to = at(100), .width = 100}, 2);
        QCOMPARE(found.size(), std::size_t(3));
        QVERIFY(found[0] == (Mark{0, 20}));
    }

    void theyAreThoseOfEverySpan()
    {
        std::mt19937 random(3);
        const auto upTo = [&](std::int64_t most) {
            return std::uniform_int_distribution<std::int64_t>(0, most)(random);
        };
        for (int round = 0; round < 500; ++round) {
            std::vector<Span> spans;
            std::int64_t now = upTo(50);
            for (std::int64_t k = upTo(200); k > 0; --k) {
                const std::int64_t end = now + 1 + upTo(upTo(9) == 0 ? 200 : 9);
                spans.push_back(from(now, end));
                now = end + upTo(upTo(4) == 0 ? 100 : 3);
            }
            const std::int64_t begin = upTo(now);
            const View view{.from = at(begin),
                            .to = at(begin + 1 + upTo(now)),
                            .width = static_cast<double>(1 + upTo(300))};
            const auto fast = marks(spans, view, 2);
            const auto reference = slow(spans, view, 2);
            QCOMPARE(fast.size(), reference.size());
            for (std::size_t i = 0; i < fast.size(); ++i)
                QVERIFY(std::abs(fast[i].x0 - reference[i].x0) < 1e-6 &&
                        std::abs(fast[i].x1 - reference[i].x1) < 1e-6);
        }
    }
};

QTEST_APPLESS_MAIN(TestMarks)
#include "tst_marks.moc"
