// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/engine/eventbuffer.h"
#include "core/engine/interpreterlock.h"
#include "core/engine/model.h"
#include "core/engine/protocol.h"

#include <atomic>
#include <thread>

using namespace interleave;
using namespace std::chrono_literals;

namespace {

const std::vector<ProcessorId> two{ProcessorId(0), ProcessorId(3)};

engine::Model changed(const char* id, void (*change)(engine::Model&))
{
    engine::Model model = *engine::modelNamed(id);
    change(model);
    return model;
}

} // namespace

class TestEngineParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyModelOfTheTableCanRun();
    void senselessModelsAreRefusedWithAReason_data();
    void senselessModelsAreRefusedWithAReason();
    void oneProcessorIsTheLastAllowed();
    void workersFollowTheProcessors();
    void eventsArriveInOrderAndNoneIsLost();
    void oneHolderAtATime();
    void aWaiterGetsTheLockFromABusyHolder();
    void messagesSurviveAnyCuttingOfTheStream();
    void hostileBytesBreakTheStreamOnce_data();
    void hostileBytesBreakTheStreamOnce();
    void impossibleEventsAreLeftOut();
};

void TestEngineParts::everyModelOfTheTableCanRun()
{
    QCOMPARE(engine::models().size(), std::size_t(7));
    for (const engine::Model& model : engine::models())
        QCOMPARE(engine::refusal(model, two), std::string());
}

void TestEngineParts::senselessModelsAreRefusedWithAReason_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<QString>("word");
    QTest::newRow("no workers") << 0 << "0 workers";
    QTest::newRow("nothing in flight") << 1 << "0 tasks in flight";
    QTest::newRow("lock between processes") << 2 << "interpreter lock";
    QTest::newRow("foreign processor") << 3 << "processor 1 is not";
    QTest::newRow("empty list of processors") << 4 << "empty";
    QTest::newRow("no switch interval") << 5 << "switch interval";
}

void TestEngineParts::senselessModelsAreRefusedWithAReason()
{
    QFETCH(int, row);
    QFETCH(QString, word);
    using engine::Model;
    const std::array models{
        changed("threads", [](Model& m) { m.workers = 0; }),
        changed("async", [](Model& m) { m.inFlight = 0; }),
        changed("processes", [](Model& m) { m.lock = engine::Lock::Interpreter; }),
        changed("threads",
                [](Model& m) {
                    m.processors = {engine::Processors::Choice::List, {ProcessorId(1)}};
                }),
        changed("threads",
                [](Model& m) {
                    m.processors = {engine::Processors::Choice::List, {}};
                }),
        changed("gil", [](Model& m) { m.switchInterval = 0ns; }),
    };
    const std::string reason = engine::refusal(models[static_cast<std::size_t>(row)], two);
    QVERIFY2(reason.find(word.toStdString()) != std::string::npos, reason.c_str());
}

void TestEngineParts::oneProcessorIsTheLastAllowed()
{
    QCOMPARE(engine::processorsOf(*engine::modelNamed("sequential"), two), std::vector{ProcessorId(3)});
}

void TestEngineParts::workersFollowTheProcessors()
{
    QCOMPARE(engine::workerCountOf(*engine::modelNamed("processes"), two), 2u);
    QCOMPARE(engine::workerCountOf(*engine::modelNamed("gil"), two), 5u);
}

void TestEngineParts::eventsArriveInOrderAndNoneIsLost()
{
    constexpr std::uint32_t count = 300'000;
    engine::EventBuffer buffer;
    std::atomic<bool> done{false};
    std::jthread writer([&] {
        for (std::uint32_t i = 0; i < count; ++i)
            buffer.push({.task = TaskId(i)});
        done.store(true);
    });
    std::vector<Event> events;
    for (bool last = false; !last;) {
        last = done.load();
        buffer.drain(events);
    }
    QCOMPARE(events.size(), std::size_t(count));
    for (std::uint32_t i = 0; i < count; ++i)
        QVERIFY(events[i].task == TaskId(i));
}

void TestEngineParts::oneHolderAtATime()
{
    engine::InterpreterLock lock(100us);
    int inside = 0; // guarded by the lock: a data race otherwise
    bool alone = true;
    {
        std::vector<std::jthread> threads;
        for (std::uint32_t id = 0; id < 4; ++id) {
            threads.emplace_back([&, id] {
                for (int i = 0; i < 500; ++i) {
                    lock.acquire(TaskId(id));
                    alone = alone && ++inside == 1 && lock.holder() == TaskId(id);
                    --inside;
                    lock.release();
                }
            });
        }
    }
    QVERIFY(alone);
    QVERIFY(!lock.holder().valid());
}

void TestEngineParts::aWaiterGetsTheLockFromABusyHolder()
{
    engine::InterpreterLock lock(1ms);
    lock.acquire(TaskId(1));
    std::atomic<bool> had{false};
    std::jthread waiter([&] {
        lock.acquire(TaskId(2));
        had.store(true);
        lock.release();
    });
    while (!lock.switchRequested())
        std::this_thread::yield();
    lock.release(); // returns when the waiter has taken it
    lock.acquire(TaskId(1));
    QVERIFY(had.load());
    lock.release();
}

void TestEngineParts::messagesSurviveAnyCuttingOfTheStream()
{
    QByteArray stream;
    for (int i = 0; i < 3; ++i)
        stream += engine::protocol::framed(
            {{QLatin1String("is"), i}, {QLatin1String("text"), QString(i * 300, u'x')}});
    for (const qsizetype piece : {1, 2, 7, 301, 5000}) {
        engine::protocol::Reader reader;
        int next = 0;
        for (qsizetype at = 0; at < stream.size(); at += piece) {
            const QByteArray part = stream.mid(at, piece);
            reader.append({part.constData(), static_cast<std::size_t>(part.size())});
            while (const auto message = reader.next()) {
                QCOMPARE((*message)[QLatin1String("is")].toInteger(), qint64(next));
                QCOMPARE((*message)[QLatin1String("text")].toString().size(), qsizetype(next) * 300);
                ++next;
            }
        }
        QCOMPARE(next, 3);
        QVERIFY(!reader.broken());
    }
}

void TestEngineParts::hostileBytesBreakTheStreamOnce_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("text") << QByteArray("Segmentation fault\n");
    QTest::newRow("endless length") << QByteArray("\x5a\xff\xff\xff\xff", 5);
    QTest::newRow("not a map") << QByteArray("\x5a\x00\x00\x00\x01\x01", 6);
    QTest::newRow("not CBOR") << QByteArray("\x5a\x00\x00\x00\x01\xff", 6);
}

void TestEngineParts::hostileBytesBreakTheStreamOnce()
{
    QFETCH(QByteArray, bytes);
    engine::protocol::Reader reader;
    reader.append({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    QVERIFY(!reader.next());
    QVERIFY(reader.broken());
    QVERIFY(!reader.next());
}

void TestEngineParts::impossibleEventsAreLeftOut()
{
    std::vector<Event> events(3);
    events[1].kind = static_cast<EventKind>(200);
    events[2].phase = static_cast<Phase>(99);
    std::vector<Event> read;
    engine::protocol::unpack(engine::protocol::packed(events).append("tail"), read);
    QCOMPARE(read, std::vector{events[0]});
}

QTEST_GUILESS_MAIN(TestEngineParts)

#include "tst_engineparts.moc"
